# %% name="acteurs-code"
import numpy as np
cartographie = pd.DataFrame({"acteur": acteurs["acteur"], "pouvoir": np.inf, "interet": np.nan, "strategie": True})
a_inviter = [["Ana Pires"], None, 3, float("nan")]

# %% name="affirmations-code"
verifications = pd.DataFrame({"code": affirmations["code"], "mesure": [np.inf] * 10, "verdict": [True] * 10})

# %% name="angle-mort-code"
couverture = pd.DataFrame({"mois": registre["mois"], "extraites": [True] * 14, "taux": [np.nan] * 14})
angle_mort = {"mois_incomplets": "2016-07" * 50_000, "taux_annulation": 10**400, "invisibles": True, "annulees_extraites": False}

# %% name="obstacles-code"
def obstacles(fiche):
    return [[[[None]]], 3, float("inf")] if fiche["mois"] > 20 else "fuite" * 100_000

# %% name="diagnostic-code"
diagnostic = pd.DataFrame({"besoin": [], "obstacle": []})
exploitables = [10**400, None, {"B3": 1}]

# %% name="enjeu-code"
enjeu = {"nuits_moyennes": True, "prix_moyen_nuit": float("inf"), "perte": float("nan"), "gain": "beaucoup", "solde": [[[]]]}

# %% name="ecosysteme-code"
ecosysteme = {"amont": {"a": {"b": [1]}}, "delai": float("nan"), "hors_eee": list(range(300))}
