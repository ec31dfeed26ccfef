# %% name="reserver-code"
def reserver(connexion, creneau, usager):
    with connexion:
        connexion.execute("INSERT INTO rendez_vous VALUES (?, ?)", (creneau, usager))
        connexion.execute("UPDATE creneau SET places = places - 1 WHERE code = ?", (creneau,))
    return True
