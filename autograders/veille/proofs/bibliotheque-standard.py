# %% name="dater-code"
from email.utils import parsedate_to_datetime
import re
def dater(texte):
    t = texte.strip()
    if re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", t):
        try:
            d = datetime.fromisoformat(re.sub(r"\.\d+", "", t))
        except ValueError:
            return None
        return None if d.tzinfo is None else d.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        d = parsedate_to_datetime(t)
    except (ValueError, TypeError):
        return None
    return d.astimezone(timezone.utc).isoformat().replace("+00:00", "Z") if d.tzinfo else None

# %% name="entrees-code"
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
class Texte(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.morceaux = []
    def handle_data(self, data):
        self.morceaux.append(data)
def propre(s):
    p = Texte(); p.feed(s); p.close()
    return "".join(p.morceaux).strip()
def enfant(e, *noms):
    for x in e:
        if x.tag in noms:
            return x.text
tout = []
for f in sorted(FLUX.iterdir()):
    r = ET.parse(f).getroot()
    A, R, D = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/}", "{http://purl.org/dc/elements/1.1/}"
    langue = r.attrib.get("{http://www.w3.org/XML/1998/namespace}lang") or r.findtext(".//language") or r.findtext(f".//{D}language")
    for e in r.iter():
        if e.tag in ("item", R + "item", A + "entry"):
            lien = enfant(e, "link", R + "link") or [x.attrib["href"] for x in e if x.tag == A + "link" and x.attrib["rel"] == "alternate"][0]
            tout.append({"langue": e.attrib.get("{http://www.w3.org/XML/1998/namespace}lang", langue)[:2], "date": dater(enfant(e, "pubDate", D + "date", A + "published")),
                         "lien": lien, "resume": propre(enfant(e, "description", R + "description", A + "summary")), "titre": propre(enfant(e, "title", R + "title", A + "title")), "flux": f.name})
entrees = pd.DataFrame(tout).sort_values("lien")

# %% name="sujets-code"
def canonique(lien):
    lien = lien.split("#")[0].split("://", 1)[1]
    adresse, _, requete = lien.partition("?")
    hote, barre, chemin = adresse.partition("/")
    hote = hote.lower()
    if hote.startswith("www."):
        hote = hote[4:]
    chemin = barre + chemin
    if chemin.endswith("/"):
        chemin = chemin[:-1]
    bons = [p for p in requete.split("&") if p and not (p.startswith("utm_") or p.partition("=")[0] in ("xtor", "gclid", "fbclid"))]
    return "https://" + hote + chemin + ("?" if bons else "") + "&".join(bons)
par_sujet = {}
for e in tout:
    par_sujet.setdefault(canonique(e["lien"]), []).append(e)
sujets = pd.DataFrame([{"flux": len({e["flux"] for e in es}), "langue": es[0]["langue"].upper(), "lien": k, "date": min(e["date"] for e in es)} for k, es in par_sujet.items()])

# %% name="themes-code"
import unicodedata
def plat(t):
    t = "".join(c for c in unicodedata.normalize("NFKD", t.casefold()) if unicodedata.category(c) != "Mn")
    return "".join(c if c in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for c in t).split()
lignes = []
for k, es in par_sujet.items():
    presents = set(plat(es[0]["titre"] + " . " + es[0]["resume"]))
    meilleur, n = "autre", 0
    for th, ms in lexique.itertuples(index=False):
        c = sum(1 for m in set(plat(ms)) if m in presents)
        if c > n:
            meilleur, n = th, c
    lignes.append((meilleur.capitalize(), k))
themes = pd.DataFrame(lignes, columns=["theme", "lien"])

# %% name="periode-code"
debut, fin = datetime(2025, 3, 31, 22), datetime(2025, 6, 30, 22)
mai, juin = datetime(2025, 4, 30, 22), datetime(2025, 5, 31, 22)
quand = {l: datetime.strptime(d, "%Y-%m-%dT%H:%M:%SZ") for l, d in zip(sujets["lien"], sujets["date"])}
periode = [l for l, d in quand.items() if debut <= d < fin]
par_mois = {"2025-04": sum(debut <= d < mai for d in quand.values()), "2025-05": sum(mai <= d < juin for d in quand.values()), "2025-06": sum(juin <= d < fin for d in quand.values())}

# %% name="bilan-code"
from statistics import median
lignes = []
for nom in NOMS:
    ici = [(k, e) for k, es in par_sujet.items() for e in es if e["flux"] == nom]
    heures = [(datetime.fromisoformat(e["date"]) - datetime.fromisoformat(min(x["date"] for x in par_sujet[k]))).total_seconds() / 3600 for k, e in ici]
    lignes.append({"retard": round(median(heures), 2), "flux": nom, "exclusifs": sum(len({x["flux"] for x in par_sujet[k]}) == 1 for k, _ in ici), "sujets": len({k for k, _ in ici})})
bilan = pd.DataFrame(lignes)
