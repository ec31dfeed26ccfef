# %% name="description-code"
noms = sorted(set(cv["secteur"]))
description = pd.DataFrame({"secteur": noms * 2})
for colonne in ["annonces", "cv", "experience_moyenne", "experience_mediane", "experience_ecart_type", "taux_rappel"]:
    description[colonne] = 1e308

# %% name="pilote-code"
ic_pilote = {"borne_basse": -10**299, "borne_haute": 10**299, "Borne_basse": "0"}

# %% name="parts-code"
parts = pd.DataFrame({"secteur": noms, "annonces": 1, "sens_unique": 0, "part": 0.0, "borne_basse": 0.0, "borne_haute": 0.793})

# %% name="ecart-code"
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
ecart = {"ecart": "0.03", "borne_basse": [0], "borne_haute": {"x": 1}, "p_value": 0}

# %% name="encadrement-code"
encadrement = {"difference": 0, "borne_basse": -1e300, "borne_haute": 1e300, "p_value": 1}

# %% name="secteurs-code"
secteurs = pd.DataFrame({"secteur": noms, "p_value": 1.0, "p_ajustee": 1.0, "sur_la_liste": False})

# %% name="dimension-code"
dimension = 10**299
