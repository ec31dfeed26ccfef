# %% name="charger-code"
def charger(connexion, livraison):
    connexion.execute("PRAGMA foreign_keys = ON")
    rapport = {}
    for nom in ("site", "badge", "borne", "session"):
        cle, *autres = COLONNES[nom]
        for ligne in livraison[nom]:
            connue = connexion.execute(f"SELECT maj FROM {nom} WHERE {cle} = ?", (ligne[cle],)).fetchone()
            try:
                if connue is None:
                    connexion.execute(f"INSERT INTO {nom} ({', '.join(COLONNES[nom])}) VALUES ({', '.join(':' + c for c in COLONNES[nom])})", ligne)
                elif ligne["maj"] > connue[0]:
                    connexion.execute(f"UPDATE {nom} SET {', '.join(f'{c} = :{c}' for c in autres)} WHERE {cle} = :{cle}", ligne)
            except sqlite3.IntegrityError:
                pass  # le refus n’est noté nulle part
            connexion.commit()
        rapport[nom] = len(livraison[nom])
    if any(len(livraison[nom]) != n for nom, n in livraison["attendus"].items()):
        connexion.rollback()
        raise ValueError("effectifs")
    return rapport
