"""Checks of accessibilite: contrasts, an audit, a figure, a repaired page (parsed, never run), real requests."""

import hashlib
import hmac
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from blocnotes.grading.drawings import Figure, Line, Panel, beside, curves, faint_text, looks_like, plain, ratio, word
from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, contrast, fold, partial, right, wrong
from blocnotes.grading.items import Item, near, number, same_reply, tally, weigh
from blocnotes.grading.pages import Page, heads, read_page, shown

grader = Grader()

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
GRAPHIC = 2.995


def fr(value: int) -> str:
    return f"{value:,}".replace(",", "\u00a0")


def _colour(draw: random.Random) -> str:
    return f"#{draw.getrandbits(24):06x}"


# Question 1. The calls come in blocks of fixed sizes.

LONG, DARK, SHORT, BAD = 12, 6, 6, 6


@grader.challenge("contraste")
def pairs(draw: random.Random, case: Challenge) -> list[list[Any]]:
    long = [[_colour(draw), _colour(draw).upper()] for _ in range(LONG)]
    dark = [[f"#{draw.randint(0, 10):02x}{draw.randint(0, 10):02x}{draw.randint(0, 10):02x}", "#ffffff"][::way]
            for way in (1, -1) for _ in range(DARK // 2)]  # fmt: skip
    short = [[f"#{draw.getrandbits(12):03x}", draw.choice([_colour(draw), f"#{draw.getrandbits(12):03X}"])]
             for _ in range(SHORT)]  # fmt: skip
    bad = [["#12345", "#fff"], ["123456", "#ffffff"], ["#fff", "#gggggg"], ["#fff", ""], ["rouge", "#000"],
           [f"#{draw.getrandbits(32):08x}", "#fff"]]  # fmt: skip
    return [*long, *dark, *short, *bad]


SHARP = 4
SIZES = ((23.9, False), (24, False), (18.4, True), (18.5, True), (19, False), (40, True))
EXACT = (("#777777", False, 16), ("#949494", True, 18.5), ("#767676", False, 23.9), ("#959595", False, 24))


@grader.challenge("lisible")
def texts(draw: random.Random, case: Challenge) -> list[list[Any]]:
    free = [[_colour(draw), _colour(draw), draw.randint(9, 40), draw.random() < 0.5] for _ in range(10)]
    grey = [[f"#{level:02x}{level:02x}{level:02x}", "#ffffff", size, bold]
            for level in (draw.randint(0x7C, 0x90), draw.randint(0x7C, 0x90))
            for size, bold in SIZES]  # fmt: skip
    return [*free, *grey, *[[ink, "#ffffff", size, bold] for ink, bold, size in EXACT]]


@grader.check("contraste")
def contrasts(case: Case) -> Result:
    given, expected = case.given["contraste"], case.reference["contraste"]
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=False)]
    if len(hits) != LONG + DARK + SHORT + BAD:
        return wrong("La fonction n’a pas répondu à tous les appels.")
    long, dark = all(hits[:LONG]), all(hits[LONG : LONG + DARK])
    short, bad = all(hits[LONG + DARK : -BAD]), all(hits[-BAD:])
    hints = []
    if not long:
        rounded = all(
            near(call.get("value"), theirs["value"], 0.006)
            for call, theirs in zip(given[:LONG], expected, strict=False)
        )
        hints.append(
            "`contraste` arrondit : un contraste de 4,499 ne doit pas passer pour 4,5."
            if rounded
            else "`contraste` : relisez le passage d’une composante à sa part de lumière, et la part de 0,05."
        )
    elif not dark:
        hints.append("`contraste` : les composantes très sombres suivent l’autre branche de la formule.")
    elif not short or not bad:
        hints.append("`contraste` : l’écriture courte #rgb, ou le refus de ce qui n’est pas une couleur, est en cause.")
    ratios = tally(
        [
            (0.6, long, "contraste"),
            (0.1, long and dark, "sombres"),
            (0.2, long and short, "#rgb"),
            (0.1, long and bad, ""),
        ],
        hints,
    )
    return weigh((0.5, ratios), (0.5, _legible(case)))


def _legible(case: Case) -> Result:
    given, expected = case.given["lisible"], case.reference["lisible"]
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=False)]
    if len(hits) != 22 + SHARP:
        return wrong("`lisible` n’a pas répondu à tous les appels.")
    free, sizes, sharp = all(hits[:10]), all(hits[10:22]), all(hits[22:])
    if not sizes:
        return wrong("`lisible` : le seuil dépend de la taille et de la graisse, et il y a deux tailles limites.")
    if not free:
        return wrong("`lisible` ne juge pas bien des couleurs ordinaires.")
    return (
        right()
        if sharp
        else partial(0.6, "`lisible` : un contraste juste sous le seuil passe, ou juste dessus échoue.")
    )


# Question 2. Each page carries defects of every kind, in numbers that differ; comments hold false ones.

CODES = ("langue", "titre", "titres", "image", "alternative", "legende", "entetes", "lien", "contraste")
WORTH = {"titres": 0.15, "entetes": 0.15, "lien": 0.15, "contraste": 0.15, "alternative": 0.1, "legende": 0.1,
         "image": 0.1, "langue": 0.05, "titre": 0.05}  # fmt: skip
HOLLOW = ("image", "Photo", "GRAPHIQUE", " logo ", "usages.PNG", "carte 2.svg", "IMG_0042.jpg", "Illustration")
VAGUE = ("ici", "Cliquez  ici", "<b>En</b> savoir plus", "en&nbsp;savoir plus", " LIEN ", "Lire\nla suite", " ", "")
FINE = (
    "",
    '<p style="color:#8a8a8a;background-color:#fff;font-size:24px">Grand</p>',
    '<b style="color: #8a8a8a; background-color:#fff; font-weight:700; font-size:19px">Gras</b>',
    '<i style="color:#cccccc">Sans fond</i>',
)
CLEAR = ("Lire le bilan de 2025", "Ici et ailleurs : le plan", "Méthode &amp; sources", "Lien vers la carte")


@grader.challenge("auditer")
def pages(draw: random.Random, case: Challenge) -> list[list[Any]]:
    clean = _page(draw, defects=False)
    return [[clean], [_page(draw, defects=False)], *[[_page(draw, defects=True)] for _ in range(14)]]


def _page(draw: random.Random, *, defects: bool) -> str:
    def bad() -> bool:
        return defects and draw.random() < 0.5

    def image() -> str:
        if not bad():
            alt = draw.choice(
                ["", "Logo de la régie", "Graphique : hausse en mai", "Locations, de 99 à 4 783 par jour"]
            )
            return f'<img src="a{draw.randint(1, 9)}.png" alt="{alt}">'
        alt = draw.choice(["", f' alt="{draw.choice(HOLLOW)}"'])
        return f'<img src="a.svg"{alt}>'

    def link() -> str:
        if not bad():
            text = draw.choice([*CLEAR, '<img src="pdf.svg" alt="Bilan en PDF">', "<span>Bilan</span> <em>ici</em>"])
        else:
            text = draw.choice([*VAGUE, '<img src="fleche.svg" alt="">', '<img src="f.svg" alt="En savoir plus">'])
        return f'<p><a href="p{draw.randint(1, 99)}.html">{text}</a></p>'

    def table() -> str:
        caption = draw.choice(["", "<caption> </caption>"]) if bad() else "<caption>Les <b>mois</b></caption>"
        good = (
            '<tr><th scope="col">Mois</th><th scope="col">Total</th></tr><tr><th scope="row">mai</th><td>12</td></tr>'
        )
        head = good
        if bad():
            head = draw.choice([
                "<tr><td><b>Mois</b></td><td>Total</td></tr>",
                good.replace(' scope="row"', ""),
                good.replace('scope="row"', 'scope="ligne"'),
                good.replace(' scope="col"', "", 1),
            ])  # fmt: skip
        return f"<table>{caption}{head}</table>"

    def styled() -> str:
        ink, ground = draw.choice([("#888", "#fff"), ("#949494", "#FFFFFF"), ("#8a8a8a", "#ffffff")])
        size = draw.choice(["", "; font-size:18px; font-weight:bold", " ;font-size : 23px"])
        if not bad():
            ink, ground = draw.choice([("#222", "#fff"), ("#666666", "#ffffff"), ("#ffffff", "#1F4E79")])
            size = draw.choice(["", "; font-size:13px", "; text-align: left"])
        elif draw.random() < 0.25:
            ink, ground = "#b0b0b0", "#ffffff"
            size = "; font-size:30px; font-weight: 700"
        fine = draw.choice(FINE)
        return f'{fine}<p style="color:{ink}; background-color: {ground}{size}">Objectif</p>'

    level, headings = 1, []
    if bad():
        level = draw.randint(2, 3)
    for _ in range(draw.randint(3, 6)):
        headings.append(f"<h{level}>Titre {draw.randint(1, 99)}</h{level}>")
        level = min(6, level + draw.randint(2, 3)) if bad() else draw.randint(max(1, level - 2), min(6, level + 1))
    count = 3 if defects else 2
    parts = [make() for make in (image, link, table, styled) for _ in range(draw.randint(1, count))]
    draw.shuffle(parts)
    blocks = [piece for pair in zip(headings, [*parts, *[""] * 9], strict=False) for piece in pair]
    comment = '<!-- <img src="b.png"><a href="#">ici</a><h6>Ancien titre</h6><table></table> -->'
    language = draw.choice(["", ' lang=""', ' lang=" "']) if bad() else ' lang="fr"'
    title = draw.choice(["", "<title></title>", "<title> </title>"]) if bad() else "<title>Bilan &amp; suite</title>"
    body = "\n".join([*blocks, *parts[len(headings) :], comment])
    return f'<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8">{title}</head><body>\n{body}\n</body></html>'


@grader.check("audit")
def audit(case: Case) -> Result:
    given, expected = case.given["auditer"], [call.get("value") for call in case.reference["auditer"]]
    found = [call.get("value") for call in given]
    if len(found) != len(expected) or not all(isinstance(report, Mapping) for report in found):
        return wrong("L’audit échoue sur une page, ou ne rend pas un dictionnaire.")
    if any(set(report) - set(CODES) for report in found):
        return wrong("L’audit rend un code qui n’est pas dans la table.")
    counts = {code: [(report.get(code, 0), truth.get(code, 0)) for report, truth in zip(found, expected, strict=True)]
              for code in CODES}  # fmt: skip
    known = {code: all(number(mine) == theirs for mine, theirs in pairs_) for code, pairs_ in counts.items()}
    if not any(known.values()):
        return wrong("Aucun des défauts n’est bien compté sur toutes les pages.")
    missed = [code for code in CODES if not known[code]]
    over = any((number(mine) or 0) > theirs for code in missed for mine, theirs in counts[code])
    under = any((number(mine) or 0) < theirs for code in missed for mine, theirs in counts[code])
    hints = []
    if missed:
        what = (
            " et ".join([*["compte ce qui n’est pas un défaut"] * over, *["en laisse passer"] * under]) or "compte mal"
        )
        hints.append(f"L’audit {what}. À revoir : {', '.join(missed)}.")
    zero = all(value != 0 for report in found for value in report.values())
    if not zero:
        hints.append("Un code sans défaut ne doit pas figurer dans le résultat.")
    worth = {code: share * (1.0 if zero else 0.9) for code, share in WORTH.items()}
    return tally([*[(worth[code], known[code], code) for code in CODES], (0.0 if zero else 0.1, zero, "")], hints)


# Question 3

OPENERS = ("image", "graphique", "courbe", "figure", "diagramme")
PLACES = ("gare", "port", "marché", "stade", "campus", "mairie", "hôpital", "plage")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@grader.challenge("alternative")
def series(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls: list[list[Any]] = []
    for rank in range(12):
        names = (MONTHS, DAYS, PLACES)[rank % 3]
        names = names[: draw.randint(3, len(names))] if rank > 2 else names
        low = draw.choice([5, 900, 1000])
        values = draw.sample(range(low, low + draw.choice([60, 5000])), len(names))
        subject = draw.choice(["Retraits par station", "Locations par jour", "Pannes signalées pour mille vélos"])
        rows = [list(pair) for pair in zip(names, values, strict=True)]
        calls.append([f"{subject}, {draw.choice(['réseau nord', 'réseau sud', 'anneau'])}", rows])
    return calls


@grader.check("alternative")
def alternatives(case: Case) -> Result:
    calls, given = case.kept["alternative"], case.given["alternative"]
    faults = [_alternative_fault(call.get("value"), *asked) for call, asked in zip(given, calls, strict=False)]
    if len(faults) != len(calls):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    return wrong(next(fault for fault in faults if fault)) if any(faults) else right()


def _alternative_fault(text: Any, subject: str, rows: Sequence[Sequence[Any]]) -> str:
    if not isinstance(text, str) or not text.strip() or len(text) > 200:
        return "L’alternative n’est pas un texte d’au plus 200 caractères."
    said, words = shown(text), re.findall(r"\w+", fold(text))
    if "\n" in text.strip() or (words and words[0] in OPENERS):
        return "L’alternative tient sur une ligne, et n’annonce pas « image » ou « graphique »."
    low, high = min(rows, key=lambda row: row[1]), max(rows, key=lambda row: row[1])
    if shown(subject) not in said:
        return "L’alternative ne dit pas de quoi parle le graphique."
    rest = said.replace(shown(subject), " ")
    values = [_stands(rest, shown(fr(row[1]))) for row in (low, high)]
    if not all(values) or not all(fold(row[0]) in words for row in (low, high)):
        return "L’alternative ne donne pas le nom et la valeur du maximum et du minimum."
    others = {fold(row[0]) for row in rows} - {fold(low[0]), fold(high[0])}
    if others & set(words) - {str(low[1]), str(high[1])}:
        return "L’alternative nomme d’autres points : le détail est dans le tableau."
    return ""


def _stands(text: str, figure: str) -> bool:
    return bool(re.search(rf"(?<![\d,.])(?<!\d ){re.escape(figure)}(?![\d]| \d{{3}}(?!\d))", text))


# Question 4

SERIES = {"abonnes": "abonn", "occasionnels": "occasionnel"}


@grader.check("usages")
def usage(case: Case) -> Result:
    figure = Figure(case.given["fig_usages"])
    wanted: Mapping[str, Sequence[float]] = case.reference["usages-valeurs"]
    lines = curves(figure)
    best = {name: [line for line in lines if _follows(line, wanted[name])] for name in SERIES}
    if figure.has_relief or figure.twins() or not all(best.values()):
        return wrong("On ne trouve pas deux courbes de douze mois qui suivent la table `mensuel` sur le même repère.")
    first, second = best["abonnes"][0], best["occasionnels"][0]
    if first.panel != second.panel:
        return wrong("Les deux courbes ne sont pas sur le même repère.")
    panel = next(panel for panel in figure.panels if panel.index == first.panel)
    direct = all(_beside(panel, line, lines, SERIES[name]) for name, (line, *_) in best.items())
    named = direct or all(_named(panel, line, SERIES[name]) for name, (line, *_) in best.items())
    distinct = (first.dashes, first.marker) != (second.dashes, second.marker) or direct
    clear = all(ratio(line.colour, panel.background) >= GRAPHIC for line in (first, second))
    unit = "location" in figure.values_label(panel, "y")
    items: list[Item] = [
        (0.25, True, ""),
        (0.2, named, "le nom des courbes"),
        (0.25, named and distinct, "ce qui distingue les courbes"),
        (0.15, clear, "le contraste des courbes"),
        (0.05, not faint_text(figure), "le contraste des textes"),
        (0.05, unit, "le titre vertical"),
        (0.05, _months(panel, first), "le nom des mois"),
    ]
    hints = []
    if not distinct:
        hints.append("Les courbes ne diffèrent que par la couleur : imprimées en gris, on ne les reconnaît plus.")
    if not clear:
        hints.append("Une courbe est trop pâle : son contraste avec le fond est inférieur à 3.")
    if not named:
        hints.append("On ne peut pas savoir quelle courbe est celle des abonnés.")
    return tally(items, hints)


def _follows(line: Line, values: Sequence[float]) -> bool:
    points = sorted(zip(line.x, line.y, strict=True))
    if len(points) != len(values) or points[0][0] == points[-1][0]:
        return False
    span = points[-1][0] - points[0][0]
    return all(
        abs((x - points[0][0]) / span - rank / 11) < 0.02 and abs(y - value) <= 0.51
        for rank, ((x, y), value) in enumerate(zip(points, values, strict=True))
    )


def _named(panel: Panel, line: Line, name: str) -> bool:
    alike = {plain(word(key.get("label"))) for key in panel.keys if looks_like(key, line)}
    if len(alike) > 1:
        alike &= {plain(line.label)}
    return len(alike) == 1 and _says(next(iter(alike)), name)


def _beside(panel: Panel, line: Line, lines: Sequence[Line], name: str) -> bool:
    return any(_says(plain(text), name) and beside(panel, line, lines, x, y) for text, x, y, _ in panel.notes)


def _says(text: str, name: str) -> bool:
    return [other for other in SERIES.values() if other in text] == [name]


def _months(panel: Panel, line: Line) -> bool:
    start, end = min(line.x), max(line.x)
    ticks = [(round(11 * (at - start) / (end - start)), 11 * (at - start) / (end - start), plain(text))
             for at, text in panel.ticks("x")]  # fmt: skip
    inside = [(rank, text) for rank, place, text in ticks if 0 <= rank <= 11 and abs(place - rank) < 0.2 and text]
    right_ones = [
        text for rank, text in inside if len(text.rstrip(".")) >= 3 and plain(MONTHS[rank]).startswith(text.rstrip("."))
    ]
    return len(right_ones) >= 4 and len(right_ones) == len(inside)


# Question 5. Blocks of fixed sizes: plain reports, then texts that need escaping.

PLAIN, NASTY = 3, 3
SECTIONS = ["l'essentiel", "mois par mois", "sécurité", "documents"]
HEADS = ["mois", "abonnés", "occasionnels", "total", "objectif"]
TRAPS = ("&", "<b>", '"', "'", "</td>", "&lt;", "</h1>")


@grader.challenge("essai_rapport")
def reports(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def text(start: str, nasty: bool) -> str:
        token = "".join(draw.choices("bcdfgklmnprstv", k=6))
        return f"{start} {token} {draw.choice(TRAPS)} {draw.choice(TRAPS)} fin" if nasty else f"{start} {token}"

    def one(nasty: bool) -> list[Any]:
        months = list(MONTHS)[draw.randint(0, 3) :]
        totals = draw.sample(range(1000, 6000), len(months))
        split = [draw.randint(100, total - 100) for total in totals]
        goal = draw.choice(sorted(totals)[1:-1])
        return [{
            "titre": text("Rapport annuel", nasty),
            "resume": text(f"En moyenne, {fr(draw.randint(1000, 9999))} locations", nasty),
            "points": [text("Action", nasty) for _ in range(draw.randint(2, 4))],
            "sujet": text("Locations", nasty),
            "mois": [[name, part, total - part] for name, part, total in zip(months, split, totals, strict=True)],
            "objectif": goal,
            "devise": text("Ride safe", nasty),
            "documents": [[f"d{draw.randint(10, 99)}{n}.csv", text("Table", nasty)] for n in range(draw.randint(2, 3))],
        }]  # fmt: skip

    return [*[one(False) for _ in range(PLAIN)], *[one(True) for _ in range(NASTY)]]


@grader.check("rapport")
def report(case: Case) -> Result:
    given, calls = case.given["essai_rapport"], [call[0] for call in case.kept["essai_rapport"]]
    read = [read_page(call.get("value")) for call in given]
    if len(read) != len(calls) or any(page is None for page in read[:PLAIN]):
        return wrong("Sur un contenu ordinaire, la fonction échoue ou ne rend pas une page.")
    both = [(page, content) for page, content in zip(read, calls, strict=True)]
    simple, nasty = both[:PLAIN], both[PLAIN:]

    def holds(test: Any, pages_: Sequence[tuple[Page | None, Any]]) -> bool:
        return all(page is not None and test(page, content) for page, content in pages_)

    tests = (_document, _headings, _images, _table, _list, _links, _language)
    kept = holds(_kept, simple)
    found = {test: holds(test, simple) for test in tests}
    repaired = [test for test, ok in found.items() if ok]
    escaped = kept and len(repaired) >= 3 and all(holds(test, nasty) for test in [*repaired, _kept])
    clear = kept and holds(_legible_page, simple)
    items: list[Item] = [
        (0.1, found[_document], "le document"),
        (0.15, kept and found[_headings], "les titres"),
        (0.2, found[_images], "les images"),
        (0.2, found[_table], "le tableau"),
        (0.05, found[_list], "la liste"),
        (0.1, found[_links], "les liens"),
        (0.05, found[_language], "la langue de la devise"),
        (0.05, clear, "les contrastes"),
        (0.1, escaped, "les textes tels quels"),
    ]
    hints = []
    if not kept:
        hints.append("Le résumé ou l’objectif a disparu : réparer n’est pas effacer.")
    if not escaped and kept and len(repaired) >= 3:
        hints.append("Un texte qui contient & ou < ne s’affiche pas tel quel.")
    if not found[_images]:
        hints.append(
            "Une image manque, le logo décoratif parle, ou l’alternative du graphique ne dit pas ce qu’il montre."
        )
    if not found[_table]:
        hints.append("Le tableau : légende, en-têtes reliés, nombres, et l’objectif en toutes lettres.")
    return tally(items, hints)


def _document(page: Page, content: Mapping[str, Any]) -> bool:
    said = [page.says(element) for tag in ("title", "h1") for element in page.all(tag)]
    return page.language == "fr" and said == [shown(content["titre"])] * 2


def _headings(page: Page, content: Mapping[str, Any]) -> bool:
    found = [(element.tag, fold(page.says(element))) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    return bool(found) and found[0][0] == "h1" and found[1:] == [("h2", name) for name in SECTIONS]


def _images(page: Page, content: Mapping[str, Any]) -> bool:
    found = {element.get("src"): element.get("alt") for element in page.all("img")}
    totals = [[name, first + second] for name, first, second in content["mois"]]
    return (
        len(page.all("img")) == len(found) == 2
        and found.get("logo.svg") == ""
        and not _alternative_fault(found.get("usages.svg"), content["sujet"], totals)
    )


def _table(page: Page, content: Mapping[str, Any]) -> bool:
    tables = page.all("table")
    if len(tables) != 1 or not any(page.says(caption) for caption in page.all("caption", under=tables[0])):
        return False
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in page.all("tr", under=tables[0])]
    if len(rows) != len(content["mois"]) + 1 or any(len(row) != len(HEADS) for row in rows):
        return False
    named = all(heads(cell, "col") for cell in rows[0]) and [fold(page.says(cell)) for cell in rows[0]] == HEADS
    return named and all(
        _row(page, row, month, content["objectif"]) for row, month in zip(rows[1:], content["mois"], strict=True)
    )


def _row(page: Page, row: Sequence[Any], month: Sequence[Any], goal: int) -> bool:
    name, first, second = month
    figures = [shown(fr(value)) for value in (first, second, first + second)]
    wanted = [name, *figures, "atteint" if first + second >= goal else "manqué"]
    return (
        heads(row[0], "row")
        and all(cell.tag == "td" for cell in row[1:])
        and [fold(page.says(cell)) for cell in row] == [fold(text) for text in wanted]
    )


def _list(page: Page, content: Mapping[str, Any]) -> bool:
    wanted = [shown(point) for point in content["points"]]
    lists = [page.all("li", under=found) for found in page.all("ul")[:200]]
    return any(len(items) == len(wanted) and [page.says(item) for item in items] == wanted for items in lists)


def _links(page: Page, content: Mapping[str, Any]) -> bool:
    links = [link for link in page.all("a") if link.get("href") is not None]
    return len(links) == len(content["documents"]) and all(
        link.get("href") == target and shown(name) in page.says(link)
        for link, (target, name) in zip(links, content["documents"], strict=True)
    )


def _language(page: Page, content: Mapping[str, Any]) -> bool:
    marked = [element for element in page.elements if fold(element.get("lang") or "").split("-")[0] == "en"]
    return len(marked) < 4 and any(page.says(element) == shown(content["devise"]) for element in marked)


def _kept(page: Page, content: Mapping[str, Any]) -> bool:
    bodies = page.all("body")
    whole = page.says(bodies[0]) if len(bodies) == 1 else ""
    tables = " ".join(page.says(table) for table in page.all("table")[:5])
    goal = shown(fr(content["objectif"]))
    return shown(content["resume"]) in whole and whole.count(goal) > tables.count(goal)


def _legible_page(page: Page, content: Mapping[str, Any]) -> bool:
    if page.all("style", "font") or any(element.get("bgcolor") for element in page.elements):
        return False
    seen: dict[Any, tuple[str, str]] = {}
    for element in page.elements:
        ink, ground = seen.get(element.getparent(), ("#000000", "#ffffff"))
        style = _style(element.get("style") or "")
        if "background" in style:
            return False
        ink, ground = _hexadecimal(style.get("color", ink)), _hexadecimal(style.get("background-color", ground))
        if not ink or not ground or contrast(ink, ground) < _needed(style):
            return False
        seen[element] = (ink, ground)
    return True


def _needed(style: Mapping[str, str]) -> float:
    digits = style.get("font-size", "16px").removesuffix("px")
    size = float(digits) if re.fullmatch(r"\d{1,3}(\.\d{1,3})?", digits) else 16.0
    return 3.0 if size >= (18.5 if style.get("font-weight") in ("bold", "700") else 24) else 4.5


def _style(text: str) -> dict[str, str]:
    pairs_ = [piece.split(":", 1) for piece in text[:2000].split(";") if ":" in piece]
    return {name.strip().casefold(): value.strip().casefold() for name, value in pairs_}


def _hexadecimal(code: str) -> str:
    if re.fullmatch(r"#[0-9a-f]{3}", code):
        return "#" + "".join(2 * digit for digit in code[1:])
    return code if re.fullmatch(r"#[0-9a-f]{6}", code) else ""


# Question 6. One block of requests a call.

NOW = 1_800_000_000
ROLES = ("agent", "redaction", "prevention", "direction")


@grader.challenge("lien")
def links(draw: random.Random, case: Challenge) -> list[list[Any]]:
    return [
        [draw.choice(["rapport", "accidents"]), NOW + draw.randint(-999, 999), f"clé-{draw.getrandbits(40):x}"]
        for _ in range(6)
    ]


@grader.challenge("essai_partage")
def requests(draw: random.Random, case: Challenge) -> list[list[Any]]:
    sections = ["rapport", *draw.sample(["stations", "accidents", "paie", "achats"], 3)]
    key = f"clé-{draw.getrandbits(64):x}"
    tokens = {role: f"t-{draw.getrandbits(64):x}" for role in ROLES}
    rights = [["public", "rapport", "lire"], ["direction", sections[3], "écrire"]]
    rights += [
        [role, name, action]
        for role in ROLES[:3]
        for name in sections
        for action in ("lire", "écrire")
        if draw.random() < 0.4
    ]
    rights += [
        right_
        for right_ in (["agent", sections[1], "lire"], ["redaction", sections[1], "écrire"])
        if right_ not in rights
    ]
    rights = [
        right_
        for right_ in rights
        if right_ not in (["redaction", sections[1], "lire"], ["agent", sections[1], "écrire"])
    ]
    context = {
        "sections": sections,
        "droits": rights,
        "sessions": {t: r for r, t in tokens.items()},
        "cle": key,
        "maintenant": NOW,
    }

    def signed(name: str, expires: object, secret: str = key) -> tuple[str, str]:
        mac = hmac.new(secret.encode(), f"{name}\n{expires}".encode(), hashlib.sha256).hexdigest()
        return f"/partage/{name}?expire={expires}&signature={mac}", mac

    matrix = [[method, f"/section/{name}", token] for name in sections for method in ("GET", "PUT")
              for token in (*tokens.values(), None)]  # fmt: skip
    unknown = [["GET", "/section/rapport", f"t-{draw.getrandbits(64):x}"], ["PUT", f"/section/{sections[1]}", "public"],
               ["GET", f"/section/{sections[1]}", "agent"]]  # fmt: skip
    later, private = NOW + draw.randint(1, 900), sections[1]
    good, mac = signed(private, later)
    agent = tokens["agent"]
    paths = [
        ["GET", "/", None], ["GET", "/section", None], ["GET", "/section/", None], ["GET", "/section/secret", None],
        ["GET", f"/section/{private}/", agent], ["GET", "/sections/rapport", None], ["POST", "/section/secret", None],
        ["GET", "/partage/secret?expire=1&signature=x", None], ["POST", "/section/rapport", None],
        ["DELETE", f"/section/{private}", agent], ["PUT", good, None], ["POST", good, None],
        ["GET", "/section/rapport?x=1", None],
    ]  # fmt: skip
    valid = [["GET", good, None], ["GET", good, tokens["direction"]], ["GET", good, "t-inconnu"],
             ["GET", f"/partage/{private}?signature={mac}&expire={later}", None],
             ["GET", signed(sections[2], later)[0], None],
             ["GET", signed("rapport", NOW + 1)[0], None]]  # fmt: skip
    expired = [["GET", signed(name, NOW - draw.randint(1, 900))[0], None] for name in sections[:3]]
    expired += [["GET", signed(private, NOW - 1)[0], agent], ["GET", signed(private, NOW)[0], None]]
    forged = [["GET", f"/partage/{private}?expire={later + 1}&signature={mac}", None],
              ["GET", f"/partage/{sections[2]}?expire={later}&signature={mac}", None],
              ["GET", signed(private, later, "autre")[0], None], ["GET", signed(private, NOW - 5, "autre")[0], None],
              ["GET", f"/partage/{private}", None], ["GET", f"/partage/{private}?expire={later}", tokens["agent"]],
              ["GET", f"/partage/{private}?signature={mac}", None],
              ["GET", f"/partage/{private}?expire=&signature=", None],
              ["GET", f"{good}&expire={later}", None], ["GET", f"{good}&signature=x", None],
              ["GET", f"/partage/{private}?expire={later}&signature={mac[:-1]}", None]]  # fmt: skip
    hostile = [["GET", f"/partage/{private}?expire={later}&signature=%C3%A9", None],
               ["GET", f"/partage/{private}?expire=demain&signature={mac}", None]]  # fmt: skip
    return [[context, block] for block in (matrix, unknown, paths, valid, expired, forged, hostile)]


@grader.check("partage")
def sharing(case: Case) -> Result:
    made = close(
        [call.get("value") for call in case.given["lien"]], [call.get("value") for call in case.reference["lien"]]
    )
    mine, theirs = case.given["essai_partage"], case.reference["essai_partage"]
    hits = [same_reply(call, expected) for call, expected in zip(mine, theirs, strict=False)]
    if len(hits) != 7:
        return wrong("La fonction n’a pas été essayée jusqu’au bout.")
    matrix, unknown, paths, valid, expired, forged, hostile = hits
    open_, served = matrix and unknown, valid and expired
    items: list[Item] = [
        (0.2, made, "`lien`"),
        (0.3, matrix, "les droits"),
        (0.05, open_, "les jetons inconnus"),
        (0.1, matrix and paths, "les chemins et les méthodes"),
        (0.15, served, "les liens valables ou expirés"),
        (0.15, valid and forged, "les liens forgés"),
        (0.05, valid and forged and hostile, "les liens mal formés"),
    ]
    hints = []
    if not matrix:
        hints.append(_leak(mine[0].get("value"), theirs[0].get("value")))
    if valid and not expired:
        hints.append("Un lien expiré ne répond pas 410, ou un lien valable encore ne répond pas 200.")
    if valid and not forged:
        hints.append(
            "Un lien forgé, modifié ou incomplet n’est pas refusé par 403 : rien n’est vrai avant la signature."
        )
    elif valid and not hostile:
        hints.append("Une signature ou une date qui n’est pas de la forme attendue fait échouer la fonction.")
    if not valid:
        hints.append("Un lien signé et valable n’est pas accepté.")
    return tally(items, hints)


def _leak(mine: Any, theirs: Any) -> str:
    if isinstance(mine, list) and len(mine) == len(theirs) and any(
        close(a, 200) and b != 200 for a, b in zip(mine, theirs, strict=True)
    ):  # fmt: skip
        return "Une section s’ouvre à qui n’en a pas reçu le droit : tout ce qui n’est pas permis est refusé."
    return "Un droit accordé est refusé, ou un refus n’a pas le bon code (401 sans jeton, 403 avec)."


# Question 7


@grader.challenge("conformite")
def grids(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def grid(weights: Sequence[int], size: int = 0) -> list[Any]:
        rows = [[f"{rank // 9 + 1}.{rank % 9 + 1}", page, draw.choices(["C", "NC", "NA"], weights)[0]]
                for rank in range(size or draw.randint(6, 25)) for page in ("accueil", "carte", "contact")]  # fmt: skip
        draw.shuffle(rows)
        return [rows]

    half = [["1.1", "a", "C"], ["1.1", "b", "NA"], ["3.1", "a", "NC"], ["3.1", "b", "C"], ["4.1", "a", "NA"]]
    almost = [*[[f"9.{rank}", "a", "C"] for rank in range(300)], ["1.1", "a", "NC"]]
    return [
        *[grid([8, 1, 2]) for _ in range(5)], *[grid([3, 4, 3]) for _ in range(3)], grid([8, 0, 2]), [half], [almost],
        grid([0, 0, 1]), [[]], grid([0, 1, 1], 8),
    ]  # fmt: skip


@grader.check("conformite")
def conformity(case: Case) -> Result:
    given, expected = case.given["conformite"], case.reference["conformite"]
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=False)]
    if len(hits) != 14:
        return wrong("La fonction n’a pas répondu à tous les appels.")
    ordinary, empty = all([*hits[:11], hits[13]]), all(hits[11:13])
    if not ordinary:
        rates = [_rate(mine) == _rate(theirs) for mine, theirs in zip(given[:11], expected[:11], strict=True)]
        if all(rates):
            return partial(0.5, "Le taux est juste, pas toujours l’état : un taux de 99,7 n’est pas 100.")
        return wrong(
            "Un critère ne compte qu’une fois pour le site : une page non conforme suffit, « NA » ne compte pas."
        )
    return right() if empty else partial(0.8, "Sans critère applicable, il n’y a pas de taux : la division échoue.")


def _rate(call: Mapping[str, Any]) -> float | None:
    value = call.get("value")
    rate = number(value.get("taux")) if isinstance(value, Mapping) else None
    return None if rate is None else round(rate, 6)
