# %% name="dater-code"
import re
DEC = {"GMT": "+0000", "UT": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700"}
def dater(texte):
    t = re.sub(r"^[A-Z][a-z][a-z], ", "", texte.strip())
    t = re.sub(r" ([A-Z]{2,3})$", lambda m: " " + DEC.get(m[1], m[1]), t)
    t = re.sub(r"(T\d\d:\d\d:\d\d)\.\d+", r"\1", t)
    for forme in ("%d %b %Y %H:%M:%S %z", "%d %b %Y %H:%M %z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            d = datetime.strptime(t, forme)
            return f"{d.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}"
        except ValueError:
            continue
    return None

# %% name="entrees-code"
from xml.dom import minidom
import html
def contenu(noeud):
    return "".join(n.data for n in noeud.childNodes if n.nodeType in (n.TEXT_NODE, n.CDATA_SECTION_NODE))
def nettoyer(t):
    return html.unescape(re.sub(r"<[/a-zA-Z][^>]*>", "", t)).strip()
lignes = []
for nom in NOMS:
    doc = minidom.parseString((FLUX / nom).read_bytes())
    racine_dom = doc.documentElement
    prefixe = "a:" if nom == "agregateur.xml" else ""
    for e in doc.getElementsByTagName(prefixe + "entry") or doc.getElementsByTagName("item"):
        premier = lambda n: e.getElementsByTagName(prefixe + n)[0]
        if "agregateur" in nom or "atom" in nom:
            lien = next(l for l in e.getElementsByTagName(prefixe + "link") if l.getAttribute("rel") == "alternate").getAttribute("href")
            lignes.append((nom, contenu(premier("title")), contenu(premier("summary")), lien, contenu(premier("published")), e.getAttribute("xml:lang") or racine_dom.getAttribute("xml:lang")))
        else:
            d = e.getElementsByTagName("dc:date") or e.getElementsByTagName("pubDate")
            l = doc.getElementsByTagName("dc:language") or doc.getElementsByTagName("language")
            lignes.append((nom, contenu(premier("title")), contenu(premier("description")), contenu(premier("link")), contenu(d[0]), contenu(l[0])))
entrees = pd.DataFrame(lignes, columns=["flux", "titre", "resume", "lien", "date", "langue"]).assign(
    titre=lambda t: t["titre"].map(nettoyer), resume=lambda t: t["resume"].map(nettoyer), date=lambda t: t["date"].map(dater), langue=lambda t: t["langue"].str.slice(0, 2))

# %% name="sujets-code"
import duckdb
from urllib.parse import urlsplit, urlunsplit
def canonique(lien):
    u = urlsplit(lien)
    hote = re.sub("^www[.]", "", u.netloc.lower())
    q = "&".join(p for p in u.query.split("&") if not re.match("utm_|(xtor|gclid|fbclid)(=|$)", p))
    return urlunsplit(("https", hote, re.sub("/$", "", u.path), q, ""))
e = entrees.assign(c=[canonique(l) for l in entrees["lien"]])
sujets = duckdb.sql("select c as lien, min(date) as date, count(distinct flux) as flux, any_value(langue) as langue from e group by c").df()

# %% name="themes-code"
def sans_accent(t):
    return t.lower().translate(str.maketrans("éèêëàâäîïôöùûüç", "eeeeaaaiioouuuc"))
un = e.drop_duplicates("c")
score = pd.DataFrame({th: [len(set(re.findall(r"[a-z0-9]+", sans_accent(t + "\n" + r))) & set(sans_accent(m).split())) for t, r in zip(un["titre"], un["resume"])]
                      for th, m in zip(lexique["theme"], lexique["mots"])}, index=un["c"])
themes = score.idxmax(axis=1).where(score.max(axis=1) > 0, "autre").rename_axis("lien").reset_index(name="theme")

# %% name="periode-code"
paris = pd.DatetimeIndex(pd.to_datetime(sujets["date"], utc=True)).tz_convert("Europe/Paris")
dans = (paris >= "2025-04-01") & (paris < "2025-07-01")
periode = sujets["lien"][dans]
par_mois = pd.Series(paris[dans].strftime("%Y-%m")).value_counts().reindex(["2025-04", "2025-05", "2025-06"], fill_value=0).to_dict()

# %% name="bilan-code"
bilan = duckdb.sql("""
    select e.flux, count(*) as sujets, count(*) filter (s.flux = 1) as exclusifs, median(epoch(e.date::timestamptz - s.date::timestamptz)) / 3600 as retard
    from e join sujets s on s.lien = e.c group by e.flux""").df()
