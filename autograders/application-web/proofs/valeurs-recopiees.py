# %% name="fiche-code"
fiche = {"erreur_mediane": 33274.3061, "part_20": 0.6015, "couverture": 0.6401}
