# %% name="description-code"
description = pd.DataFrame(columns=["secteur", "annonces", "cv", "experience_moyenne", "experience_mediane", "experience_ecart_type", "taux_rappel"])

# %% name="pilote-code"
ic_pilote = {"borne_basse": float("nan"), "borne_haute": float("nan")}

# %% name="parts-code"
parts = pd.DataFrame({"secteur": sorted(set(cv["secteur"]))})
for colonne in ["annonces", "sens_unique", "part", "borne_basse", "borne_haute"]:
    parts[colonne] = np.nan

# %% name="ecart-code"
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
ecart = {"ecart": True, "borne_basse": float("-inf"), "borne_haute": float("inf"), "p_value": False}

# %% name="encadrement-code"
encadrement = {}

# %% name="secteurs-code"
secteurs = pd.DataFrame({"secteur": sorted(set(cv["secteur"])), "p_value": True, "p_ajustee": True, "sur_la_liste": False})

# %% name="dimension-code"
dimension = float("nan")
