# %% name="references-code"
references = {'erreur_mediane': 14.238869, 'erreur_eau_ciment': 11.802152, 'exactitude_majorite': 0.442211}

# %% name="regressions-code"
regressions = pd.DataFrame({'modele': ['lineaire', 'arbre', 'foret'], 'erreur_appris': [8.258324315167021, 0.09446564885496184, 1.4259225736095968], 'erreur_essai': [8.935444154991538, 5.8435678391959796, 5.689056353194545], 'r2_essai': [0.544102653368148, 0.7404153155780422, 0.800193573485408]})

# %% name="classements-code"
classements = pd.DataFrame({'modele': ['logistique', 'voisins', 'foret'], 'exactitude': [0.8492462311557789, 0.8341708542713567, 0.8994974874371859], 'precision': [0.8584070796460177, 0.8611111111111112, 0.9026548672566371], 'rappel': [0.8738738738738738, 0.8378378378378378, 0.918918918918919]})

# %% name="coefficients-code"
coefficients = {'ciment': 11.535038, 'laitier': 8.311969, 'cendres': 3.880849, 'eau': -4.490522, 'superplastifiant': 2.890469, 'gravier': 0.381931, 'sable': 1.022624, 'age': 6.848932, 'eau_plus_10': -2.13222}

# %% name="importances-code"
importances = {'ciment': 5.474886, 'laitier': 2.164325, 'cendres': 0.044044, 'eau': 1.434631, 'superplastifiant': 0.315458, 'gravier': 0.356565, 'sable': 0.735392, 'age': 7.13943}

# %% name="dependance-code"
dependance = pd.DataFrame({'age': [3, 7, 14, 28, 56, 90], 'foret': [20.646545226130655, 26.707454773869344, 34.80821105527639, 41.76083165829146, 48.54692211055277, 50.7711256281407], 'lineaire': [36.05443667540466, 36.424168507960026, 37.07119921493192, 38.36526062887568, 40.953383456763234, 44.096104033483826]})
