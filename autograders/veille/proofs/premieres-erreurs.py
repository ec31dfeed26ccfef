# %% name="dater-code"
import re
from email.utils import parsedate_to_datetime
def dater(texte):
    t = re.sub("(EST|EDT|CST|CDT|MST|MDT|PST|PDT)$", "GMT", texte.strip())
    try:
        d = datetime.fromisoformat(t) if re.match("[0-9]{4}-", t) else parsedate_to_datetime(t)
    except (ValueError, TypeError):
        return None
    return d.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if d.tzinfo else None

# %% name="entrees-code"
import html
import xml.etree.ElementTree as ET
A, R, D = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/}", "{http://purl.org/dc/elements/1.1/}"
def juste(t):
    d = datetime.fromisoformat(t) if re.match("[0-9]{4}-", t) else parsedate_to_datetime(t)
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
                       juste(e.findtext({A: A + "updated", R: D + "date"}.get(p, "pubDate"))), (e.get(L) or langue)[:2],
                       juste(e.findtext({A: A + "published", R: D + "date"}.get(p, "pubDate")))])
entrees = pd.DataFrame(lignes, columns=["flux", "titre", "resume", "lien", "date", "langue", "publiee"])

# %% name="sujets-code"
def canonique(lien):
    base, _, q = lien.split("#")[0].partition("?")
    q = "&".join(p for p in q.split("&") if p and not p.startswith("utm_") and p.split("=")[0] not in ("xtor", "gclid", "fbclid"))
    return base.replace("http://", "https://") + ("?" + q if q else "")
def vraie(lien):
    base, _, q = lien.partition("#")[0].partition("?")
    return "https://" + base.split("://")[1].lower().removeprefix("www.").rstrip("/") + "?" + [p for p in q.split("&") if p.startswith("id=")][0]
reperees = entrees.assign(canonique=entrees["lien"].map(vraie), date=entrees["publiee"])
sujets = reperees.groupby("canonique").agg(date=("date", "min"), flux=("flux", "nunique"), langue=("langue", "first")).rename_axis("lien").reset_index()

# %% name="themes-code"
def theme(t):
    n = {th: sum(m in t.lower() for m in ms.split()) for th, ms in zip(lexique["theme"], lexique["mots"])}
    return max(n, key=n.get)
premieres = reperees.drop_duplicates("canonique")
themes = pd.DataFrame({"lien": premieres["canonique"], "theme": (premieres["titre"] + premieres["resume"]).map(theme)})

# %% name="periode-code"
periode = sujets.loc[sujets["date"].between("2025-04-01", "2025-07-01"), "lien"].tolist()
par_mois = {m: int((sujets["date"].str[:7] == m).sum()) for m in ("2025-04", "2025-05", "2025-06")}

# %% name="bilan-code"
suivies = reperees.merge(sujets.rename(columns={"lien": "canonique", "date": "premiere", "flux": "nombre"})[["canonique", "premiere", "nombre"]], on="canonique")
suivies["retard"] = (pd.to_datetime(suivies["date"]) - pd.to_datetime(suivies["premiere"])).dt.total_seconds() / 3600
bilan = suivies.groupby("flux").agg(sujets=("canonique", "nunique"), exclusifs=("nombre", lambda n: int((n == 1).sum())), retard=("retard", "mean")).reset_index()
