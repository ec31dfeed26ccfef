# %% name="palette-code"
from itertools import combinations


def luminance(code):
    c = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def contraste(code):
    return 1.05 / (luminance(code) + 0.05)


audit = pd.DataFrame({"couleur": list(palette), "contraste": [contraste(c) for c in palette.values()]})
audit["graphique"], audit["texte"] = True, audit["contraste"] >= 7
confusions = [(a, b) for a, b in combinations(palette, 2) if ecart_deuteranope(palette[a], palette[b]) < 15][:1]

# %% name="exageration-code"
petite, grande = pays_bas["intensite"], pays_haut["intensite"]
effet_montre = 0
facteur = (grande - petite) / (petite - base_agence)
