# %% name="usages-code"
comptes = {'lignes': 856, 'renvois': 133, 'robot': 156, 'relances': 39, 'explorations': 528}
usages = pd.DataFrame({'technique': ['agrégation par groupe', 'jointure', 'quantiles', 'rangs et fenêtres', 'statistiques descriptives', 'valeurs manquantes', 'visualisation'], 'explorations': [122, 17, 40, 158, 68, 65, 58], 'analystes': [6, 2, 3, 1, 5, 6, 6], 'outil': ['duckdb', 'tableur', 'pandas', 'pandas', 'pandas', 'pandas', 'pandas']})

# %% name="recherches-code"
recherches = pd.DataFrame({'question': ['q01', 'q02', 'q03', 'q04', 'q05', 'q06', 'q07', 'q08', 'q09', 'q10', 'q11', 'q12'], 'essais': [46, 33, 47, 41, 162, 32, 27, 51, 26, 9, 59, 34], 'echecs': [5, 3, 3, 3, 8, 2, 2, 5, 2, 0, 5, 34], 'etat': ['discordant', 'discordant', 'discordant', 'discordant', 'discordant', 'établi', 'discordant', 'discordant', 'établi', 'à confirmer', 'périmé', 'sans résultat'], 'resultat': [None, None, None, None, None, 158.0, None, None, 4016.0, 1000.0, None, None]})

# %% name="accords-code"
causes = {'q01': 'diviseur', 'q02': 'interpolation', 'q03': 'groupe absent', 'q04': 'comparaison', 'q05': 'ex æquo', 'q06': 'grain', 'q07': 'absence comptée zéro', 'q08': 'grain'}
par_pandas = {'q01': 12.6363136, 'q02': 20.66753947, 'q03': 2630.5, 'q04': 0.9941709434, 'q05': 8.421052632, 'q06': 260, 'q07': 149.4424121, 'q08': 45.02650544}
requetes = {q: f"SELECT {v}" for q, v in par_pandas.items()}

# %% name="comparer-code"
def comparer(executions, version, a, b):
    return {'questions': 8, 'rapport': 1.504820036, 'echecs_a': 0.0625, 'echecs_b': 0.1343283582}


bilan = {'questions': 8, 'rapport': 1.504820036, 'echecs_a': 0.0625, 'echecs_b': 0.1343283582}

# %% name="choix-code"
notes = {'duckdb': 0.75875, 'pandas': 0.7145833333, 'tableur': 0.4263333333}
premiers = {'duckdb': 0.597, 'pandas': 0.2365, 'tableur': 0.1665}
seuils = {'duree': 2.466666667, 'echecs': 0.113, 'maitrise': 0.2655555556, 'relecture': 12.96666667, 'accessibilite': None}

# %% name="registre-code"
decision = {'date': '2026-05-25', 'contexte': 'Douze semaines d’essais libres sur les cyclones de l’Atlantique\xa0: trois outils, des réponses qui divergent, aucune référence commune pour relire le travail d’un collègue.', 'options': ['pandas', 'duckdb', 'tableur'], 'preuves': ['e0321', 'e0302', 'e0333', 'e0327', 'e0358', 'e0377', 'e0454', 'e0557', 'e0505', 'e0629', 'e0285', 'e0428', 'e0504', 'e0518'], 'choix': 'duckdb', 'consequences': 'Les explorations nouvelles se font dans l’outil choisi\xa0; pandas reste admis pour les graphiques. Deux demi-journées de formation, et une convention écrite sur les valeurs absentes.', 'responsable': 'Responsable de l’analyse', 'echeance': '2026-11-02', 'revision': [{'indicateur': 'taux_echec', 'outil': 'duckdb', 'operateur': '>', 'seuil': 0.0865, 'semaines': 2, 'effectif_min': 15}, {'indicateur': 'part_usage', 'outil': 'duckdb', 'operateur': '<', 'seuil': 0.5, 'semaines': 3, 'effectif_min': 20}]}

# %% name="surveillance-code"
suivi = pd.DataFrame({'semaine': [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26], 'explorations': [44, 38, 53, 46, 46, 40, 51, 47, 41, 47, 46, 8, 46, 37], 'part_duckdb': [0.4318181818, 0.5526315789, 0.5849056604, 0.5217391304, 0.6739130435, 0.725, 0.6862745098, 0.5319148936, 0.6341463415, 0.5744680851, 0.4347826087, 0.75, 0.4130434783, 0.2432432432], 'executions': [19, 22, 32, 25, 32, 33, 37, 27, 33, 33, 23, 6, 20, 11], 'echecs': [0, 1, 2, 1, 1, 4, 3, 3, 8, 13, 6, 0, 5, 5], 'limite': [0.2611489451, 0.2481559555, 0.2189696208, 0.2375783061, 0.2189696208, 0.2168068979, 0.2090514427, 0.2315286114, 0.2168068979, 0.2168068979, 0.2444008515, 0.4044463268, 0.2564942818, 0.318918696]})


def alerter(semaines, p0):
    return 9
