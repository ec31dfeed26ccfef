# %% name="charger-code"
def charger(connexion, livraison):
    connexion.execute("PRAGMA foreign_keys = ON")
    for nom in ("site", "badge", "borne", "session"):
        connexion.executemany(f"INSERT INTO {nom} ({', '.join(COLONNES[nom])}) VALUES ({', '.join(':' + c for c in COLONNES[nom])})", livraison[nom])
    return {}

# %% name="controle-code"
controle = pd.DataFrame({"table_cible": TABLES, "recues": [len(livraisons[0][nom]) for nom in TABLES], "en_base": 0, "refusees": 0})
energie = recettes = 0

# %% name="raccourcis-code"
raccourcis = dict.fromkeys(RACCOURCIS, "orphelines")

# %% name="schema-code"
schema = "".join(f"CREATE TABLE {nom} ({', '.join(colonnes)});" for nom, colonnes in COLONNES.items())

# %% name="convertir-code"
def convertir(ligne):
    return "champ absent"
