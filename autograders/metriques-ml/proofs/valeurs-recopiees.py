# %% name="mesures-code"
valid = scores[scores["jeu"] == "validation"]
mesures = {'vrais_positifs': 110, 'faux_positifs': 53, 'faux_negatifs': 110, 'vrais_negatifs': 478, 'exactitude': 0.782956, 'exactitude_tout_accorder': 0.707057, 'precision': 0.674847, 'rappel': 0.5, 'f1': 0.574413}

# %% name="discrimination-code"
discrimination = {'auc_grille': 0.79801, 'auc_logit': 0.834455, 'auc_boosting': 0.846961, 'auc_externe': 0.987939, 'pm_logit': 0.667716, 'pm_boosting': 0.703108}

# %% name="fuite-code"
fuite = {'colonnes': ['relances', 'retard_max'], 'auc_relances': 0.95437}

# %% name="calibration-code"
calibration = {'biais_logit': -0.016839, 'brier_logit': 0.145057, 'ecart_logit': 0.024372, 'biais_boosting': 0.103042, 'brier_boosting': 0.152449, 'ecart_boosting': 0.103042, 'mieux_calibre': 'logit'}

# %% name="seuils-code"
seuils = {'logit': 0.17, 'boosting': 0.27}

# %% name="verdict-code"
verdict = {'tout_accorder': 764.222074, 'tout_refuser': 357.047872, 'logit': 259.56117, 'boosting': 241.558511, 'ecart_bas': -50.463697, 'ecart_haut': 12.863032, 'conclusion': 'indécis'}
