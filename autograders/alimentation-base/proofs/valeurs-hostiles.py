# %% name="schema-code"
schema = "CREATE TABLE site (site_id); " * 3 + "{0.__class__}" * 1000

# %% name="convertir-code"
def convertir(ligne):
    return {"session_id": float("nan"), "centimes": True, "kwh": 10**200, "debut": None, "fin": [[[[[]]]]], "x" * 3000: "x" * 50_000}

# %% name="charger-code"
def charger(connexion, livraison):
    connexion.close()
    return {"site": float("inf"), "borne": [True] * 100, "badge": None, "session": {"inserees": float("nan")}}

# %% name="controle-code"
controle = pd.DataFrame({"table_cible": [None, float("nan"), "site", "x" * 9000], "recues": [True] * 4, "en_base": [float("inf")] * 4, "refusees": ["0"] * 4})
energie = float("nan")
recettes = True

# %% name="raccourcis-code"
raccourcis = dict.fromkeys(RACCOURCIS, list(EFFETS))
