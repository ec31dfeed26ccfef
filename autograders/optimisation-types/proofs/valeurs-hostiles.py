# %% name="profil-code"
profil = pd.DataFrame({"colonne": ["cle", "cle"], "absentes": [float("nan"), 1e308], "distinctes": [True, False], "longueur": [-1, 0], "minimum": ["9" * 999, None], "maximum": [float("inf")] * 2})

# %% name="type-entier-code"
def type_entier(minimum, maximum, absents):
    return [["int8"] * 50] * 50

# %% name="types-code"
allegee = vols
types = {nom: "int" + "9" * 5000 for nom in vols}

# %% name="temoins-code"
temoins = pd.DataFrame({nom: [float("nan")] * 3 for nom in vols})

# %% name="memoire-code"
memoire = {"avant": True, "apres": float("nan")}

# %% name="pertes-code"
pertes = {"cle": float("inf"), "heure_prevue": "0", "vol": True, "retard_depart": -0.0, "distance": 10**300}

# %% name="index-code"
index = {"r1": "date", "r2": ["date"] * 5000, "r3": [["date"]]}
lignes = {"r1": True, "r2": -1, "r3": float("nan")}
plans = {"r1": "SEARCH index " + "x" * 100000, "r2": 3, "r3": None}
