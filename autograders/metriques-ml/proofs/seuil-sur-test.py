# %% name="seuils-code"
essai = scores[scores["jeu"] == "test"]
grille_seuils = np.arange(1, 100) / 100
seuils = {}
for nom in ("logit", "boosting"):
    couts = [cout_moyen(essai["defaut"], essai[f"p_{nom}"], s, cout_defaut, cout_refus) for s in grille_seuils]
    seuils[nom] = grille_seuils[np.argmin(couts)]
