# %% name="kanonymat-code"
lignes = []
for plan in "ABCDE":
    classes = generaliser(jeu, plan).groupby(QUASI_IDENTIFIANTS)["classe_absence"].agg(["size", "nunique"])
    n = classes["size"]
    lignes.append({"plan": plan, "k": n.min(), "seuls": (n == 1).sum(), "l": classes["nunique"].min(),
                   "perte": round(100 * n[n < 5].sum() / n.sum(), 1)})
mesures = pd.DataFrame(lignes)
plan_retenu = mesures.loc[mesures["perte"] <= 4, "plan"].iloc[0]
