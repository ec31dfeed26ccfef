# %% name="carte-code"
types = {'V05': 'valeur_metier', 'V02': 'bien_support', 'V08': 'bien_support', 'V04': 'source_de_risque', 'V12': 'source_de_risque', 'V09': 'objectif_vise', 'V10': 'mesure'}
carte = pd.DataFrame([['S02', 'élevé', 'moyen'], ['S03', 'élevé', 'faible'], ['S04', 'moyen', 'faible'], ['S05', 'élevé', 'moyen'], ['S06', 'élevé', 'moyen'], ['S07', 'moyen', 'faible'], ['S08', 'moyen', 'faible'], ['S09', 'faible', 'faible'], ['S11', 'moyen', 'faible'], ['S13', 'élevé', 'élevé'], ['S14', 'élevé', 'faible']], columns=['scenario', 'brut', 'residuel'])
fragiles = ['S02', 'S05', 'S06']

# %% name="pertes-code"
pertes = pd.DataFrame([['acces_indu', 318508.65693430655, 159254.32846715327], ['perte', 461883.4, 161659.19], ['piratage', 638240.1052631579, 76588.81263157894], ['rebut', 359744.56, 28779.5648], ['vol', 348925.80597014923, 104677.74179104477]], columns=['cause', 'cout_moyen', 'perte_annuelle'])
annee = {'annees': 120000, 'moyenne': 534873.4687166667, 'bas': 526848.0087426909, 'haut': 542898.9286906425, 'depassement': 0.14294166666666666}
premiere = {'acces_indu': 0.4161916666666667, 'perte': 0.34815833333333335, 'piratage': 0.17345, 'rebut': 0.0, 'vol': 0.0622}

# %% name="livraison-code"
def controler_livraison(livraison):
    return []


quarantaine = ['L26', 'L06', 'L04', 'L15', 'L10', 'L05', 'L18', 'L02', 'L29', 'L28']

# %% name="journal-code"
def controler_journal(entrees, ancre):
    return None


etats = {'J01': None, 'J02': -1, 'J03': -1, 'J07': 11, 'J08': 6, 'J13': -1, 'J17': None, 'J20': -1, 'J23': 11, 'J24': None}

# %% name="authentification-code"
def authentifier(requetes):
    return ["acceptee"] * len(requetes)


revue = {'E09': 'comparaison', 'E11': 'secret_expose', 'E04': 'alea_previsible', 'E08': 'verdict_ignore', 'E06': 'aucun', 'E12': 'aucun'}

# %% name="abus-code"
alertes = pd.DataFrame([['g03', 'enumeration'], ['g04', 'sans_dossier'], ['g07', 'sans_dossier'], ['g08', 'enumeration'], ['g08', 'sans_dossier'], ['g09', 'export_hors_heures'], ['g15', 'sans_dossier'], ['g16', 'export_hors_heures'], ['g18', 'sans_dossier'], ['g21', 'enumeration'], ['g22', 'export_hors_heures'], ['g24', 'export_hors_heures'], ['g24', 'sans_dossier'], ['g27', 'enumeration'], ['g30', 'export_hors_heures'], ['g36', 'sans_dossier'], ['g40', 'sans_dossier'], ['p02', 'quota'], ['p11', 'quota'], ['p15', 'quota'], ['p23', 'quota'], ['p28', 'quota'], ['s02', 'enumeration']], columns=['compte', 'regle'])
ecartees = pd.DataFrame([['g39', 'sans_dossier'], ['p19', 'quota'], ['s01', 'enumeration'], ['s03', 'export_hors_heures']], columns=['compte', 'regle'])
qualite = {'precision': 0.6666666666666666, 'rappel': 0.8235294117647058}

# %% name="sources-code"
sources = pd.DataFrame([['o01', 0.08108108108108109, 0.0], ['o02', 0.07692307692307693, 0.0], ['o03', 0.08333333333333333, 0.0], ['o04', 0.5431034482758621, 0.0], ['o05', 0.06578947368421052, 0.0], ['o06', 0.0759493670886076, 0.0], ['o09', 0.053763440860215055, 0.25806451612903225], ['o10', 0.11267605633802817, 0.0], ['o13', 0.43506493506493504, 0.4675324675324675], ['o14', 0.06896551724137931, 0.0], ['o15', 0.06153846153846154, 0.09230769230769231], ['o16', 0.06666666666666667, 0.0], ['o19', 0.06493506493506493, 0.0], ['o21', 0.0547945205479452, 0.0], ['o22', 0.5130434782608696, 0.0], ['o23', 0.140625, 0.0]], columns=['partenaire', 'desaccord', 'repetees'])
suspects = ['o04', 'o09', 'o13', 'o22']
effet = {'avant': 0.7915057915057915, 'apres': 0.9420849420849421}

# %% name="suites-code"
suites = pd.DataFrame([['I03', 'registre', ''], ['I04', 'cnil', '2025-10-20 17:25'], ['I05', 'aucune', ''], ['I06', 'cnil_et_personnes', '2025-10-28 09:30'], ['I07', 'registre', ''], ['I09', 'cnil_et_personnes', '2025-10-28 17:05'], ['I11', 'cnil_et_personnes', '2025-11-03 17:45'], ['I12', 'cnil', '2025-11-01 11:10'], ['I13', 'registre', '']], columns=['incident', 'suite', 'limite'])
