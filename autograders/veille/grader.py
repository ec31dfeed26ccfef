"""Checks of the watch on AI: dates, feeds, duplicates, themes, the period, the sources."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, partial, right, same_text, wrong
from blocnotes.grading.items import Item, by_key, columns_of, keyed, labels, same, tally, weigh

grader = Grader()

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ZONES = ["GMT", "UT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"]


# --- 1. Dates ---

KINDS = {
    "zones": "les zones en lettres (EST, PDT…) ont chacune leur décalage",
    "decalages": "un décalage positif est en avance sur le temps universel, et il a des minutes",
    "internet": "Z, une fraction de seconde et un décalage à deux points sont admis dans la RFC 3339",
    "rien": "une date sans heure ou sans zone, un jour ou une heure qui n’existent pas donnent None",
}


@grader.challenge("dater")
def dates(draw: random.Random, case: Challenge) -> list[list[Any]]:
    """Draw dates of each kind, and what is no date."""

    def moment() -> datetime:
        return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(
            minutes=draw.randrange(1_500_000), seconds=draw.randrange(60)
        )

    def mail(zone: str) -> str:
        day = moment()
        number = draw.choice([f"{day.day:02d}", str(day.day)])
        start = draw.choice([f"{DAYS[day.weekday()]}, ", ""])
        clock = draw.choice([f"{day:%H:%M}", f"{day:%H:%M:%S}"])
        return f"{start}{number} {MONTHS[day.month - 1]} {day.year} {clock} {zone}"

    found = [mail(zone) for zone in [*ZONES, "EDT", "PST", "+0000", "+0200", "-0500", "+0530", "-0330", "+1200"]]
    found += [f"{moment():%Y-%m-%dT%H:%M:%S}{zone}" for zone in ("Z", ".5Z", ".999999Z", "+02:00", "-05:00", "+05:45")]
    found += [f"  {mail('+0100')} ", "Tue, 31 Dec 2024 23:30:00 -0500", "28 Feb 2024 23:45 PST"]
    found += ["", "demain", "2024-08-01", "2024-08-01T06:00:00", "Thu, 01 Aug 2024", "01 Aug 2024 08:00:00"]
    found += ["31 Feb 2024 08:00 GMT", "2024-02-30T08:00:00Z", "2024-13-01T08:00:00Z", "01 Aug 2024 25:00 GMT"]
    draw.shuffle(found)
    return [[text] for text in found]


def kind_of_date(text: str, expected: str | None) -> str:
    if expected is None:
        return "rien"
    if "T" in text[10:11]:
        return "internet"
    return "zones" if text.strip()[-1].isalpha() else "decalages"


@grader.check("dater")
def dated(case: Case) -> Result:
    given, expected, drawn = case.given["dater"], case.reference["dater"], case.kept["dater"]
    if not len(given) == len(expected) == len(drawn):
        return wrong("dater : la fonction n’a pas été appelée sur toutes les dates.")
    failed = {
        kind_of_date(text, theirs["value"])
        for (text,), mine, theirs in zip(drawn, given, expected, strict=True)
        if "value" not in mine or not same_reply(mine["value"], theirs["value"])
    }
    if len(failed - {"rien"}) == 3:  # None for everything dates nothing
        failed.add("rien")
    kept = [kind for kind in KINDS if kind in failed]
    hints = [f"dater : {KINDS[kind]}." for kind in kept]
    return tally([(0.25, kind not in failed, kind) for kind in KINDS], hints)


def same_reply(mine: Any, theirs: str | None) -> bool:
    return mine is None if theirs is None else isinstance(mine, str) and mine.strip() == theirs


# --- 2. Feeds ---

PARTS = {"lien": 0.25, "titre": 0.2, "resume": 0.15, "date": 0.3, "langue": 0.1}


@grader.check("entrees")
def entries(case: Case) -> Result:
    given = by_key(case.given["entrees"], "flux", "lien")
    expected = by_key(case.reference["entrees"], "flux", "lien")
    updates = {fold(key): value for key, value in case.reference["mises-a-jour"].items()}
    items: list[Item] = []
    hints: list[str] = []
    for feed in sorted({key[0] for key in expected}):
        rows = {key: row for key, row in expected.items() if key[0] == feed}
        mine = {key: row for key, row in given.items() if key[0] == feed}
        found = mine.keys() == rows.keys()
        for part, weight in PARTS.items():
            proven = found and all(same_text(mine[key].get(part), str(row[part])) for key, row in rows.items())
            items.append((weight / 5, proven, f"{part} de {feed}"))
            if found and not proven:
                hints += hint(part, feed, mine, rows, updates)
        if not found:
            hints.append(f"{feed} : les entrées ou leurs liens ne sont pas ceux du flux.")
    return tally(items, hints)


def hint(
    part: str, feed: str, mine: Mapping[Any, Any], rows: Mapping[Any, Any], updates: Mapping[str, Any]
) -> list[str]:
    values = [mine[key].get(part) for key in rows]
    texts = [value for value in values if isinstance(value, str)]
    if part == "date" and any(same_text(mine[key].get(part), str(updates.get(" ".join(key)))) for key in rows):
        return [f"{feed} : une mise à jour n’est pas la publication."]
    if part == "titre" and any("Illustration" in value for value in texts):
        return [f"{feed} : media:title n’est pas le titre de l’entrée ; les espaces de noms servent à cela."]
    if part in ("titre", "resume") and any("&amp;" in value or "</" in value for value in texts):
        return [f"{feed} : un texte HTML placé dans du XML a été échappé une fois de plus."]
    return [f"langue de {feed} : une entrée peut dire sa propre langue."] if part == "langue" else []


# --- 3. Duplicates ---

RULES = {
    "hote": "le protocole, la casse de l’hôte et www. ne comptent pas",
    "chemin": "une seule barre finale est retirée, et la casse du chemin reste",
    "parametres": "seuls les paramètres de suivi partent ; les autres gardent leur ordre et leur écriture",
    "fragment": "le fragment part, même derrière un chemin sans paramètre",
}


@grader.challenge("canonique")
def links(draw: random.Random, case: Challenge) -> list[list[Any]]:
    """Draw addresses that put one rule to the test, or two."""
    n = [str(draw.randint(10, 999)) for _ in range(6)]
    hosts = [f"http://www.site{n[0]}.example/a", f"https://SITE{n[1]}.Example/a", f"https://a.www.site{n[2]}.example/b"]
    paths = [
        f"https://x.example/Un/Deux{n[0]}/",
        f"https://x.example/a{n[1]}//",
        "https://x.example/",
        "https://x.example",
    ]
    queries = [
        f"https://x.example/a?b={n[0]}&a={n[1]}",
        f"https://x.example/a?utm_source=fil&id={n[2]}&utm_medium=rss",
        f"https://x.example/a?xtor=RSS-{n[3]}",
        f"https://x.example/a?gclid={n[4]}&q=caf%C3%A9+noir&fbclid=1",
        f"https://x.example/a?id={n[5]}&Titre=A%20b",
        f"https://x.example/a?utmost={n[0]}&xtors=2",
    ]
    fragments = [f"https://x.example/a{n[0]}#bas", f"https://x.example/a?id={n[1]}#utm_x", "https://x.example/b#a"]
    found = hosts + paths + queries + fragments
    draw.shuffle(found)
    return [[link] for link in found]


def kind_of_link(link: str) -> str:
    if "#" in link:
        return "fragment"
    if "?" in link:
        return "parametres"
    return "chemin" if link.startswith("https://x.example") else "hote"


@grader.check("sujets")
def subjects(case: Case) -> Result:
    mine, theirs = case.given["canonique"], case.reference["canonique"]
    drawn = case.kept["canonique"]
    if not len(mine) == len(theirs) == len(drawn):
        function = wrong("canonique : la fonction n’a pas été appelée sur toutes les adresses.")
    else:
        failed = {
            kind_of_link(link)
            for (link,), a, b in zip(drawn, mine, theirs, strict=True)
            if not isinstance(a.get("value"), str) or a["value"] != b["value"]
        }
        function = tally(
            [(0.25, kind not in failed, kind) for kind in RULES],
            [f"canonique : {RULES[kind]}." for kind in RULES if kind in failed],
        )
    given, expected = by_key(case.given["sujets"], "lien"), by_key(case.reference["sujets"], "lien")
    if given.keys() != expected.keys():
        many = len(given) > len(expected)
        return weigh(
            (0.5, function),
            (
                0.5,
                wrong(
                    "sujets : une même publication y figure encore sous plusieurs adresses."
                    if many
                    else "sujets : il doit y avoir une ligne par adresse canonique, et elle seule."
                ),
            ),
        )

    def all_same(name: str) -> bool:
        return all(same_text(given[key].get(name), row[name]) for key, row in expected.items())

    counted = all(same(given[key].get("flux"), row["flux"]) for key, row in expected.items())
    table = tally(
        [
            (0.4, True, ""),
            (0.3, all_same("date"), "sujets (la plus ancienne date)"),
            (0.2, counted, "sujets (nombre de flux)"),
            (0.1, all_same("langue"), "sujets (langue)"),
        ]
    )
    return weigh((0.5, function), (0.5, table))


def article(link: Any) -> str:
    """Name a subject by the number in its address, so that a slip in the canonical form is not paid twice."""
    return link.partition("/articles/")[2][:3] if isinstance(link, str) else ""


# --- 4. Themes ---


@grader.check("themes")
def themes(case: Case) -> Result:
    given, expected = by_article(case.given["themes"], "theme"), by_article(case.reference["themes"], "theme")
    if given.keys() != expected.keys():
        return wrong("themes : chaque sujet doit figurer une fois et une seule.")
    missed = [key for key, theme in expected.items() if not same_text(given[key], theme)]
    if not missed:
        return right()
    sentence = (
        "themes : une partie des sujets est mal classée ; vérifiez les mots entiers, les accents, les mots comptés "
        "une seule fois, et l’ordre des thèmes en cas d’égalité."
    )
    share = 0.6 * (1 - 2 * len(missed) / len(expected))
    return partial(share, sentence) if share > 0 else wrong(sentence)


def by_article(table: Any, column: str) -> dict[str, Any]:
    columns = columns_of(table)
    if "lien" not in columns or column not in columns:
        return {}
    names = [article(link) for link in columns["lien"]]
    return dict(zip(names, columns[column], strict=True)) if len(set(names)) == len(names) else {}


# --- 5. Period ---


@grader.check("periode")
def period(case: Case) -> Result:
    given, expected = labels(case.given["periode"]), labels(case.reference["periode"]) or set()
    chosen = bool(given) and {article(link) for link in given or ()} == {article(link) for link in expected}
    chosen = chosen and len(given or ()) == len(expected)
    mine, theirs = keyed(case.given["par_mois"]), case.reference["par_mois"]
    counted = all(same(mine.get(key), value) for key, value in theirs.items())
    hints = []
    if not counted and all(same(mine.get(key), value) for key, value in case.reference["par-mois-utc"].items()):
        hints.append("par_mois : à Paris, l’été, il est deux heures de plus qu’au temps universel.")
    return tally([(0.5, chosen, "periode"), (0.5, counted, "par_mois")], hints)


# --- 6. Sources ---


@grader.check("bilan")
def sources(case: Case) -> Result:
    given, expected = by_key(case.given["bilan"], "flux"), by_key(case.reference["bilan"], "flux")
    if given.keys() != expected.keys():
        return wrong("bilan : chacun des cinq flux doit figurer une fois et une seule.")

    def all_same(name: str, decimals: int = 4) -> bool:
        return all(same(given[key].get(name), row[name], decimals) for key, row in expected.items())

    means = case.reference["retards-moyens"]
    hints = []
    if all(same(given[key].get("retard"), means[key[0]], 2) for key in expected):
        hints.append("retard : c’est la médiane qui est demandée ; une seule reprise tardive déplace la moyenne.")
    items: list[Item] = [
        (0.25, all_same("sujets"), "bilan (sujets)"),
        (0.35, all_same("exclusifs"), "bilan (exclusifs)"),
        (0.4, all_same("retard", 2), "bilan (retard)"),
    ]
    return tally(items, hints)
