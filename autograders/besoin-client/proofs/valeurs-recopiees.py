# %% name="acteurs-code"
cartographie = pd.DataFrame({'acteur': ['Inês Tavares', 'Paulo Rebelo', 'Marta Lopes', 'Rui Cardoso', 'Sofia Nunes', 'Tiago Melo', 'Ana Pires', 'Hugo Duarte', 'Clara Vidal', 'Luís Faria', 'Nadia Sousa', 'Bruno Teles'], 'pouvoir': [5, 6, 3, 1, 3, 0, 1, 3, 4, 4, 1, 0], 'interet': [4, 2, 2, 2, 3, 4, 4, 2, 1, 5, 2, 1], 'strategie': ['associer', 'satisfaire', 'satisfaire', 'observer', 'associer', 'informer', 'informer', 'satisfaire', 'satisfaire', 'associer', 'observer', 'observer']})
a_inviter = ['Luís Faria', 'Sofia Nunes', 'Tiago Melo']

# %% name="affirmations-code"
verifications = pd.DataFrame({'code': ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10'], 'mesure': [22.123448586153433, 45.95102040816327, 20.212244897959184, 19.412244897959184, 6.571428571428571, 23.069387755102042, float('nan'), 4.311428571428571, float('nan'), 25.99183673469388], 'verdict': ['contredite', 'contredite', 'confirmée', 'contredite', 'contredite', 'confirmée', 'invérifiable', 'contredite', 'invérifiable', 'confirmée']})

# %% name="angle-mort-code"
couverture = pd.DataFrame({'mois': ['2016-07', '2016-08', '2016-09', '2016-10', '2016-11', '2016-12', '2017-01', '2017-02', '2017-03', '2017-04', '2017-05', '2017-06', '2017-07', '2017-08'], 'extraites': [796, 927, 898, 1142, 861, 862, 647, 1010, 762, 996, 1001, 891, 524, 933], 'taux': [100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 72.12931995540691, 100.0, 78.39506172839506, 100.0, 100.0, 100.0, 57.83664459161148, 100.0]})
angle_mort = {'mois_incomplets': ['2017-01', '2017-03', '2017-07'], 'taux_annulation': 26.184032476319352, 'invisibles': 5486, 'annulees_extraites': 0}

# %% name="diagnostic-code"
diagnostic = pd.DataFrame({'besoin': ['B1', 'B1', 'B2', 'B2', 'B4', 'B4', 'B5', 'B6', 'B6', 'B7'], 'obstacle': ['cible_absente', 'fuite', 'fuite', 'historique_court', 'fuite', 'trop_rare', 'lacunes', 'cible_absente', 'lacunes', 'lacunes']})
exploitables = ['B3']

# %% name="enjeu-code"
enjeu = {'nuits_moyennes': 4.311428571428571, 'prix_moyen_nuit': 107.36573303038911, 'perte': 531732.8727308572, 'gain': 132933.2181827143, 'solde': 72933.2181827143}

# %% name="ecosysteme-code"
ecosysteme = {'amont': ['agences en ligne', 'centrale du voyagiste', 'entrepôt de données', 'gestionnaire de canaux', 'logiciel hôtelier', 'prévision météo', 'site web'], 'delai': 47, 'hors_eee': ['centrale du voyagiste', 'fidélité']}
