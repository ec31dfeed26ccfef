# %% name="inventaire-code"
import numpy as np
inventaire = pd.DataFrame({"source": ["prelevements.csv", "laboratoire.sqlite:patient", "laboratoire.sqlite:resultat", "facturation.parquet", "services.json", "automate.jsonl.gz"],
                           "lignes": [np.inf] * 6, "colonnes": [np.nan] * 6, "octets": [True] * 6})
lecture = {"encodage": None, "separateur": 10**400, "decimale": "," * 100_000}

# %% name="types-code"
def typer(valeurs):
    return [[[None]]] if len(valeurs) > 3 else float("nan")
types = {"prelevement": float("inf"), "patient": [[["code"]]], "service": True, "jour": None, "voiture": {"a": 1}, "delai_reception": 3, "remarque": "x" * 100_000}

# %% name="qualite-code"
completude = pd.DataFrame({"source": [], "colonne": [], "manquants": []})
integrite = {"renvois": float("nan"), "sans_resultat": float("inf"), "factures_sans_prelevement": True, "patients_inconnus": 10**400, "durees_suspectes": "0"}

# %% name="personnelles-code"
def reperer(texte):
    return {"telephone": 1} if texte else "telephone" * 10_000
fuites = {"telephone": True, "courriel": float("nan"), "ipp": -1e308}
sensibilite = {"prenom": [1], "nom": None, "sexe": 10**400, "age": True, "patient": float("nan"), "resultat": {}, "ct": [], "lits": "?" * 50_000, "automate": 0, "telephone_mere": "oui"}

# %% name="carte-code"
carte = pd.DataFrame({"source": [np.nan] * 5, "cle": [True] * 5, "cardinalite": [None] * 5, "couverture": [np.inf] * 5})

# %% name="decisions-code"
decisions = pd.DataFrame({"source": [f["source"] for f in fiches], "decision": [True] * 6})
