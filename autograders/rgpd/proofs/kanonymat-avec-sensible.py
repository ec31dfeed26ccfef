# %% name="kanonymat-code"
lignes = []
for plan in "ABCDE":
    n = generaliser(jeu, plan).value_counts()
    lignes.append({"plan": plan, "k": n.min(), "seuls": (n == 1).sum(), "l": 1, "perte": round(100 * n[n < 5].sum() / n.sum(), 1)})
mesures = pd.DataFrame(lignes)
plan_retenu = next((p for p, x in zip(mesures["plan"], mesures["perte"]) if x <= 4), "E")
