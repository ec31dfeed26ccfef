# %% name="reserver-code"
def reserver(connexion, creneau, usager):
    places = connexion.execute("SELECT places FROM creneau WHERE code = ?", (creneau,)).fetchone()
    deja = connexion.execute("SELECT 1 FROM rendez_vous WHERE creneau = ? AND usager = ?", (creneau, usager)).fetchone()
    if places is None or places[0] == 0 or deja:
        return False
    connexion.execute("UPDATE creneau SET places = places - 1 WHERE code = ?", (creneau,))
    connexion.execute("INSERT INTO rendez_vous VALUES (?, ?)", (creneau, usager))
    return True
