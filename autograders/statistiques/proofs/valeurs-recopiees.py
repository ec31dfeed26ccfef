# %% name="description-code"
description = pd.DataFrame({
    "secteur": ["autres services", "commerce", "finance, assurance, immobilier", "industrie", "services aux entreprises et aux particuliers", "transport et communication"],
    "annonces": [284, 216, 72, 74, 255, 25],
    "cv": [1082, 724, 270, 284, 956, 94],
    "experience_moyenne": [8.099815157116, 7.488950276243, 8.025925925926, 8.007042253521, 7.661087866109, 8.351063829787],
    "experience_mediane": [7, 6, 6, 6, 6, 8],
    "experience_ecart_type": [5.083686335309, 5.178809841301, 5.316320707792, 5.483668626888, 4.906475309949, 5.144591996756],
    "taux_rappel": [0.086876155268, 0.067679558011, 0.085185185185, 0.038732394366, 0.087866108787, 0.127659574468],
})

# %% name="pilote-code"
ic_pilote = {"borne_basse": 6.493069129837, "borne_haute": 10.506930870163}

# %% name="parts-code"
parts = pd.DataFrame({
    "secteur": ["autres services", "commerce", "finance, assurance, immobilier", "industrie", "services aux entreprises et aux particuliers", "transport et communication"],
    "annonces": [284, 216, 72, 74, 255, 25],
    "sens_unique": [16, 13, 8, 4, 20, 2],
    "part": [0.056338028169, 0.060185185185, 0.111111111111, 0.054054054054, 0.078431372549, 0.08],
    "borne_basse": [0.03497217801, 0.035506381544, 0.057388196349, 0.021219012173, 0.051343483425, 0.022220401285],
    "borne_haute": [0.089545877754, 0.10023443359, 0.204229382337, 0.130903764046, 0.118032237993, 0.249661089504],
})

# %% name="ecart-code"
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
ecart = {"ecart": 0.035097192225, "borne_basse": 0.020620249761, "borne_haute": 0.049574134689, "p_value": 2.268972e-06}

# %% name="encadrement-code"
encadrement = {"difference": 0.879573170732, "borne_basse": -0.293202107435, "borne_haute": 2.052348448899, "p_value": 0.140795128238}

# %% name="secteurs-code"
secteurs = pd.DataFrame({
    "secteur": ["autres services", "commerce", "finance, assurance, immobilier", "industrie", "services aux entreprises et aux particuliers", "transport et communication"],
    "p_value": [0.189659210842, 0.001870339575, 0.127501286229, 0.058251606465, 0.003111225138, 0.713605122017],
    "p_ajustee": [0.382503858687, 0.011222037451, 0.382503858687, 0.233006425861, 0.01555612569, 0.713605122017],
    "sur_la_liste": [False, True, False, False, True, False],
})

# %% name="dimension-code"
dimension = 991
