# %% [markdown]
# # Tenir une veille sur l’IA : des flux à la note datée
#
# ## La situation
#
# Maris Assurances, mutuelle de 900 salariés, trie et résume son courrier avec un modèle de langue. Son comité de direction demande une
# veille mensuelle : ce qui change dans les règles, les modèles, les outils, la sécurité et l’accessibilité, et ce que l’entreprise doit en faire.
#
# Vous êtes chef ou cheffe de projet data et IA. Votre prédécesseur lisait les flux à la main, comptait trois fois la même annonce, et datait
# du lendemain ce qui paraissait le soir. Vous reprenez la veille avec un programme, puis vous écrivez la note.
#
# ## Objectifs
#
# - lire des flux RSS et Atom tels qu’ils sont publiés ;
# - ramener les dates au temps universel, puis à l’heure de Paris ;
# - reconnaître une même publication sous plusieurs adresses ;
# - classer par un lexique bilingue, juger les sources, écrire une note datée.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Partie | Vous remettez | Points |
# |---|---|---|
# | 1 Dater | une fonction | 3 |
# | 2 Lire les flux | une table | 4 |
# | 3 Dédoublonner | une fonction et une table | 3 |
# | 4 Classer | une table | 2 |
# | 5 La période de la note | une liste et un dictionnaire | 2 |
# | 6 Juger les sources | une table | 2 |
# | 7 La note | un texte, noté par une personne | 4 |
#
# Durée : 90 minutes. Total : 20 points. Prérequis : fonctions Python, pandas, notions de XML (éléments, attributs, espaces de noms).
#
# Toute méthode exacte est acceptée ; la bibliothèque standard suffit (`xml.etree`, `email.utils`, `urllib.parse`, `html`, `zoneinfo`). Votre notebook est exécuté sur votre tirage, puis sur un autre :
# un résultat recopié à la main ne convient donc pas. Les contrôles affichés sous vos réponses portent sur la forme. Dans toutes les tables, l’ordre des lignes est libre. Quand
# une partie demande deux réponses, remettez les deux, même imparfaites.
#
# ## Les données
#
# Les flux sont un **instantané écrit pour l’exercice** : quatorze entrées rapportent des faits publics, à leur date (l’heure est inventée) ; les autres sont **inventées**, de même que les éditeurs. Les adresses
# sont dans le domaine réservé `example` : elles ne mènent nulle part, et rien n’est téléchargé. Le fichier `data/SOURCES.toml` dit ce qui est réel. Les fichiers, eux, ont la forme des vrais flux :
#
# | Fichier | Format | Langue | Ce qu’on y trouve |
# |---|---|---|---|
# | `autorite.xml` | RSS 2.0 | français | une administration |
# | `recherche.atom` | Atom 1.0 | anglais | un laboratoire |
# | `journal.rdf` | RSS 1.0 (RDF) | français | un journal professionnel |
# | `blog.xml` | RSS 2.0 | anglais | un blog technique |
# | `agregateur.xml` | Atom 1.0 | les deux | un service qui reprend les autres |
#
# La cellule suivante publie les flux de votre tirage dans un dossier temporaire, `FLUX` (un objet `Path`).

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="publication" role="setup"
import json
import random
import tempfile
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path

import pandas as pd
from blocnotes_handin import choice, function, integer, mapping, number, sequence, table, text

hasard = random.Random(variante)
racine = tempfile.TemporaryDirectory(prefix="veille-")
FLUX = Path(racine.name)
NOMS = ["autorite.xml", "recherche.atom", "journal.rdf", "blog.xml", "agregateur.xml"]
lexique = pd.read_csv("data/lexique.csv")

entrees_source = hasard.sample(json.loads(Path("data/entrees.json").read_text(encoding="utf-8")), 30)
JOURS, MOIS = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
ZONES = {"GMT": 0, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "+0200": 2, "+0530": 5.5}


def rfc822(instant, zone):
    t = instant + timedelta(hours=ZONES[zone])
    jour = hasard.choice([f"{JOURS[t.weekday()]}, ", ""])
    return f"{jour}{t.day:02d} {MOIS[t.month - 1]} {t.year} {t:%H:%M}" + hasard.choice([f":{t:%S} ", " " if not t.second else f":{t:%S} "]) + zone


def rfc3339(instant):
    decalage = hasard.choice([None, 0, 2, -5])
    if decalage is None:
        return f"{instant:%Y-%m-%dT%H:%M:%S}" + hasard.choice(["Z", ".250Z"])
    return f"{instant + timedelta(hours=decalage):%Y-%m-%dT%H:%M:%S}{'-' if decalage < 0 else '+'}{abs(decalage):02d}:00"


def adresse(numero, flux, reprise=False):
    hote = flux.split(".")[0] + ".example"
    if not reprise:
        return f"https://{hote}/articles/{numero}?id={numero * 7}"
    hote = hasard.choice(["www.", ""]) + hasard.choice([hote, hote.upper()])
    suivi = hasard.choice(["&utm_source=fil&utm_medium=rss", "&xtor=RSS-1", "#lire", "&gclid=a1"])
    return f"{hasard.choice(['http', 'https'])}://{hote}/articles/{numero}{hasard.choice(['/', ''])}?id={numero * 7}{suivi}"


publiees = {nom: [] for nom in NOMS}
for numero, source in enumerate(entrees_source, start=101):
    instant = datetime.fromisoformat(source["date"]).replace(tzinfo=timezone.utc) + timedelta(seconds=hasard.randint(0, 59))
    une = {**source, "instant": instant, "lien": adresse(numero, source["flux"])}
    publiees[source["flux"]].append(une)
    if hasard.random() < 0.45:
        publiees["agregateur.xml"].append({**une, "instant": instant + timedelta(minutes=hasard.randint(20, 3000)), "lien": adresse(numero, source["flux"], True)})
    if source["flux"] in ("autorite.xml", "recherche.atom") and hasard.random() < 0.3:
        voisin = {"autorite.xml": "journal.rdf", "recherche.atom": "blog.xml"}[source["flux"]]
        publiees[voisin].append({**une, "instant": instant + timedelta(minutes=hasard.randint(60, 900)), "lien": adresse(numero, source["flux"], True)})
for nom in NOMS:
    hasard.shuffle(publiees[nom])


def rss2(nom, langue, zones, cdata):
    morceaux = []
    for e in publiees[nom]:
        resume = f"<![CDATA[<p>{e['resume']}</p>]]>" if cdata else escape(e["resume"])
        titre = f"<![CDATA[{escape(e['titre'], quote=False)}]]>" if cdata else escape(escape(e["titre"], quote=False), quote=False)
        repere = f"<guid isPermaLink=\"false\">{nom}-{hasard.randint(0, 10**9)}</guid>" if hasard.random() < 0.7 else ""
        morceaux.append(f"<item>\n <title>\n  {titre}\n </title>\n <link>{escape(e['lien'])}</link>\n {repere}<pubDate>{rfc822(e['instant'], hasard.choice(zones))}</pubDate>\n"
                        f" <media:title>Illustration</media:title><description>{resume}</description>\n</item>")
    return (f"<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>{nom}</title><link>https://{nom.split('.')[0]}.example/</link><language>{langue}</language>"
            f"<pubDate>Mon, 06 Oct 2025 06:00:00 GMT</pubDate>{''.join(morceaux)}</channel></rss>")


def atom(nom, langue, p):
    d = p and f"{p}:"
    morceaux = []
    for e in publiees[nom]:
        maj = e["instant"] + timedelta(days=hasard.randint(0, 20))
        attribut = f" xml:lang=\"{e['langue']}\"" if e["langue"] != langue else ""
        morceaux.append(
            f"<{d}entry{attribut}><{d}id>urn:x:{hasard.randint(0, 10**9)}</{d}id><{d}title type=\"html\">{escape(escape(e['titre'], quote=False), quote=False)}</{d}title>"
            f"<{d}link rel=\"self\" href=\"https://api.example/{hasard.randint(0, 999)}\"/><{d}link rel=\"alternate\" href=\"{escape(e['lien'])}\"/>"
            f"<{d}updated>{rfc3339(maj)}</{d}updated><{d}published>{rfc3339(e['instant'])}</{d}published><{d}summary type=\"html\">{escape(e['resume'])}</{d}summary></{d}entry>")
    espace = f"xmlns{':' + p if p else ''}=\"http://www.w3.org/2005/Atom\""
    return f"<{d}feed {espace} xml:lang=\"{langue}\"><{d}title>{nom}</{d}title><{d}updated>2025-10-06T06:00:00Z</{d}updated>{''.join(morceaux)}</{d}feed>"


def rss1(nom, langue):
    morceaux = [
        f"<item rdf:about=\"{escape(e['lien'])}\"><title>{escape(escape(e['titre'], quote=False), quote=False)}</title><link>{escape(e['lien'])}</link><dc:date>{rfc3339(e['instant'])}</dc:date>"
        f"<description>{escape(e['resume'])}</description></item>" for e in publiees[nom]]
    return ("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            f"<channel rdf:about=\"https://journal.example/\"><title>{nom}</title><link>https://journal.example/</link><dc:language>{langue}</dc:language></channel>{''.join(morceaux)}</rdf:RDF>")


def ecrire(nom, corps, encodage, annonce):
    (FLUX / nom).write_bytes(f"<?xml version=\"1.0\" encoding=\"{annonce}\"?>\n{corps}".encode(encodage, "xmlcharrefreplace"))


ecrire("autorite.xml", rss2("autorite.xml", "fr-FR", ["+0200", "GMT"], False), "iso-8859-1", "ISO-8859-1")
ecrire("recherche.atom", atom("recherche.atom", "en", ""), "utf-8", "utf-8")
ecrire("journal.rdf", rss1("journal.rdf", "fr"), "utf-16", "utf-16")
ecrire("blog.xml", rss2("blog.xml", "en-us", ["EST", "EDT", "PST", "PDT", "GMT", "+0530"], True), "utf-8-sig", "utf-8")
ecrire("agregateur.xml", atom("agregateur.xml", "fr", "a"), "utf-8", "utf-8")

# %%
for nom in NOMS:
    print(nom, (FLUX / nom).read_bytes()[:70])

# %% [markdown]
# ## 1. Dater (3 points)
#
# Deux familles de dates cohabitent : celle du courrier électronique (RFC 822, pour RSS 2.0) et celle d’Internet (RFC 3339, pour Atom et RSS 1.0). Écrivez `dater(texte)`, qui rend l’instant au temps
# universel, en texte, sous la forme `2024-08-01T06:00:00Z`, ou `None`.
#
# Formes à lire (les espaces au début et à la fin ne comptent pas) :
#
# - RFC 822 : un jour de la semaine facultatif (`Thu, `), le jour (un ou deux chiffres), le mois (`Jan` à `Dec`), l’année en quatre chiffres, l’heure `HH:MM` ou `HH:MM:SS`, et une zone : `GMT`, `UT`, `EST` (−5 h), `EDT` (−4 h), `CST` (−6 h),
#   `CDT` (−5 h), `MST` (−7 h), `MDT` (−6 h), `PST` (−8 h), `PDT` (−7 h), ou un décalage comme `+0200` ou `-0530` ;
# - RFC 3339 : `AAAA-MM-JJTHH:MM:SS`, une fraction de seconde facultative (elle est abandonnée, sans arrondi), puis `Z` ou un décalage comme `+02:00`.
#
# Tout autre texte rend `None`, en particulier une date sans heure, une date sans zone, un jour ou une heure qui n’existent pas. À la correction, la fonction est appelée sur d’autres dates.

# %% name="dater-code" role="solution"
### BEGIN SOLUTION
import re

DECALAGES = {"GMT": 0, "UT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
COURRIEL = re.compile(r"(?:[A-Z][a-z]{2}, )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? ([A-Z]{2,3}|[+-][0-9]{4})")
INTERNET = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
NOMS_DES_MOIS = {mois: rang for rang, mois in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)}


def dater(texte):
    texte = texte.strip()
    if trouve := COURRIEL.fullmatch(texte):
        jour, mois, annee, heure, minute, seconde, zone = trouve.groups()
        mois = NOMS_DES_MOIS.get(mois, 0)
    elif trouve := INTERNET.fullmatch(texte):
        annee, mois, jour, heure, minute, seconde, zone = trouve.groups()
    else:
        return None
    if zone == "Z":
        minutes = 0
    elif zone[0] in "+-":
        minutes = (int(zone[1:3]) * 60 + int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    elif zone in DECALAGES:
        minutes = 60 * DECALAGES[zone]
    else:
        return None
    try:
        instant = datetime(int(annee), int(mois), int(jour), int(heure), int(minute), int(seconde or 0)) - timedelta(minutes=minutes)
    except ValueError:
        return None
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
### END SOLUTION

# %% name="dater" role="answer" points=3
answer("dater", form=function(), calls=[["Thu, 01 Aug 2024 08:00 +0200"], ["2024-08-01T06:00:00Z"]], checks={
    "« Thu, 01 Aug 2024 08:00 +0200 » donne « 2024-08-01T06:00:00Z ».": lambda f: f("Thu, 01 Aug 2024 08:00 +0200") == "2024-08-01T06:00:00Z",
    "« 2024-08-01 » donne None.": lambda f: f("2024-08-01") is None,
})

# %% [markdown]
# ## 2. Lire les flux (4 points)
#
# Remettez `entrees`, une table d’une ligne par entrée de chaque flux (un `item` de RSS, un `entry` d’Atom ; les reprises comprises) :
#
# - `flux` : le nom du fichier ;
# - `titre` : le titre à lire par une personne : sans balises, les références comme `&amp;` ou `&lt;` remplacées par leur caractère **autant de fois qu’elles ont été échappées**, les suites d’espaces et de retours ramenées à une
#   espace ;
# - `resume` : de même, `description` (RSS) ou `summary` (Atom), sans balises ;
# - `lien` : l’adresse de la publication (`link` en RSS, `link` de relation `alternate` en Atom), telle qu’elle est écrite ;
# - `date` : la **publication** (`pubDate`, `dc:date`, `published`, et non la mise à jour ni la date du flux), comme la rend `dater` ;
# - `langue` : `"fr"` ou `"en"`, celle de l’entrée si elle la dit (`xml:lang`), sinon celle du flux.
#
# Les comparaisons de `titre` et de `resume` ne regardent ni la casse ni les espaces. Un `<` suivi d’une espace n’ouvre pas une balise.

# %% name="entrees-code" role="solution"
### BEGIN SOLUTION
import html
import xml.etree.ElementTree as ET

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM, RSS1, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/}", "{http://purl.org/dc/elements/1.1/}"


def lisible(texte):
    texte = re.sub(r"</?[A-Za-z][^<>]*>", " ", texte or "")
    return " ".join(html.unescape(texte).split())


lignes = []
for nom in NOMS:
    racine_xml = ET.fromstring((FLUX / nom).read_bytes())
    if racine_xml.tag == ATOM + "feed":
        for e in racine_xml.iter(ATOM + "entry"):
            lien = next(l.get("href") for l in e.iter(ATOM + "link") if l.get("rel") == "alternate")
            langue = e.get(XML_LANG) or racine_xml.get(XML_LANG)
            lignes.append([nom, e.findtext(ATOM + "title"), e.findtext(ATOM + "summary"), lien, e.findtext(ATOM + "published"), langue])
    else:
        rdf = racine_xml.tag.endswith("}RDF")
        p, balise_date = (RSS1, DC + "date") if rdf else ("", "pubDate")
        langue = next(racine_xml.iter(DC + "language" if rdf else "language")).text
        for e in racine_xml.iter(p + "item"):
            lignes.append([nom, e.findtext(p + "title"), e.findtext(p + "description"), e.findtext(p + "link"), e.findtext(balise_date), langue])
entrees = pd.DataFrame(lignes, columns=["flux", "titre", "resume", "lien", "date", "langue"])
for colonne in ["titre", "resume"]:
    entrees[colonne] = entrees[colonne].map(lisible)
entrees["date"] = entrees["date"].map(dater)
entrees["langue"] = entrees["langue"].str[:2]
### END SOLUTION

# %% name="entrees-reference" role="reference"
mises_a_jour = {}
for nom in ["recherche.atom", "agregateur.xml"]:
    for e in ET.fromstring((FLUX / nom).read_bytes()).iter(ATOM + "entry"):
        mises_a_jour[nom + " " + next(l.get("href") for l in e.iter(ATOM + "link") if l.get("rel") == "alternate")] = dater(e.findtext(ATOM + "updated"))
answer("mises-a-jour", mises_a_jour)

# %% name="entrees" role="answer" points=4
answer("entrees", form=table(["flux", "titre", "resume", "lien", "date", "langue"]), ordered=False, checks={
    "Les cinq flux sont lus.": lambda t: set(t["flux"]) == set(NOMS),
    "Les dates sont au temps universel, dans la forme demandée.": lambda t: t["date"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").all(),
    "Les langues sont « fr » ou « en ».": lambda t: set(t["langue"]) <= {"fr", "en"},
})

# %% [markdown]
# ## 3. Dédoublonner (3 points)
#
# Une même publication circule sous plusieurs adresses. Écrivez `canonique(lien)`, qui rend l’adresse sous une forme unique :
#
# 1. le protocole devient `https` ;
# 2. le nom d’hôte passe en minuscules, et perd un `www.` initial ;
# 3. le chemin perd **une** barre finale `/` s’il en a une, même s’il n’est que cela ; sa casse est gardée ;
# 4. les paramètres dont le nom commence par `utm_`, ou est `xtor`, `gclid` ou `fbclid`, disparaissent ; les autres restent, tels qu’ils sont écrits et dans leur ordre ; s’il n’en reste aucun, le `?` disparaît ;
# 5. le fragment (`#…`) disparaît.
#
# Ainsi `http://www.Blog.example/Articles/7/?utm_source=fil&id=49#lire` devient `https://blog.example/Articles/7?id=49`. Les adresses données ont toujours un protocole `http` ou `https` (en minuscules) et un hôte.
#
# Remettez aussi `sujets`, une table d’une ligne par adresse canonique de `entrees` : `lien` (canonique), `date` (la plus ancienne de ses dates de publication), `flux` (le nombre de fichiers de flux différents où
# elle figure) et `langue`.

# %% name="sujets-code" role="solution"
### BEGIN SOLUTION
from urllib.parse import urlsplit


def canonique(lien):
    parties = urlsplit(lien)
    gardes = [
        p for p in parties.query.split("&")
        if p and not p.startswith("utm_") and p.split("=")[0] not in {"xtor", "gclid", "fbclid"}
    ]
    return f"https://{parties.netloc.lower().removeprefix('www.')}{parties.path.removesuffix('/')}" + ("?" + "&".join(gardes) if gardes else "")


reperees = entrees.assign(canonique=entrees["lien"].map(canonique))
sujets = (
    reperees.groupby("canonique")
    .agg(date=("date", "min"), flux=("flux", "nunique"), langue=("langue", "first"))
    .rename_axis("lien").reset_index()
)
### END SOLUTION

# %% name="sujets" role="answer" points=3
answer("canonique", form=function(), calls=[["http://www.Blog.example/Articles/7/?utm_source=fil&id=49#lire"]], checks={
    "L’exemple de l’énoncé donne l’adresse attendue.":
        lambda f: f("http://www.Blog.example/Articles/7/?utm_source=fil&id=49#lire") == "https://blog.example/Articles/7?id=49",
})
answer("sujets", form=table(["lien", "date", "flux", "langue"]), ordered=False, checks={
    "Chaque adresse figure une fois.": lambda t: t["lien"].is_unique,
})

# %% [markdown]
# ## 4. Classer (2 points)
#
# Voici le lexique, dans l’ordre de priorité des thèmes :

# %%
with pd.option_context("display.max_colwidth", None):
    display(lexique)

# %% [markdown]
# Un texte se découpe en **mots** : on met en minuscules, on retire les accents, puis un mot est une suite ininterrompue de lettres `a` à `z` et de chiffres. Un mot du lexique (lui aussi sans accents) est présent si l’un
# des mots du texte lui est égal : `models` n’est pas `model`.
#
# Le thème d’un sujet est celui dont le plus de mots **différents** du lexique sont présents dans son titre et son résumé réunis ; à égalité, le premier dans l’ordre du lexique ; sans aucun mot, `"autre"`. Une publication et ses reprises ont les
# mêmes titre et résumé.
#
# Remettez `themes`, une table d’une ligne par sujet : `lien` (canonique) et `theme`.

# %% name="themes-code" role="solution"
### BEGIN SOLUTION
import unicodedata


def mots(texte):
    simple = unicodedata.normalize("NFD", texte.lower())
    return set(re.findall("[a-z0-9]+", "".join(c for c in simple if not unicodedata.combining(c))))


lexiques = {theme: mots(liste) for theme, liste in zip(lexique["theme"], lexique["mots"])}


def theme(texte):
    presents = mots(texte)
    comptes = {nom: len(presents & liste) for nom, liste in lexiques.items()}
    return max(comptes, key=comptes.get) if any(comptes.values()) else "autre"


premieres = reperees.drop_duplicates("canonique")
themes = pd.DataFrame({"lien": premieres["canonique"], "theme": (premieres["titre"] + " " + premieres["resume"]).map(theme)})
### END SOLUTION

# %% name="themes" role="answer" points=2
answer("themes", form=table(["lien", "theme"]), ordered=False, checks={
    "Chaque adresse figure une fois.": lambda t: t["lien"].is_unique,
    "Les thèmes portent les noms donnés.": lambda t: set(t["theme"]) <= {*lexique["theme"], "autre"},
})

# %% [markdown]
# ## 5. La période de la note (2 points)
#
# La note porte sur le deuxième trimestre de 2025, **à l’heure de Paris** : du 1er avril à minuit au 30 juin inclus. C’est la première publication d’un sujet (la `date` de `sujets`) qui compte.
#
# Remettez `periode`, la liste des adresses canoniques des sujets de la période, et `par_mois`, un dictionnaire qui donne, pour `"2025-04"`, `"2025-05"` et `"2025-06"`, le nombre de ces sujets publiés dans le mois, à l’heure de Paris.

# %% name="periode-code" role="solution"
### BEGIN SOLUTION
from zoneinfo import ZoneInfo

a_paris = pd.to_datetime(sujets["date"]).dt.tz_convert(ZoneInfo("Europe/Paris")).dt.strftime("%Y-%m")
dedans = a_paris.between("2025-04", "2025-06")
periode = sujets.loc[dedans, "lien"].tolist()
par_mois = {mois: int((a_paris == mois).sum()) for mois in ["2025-04", "2025-05", "2025-06"]}
### END SOLUTION

# %% name="periode-reference" role="reference"
universel = sujets["date"].str[:7]
answer("par-mois-utc", {mois: int((universel == mois).sum()) for mois in par_mois})

# %% name="periode" role="answer" points=2
answer("periode", form=sequence(of=text()), ordered=False, checks={
    "Chaque adresse est celle d’un sujet.": lambda v: set(v) <= set(sujets["lien"]),
})
answer("par_mois", form=mapping(["2025-04", "2025-05", "2025-06"], of=integer(0)), checks={
    "Les trois mois font ensemble la période.": lambda d: sum(d.values()) == len(periode),
})

# %% [markdown]
# ## 6. Juger les sources (2 points)
#
# Faut-il garder les cinq flux ? Remettez `bilan`, une table d’une ligne par flux, sur toutes les dates :
#
# - `flux` : le nom du fichier ;
# - `sujets` : le nombre de sujets différents qu’il contient ;
# - `exclusifs` : parmi eux, ceux qui ne figurent dans aucun autre flux ;
# - `retard` : la **médiane**, sur ses sujets, du retard en heures : date de publication dans ce flux moins première publication du sujet, tous flux confondus (à 2 décimales près).
#
# Un sujet ne figure qu’une fois dans un même flux.

# %% name="bilan-code" role="solution"
### BEGIN SOLUTION
suivies = reperees.merge(sujets.rename(columns={"lien": "canonique", "date": "premiere", "flux": "nombre"})[["canonique", "premiere", "nombre"]], on="canonique")
suivies["retard"] = (pd.to_datetime(suivies["date"]) - pd.to_datetime(suivies["premiere"])).dt.total_seconds() / 3600
bilan = suivies.groupby("flux").agg(
    sujets=("canonique", "nunique"), exclusifs=("nombre", lambda n: int((n == 1).sum())), retard=("retard", "median")
).reset_index()
### END SOLUTION

# %% name="bilan-reference" role="reference"
answer("retards-moyens", suivies.groupby("flux")["retard"].mean().to_dict())

# %% name="bilan" role="answer" points=2
answer("bilan", form=table(["flux", "sujets", "exclusifs", "retard"], rows=5), decimals=2, ordered=False, checks={
    "Les cinq flux y sont.": lambda t: set(t["flux"]) == set(NOMS),
    "Aucun retard n’est négatif.": lambda t: (t["retard"] >= 0).all(),
})

# %% [markdown]
# ## 7. La note (4 points)
#
# Voici vos sujets de la période, par thème :

# %%
try:
    a_lire = entrees.assign(lien=entrees["lien"].map(canonique)).sort_values("date").drop_duplicates("lien")
    a_lire = a_lire[a_lire["lien"].isin(list(periode))].merge(themes, on="lien")
    with pd.option_context("display.max_colwidth", None):
        display(a_lire[["theme", "date", "titre", "resume", "flux"]].sort_values(["theme", "date"]))
except Exception as erreur:
    print("Vos sujets ne peuvent pas encore être montrés :", type(erreur).__name__)

# %% [markdown]
# Rédigez en français, en 150 à 300 mots, la note d’information du deuxième trimestre de 2025 pour le comité de direction de Maris Assurances, qui ne lit pas l’anglais et n’est pas technique. Elle est notée par une personne :
#
# 1. **Les informations** (1,5 point) : au moins trois, présentes dans les flux, datées et sourcées, dont une tirée d’un flux en anglais ; la période et les flux lus ; une limite de votre méthode. Une information antérieure peut être rappelée si elle produit encore ses
#    effets.
# 2. **L’effet sur l’entreprise** (1,5 point) : pour deux informations au moins, ce que cela change, pour qui et avant quand ; ce qui oblige et ce qui est possible ; une action et son responsable.
# 3. **L’écriture** (1 point) : l’essentiel dès la première phrase, pas de mot technique sans explication, l’ordre d’importance.

# %% [markdown] name="note" role="manual" points=4
# ### BEGIN SOLUTION
# **Veille IA, 1er avril – 30 juin 2025.** Deux échéances nous obligent cet été : depuis le 28 juin, nos services en ligne doivent être utilisables par les personnes en situation de handicap ; au 2 août, nos fournisseurs de modèles devront documenter leur
# entraînement.
#
# **Accessibilité (obligation).** L’acte européen s’applique depuis le 28 juin 2025 (autorite.xml). Notre espace adhérent est à vérifier selon le RGAA, le référentiel français d’accessibilité. Un blog technique décrit le 9 mai les pièges d’une fenêtre de discussion au clavier (blog.xml, en
# anglais) : la nôtre a les mêmes. *Action : la responsable du site fait auditer l’espace adhérent avant le 15 septembre.*
#
# **Sécurité (risque).** Le 14 mai, un laboratoire montre qu’une consigne cachée dans une signature de courriel fait divulguer un agenda par un assistant (recherche.atom, en anglais). Notre tri du courrier lit des messages inconnus : le même piège est possible. *Action : le responsable de la sécurité teste dix
# messages piégés avant fin juillet ; d’ici là, le modèle n’a accès à aucun agenda.*
#
# **Coûts (possibilité).** Un assureur revient aux règles pour une partie de son courrier (journal.rdf, 15 avril). À étudier à l’automne, sans urgence.
#
# **Rappel.** Les pratiques interdites par le règlement européen le sont depuis le 2 février 2025.
#
# **Méthode et limites.** Cinq flux lus, reprises retirées, dates à l’heure de Paris. Le classement compte des mots : il se trompe sur les titres ironiques, et un texte qui n’est repris par aucun de ces flux nous échappe. L’agrégateur n’apporte aucun sujet propre : je propose de le remplacer.
# ### END SOLUTION
