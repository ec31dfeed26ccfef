# %% name="reserver-code"
def reserver(connexion, creneau, usager):
    with connexion:
        prise = connexion.execute("UPDATE creneau SET places = places - 1 WHERE code = ? AND places > 0", (creneau,))
    if prise.rowcount == 0:
        return False
    try:
        with connexion:
            connexion.execute("INSERT INTO rendez_vous VALUES (?, ?)", (creneau, usager))
    except sqlite3.IntegrityError:
        return False
    return True
