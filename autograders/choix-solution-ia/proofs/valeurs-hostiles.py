# %% name="familles-code"
familles = dict.fromkeys(besoins["code"], True)

# %% name="risques-code"
risques = {"u1": ["haut risque"], "u2": None, "u3": float("nan"), "u4": {"a": {"b": 1}}, "u5": 10**400, "u6": "x" * 100000}

# %% name="mesures-code"
mesures = pd.DataFrame({"solution": fiches.index, "precision": np.inf, "rappel": np.nan, "rappel_limites": True, "rappel_autres": "0.3"})

# %% name="echecs-code"
echecs = {nom: [np.nan, True, None, ["budget"], "y" * 10000] for nom in fiches.index}

# %% name="noter-code"
def noter(valeurs, poids, sens):
    return {nom: float("nan") for nom in valeurs}

# %% name="sensibilite-code"
notes = {"logistique": np.inf, "regle": True, "sobre": 10**400, "arbre": None}
premieres = {"direction": 1, "medecin": None, "association": True}
parts = {nom: float("nan") for nom in fiches.index}
bascules = {c: True for c in sens}
