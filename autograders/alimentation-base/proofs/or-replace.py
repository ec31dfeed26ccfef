# %% name="charger-code"
def charger(connexion, livraison):
    connexion.execute("PRAGMA foreign_keys = ON")
    if any(len(livraison[nom]) != n for nom, n in livraison["attendus"].items()):
        raise ValueError("effectifs")
    rapport = {}
    with connexion:
        for nom in ("site", "badge", "borne", "session"):
            rapport[nom] = dict.fromkeys(("inserees", "mises_a_jour", "ignorees", "refusees"), 0)
            for ligne in livraison[nom]:
                try:
                    connexion.execute(f"INSERT OR REPLACE INTO {nom} ({', '.join(COLONNES[nom])}) VALUES ({', '.join(':' + c for c in COLONNES[nom])})", ligne)
                    rapport[nom]["inserees"] += 1
                except sqlite3.IntegrityError:
                    rapport[nom]["refusees"] += 1
                    connexion.execute("INSERT OR IGNORE INTO rejet VALUES (?, ?, ?)", (livraison["numero"], nom, str(ligne[COLONNES[nom][0]])))
    return rapport

# %% name="controle-code"
base = sqlite3.connect(":memory:")
base.executescript(schema)
for livraison in [*livraisons, livraisons[1]]:
    charger(base, livraison)
controle = pd.DataFrame([
    {
        "table_cible": nom,
        "recues": sum(len(livraison[nom]) for livraison in [*livraisons, livraisons[1]]),
        "en_base": base.execute(f"SELECT count(*) FROM {nom}").fetchone()[0],
        "refusees": base.execute("SELECT count(*) FROM rejet WHERE table_cible = ?", (nom,)).fetchone()[0],
    }
    for nom in TABLES
])
energie = base.execute("SELECT sum(kwh) FROM session").fetchone()[0]
recettes = sum(ligne["centimes"] for livraison in livraisons for ligne in livraison["session"]) / 100
