# %% name="contraste-code"
_essais = iter([float("nan"), float("inf"), True, "4.5", None, [4.5], 10**299, -1] * 100)


def contraste(a, b):
    return next(_essais)


def lisible(texte, fond, taille, gras):
    return next(_essais)

# %% name="audit-code"
_pages = iter([{"image": float("nan"), "lien": 1e300}, {"titres": True, "langue": "1"}, {"contraste": [1]}, {"titre": -1, "entetes": float("inf"), "legende": 0.5, "alternative": None}] * 50)


def auditer(page):
    return next(_pages)

# %% name="alternative-code"
_textes = iter(["x" * 90_000, "", None, 3, " " * 199, "\u00a0", "Image", ["a"] * 1000] * 20)


def alternative(sujet, serie):
    return next(_textes)

# %% name="usages-code"
fig_usages, ax = plt.subplots()
for nom in ("abonnés", "occasionnels"):
    ax.plot(range(12), [float("nan")] * 11 + [1e300], label=nom * 500)
ax.set(ylabel="locations", ylim=(0, 1))

# %% name="rapport-code"
_rapports = iter(["<" * 90_000, "<div>" * 9_000, "<table>" * 9_000, "<p style='color:" + "#" * 9_000 + "'>", "<ul><li>" * 6_000, "<a href>" * 9_000, None, 3, "<!--" * 9_000] * 20)


def reparer(page, contenu):
    return next(_rapports)

# %% name="partage-code"
def lien(section, expire, cle):
    return "/" + "partage" * 5_000


_codes = iter([True, 10**400, float("nan"), "200", None, [200], 99, -1] * 100)


def decider(methode, cible, jeton, contexte):
    return next(_codes)

# %% name="conformite-code"
_taux = iter([{"taux": float("nan"), "etat": "totale"}, {"taux": True, "etat": None}, [], None, {"taux": 10**299, "etat": "x" * 9_000}, {}] * 20)


def conformite(grille):
    return next(_taux)
