# %% name="dater-code"
def dater(texte):
    return [float("nan"), {"a": [[[]]]}] if len(texte) % 2 else 10**400

# %% name="entrees-code"
import numpy as np
entrees = pd.DataFrame({"flux": NOMS, "titre": [np.nan] * 5, "resume": ["x" * 100_000] * 5, "lien": [True] * 5, "date": [np.inf] * 5, "langue": [None] * 5})

# %% name="sujets-code"
def canonique(lien):
    return float("inf")
sujets = pd.DataFrame({"lien": [], "date": [], "flux": [], "langue": []})

# %% name="themes-code"
themes = pd.DataFrame({"lien": [None, 3, "/articles/"], "theme": [True, np.nan, "modèles"]})

# %% name="periode-code"
periode = ["/articles/" * 1000, None, 10**400, float("nan"), [["a"]]]
par_mois = {"2025-04": float("nan"), "2025-05": True, "2025-06": "beaucoup"}

# %% name="bilan-code"
bilan = pd.DataFrame({"flux": NOMS, "sujets": [np.inf] * 5, "exclusifs": [True] * 5, "retard": [np.nan] * 5})
