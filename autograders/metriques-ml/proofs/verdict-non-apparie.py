# %% name="verdict-code"
essai = scores[scores["jeu"] == "test"]
y = (essai["defaut"] == 1).to_numpy()
couts = {}
for nom in ("logit", "boosting"):
    refus = (essai[f"p_{nom}"] >= seuils[nom]).to_numpy()
    couts[nom] = cout_defaut * (y & ~refus) + cout_refus * (~y & refus)
differences = couts["boosting"][tirages].mean(axis=1) - couts["logit"][tirages[::-1]].mean(axis=1)
bas, haut = np.percentile(differences, [2.5, 97.5])
verdict = {
    "tout_accorder": cout_defaut * y.mean(), "tout_refuser": cout_refus * (~y).mean(),
    "logit": couts["logit"].mean(), "boosting": couts["boosting"].mean(), "ecart_bas": bas, "ecart_haut": haut,
    "conclusion": "boosting" if haut < 0 else "logit" if bas > 0 else "indécis",
}
