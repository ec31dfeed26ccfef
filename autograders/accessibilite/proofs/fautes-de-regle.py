# %% name="contraste-code"
def _clarte(c):
    c = "#" + "".join(2 * x for x in c[1:]) if len(c) == 4 else c
    v = [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in v)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contraste(a, b):
    x, y = sorted([_clarte(a), _clarte(b)])
    return round((y + 0.05) / (x + 0.05), 2)


def lisible(texte, fond, taille, gras):
    return contraste(texte, fond) >= (3 if taille >= 18.5 else 4.5)

# %% name="alternative-code"
def alternative(sujet, serie):
    return f"Graphique : {sujet}"

# %% name="usages-code"
fig_usages, ax = plt.subplots()
ax.plot(range(12), mensuel["abonnes"], color="#1f4e79", marker="o")
ax.plot(range(12), mensuel["occasionnels"], color="#9c3a00", linestyle=":")
ax.set_ylabel("Locations")

# %% name="rapport-code"
def reparer(page, contenu):
    """Efface ce qui gêne."""
    e = html.escape
    return f"""<html lang="fr"><head><title>{e(contenu["titre"])}</title></head><body><h1>{e(contenu["titre"])}</h1>
<h2>L’essentiel</h2><ul>{"".join(f"<li>{e(p)}</li>" for p in contenu["points"])}</ul><h2>Mois par mois</h2><h2>Sécurité</h2><h2>Documents</h2></body></html>"""

# %% name="partage-code"
def lien(section, expire, cle):
    return f"/partage/{section}?expire={expire}&signature=" + hmac.new(cle.encode(), f"{section}\n{expire}".encode(), "sha256").hexdigest()


def decider(methode, cible, jeton, contexte):
    """L’expiration avant la signature ; compare_digest sur des textes."""
    u = urlsplit(cible)
    porte, _, nom = u.path[1:].partition("/")
    if porte not in ("section", "partage") or nom not in contexte["sections"]:
        return 404
    if methode not in (("GET", "PUT") if porte == "section" else ("GET",)):
        return 405
    if porte == "section":
        if jeton and jeton not in contexte["sessions"]:
            return 401
        role = contexte["sessions"].get(jeton, "public")
        return 200 if [role, nom, "lire" if methode == "GET" else "écrire"] in contexte["droits"] else (403 if jeton else 401)
    q = {k: v[0] for k, v in parse_qs(u.query).items() if len(v) == 1}
    if len(q) < 2:
        return 403
    if q["expire"].isdigit() and int(q["expire"]) < contexte["maintenant"]:
        return 410
    vraie = lien(nom, q["expire"], contexte["cle"]).rpartition("=")[2]
    return 200 if hmac.compare_digest(vraie, q["signature"]) else 403

# %% name="conformite-code"
def conformite(grille):
    """Arrondit le taux avant d’en tirer l’état."""
    nc = {c for c, _, s in grille if s == "NC"}
    bons = {c for c, _, s in grille if s == "C"} - nc
    if not bons | nc:
        return {"taux": None, "etat": "non conforme"}
    taux = 100 * len(bons) / (len(bons) + len(nc))
    return {"taux": taux, "etat": "totale" if round(taux) == 100 else "partielle" if taux >= 50 else "non conforme"}
