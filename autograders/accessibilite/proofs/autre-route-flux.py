# %% name="contraste-code"
from fractions import Fraction


def contraste(a, b):
    def clarte(nom):
        assert_ok = nom.startswith("#") and len(nom) in (4, 7)
        if not assert_ok:
            raise ValueError(nom)
        pas = (len(nom) - 1) // 3
        total = 0.0
        for rang, poids in enumerate((0.2126, 0.7152, 0.0722)):
            morceau = nom[1 + rang * pas : 1 + (rang + 1) * pas]
            if not morceau.isalnum():
                raise ValueError(nom)
            c = float(Fraction(int(morceau * (2 // pas), 16), 255))
            total += poids * (c / 12.92 if c <= 0.04045 else pow((c + 0.055) / 1.055, 2.4))
        return total + 0.05

    x, y = clarte(a), clarte(b)
    return x / y if x > y else y / x


def lisible(texte, fond, taille, gras):
    seuil = 4.5
    if (not gras and taille >= 24) or (gras and taille >= 18.5):
        seuil = 3.0
    return bool(contraste(texte, fond) >= seuil)

# %% name="audit-code"
import re
from collections import Counter


def auditer(page):
    page = re.sub(r"<!--.*?-->", "", page, flags=re.S)
    n = Counter()

    def attributs(balise):
        return {k: html.unescape(v) for k, v in re.findall(r'([\w-]+)\s*=\s*["\']([^"\']*)["\']', balise)}

    def texte(morceau):
        return " ".join(html.unescape(re.sub(r"<[^>]*>", "", morceau)).split()).casefold()

    html_ = re.search(r"<html\b[^>]*>", page)
    n["langue"] = int(not html_ or not attributs(html_[0]).get("lang", "").strip())
    titre = re.search(r"<title[^>]*>(.*?)</title>", page, re.S)
    n["titre"] = int(not titre or not texte(titre[1]))
    avant = 0
    for niveau in map(int, re.findall(r"<h([1-6])\b", page)):
        n["titres"] += niveau > avant + 1
        avant = niveau
    for image in re.findall(r"<img\b[^>]*>", page):
        a = attributs(image)
        alt = " ".join(a.get("alt", "").split()).casefold()
        n["image"] += "alt" not in a
        n["alternative"] += alt in MOTS_CREUX or any(alt.endswith(x) for x in EXTENSIONS)
    for table in re.findall(r"<table\b.*?</table>", page, re.S):
        legende = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)
        n["legende"] += not (legende and texte(legende[1]))
        th = re.findall(r"<th\b[^>]*>", table)
        n["entetes"] += not th or not all(attributs(t).get("scope") in ("row", "col") for t in th)
    for lien_ in re.findall(r"<a\b[^>]*\bhref=[^>]*>(.*?)</a>", page, re.S):
        dit = re.sub(r"<img\b[^>]*>", lambda m: html.escape(attributs(m[0]).get("alt", "")), lien_)
        n["lien"] += texte(dit) in LIENS_VAGUES | {""}
    for style in re.findall(r'style="([^"]*)"', page):
        s = dict([re.split(r"\s*:\s*", d.strip(), maxsplit=1) for d in style.split(";") if d.strip()])
        if s.keys() >= {"color", "background-color"}:
            n["contraste"] += not lisible(s["color"], s["background-color"], float(s.get("font-size", "16").replace("px", "")), s.get("font-weight", "") in "bold 700".split())
    return {k: int(v) for k, v in n.items() if v}

# %% name="alternative-code"
def alternative(sujet, serie):
    table_ = pd.Series(dict(map(tuple, serie)))
    return "\n".join([f"{sujet} : du minimum, {table_.idxmin()} ({fr(int(table_.min()))}), au maximum, {table_.idxmax()} ({fr(int(table_.max()))}).".replace("\u00a0", "\u202f")])

# %% name="usages-code"
import seaborn as sns
long = mensuel.rename(columns={"abonnes": "abonnés"}).melt("mois", ["abonnés", "occasionnels"], "public", "n")
fig_usages, ax = plt.subplots()
sns.lineplot(long, x="mois", y="n", hue="public", style="public", markers=True, palette=["#222222", "#7a0177"], ax=ax)
ax.set(xlabel="", ylabel="locations / jour")
ax.tick_params(axis="x", labelrotation=90)

# %% name="rapport-code"
from xml.etree import ElementTree as ET


def reparer(page, contenu):
    racine = ET.Element("html", lang="fr")
    tete = ET.SubElement(racine, "head")
    ET.SubElement(tete, "title").text = contenu["titre"]
    corps = ET.SubElement(racine, "body", style="color:#222; background-color:#FFFFFF")

    def mettre(ou, balise, texte=None, **attributs):
        e = ET.SubElement(ou, balise, attributs)
        e.text = texte
        return e

    mettre(corps, "h1", contenu["titre"])
    mettre(corps, "img", src="logo.svg", alt="")
    mettre(corps, "h2", "L'essentiel")
    mettre(corps, "p", contenu["resume"], style="color:#1f4e79")
    points = mettre(corps, "ul")
    for p in contenu["points"]:
        mettre(points, "li", p)
    mettre(corps, "h2", "Mois par mois")
    serie = [[m, a + o] for m, a, o in contenu["mois"]]
    mettre(corps, "img", alt=alternative(contenu["sujet"], serie), src="usages.svg")
    t = mettre(corps, "table", style="background-color:#f4f4f4")
    mettre(t, "caption", "Locations par jour ; objectif : " + fr(contenu["objectif"]))
    rang = mettre(t, "tr")
    for nom in ["Mois", "Abonnés", "Occasionnels", "Total", "Objectif"]:
        mettre(rang, "th", nom, scope="col")
    for m, a, o in contenu["mois"]:
        rang = mettre(t, "tr")
        mettre(rang, "th", m, scope="row")
        for x in (a, o, a + o):
            mettre(rang, "td", fr(x))
        mettre(rang, "td", "atteint" if a + o >= contenu["objectif"] else "manqué")
    mettre(corps, "p", f"Objectif : {fr(contenu['objectif'])} locations par jour.")
    mettre(corps, "h2", "Sécurité")
    mettre(corps, "blockquote", contenu["devise"], lang="en")
    mettre(corps, "h2", "Documents")
    for adresse, nom in contenu["documents"]:
        mettre(mettre(corps, "p"), "a", "Ouvrir « " + nom + " »", href=adresse)
    return "<!DOCTYPE html>" + ET.tostring(racine, encoding="unicode", method="html")

# %% name="partage-code"
def sceau(section, expire, cle):
    bloc = hashlib.sha256().block_size
    k = cle.encode().ljust(bloc, b"\0")
    interieur = hashlib.sha256(bytes(x ^ 0x36 for x in k) + (section + "\n" + str(expire)).encode()).digest()
    return hashlib.sha256(bytes(x ^ 0x5C for x in k) + interieur).hexdigest()


def lien(section, expire, cle):
    return "/partage/%s?expire=%d&signature=%s" % (section, expire, sceau(section, expire, cle))


def decider(methode, cible, jeton, contexte):
    u = urlsplit(cible)
    morceaux = u.path.split("/")
    match morceaux:
        case ["", "section", nom] if nom in contexte["sections"]:
            action = {"GET": "lire", "PUT": "écrire"}.get(methode)
            if action is None:
                return 405
            if jeton is None:
                return 200 if ["public", nom, action] in contexte["droits"] else 401
            if jeton not in contexte["sessions"]:
                return 401
            return 200 if [contexte["sessions"][jeton], nom, action] in contexte["droits"] else 403
        case ["", "partage", nom] if nom in contexte["sections"]:
            if methode != "GET":
                return 405
            q = parse_qs(u.query)
            try:
                [expire], [recu] = q["expire"], q["signature"]
            except (KeyError, ValueError):
                return 403
            if not hmac.compare_digest(recu.encode(), sceau(nom, expire, contexte["cle"]).encode()):
                return 403
            return 200 if contexte["maintenant"] <= int(expire) else 410
    return 404

# %% name="conformite-code"
def conformite(grille):
    criteres = {c for c, _, _ in grille}
    nc = {c for c, _, s in grille if s == "NC"}
    ok = {c for c, _, s in grille if s == "C"} - nc
    assert nc | ok <= criteres
    applicables = len(nc) + len(ok)
    taux = 100 * len(ok) / applicables if applicables else None
    etat = "non conforme" if taux is None or taux < 50 else "totale" if len(ok) == applicables else "partielle"
    return dict(taux=taux, etat=etat)
