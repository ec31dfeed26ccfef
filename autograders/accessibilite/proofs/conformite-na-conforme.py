# %% name="conformite-code"
def conformite(grille):
    """Compte « non applicable » comme conforme."""
    tous, nc = {c for c, _, _ in grille}, {c for c, _, s in grille if s == "NC"}
    taux = 100 * (len(tous) - len(nc)) / len(tous) if tous else None
    return {"taux": taux, "etat": "non conforme" if taux is None or taux < 50 else "totale" if taux == 100 else "partielle"}
