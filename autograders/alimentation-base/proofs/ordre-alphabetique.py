# %% name="charger-code"
def charger(connexion, livraison):
    connexion.execute("PRAGMA foreign_keys = ON")
    if any(len(livraison[nom]) != n for nom, n in livraison["attendus"].items()):
        raise ValueError("effectifs")
    rapport = {}
    with connexion:
        for nom in TABLES:
            cle, *autres = COLONNES[nom]
            rapport[nom] = dict.fromkeys(("inserees", "mises_a_jour", "ignorees", "refusees"), 0)
            for ligne in livraison[nom]:
                try:
                    avant = connexion.execute(f"SELECT maj FROM {nom} WHERE {cle} = ?", (ligne[cle],)).fetchone()
                    if avant and avant[0] >= ligne["maj"]:
                        rapport[nom]["ignorees"] += 1
                        continue
                    connexion.execute(
                        f"INSERT INTO {nom} ({', '.join(COLONNES[nom])}) VALUES ({', '.join(':' + c for c in COLONNES[nom])}) "
                        f"ON CONFLICT DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in autres)}", ligne,
                    )
                    rapport[nom]["mises_a_jour" if avant else "inserees"] += 1
                except sqlite3.IntegrityError:
                    rapport[nom]["refusees"] += 1
                    connexion.execute("INSERT OR IGNORE INTO rejet VALUES (?, ?, ?)", (livraison["numero"], nom, str(ligne[cle])))
    return rapport
