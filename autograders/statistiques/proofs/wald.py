# %% name="description-code"
description = cv.groupby("secteur", as_index=False).agg(
    annonces=("annonce", "nunique"),
    cv=("annonce", "size"),
    experience_moyenne=("experience", "mean"),
    experience_mediane=("experience", "median"),
    experience_ecart_type=("experience", "std"),
    taux_rappel=("rappel", lambda x: 100 * x.mean()),
)

# %% name="parts-code"
rappels = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="max")
sens_unique = (rappels["blanc"] == 1) & (rappels["noir"] == 0)
parts = sens_unique.groupby("secteur").agg(annonces="size", sens_unique="sum", part="mean").reset_index()
marge = 1.96 * np.sqrt(parts["part"] * (1 - parts["part"]) / parts["annonces"])
parts["borne_basse"], parts["borne_haute"] = parts["part"] - marge, parts["part"] + marge
