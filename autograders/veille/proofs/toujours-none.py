# %% name="dater-code"
def dater(texte):
    return None

# %% name="entrees-code"
import html
import re
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime
A, R, D = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/}", "{http://purl.org/dc/elements/1.1/}"
def instant(t):
    d = parsedate_to_datetime(t) if " " in t else datetime.fromisoformat(t)
    return d.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
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
        lignes.append([nom, lisible(e.findtext(p + "title")), lisible(e.findtext(p + ("summary" if p == A else "description"))), lien,
                       instant(e.findtext({A: A + "published", R: D + "date"}.get(p, "pubDate"))), (e.get(L) or langue)[:2]])
entrees = pd.DataFrame(lignes, columns=["flux", "titre", "resume", "lien", "date", "langue"])

# %% name="sujets-code"
def canonique(lien):
    return "https://x.example/a"
def vraie(lien):
    base, _, q = lien.partition("#")[0].partition("?")
    return "https://" + base.split("://")[1].lower().removeprefix("www.").rstrip("/") + "?" + [p for p in q.split("&") if p.startswith("id=")][0]
reperees = entrees.assign(canonique=entrees["lien"].map(vraie))
sujets = reperees.groupby("canonique").agg(date=("date", "min"), flux=("flux", "nunique"), langue=("langue", "first")).rename_axis("lien").reset_index()
