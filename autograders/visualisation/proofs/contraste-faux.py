# %% name="palette-code"
from itertools import combinations

rvb = {nom: np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255 for nom, code in palette.items()}
contrastes = {nom: 1.05 / (v @ [0.2126, 0.7152, 0.0722] + 0.05) for nom, v in rvb.items()}
contraste = lambda code: 5.0
audit = pd.DataFrame({"couleur": contrastes.keys(), "contraste": contrastes.values()})
audit["graphique"], audit["texte"] = audit["contraste"] >= 3, audit["contraste"] >= 4.5
confusions = [(a, b) for a, b in combinations(palette, 2) if np.linalg.norm(rvb[a] - rvb[b]) < 0.5]

# %% name="exageration-code"
petite, grande = pays_bas["intensite"], pays_haut["intensite"]
effet_montre = 0
facteur = (grande - base_agence) / (petite - base_agence)
