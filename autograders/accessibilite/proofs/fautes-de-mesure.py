# %% name="contraste-code"
def contraste(a, b):
    """L’approximation courante : puissance 2,2 partout."""
    def clarte(c):
        if len(c) == 4:
            c = "#" + "".join(2 * x for x in c[1:])
        if len(c) != 7 or c[0] != "#":
            raise ValueError(c)
        return sum(p * (int(c[i : i + 2], 16) / 255) ** 2.2 for p, i in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
    haut, bas = max(clarte(a), clarte(b)), min(clarte(a), clarte(b))
    return (haut + 0.05) / (bas + 0.05)


def lisible(texte, fond, taille, gras):
    def clarte(c):
        c = "#" + "".join(2 * x for x in c[1:]) if len(c) == 4 else c
        v = [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in v)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    haut, bas = max(clarte(texte), clarte(fond)), min(clarte(texte), clarte(fond))
    return round((haut + 0.05) / (bas + 0.05), 1) >= (3 if taille >= (18.5 if gras else 24) else 4.5)

# %% name="audit-code"
import re


def auditer(page):
    """Compte aussi ce qui est en commentaire."""
    imgs = re.findall(r"<img\b[^>]*>", page)
    liens = [" ".join(html.unescape(re.sub("<[^>]*>", "", t)).split()).casefold() for t in re.findall(r"<a [^>]*>(.*?)</a>", page, re.S)]
    tables = re.findall(r"<table>.*?</table>", page, re.S)
    niveaux = [0] + [int(x) for x in re.findall(r"<h([1-6])>", page)]
    langue = re.search(r'<html[^>]*lang="([^"]*)"', page)
    titre = re.search(r"<title>(.*?)</title>", page)
    n = {
        "langue": int(not langue or not langue[1].strip()), "titre": int(not titre or not titre[1].strip()),
        "titres": sum(b > a + 1 for a, b in zip(niveaux, niveaux[1:])), "image": sum("alt=" not in i for i in imgs),
        "legende": sum(not re.search(r"<caption>\s*\S", t) for t in tables), "entetes": sum("<th" not in t for t in tables),
        "lien": sum(not t or t in LIENS_VAGUES for t in liens), "alternative": sum('alt=""' in i for i in imgs),
    }
    return {k: v for k, v in n.items() if v}

# %% name="alternative-code"
def alternative(sujet, serie):
    return f"{sujet} : " + ", ".join(f"{nom} {fr(valeur)}" for nom, valeur in serie)[: 190 - len(sujet)]

# %% name="usages-code"
fig_usages, ax = plt.subplots()
ax.plot(mensuel["mois"], mensuel["abonnes"], color="#1f77b4", label="abonnés")
ax.plot(mensuel["mois"], mensuel["occasionnels"], color="#ffd27f", label="occasionnels")
ax.legend()

# %% name="rapport-code"
def reparer(page, contenu):
    """Répare ce que l’audit signale, sans échapper, et garde la couleur seule."""
    c = contenu
    haut = max(c["mois"], key=lambda m: m[1] + m[2])
    bas = min(c["mois"], key=lambda m: m[1] + m[2])
    alt = f"{c['sujet']} : de {fr(bas[1] + bas[2])} ({bas[0]}) à {fr(haut[1] + haut[2])} ({haut[0]})"
    lignes = "".join(f"<tr><th scope='row'>{m}</th><td>{fr(a)}</td><td>{fr(o)}</td><td>{fr(a + o)}</td></tr>" for m, a, o in c["mois"])
    return f"""<html lang="fr"><head><title>{c["titre"]}</title></head><body><h1>{c["titre"]}</h1><img src="logo.svg" alt="">
<h2>L’essentiel</h2><p>{c["resume"]}</p><ul>{"".join(f"<li>{p}</li>" for p in c["points"])}</ul>
<h2>Mois par mois</h2><img src="usages.svg" alt="{alt}"><table><caption>Mois</caption><tr><th scope="col">Mois</th><th scope="col">Abonnés</th><th scope="col">Occasionnels</th><th scope="col">Total</th></tr>{lignes}</table>
<p>Objectif : {fr(c["objectif"])}</p><h2>Sécurité</h2><p>{c["devise"]}</p><h2>Documents</h2>{"".join(f'<a href="{a}">{n}</a> ' for a, n in c["documents"])}</body></html>"""

# %% name="partage-code"
def lien(section, expire, cle):
    return f"/partage/{section}?expire={expire}&signature=" + hmac.new(cle.encode(), section.encode(), "sha256").hexdigest()


def decider(methode, cible, jeton, contexte):
    """Écrire vaut lire, et la date n’est pas signée."""
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
        actions = ("lire", "écrire") if methode == "GET" else ("écrire",)
        permis = any([role, nom, action] in contexte["droits"] for action in actions)
        return 200 if permis else (403 if jeton else 401)
    q = {k: v[0] for k, v in parse_qs(u.query).items()}
    vraie = hmac.new(contexte["cle"].encode(), nom.encode(), "sha256").hexdigest()
    if q.get("signature") != vraie:
        return 403
    return 200 if int(q["expire"]) >= contexte["maintenant"] else 410

# %% name="conformite-code"
def conformite(grille):
    """Compte les couples critère-page."""
    bons, tous = sum(s == "C" for _, _, s in grille), sum(s != "NA" for _, _, s in grille)
    taux = 100 * bons / tous if tous else None
    return {"taux": taux, "etat": "totale" if taux == 100 else "partielle" if taux is not None and taux >= 50 else "non conforme"}
