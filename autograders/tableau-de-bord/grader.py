"""Checks of tableau-de-bord: indicators, a rule, a pivot, small multiples, a page that is parsed and never run."""

import random
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from blocnotes.grading.drawings import Figure, Panel, blended, colour, curves, faint_text, mapping, numbers, ratio
from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, wrong
from blocnotes.grading.items import Item, by_key, near, number, same_reply, tally
from blocnotes.grading.pages import Page, heads, read_page, shown

grader = Grader()

SLACK = 0.00005001
"""Numbers may be rounded to four decimals."""
GRAPHIC = 2.995
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")


# Question 1

SHARES = ("part_matin", "taux_reponse")
NAMES = ("appels_par_jour", "part_matin", "taux_reponse", "appels_par_presence", "pointe")


@grader.check("indicateurs")
def indicators(case: Case) -> Result:
    mine, theirs = by_key(case.given["indicateurs"], "indicateur"), by_key(case.reference["indicateurs"], "indicateur")
    false = case.reference["indicateurs-faux"]
    items: list[Item] = []
    hints = []
    for name in NAMES:
        ours, awaited = mine.get((name,), {}), theirs[(name,)]
        value = all(near(ours.get(key), awaited[key], SLACK) for key in ("valeur", "precedent"))
        items.append((0.14, value, name))
        items.append((0.06, value and near(ours.get("evolution"), awaited["evolution"], SLACK), f"evolution de {name}"))
        if name in false and near(ours.get("valeur"), false[name], SLACK):
            hints.append(
                "La pointe est une moyenne par heure, pas l’heure la plus chargée du mois."
                if name == "pointe"
                else "Une moyenne de rapports donne à l’heure creuse le poids d’une heure pleine : divisez des sommes."
            )
        relative = 100 * (awaited["valeur"] - awaited["precedent"]) / awaited["precedent"]
        if name in SHARES and near(ours.get("evolution"), relative, SLACK):
            hints.append("L’évolution d’une part se dit en points : un écart, pas un rapport.")
    return tally(items, hints)


# Question 2. The calls come in blocks of fixed sizes.

CLEAR, EDGES, NONE, WRONG = 10, 8, 4, 3


@grader.challenge("statut")
def situations(draw: random.Random, case: Challenge) -> list[list[Any]]:
    clear, edges = [], []
    for rank in range(CLEAR):
        goal, slack, way = draw.randint(20, 90), draw.randint(2, 8), ("haut", "bas")[rank % 2]
        gap = draw.choice([slack + draw.randint(1, 9), draw.randint(1, slack), -draw.randint(1, 9)])
        clear.append([goal - gap if way == "haut" else goal + gap, goal, way, slack])
    for rank in range(EDGES):
        goal, slack, way = draw.randint(20, 90), draw.choice([0, 3, 5]), ("haut", "bas")[rank % 2]
        gap = 0 if rank < EDGES // 2 else slack or 1
        edges.append([goal - gap if way == "haut" else goal + gap, goal, way, slack])
    none = [[None, draw.randint(1, 90), ("haut", "bas")[rank % 2], draw.randint(0, 5)] for rank in range(NONE)]
    bad = [[draw.choice([None, 50]), 50, way, 2] for way in ("Haut", "", draw.choice(["up", "hausse"]))]
    bad[0][0] = None
    return [*clear, *edges, *none, *bad]


@grader.check("statut")
def status(case: Case) -> Result:
    given, expected = case.given["statut"], case.reference["statut"]
    if len(given) != len(expected) or len(expected) != CLEAR + EDGES + NONE + WRONG:
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True)]
    clear, edges = all(hits[:CLEAR]), all(hits[CLEAR : CLEAR + EDGES])
    none, bad = all(hits[-WRONG - NONE : -WRONG]), all(hits[-WRONG:])
    if not clear:
        return wrong("Loin des limites déjà, le statut n’est pas le bon : un objectif peut s’atteindre par le bas.")
    hints = []
    if not edges:
        hints.append("Sur une limite juste, le statut n’est pas le bon : relisez ce qui est compris.")
    if not none:
        hints.append("Une valeur absente n’est ni atteinte ni manquée.")
    if not bad:
        hints.append("Un sens inconnu doit lever ValueError, avec ou sans mesure.")
    return tally(
        [(0.4, clear, ""), (0.3, edges, "les limites"), (0.15, none, "sans mesure"), (0.15, bad, "sens")], hints
    )


# Question 3

BANDS = ("matin", "midi", "apres_midi", "soir", "total")


@grader.check("pivot")
def pivot(case: Case) -> Result:
    mine, theirs = by_key(case.given["pivot"], "jour"), by_key(case.reference["pivot"], "jour")

    def cells(rows: Sequence[str], columns: Sequence[str]) -> bool:
        return all(
            near(mine.get((row,), {}).get(name), theirs[(row,)][name], SLACK) for row in rows for name in columns
        )

    body, totals, whole = cells(DAYS, BANDS[:-1]), cells(DAYS, ["total"]), cells(["ensemble"], BANDS)
    hints = []
    bottom = mine.get(("ensemble",), {})
    if not whole and all(near(bottom.get(name), case.reference["pivot-moyennes"][name], SLACK) for name in BANDS):
        hints.append("La ligne d’ensemble est la moyenne des cinq moyennes : or il n’y a pas autant de chaque jour.")
    if not body and all(near(bottom.get(name), case.reference["pivot-par-heure"][name], SLACK) for name in BANDS[:-1]):
        hints.append("Ce sont des appels par heure ; on demande des appels par jour d’ouverture.")
    return tally([(0.5, body, "les tranches"), (0.2, totals, "total"), (0.3, whole, "la ligne d’ensemble")], hints)


# Question 4


@grader.check("profils")
def profiles(case: Case) -> Result:
    figure = Figure(case.given["fig_profils"])
    wanted: Mapping[str, Sequence[float]] = case.reference["profils"]
    panels = sorted((panel for panel in figure.panels if panel.marks()), key=_place)
    if figure.has_relief or figure.twins() or len(panels) != len(DAYS):
        return wrong("La figure n’a pas exactement cinq panneaux à plat, chacun avec son profil.")
    named = [[day for day in DAYS if day in fold(panel.title)] for panel in panels]
    shown_days = [names[0] if len(names) == 1 else "" for names in named]
    by_place = all(_follows(figure, panel, wanted[day]) for day, panel in zip(DAYS, panels, strict=True))
    right_data = all(
        day and _follows(figure, panel, wanted[day]) for day, panel in zip(shown_days, panels, strict=True)
    )
    if not right_data and not by_place:
        return wrong("Les profils dessinés ne sont pas les moyennes de chaque heure, ou pas sous le nom de leur jour.")
    order = shown_days == list(DAYS)
    heights, widths = {panel.limits("y") for panel in panels}, {panel.limits("x") for panel in panels}
    linear = all(panel.scale("y") == "linear" for panel in panels)
    same_height = len(heights) == 1 and None not in heights and linear
    from_zero = linear and all(limits is not None and abs(limits[0]) < 1e-6 for limits in heights)
    words = all(
        "appel" in figure.values_label(panel, "y") and "heure" in figure.values_label(panel, "x") for panel in panels
    )
    faint = faint_text(figure) or any(_faint_marks(panel) for panel in panels)
    items: list[Item] = [
        (0.3, right_data, "le nom des panneaux"),
        (0.1, order, "l’ordre des jours"),
        (0.2, same_height, "la même échelle verticale"),
        (0.05, len(widths) == 1, "la même échelle horizontale"),
        (0.1, from_zero, "une échelle qui part de zéro"),
        (0.15, words, "les titres des axes"),
        (0.1, not faint, "les contrastes"),
    ]
    hints = []
    if not same_height:
        hints.append(
            "D’un panneau à l’autre, l’échelle verticale change : une même hauteur n’y vaut pas autant d’appels."
        )
    elif not from_zero:
        hints.append("L’échelle verticale ne part pas de zéro : les écarts entre les heures sont exagérés.")
    if not right_data:
        hints.append("Un panneau ne dit pas de quel jour il s’agit, ou se trompe de jour.")
    return tally(items, hints)


def _place(panel: Panel) -> tuple[float, float]:
    """Reading order: rows from the top, then from left to right."""
    box = numbers(panel.raw.get("box"))
    left, bottom, _, height = [side or 0.0 for side in box] if len(box) == 4 else [0.0] * 4
    return (-round(bottom + height, 1), left)


def _follows(figure: Figure, panel: Panel, wanted: Sequence[float]) -> bool:
    """Tell whether a curve or bars of a panel show the fourteen means, at the fourteen hours."""
    found = [list(zip(line.x, line.y, strict=False)) for line in curves(figure) if line.panel == panel.index]
    for raw in panel.marks():
        if raw.get("type") == "bars" and raw.get("orientation") != "horizontal":
            pairs = zip(numbers(raw.get("x")), numbers(raw.get("heights")), strict=False)
            found.append([(x, y) for x, y in pairs if x is not None and y is not None])
    return any(_is_profile(panel, sorted(points), wanted) for points in found)


def _is_profile(panel: Panel, points: Sequence[tuple[float, float]], wanted: Sequence[float]) -> bool:
    if len(points) != len(wanted):
        return False
    start = points[0][0]
    stepped = all(abs(x - start - rank) < 0.01 for rank, (x, _) in enumerate(points))
    told = [text for at, text in panel.ticks("x") if abs(at - start) < 0.01]
    hours = abs(start - 7) <= 0.51 or any("7" in text for text in told)
    return stepped and hours and all(abs(y - value) <= 1.0 for (_, y), value in zip(points, wanted, strict=True))


def _faint_marks(panel: Panel) -> bool:
    """Tell whether some mark that carries a value lacks contrast, once its transparency is taken into account."""
    for raw in panel.marks():
        if raw.get("type") not in ("line", "bars"):
            continue
        fills = (
            [colour(raw.get("colour"))] if raw.get("type") == "line" else [colour(c) for c in raw.get("fills") or []]
        )
        seen = [blended(fill, number(mapping(raw).get("alpha")), panel.background) for fill in fills[:300]]
        if not seen or any(ratio(code, panel.background) < GRAPHIC for code in seen):
            return True
    return False


# Question 5. Blocks of fixed sizes: plain pages, names that need escaping, small teams, nothing.

PLAIN, NASTY, SMALL, EMPTY = 3, 3, 3, 1
MARKS = ("&", "<b>", '"', "'", "</title>", "<script>x</script>", "&lt;", "</li>", "<!--")


@grader.challenge("page")
def pages(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def name(nasty: bool) -> str:
        token = "".join(draw.choices("bcdfgklmnprstv", k=6))
        return f"Pôle {token} {draw.choice(MARKS)} {draw.choice(MARKS)}" if nasty else f"Pôle {token}"

    def tile(nasty: bool) -> dict[str, Any]:
        state = draw.choice(["atteint", "à surveiller", "manqué", "sans mesure"])
        unit = draw.choice(["appels", "%", "min"])
        return {"nom": name(nasty), "valeur": draw.randint(1000, 900000) / 10, "unite": unit, "statut": state}

    def team(nasty: bool, size: int) -> dict[str, Any]:
        low, high = (600, 800) if size >= 5 else (110, 190)
        rate, goal = draw.randint(low, high) / 1000, draw.randint(low + 200, high + 200) / 1000
        return {"nom": name(nasty), "effectif": size, "taux_reponse": rate, "objectif": goal}

    def one(nasty: bool, sizes: Sequence[int]) -> list[Any]:
        return [name(nasty), [tile(nasty) for _ in range(draw.randint(2, 5))], [team(nasty, size) for size in sizes]]

    small = []
    for _ in range(SMALL):
        sizes = [5, draw.randint(6, 30), draw.randint(1, 3), 4]
        draw.shuffle(sizes)
        small.append(one(False, sizes))
    return [
        *[one(False, [draw.randint(6, 30) for _ in range(draw.randint(2, 4))]) for _ in range(PLAIN)],
        *[one(True, [draw.randint(6, 30) for _ in range(draw.randint(2, 4))]) for _ in range(NASTY)],
        *small,
        [name(False), [], []],
    ]


@grader.check("page")
def dashboard(case: Case) -> Result:
    given, calls = case.given["page"], case.kept["page"]
    if len(given) != len(calls):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    read = [read_page(call.get("value")) for call in given]
    if any(page is None for page in read[:PLAIN]):
        return wrong("Sur des données ordinaires, la fonction échoue ou ne rend pas une page.")
    both = [(page, call) for page, call in zip(read, calls, strict=True)]
    plain, nasty = both[:PLAIN], both[PLAIN : PLAIN + NASTY]
    small = both[PLAIN + NASTY : PLAIN + NASTY + SMALL]
    document = all(page is not None and _document(page, call) for page, call in [*plain, *both[-EMPTY:]])
    tiles, rows, details = (
        all(page is not None and test(page, call) for page, call in plain) for test in (_tiles, _rows, _details)
    )
    content = tiles or rows or details
    tests = [test for test, ok in ((_tiles, tiles), (_rows, rows), (_details, details)) if ok]
    escaped = content and all(
        page is not None and _titles(page, call) and all(test(page, call) for test in tests) for page, call in nasty
    )
    shows = [test for test in tests if test is not _tiles]
    hidden = bool(shows) and all(
        page is not None and all(test(page, call) for test in shows) and not _told(page, call) for page, call in small
    )
    faults = [fault for page, _ in both if page is not None for fault in page.faults_of_safety()]
    items: list[Item] = [
        (0.15, document, "le document"),
        (0.2, tiles, "les indicateurs"),
        (0.2, rows, "le tableau"),
        (0.15, details, "les détails"),
        (0.15, hidden, "les équipes de moins de cinq personnes"),
        (0.15, escaped and not faults, "la sûreté"),
    ]
    hints = []
    if not escaped and content:
        hints.append("Un nom qui contient & ou < ne s’affiche pas tel quel : il est pris pour du code.")
    elif faults:
        hints.append(
            f"La page contient ce qui est interdit ({faults[0][:12]}) : elle n’est plus autonome ou plus sûre."
        )
    if not hidden and shows:
        hints.append("Une petite équipe se lit encore dans la page ou dans son code, ou une équipe de cinq manque.")
    return tally(items, hints)


def _document(page: Page, call: Sequence[Any]) -> bool:
    charset = any(fold(meta.get("charset") or "") == "utf-8" for meta in page.all("meta"))
    return page.doctype == "<!doctype html>" and page.language == "fr" and charset and _titles(page, call)


def _titles(page: Page, call: Sequence[Any]) -> bool:
    said = [page.says(element) for element in page.all("title", "h1") if element.getparent().tag != "svg"]
    return len(page.all("h1")) == 1 and len(said) == 2 and said == [shown(call[0])] * 2


def _tiles(page: Page, call: Sequence[Any]) -> bool:
    lists = [item for item in page.all("ul") if "indicateurs" in (item.get("class") or "").split()]
    entries = page.all("li", under=lists[0]) if len(lists) == 1 else []
    return len(entries) == len(call[1]) > 0 and all(
        _has(page.says(entry), tile["nom"], fr(tile["valeur"]), tile["unite"], tile["statut"])
        for entry, tile in zip(entries, call[1], strict=True)
    )


def _rows(page: Page, call: Sequence[Any]) -> bool:
    tables = page.all("table")
    if len(tables) != 1 or not any(page.says(caption) for caption in page.all("caption", under=tables[0])):
        return False
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in page.all("tr", under=tables[0])]
    top = [row for row in rows if row and all(heads(cell, "col") for cell in row)]
    body = [row for row in rows if row and heads(row[0], "row")]
    teams = _visible(call)
    return (
        len(top) == 1
        and len(top) + len(body) == len(rows)
        and sorted(page.says(row[0]) for row in body) == sorted(shown(team["nom"]) for team in teams)
        and all(len(row) == len(top[0]) for row in body)
        and all(
            any(cell.tag == "td" and _has(page.says(cell), fr(100 * team["taux_reponse"])) for cell in row)
            for row in body
            for team in teams
            if page.says(row[0]) == shown(team["nom"])
        )
    )


def _details(page: Page, call: Sequence[Any]) -> bool:
    found = {}
    for item in page.all("details"):
        summaries = [child for child in item if child.tag == "summary"]
        if len(summaries) == 1:
            found[page.says(summaries[0])] = page.says(item)
    teams = _visible(call)
    return len(found) == len(page.all("details")) == len(teams) > 0 and all(
        _has(found.get(shown(team["nom"]), ""), str(team["effectif"]), fr(100 * team["objectif"])) for team in teams
    )


def _visible(call: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [team for team in call[2] if team["effectif"] >= 5]


def _told(page: Page, call: Sequence[Any]) -> bool:
    """Tell whether a small team is still told somewhere: its own word in the source, or its rate in the text."""
    source = unescape(page.source).casefold()
    text = shown(" ".join(page.root.itertext()))
    small = [team for team in call[2] if team["effectif"] < 5]
    return any(team["nom"].split()[1] in source or _number(text, fr(100 * team["taux_reponse"])) for team in small)


def _number(text: str, figure: str) -> bool:
    return bool(re.search(rf"(?<![\d,.]){re.escape(figure)}(?!\d)", text))


def _has(text: str, *pieces: str) -> bool:
    return all(shown(piece) in text for piece in pieces)


def fr(value: float) -> str:
    return f"{value:,.1f}".replace(",", "\u00a0").replace(".", ",")
