# %% name="mesures-code"
mesures = pd.DataFrame({
    "moteur": ["sqlite", "sqlite", "duckdb", "duckdb", "surrealdb", "surrealdb", "lmdb", "lmdb"],
    "acces": ["lecture", "total"] * 4,
    "millisecondes": [float("nan"), float("inf"), -1.0, 0.0, float("nan"), float("nan"), float("nan"), float("nan")],
    "resultat": [""] * 8,
})
plus_rapide = {"lecture": True, "total": float("nan")}
rapport = {"lecture": float("nan"), "total": float("inf")}

# %% name="volumes-code"
octets_fiche = float("nan")
volumes_go = {module: float("nan") for module in modules.index} | {"sessions": True, "journal": 10**200}

# %% name="reserver-code"
def reserver(connexion, creneau, usager):
    return 1

# %% name="cartes-code"
familles = dict.fromkeys(besoins.index, "relationnel, analytique, document, clé-valeur, graphe")
garanties = dict.fromkeys(questions.index, ["a", "b", "c", "d"])

# %% name="grille-code"
compatibles = fiches_produits["systemes_du_serveur"].str.contains("Windows")
scores = {"PostgreSQL": float("nan"), "MariaDB": float("inf"), "MongoDB": True}
retenu = "PostgreSQL"
bascule = float("inf")
