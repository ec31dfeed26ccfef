# %% name="aipd-code"
criteres = dict(zip([f"F{n:02d}" for n in range(1, 17)], (
    "evaluation evaluation decision surveillance surveillance sensibles sensibles echelle croisement aucun vulnerables "
    "innovant exclusion aucun aucun aucun").split()))
compte = projets.assign(c=projets["fait"].map(criteres).replace("aucun", None)).groupby("projet")["c"].nunique()
aipd = pd.DataFrame({"projet": compte.index, "criteres": compte.to_numpy(), "requise": compte.to_numpy() > 2})
