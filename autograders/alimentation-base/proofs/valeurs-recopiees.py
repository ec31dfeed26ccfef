# %% name="controle-code"
controle = pd.DataFrame({'table_cible': ['badge', 'borne', 'session', 'site'], 'recues': [77, 100, 1822, 26], 'en_base': [77, 100, 1653, 24], 'refusees': [0, 0, 75, 0]})
energie = 9649.94
recettes = 226.01
