# %% name="contraste-code"
import re
import numpy as np


def contraste(a, b):
    clartes = []
    for texte in (a, b):
        if not re.fullmatch(r"#(?:[0-9a-f]{3}){1,2}", texte, re.IGNORECASE):
            raise ValueError("couleur")
        corps = texte[1:] if len(texte) == 7 else re.sub("(.)", r"\1\1", texte[1:])
        c = np.array(list(bytes.fromhex(corps))) / 255
        clartes.append(np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ np.array([0.2126, 0.7152, 0.0722]))
    return float((max(clartes) + 0.05) / (min(clartes) + 0.05))


def lisible(texte, fond, taille, gras):
    grand = taille >= 24 or (gras and taille >= 18.5)
    rapport = contraste(texte, fond)
    return rapport >= 4.5 or (grand and rapport >= 3)

# %% name="audit-code"
VIDES = {"img", "br", "meta", "hr", "input", "link"}


class Noeud:
    def __init__(self, nom, attributs=()):
        self.nom, self.attributs, self.enfants = nom, dict(attributs), []

    def tous(self, *noms):
        for e in self.enfants:
            if isinstance(e, Noeud):
                if not noms or e.nom in noms:
                    yield e
                yield from e.tous(*noms)

    def texte(self, images=False):
        if images and self.nom == "img":
            return self.attributs.get("alt") or ""
        return "".join(e if isinstance(e, str) else e.texte(images) for e in self.enfants)


class Arbre(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.racine = Noeud("")
        self.pile = [self.racine]
        self.feed(page)

    def handle_starttag(self, nom, attributs):
        noeud = Noeud(nom, attributs)
        self.pile[-1].enfants.append(noeud)
        if nom not in VIDES:
            self.pile.append(noeud)

    def handle_endtag(self, nom):
        while len(self.pile) > 1 and self.pile.pop().nom != nom:
            pass

    def handle_data(self, texte):
        self.pile[-1].enfants.append(texte)


def bas(texte):
    return re.sub(r"\s+", " ", texte or "").strip().lower()


def styles(noeud):
    return {k.strip(): v.strip() for k, v in re.findall(r"([^:;]+):([^;]+)", noeud.attributs.get("style") or "")}


def illisible(noeud):
    s = styles(noeud)
    if not {"color", "background-color"} <= set(s):
        return False
    taille = float(s.get("font-size", "16px")[:-2])
    return not lisible(s["color"], s["background-color"], taille, s.get("font-weight") in {"bold", "700"})


def auditer(page):
    r = Arbre(page).racine
    niveaux = [0] + [int(t.nom[1]) for t in r.tous("h1", "h2", "h3", "h4", "h5", "h6")]
    tables = list(r.tous("table"))
    alts = [bas(i.attributs.get("alt")) for i in r.tous("img")]
    textes = [bas(a.texte(images=True)) for a in r.tous("a") if "href" in a.attributs]
    defauts = {
        "langue": 0 if any(bas(h.attributs.get("lang")) for h in r.tous("html")) else 1,
        "titre": 0 if any(bas(t.texte()) for t in r.tous("title")) else 1,
        "titres": sum(b - a > 1 for a, b in zip(niveaux, niveaux[1:])),
        "image": len([i for i in r.tous("img") if "alt" not in i.attributs]),
        "alternative": sum(a in MOTS_CREUX or a[-4:] in EXTENSIONS for a in alts),
        "legende": sum(not any(bas(c.texte()) for c in t.tous("caption")) for t in tables),
        "entetes": sum(not list(t.tous("th")) or any(h.attributs.get("scope") not in {"col", "row"} for h in t.tous("th")) for t in tables),
        "lien": sum(not t or t in LIENS_VAGUES for t in textes),
        "contraste": sum(map(illisible, r.tous())),
    }
    return {k: v for k, v in defauts.items() if v > 0}

# %% name="alternative-code"
def alternative(sujet, serie):
    classe = sorted(serie, key=lambda point: -point[1])
    (haut, plus), (bas_, moins) = classe[0], classe[-1]
    return sujet + ". De " + fr(moins) + " au plus bas (" + bas_.capitalize() + ") à " + fr(plus) + " au plus haut (" + haut + ")"

# %% name="usages-code"
fig_usages, ax = plt.subplots(figsize=(10, 5))
for colonne, couleur, nom in (("abonnes", "black", "Abonnés"), ("occasionnels", "#0b6e4f", "Occasionnels")):
    ax.plot(range(1, 13), mensuel[colonne], color=couleur)
    ax.annotate(nom, (12.1, mensuel[colonne].iloc[-1]), color=couleur)
ax.set_xlim(1, 14)
ax.set_xticks(range(1, 13), ["jan", "fév", "mars", "avr", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."])
ax.set_ylabel("Nombre moyen de locations par jour")

# %% name="rapport-code"
def reparer(page, contenu):
    e = html.escape
    page = page.replace("<html>", '<!DOCTYPE html><html lang="fr-FR">'.replace("fr-FR", "fr"), 1)
    page = page.replace("<title>Document1</title>", f"<title>{e(contenu['titre'])}</title>", 1)
    page = page.replace(f'<p style="font-size:28px; font-weight:bold">{e(contenu["titre"])}</p>', f"<h1>{e(contenu['titre'])}</h1>")
    for niveau in "45":
        page = page.replace(f"<h{niveau}>", "<h2>").replace(f"</h{niveau}>", "</h2>")
    page = page.replace('<img src="logo.svg">', '<img src="logo.svg" alt>')
    texte = alternative(contenu["sujet"], [(m, a + o) for m, a, o in contenu["mois"]])
    page = page.replace('alt="graphique1.png"', f'alt="{e(texte)}"')
    for gris in CHARTE.values():
        page = page.replace(f' style="color:{gris}; background-color:#ffffff"', "").replace(f' style="background-color:{gris}"', "")
    page = page.replace("En rouge, les mois sous", "Mois « manqué » : sous")
    liste = "<br>- ".join(map(e, contenu["points"]))
    page = page.replace(f"<p>- {liste}</p>", "<ul><li>" + "<li>".join(map(e, contenu["points"])) + "</ul>")
    page = page.replace(f"<p>{e(contenu['devise'])}</p>", f"<p><span lang='en-GB'>{e(contenu['devise'])}</span></p>")
    for adresse, nom in contenu["documents"]:
        page = page.replace(f'{e(nom)} : <a href="{adresse}">cliquez ici</a>', f'<a href="{adresse}">Consulter : {e(nom)}</a>')
    debut, fin = page.split("<table>")[0], page.split("</table>")[1]
    lignes = [["Mois", "Abonnés", "Occasionnels", "Total", "Objectif"]]
    for m, a, o in contenu["mois"]:
        lignes.append([e(m), fr(a), fr(o), fr(a + o), "manqué" if a + o < contenu["objectif"] else "atteint"])
    corps = "<tr>" + "".join(f"<th scope=col>{c}" for c in lignes[0])
    for m, *cellules in lignes[1:]:
        corps += f"<tr><th scope=row>{m}" + "".join(f"<td>{c}" for c in cellules)
    return debut + "<table><caption>Locations, mois par mois</caption>" + corps + "</table>" + fin

# %% name="partage-code"
from urllib.parse import unquote_plus


def lien(section, expire, cle):
    h = hmac.new(bytes(cle, "utf-8"), digestmod="sha256")
    h.update(f"{section}\n".encode())
    h.update(str(expire).encode())
    return "/partage/" + section + "?expire=" + str(expire) + "&signature=" + h.hexdigest()


def decider(methode, cible, jeton, contexte):
    chemin, _, requete = cible.partition("?")
    trouve = re.fullmatch(r"/(section|partage)/([^/]+)", chemin)
    if not trouve or trouve[2] not in set(contexte["sections"]):
        return 404
    porte, section = trouve.groups()
    if porte == "partage":
        if methode != "GET":
            return 405
        paires = [tuple(map(unquote_plus, p.partition("=")[::2])) for p in requete.split("&")]
        valeurs = {nom: [v for n, v in paires if n == nom] for nom in ("expire", "signature")}
        if [len(v) for v in valeurs.values()] != [1, 1]:
            return 403
        bonne = lien(section, valeurs["expire"][0], contexte["cle"]).rpartition("=")[2]
        if not hmac.compare_digest(bonne.encode(), valeurs["signature"][0].encode("utf-8")):
            return 403
        return 200 if int(valeurs["expire"][0]) >= contexte["maintenant"] else 410
    if methode not in ("GET", "PUT"):
        return 405
    role = contexte["sessions"].get(jeton, "") if jeton is not None else "public"
    if not role:
        return 401
    permis = {tuple(droit) for droit in contexte["droits"]}
    if (role, section, "lire" if methode == "GET" else "écrire") in permis:
        return 200
    return 403 if jeton else 401

# %% name="conformite-code"
def conformite(grille):
    t = pd.DataFrame(grille, columns=["critere", "page", "statut"])
    t["rang"] = t["statut"].map({"NA": 0, "C": 1, "NC": 2})
    compte = t.groupby("critere")["rang"].max().value_counts()
    c, nc = int(compte.get(1, 0)), int(compte.get(2, 0))
    if c + nc == 0:
        return {"taux": None, "etat": "non conforme"}
    return {"etat": "totale" if nc == 0 else ("partielle" if c >= nc else "non conforme"), "taux": c / (c + nc) * 100}
