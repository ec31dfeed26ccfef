# %% name="carte-code"
types = {'V02': 'valeur_metier', 'V03': 'bien_support', 'V04': 'bien_support', 'V06': 'source_de_risque', 'V07': 'objectif_vise', 'V09': 'evenement_redoute', 'V10': 'evenement_redoute', 'V11': 'mesure', 'V12': 'mesure'}
carte = pd.DataFrame([['S02', 'élevé', 'moyen'], ['S03', 'élevé', 'faible'], ['S04', 'moyen', 'faible'], ['S05', 'élevé', 'moyen'], ['S06', 'élevé', 'moyen'], ['S07', 'moyen', 'faible'], ['S08', 'moyen', 'faible'], ['S09', 'faible', 'faible'], ['S11', 'moyen', 'faible'], ['S13', 'élevé', 'élevé'], ['S14', 'élevé', 'faible']], columns=['scenario', 'brut', 'residuel'])
fragiles = ['S02', 'S05', 'S06']

# %% name="pertes-code"
pertes = pd.DataFrame([['acces_indu', 260896.58394160584, 130448.29197080292], ['perte', 388340.8, 135919.28], ['piratage', 545102.3157894737, 65412.27789473684], ['rebut', 297550.72, 23804.057599999996], ['vol', 287934.0497512438, 86380.21492537313]], columns=['cause', 'cout_moyen', 'perte_annuelle'])
annee = {'annees': 120000, 'moyenne': 445382.71293333336, 'bas': 438294.27057413093, 'haut': 452471.1552925358, 'depassement': 0.13558333333333333}
premiere = {'acces_indu': 0.38663333333333333, 'perte': 0.36414166666666664, 'piratage': 0.19109166666666666, 'rebut': 0.0, 'vol': 0.058133333333333335}

# %% name="livraison-code"
def controler_livraison(livraison):
    return []


quarantaine = ['L05', 'L18', 'L26', 'L02', 'L15', 'L27', 'L06', 'L01', 'L17']

# %% name="journal-code"
def controler_journal(entrees, ancre):
    return None


etats = {'J01': None, 'J02': -1, 'J03': -1, 'J07': 11, 'J08': 6, 'J10': None, 'J11': -1, 'J15': 5, 'J18': 2, 'J23': 11}

# %% name="authentification-code"
def authentifier(requetes):
    return ["acceptee"] * len(requetes)


revue = {'E01': 'comparaison', 'E04': 'secret_expose', 'E05': 'mot_de_passe_rapide', 'E08': 'alea_previsible', 'E09': 'verdict_ignore', 'E12': 'aucun'}

# %% name="abus-code"
alertes = pd.DataFrame([['g03', 'enumeration'], ['g04', 'sans_dossier'], ['g07', 'sans_dossier'], ['g08', 'enumeration'], ['g08', 'sans_dossier'], ['g09', 'export_hors_heures'], ['g15', 'sans_dossier'], ['g16', 'export_hors_heures'], ['g18', 'sans_dossier'], ['g21', 'enumeration'], ['g22', 'export_hors_heures'], ['g24', 'export_hors_heures'], ['g24', 'sans_dossier'], ['g27', 'enumeration'], ['g30', 'export_hors_heures'], ['g36', 'sans_dossier'], ['g40', 'sans_dossier'], ['p02', 'quota'], ['p11', 'quota'], ['p15', 'quota'], ['p23', 'quota'], ['p28', 'quota'], ['s02', 'enumeration']], columns=['compte', 'regle'])
ecartees = pd.DataFrame([['g39', 'sans_dossier'], ['p19', 'quota'], ['s01', 'enumeration'], ['s03', 'export_hors_heures']], columns=['compte', 'regle'])
qualite = {'precision': 0.6666666666666666, 'rappel': 0.8235294117647058}

# %% name="sources-code"
sources = pd.DataFrame([['o01', 0.13513513513513514, 0.0], ['o02', 0.09230769230769231, 0.0], ['o03', 0.1111111111111111, 0.0], ['o04', 0.5258620689655172, 0.0], ['o05', 0.06578947368421052, 0.0], ['o06', 0.10126582278481013, 0.0], ['o09', 0.043010752688172046, 0.25806451612903225], ['o13', 0.43506493506493504, 0.4675324675324675], ['o14', 0.05747126436781609, 0.0], ['o15', 0.06153846153846154, 0.09230769230769231], ['o16', 0.05333333333333334, 0.0], ['o18', 0.10714285714285714, 0.0], ['o20', 0.037383177570093455, 0.22429906542056074], ['o21', 0.0547945205479452, 0.0], ['o22', 0.5217391304347826, 0.0], ['o23', 0.140625, 0.0]], columns=['partenaire', 'desaccord', 'repetees'])
suspects = ['o04', 'o09', 'o13', 'o20', 'o22']
effet = {'avant': 0.7953667953667953, 'apres': 0.9420849420849421}

# %% name="suites-code"
suites = pd.DataFrame([['I03', 'registre', ''], ['I04', 'cnil', '2025-10-20 17:25'], ['I05', 'aucune', ''], ['I06', 'cnil_et_personnes', '2025-10-28 09:30'], ['I07', 'registre', ''], ['I09', 'cnil_et_personnes', '2025-10-28 17:05'], ['I11', 'cnil_et_personnes', '2025-11-03 17:45'], ['I12', 'cnil', '2025-11-01 11:10'], ['I13', 'registre', '']], columns=['incident', 'suite', 'limite'])
