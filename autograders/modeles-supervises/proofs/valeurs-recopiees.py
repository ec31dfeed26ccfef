# %% name="references-code"
references = {'erreur_mediane': 14.238869, 'erreur_eau_ciment': 11.802152, 'exactitude_majorite': 0.442211}

# %% name="regressions-code"
regressions = pd.DataFrame({'modele': ['lineaire', 'arbre', 'foret'], 'erreur_appris': [8.258324315167021, 0.09446564885496184, 1.3972913372410043], 'erreur_essai': [8.935444154991538, 5.8435678391959796, 5.463784099066762], 'r2_essai': [0.544102653368148, 0.7404153155780422, 0.8129109699312107]})

# %% name="classements-code"
classements = pd.DataFrame({'modele': ['logistique', 'voisins', 'foret'], 'exactitude': [0.8492462311557789, 0.8341708542713567, 0.8894472361809045], 'precision': [0.8584070796460177, 0.8611111111111112, 0.8869565217391304], 'rappel': [0.8738738738738738, 0.8378378378378378, 0.918918918918919]})

# %% name="coefficients-code"
coefficients = {'ciment': 11.535038, 'laitier': 8.311969, 'cendres': 3.880849, 'eau': -4.490522, 'superplastifiant': 2.890469, 'gravier': 0.381931, 'sable': 1.022624, 'age': 6.848932, 'eau_plus_10': -2.13222}

# %% name="importances-code"
importances = {'ciment': 5.496977, 'laitier': 2.070905, 'cendres': 0.112858, 'eau': 1.431776, 'superplastifiant': 0.385862, 'gravier': 0.44853, 'sable': 0.752105, 'age': 7.341799}

# %% name="dependance-code"
dependance = pd.DataFrame({'age': [3, 7, 14, 28, 56, 90], 'foret': [20.76792211055276, 26.604703517587936, 34.191869346733675, 41.67201758793969, 48.624432160804034, 50.76618216080403], 'lineaire': [36.05443667540466, 36.424168507960026, 37.07119921493192, 38.36526062887568, 40.953383456763234, 44.096104033483826]})
