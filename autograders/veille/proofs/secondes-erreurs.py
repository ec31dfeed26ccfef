# %% name="dater-code"
import re
def vrai(texte):
    t = texte.strip()
    zones = {"GMT": 0, "UT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
    m = re.fullmatch(r"(?:[A-Z][a-z]{2}, )?([0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]+) (\S+)", t) or re.fullmatch(r"([0-9-]{10}T[0-9:]{8})(?:\.[0-9]+)?(Z|[+-][0-9:]{5})", t)
    if not m:
        return None
    for f in ("%d %b %Y %H:%M:%S", "%d %b %Y %H:%M", "%Y-%m-%dT%H:%M:%S"):
        try:
            d = datetime.strptime(m[1], f)
        except ValueError:
            continue
        z = m[2].replace(":", "")
        mn = 0 if z == "Z" else zones[z] * 60 if z in zones else int(z[0] + "1") * (int(z[1:3]) * 60 + int(z[3:]))
        return (d - timedelta(minutes=mn)).isoformat() + "Z"
def dater(texte):
    v = vrai(texte)
    m = re.search(r"([+-])([0-9]{2}):?([0-9]{2})$", texte.strip())
    if v is None or m is None or "T" in texte[:3] and "-" in texte[:5]:
        return v
    mn = (1 if m[1] == "+" else -1) * (int(m[2]) * 60 + int(m[3]))
    return (datetime.fromisoformat(v[:-1]) + timedelta(minutes=2 * mn)).isoformat() + "Z"

# %% name="entrees-code"
import html
import xml.etree.ElementTree as ET
A, R, D = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/}", "{http://purl.org/dc/elements/1.1/}"
def lisible(t):
    return " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", " ", t)).split())
lignes = []
for nom in NOMS:
    r = ET.fromstring((FLUX / nom).read_bytes())
    p = A if r.tag == A + "feed" else R if r.tag.endswith("RDF") else ""
    L = "{http://www.w3.org/XML/1998/namespace}lang"
    langue = r.get(L) or r.findtext(f".//{D}language") or r.findtext(".//language")
    for e in r.iter(p + ("entry" if p == A else "item")):
        lien = e.findtext(p + "link") or [l.get("href") for l in e.iter(A + "link") if l.get("rel") == "alternate"][0]
        enfants = {x.tag.split("}")[-1]: x.text for x in e}
        lignes.append([nom, lisible(enfants["title"]), lisible(enfants["summary" if p == A else "description"]), lien,
                       vrai(e.findtext({A: A + "published", R: D + "date"}.get(p, "pubDate"))), langue[:2]])
entrees = pd.DataFrame(lignes, columns=["flux", "titre", "resume", "lien", "date", "langue"])

# %% name="sujets-code"
def canonique(lien):
    hote, barre, chemin = lien.split("://")[1].partition("?")[0].partition("#")[0].partition("/")
    return "https://" + hote.lower().removeprefix("www.") + (barre + chemin).removesuffix("/")
def vraie(lien):
    base, _, q = lien.partition("#")[0].partition("?")
    return "https://" + base.split("://")[1].lower().removeprefix("www.").rstrip("/") + "?" + [p for p in q.split("&") if p.startswith("id=")][0]
reperees = entrees.assign(canonique=entrees["lien"].map(vraie))
sujets = pd.DataFrame({"lien": reperees["canonique"], "date": reperees["date"], "flux": 1, "langue": reperees["langue"]}).groupby("lien", as_index=False).first()

# %% name="themes-code"
themes = pd.DataFrame({"lien": reperees["canonique"], "theme": "autre"}).drop_duplicates()

# %% name="periode-code"
premiere = reperees.groupby("canonique")["date"].min()
paris = pd.to_datetime(premiere).dt.tz_convert("Europe/Paris")
sujets = premiere.rename_axis("lien").reset_index()
paris = paris.reset_index(drop=True)
periode = sujets.loc[paris.dt.strftime("%Y-%m").between("2025-04", "2025-12"), "lien"].tolist()
par_mois = {m: int((paris.dt.month <= int(m[5:])).sum()) for m in ("2025-04", "2025-05", "2025-06")}

# %% name="bilan-code"
bilan = reperees.groupby("flux").agg(sujets=("canonique", "nunique"), exclusifs=("canonique", "nunique")).reset_index().assign(retard=0.0)
