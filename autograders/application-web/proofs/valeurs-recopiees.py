# %% name="fiche-code"
fiche = {"erreur_mediane": 37210.424636129435, "part_20": 0.5141388174807198, "couverture": 0.5398457583547558}
