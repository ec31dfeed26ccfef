"""Checks of figures: what one shows is read from its structure, and compared with the data.

A figure first has to show the right data (a gate: without it, nothing else earns points); then each rule of
good drawing earns its part. `blocnotes.grading.drawings` reads the figure.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from blocnotes.grading.drawings import (
    MAX_MARKS,
    Figure,
    Line,
    Mark,
    Panel,
    bars_and_points,
    baseline_fault,
    beside,
    confused,
    curves,
    faint_text,
    has_unit,
    is_dots,
    items,
    looks_like,
    mapping,
    marker_of,
    name_key,
    ratio,
    word,
)
from blocnotes.grading.graders import (
    Case,
    Grader,
    Result,
    close,
    fold,
    partial,
    right,
    same_table,
    share_of,
    wrong,
)
from blocnotes.grading.items import number

grader = Grader()

GRAPHIC = 2.995
"""Threshold of the house rule R3 for marks, less what rounding a colour to #rrggbb can cost."""
ROUNDED = 0.51
"""Values drawn after rounding to whole units are right."""

FAMILIES = {"nucleaire": "nucléaire", "renouvelable": "renouvelable", "fossile": "fossile"}


# --- Rules of the house ---------------------------------------------------------------------------


GRAMS_PER_KWH = r"(^|[^a-z])g.{0,40}(kwh|kilowatt)"
PERCENT = r"%|pour ?cent|percent"
TONNES = r"(^|[^a-z])(t|tonnes?)([^a-z]|$|co2|eq)"
DOLLARS = r"\$|dollar|\busd?\b"

RELIEF = "R5 : une figure en trois dimensions déforme les longueurs."
UNREADABLE = "Les couleurs du texte de la figure n’ont pas assez de contraste avec ce qu’il y a derrière (R3)."


def marked(*parts: tuple[float, str]) -> Result:
    """Add up the weights of the parts that hold (no sentence), and say what is wrong with the others."""
    total = sum(weight for weight, _ in parts)
    earned = sum(weight for weight, fault in parts if not fault)
    faults = " ".join([fault for _, fault in parts if fault.strip()][:3])
    if earned >= total:
        return right()
    return partial(earned / total, faults) if earned > 0 else wrong(faults)


def countries(texts: Iterable[str], known: Mapping[str, str]) -> set[str]:
    """Give the names (of countries, of families) that stand in some texts."""
    return {name for text in texts for key, name in known.items() if key in name_key(text)}


# --- 1. The palette -------------------------------------------------------------------------------


@grader.check("palette")
def palette(case: Case) -> Result:
    return share_of(audit(case), confusions(case))


def audit(case: Case) -> Result:
    given, expected = case.given["audit"], case.reference["audit"]
    if given.columns.has_duplicates:
        return wrong("Deux colonnes de la table « audit » portent le même nom.")
    if same_table(given, expected, ordered=False, decimals=2):
        return right()
    columns = {fold(str(name)): name for name in given.columns}
    if not {"couleur", "contraste", "graphique", "texte"} <= set(columns) or len(given) > MAX_MARKS:
        return wrong("Il manque une colonne à la table « audit », ou elle a trop de lignes.")
    names = ["couleur", "contraste", "graphique", "texte"]
    if same_table(given, expected, ordered=False, decimals=2, columns=names):
        return right()
    mine = dict(zip(map(fold, map(str, given[columns["couleur"]])), given[columns["contraste"]].tolist(), strict=True))
    wanted = dict(zip(map(fold, expected["couleur"]), expected["contraste"].tolist(), strict=True))
    if close(mine, wanted, decimals=2):
        return partial(
            0.5,
            "Les contrastes sont justes, mais les décisions « graphique » ou « texte » n’en découlent pas.",
        )
    if close(mine, case.reference["contraste-sans-correction"], decimals=2):
        return wrong("Les composantes n’ont pas été rendues linéaires avant le calcul de la luminance.")
    if close(mine, case.reference["contraste-inverse"], decimals=2):
        return wrong("Un contraste est supérieur ou égal à 1 : la plus claire des deux luminances est au numérateur.")
    return wrong("Les contrastes de la table « audit » ne sont pas ceux de vos couleurs sur fond blanc.")


def confusions(case: Case) -> Result:
    pairs, expected = couples(case.given["confusions"]), couples(case.reference["confusions"])
    if pairs is not None and pairs == expected:
        return right()
    if pairs is None:
        return wrong("« confusions » n’est pas une liste de couples de noms, chacun écrit une seule fois.")
    if pairs < (expected or set()):
        return wrong("Il manque au moins un couple à « confusions ».")
    return wrong(
        "« confusions » contient un couple dont l’écart, vu par une personne deutéranope, n’est pas inférieur au seuil."
    )


def couples(value: Any) -> set[frozenset[str]] | None:
    """Give pairs of names in no order, or None when one is not a pair or stands twice."""
    if not isinstance(value, list) or len(value) > MAX_MARKS:
        return None
    found = [
        frozenset(fold(name) for name in pair if isinstance(name, str)) for pair in value if isinstance(pair, list)
    ]
    if len(found) != len(value) or any(len(pair) != 2 for pair in found) or any(len(pair) != 2 for pair in value):
        return None
    return set(found) if len(set(found)) == len(found) else None


# --- 2. The ranking -------------------------------------------------------------------------------


@grader.check("classement")
def ranking(case: Case) -> Result:
    table = case.reference["ref-classement"]
    expected = dict(zip(table["pays"], table["intensite"], strict=True))
    known = {name_key(name): name for name in expected}
    figure = Figure(case.given["fig_classement"])
    if figure.sectors:
        return wrong(
            "Des secteurs ne permettent ni de lire un rang, ni de comparer douze valeurs qui ne "
            "sont pas les parts d’un tout."
        )
    if figure.has_relief:
        return wrong(RELIEF)
    marks = [mark for mark in bars_and_points(figure) if countries([mark.tick], known)]
    shown: dict[str, float] = {}
    for mark in marks:
        names = countries([mark.tick], known)
        name = names.pop()
        if names or abs(shown.get(name, mark.value) - mark.value) > ROUNDED:
            return wrong("Un même nom porte plusieurs valeurs différentes.")
        shown[name] = mark.value
    if set(shown) != set(expected):
        return wrong("On ne trouve pas une barre ou un point, et un nom sur l’axe, pour chacun des pays candidats.")
    if any(abs(shown[name] - value) > ROUNDED for name, value in expected.items()):
        return wrong("Les valeurs dessinées ne sont pas celles de la table « candidats ».")
    return marked(
        (1.0, ""),
        (1.0, baseline_fault(figure, marks)),
        (0.5, order_fault(marks)),
        (0.5, axis_fault(figure, marks, GRAMS_PER_KWH, "gCO₂e/kWh") or mark_fault(figure, marks)),
    )


def order_fault(marks: Sequence[Mark]) -> str:
    values = [mark.value for mark in sorted(marks, key=lambda mark: (mark.panel, mark.place))]
    pairs = list(pairwise(values))
    if all(a <= b + 1e-9 for a, b in pairs) or all(a >= b - 1e-9 for a, b in pairs):
        return ""
    return "L’ordre des pays ne suit pas les valeurs : le rang ne se lit pas d’un coup d’œil."


def axis_fault(figure: Figure, marks: Sequence[Mark], unit: str, said: str) -> str:
    """Say whether the axis of values lacks a title with its unit, or some text lacks contrast."""
    for panel in figure.panels:
        mine = [mark for mark in marks if mark.panel == panel.index]
        if not mine:
            continue
        label = figure.values_label(panel, "y" if mine[0].upright else "x")
        if not has_unit(label, unit):
            return f"R1 : le titre de l’axe des valeurs ne donne pas l’unité ({said}), ou il manque."
    return UNREADABLE if faint_text(figure, marks) else ""


def mark_fault(figure: Figure, marks: Sequence[Mark]) -> str:
    backgrounds = {panel.index: panel.background for panel in figure.panels}
    for mark in marks:
        behind = backgrounds[mark.panel]
        if max(ratio(mark.colour, behind), ratio(mark.edge, behind)) < GRAPHIC:
            return "R3 : une marque n’a pas assez de contraste avec le fond."
    return ""


# --- 4. The mixes ---------------------------------------------------------------------------------


@grader.check("mix")
def mixes(case: Case) -> Result:
    table = case.reference["ref-mix"].set_index("pays")
    tonnage = {(pays, name): float(table.loc[pays, name]) for pays in table.index for name in table.columns}
    totals = {pays: sum(tonnage[pays, name] for name in table.columns) for pays in table.index}
    parts = {(pays, name): 100 * value / totals[pays] for (pays, name), value in tonnage.items()}
    known = {name_key(pays): pays for pays in table.index}
    figure = Figure(case.given["fig_mix"])
    if figure.sectors:
        return wrong(
            "D’un disque à l’autre, des secteurs ne se comparent pas : choisissez une forme qui "
            "se lit sur un axe commun."
        )
    if figure.has_relief:
        return wrong(RELIEF)
    marks = bars_and_points(figure)
    if not marks:
        return wrong("On ne trouve ni barres ni points dans la figure.")
    factor = 100.0 if sum(mark.value for mark in marks) < 10 else 1.0
    values = [factor * mark.value for mark in marks]
    data = ""
    if same_values(values, tonnage.values(), 0.006) or same_values(values, tonnage.values(), ROUNDED):
        data = (
            "La figure montre des térawattheures : les grands pays écrasent les petits, et les "
            "compositions ne se comparent pas."
        )
    elif not same_values(values, parts.values(), ROUNDED):
        return wrong("Les marques ne donnent pas la part en pourcentage de chaque famille dans chacun des pays.")
    read = tonnage if data else parts
    named = bool(marks) and all(
        len(found := naming(mark, known)) == 1 and abs(read[found[0]] - factor * mark.value) <= ROUNDED
        for mark in marks
        if not (mark.bar and mark.value == 0)  # a bar of no length needs no name
    )
    if not data:
        data = baseline_fault(figure, marks)
    unnamed = "Une marque n’est pas reliée à son pays et à sa famille (étiquette, panneau ou légende), ou l’est à tort."
    return marked(
        (1.0, data),
        (0.5, "" if named else unnamed),
        (0.5, colour_alone(marks, known) if named else " "),
        (0.5, (mark_fault(figure, [mark for mark in marks if mark.value > 0]) or series_fault(marks, known))),
        (0.5, percent_fault(figure, marks, bool(factor == 100.0))),
    )


def same_values(values: Sequence[float], expected: Iterable[float], slack: float) -> bool:
    """Compare two bags of values; nothing drawn counts as zero."""
    ours = sorted((value for value in values if abs(value) > slack), reverse=True)
    wanted = sorted((value for value in expected if abs(value) > slack), reverse=True)
    extra = abs(len(ours) - len(wanted))
    longest = max(len(ours), len(wanted))
    ours, wanted = ours + [0.0] * (longest - len(ours)), wanted + [0.0] * (longest - len(wanted))
    return extra <= 2 and all(abs(a - b) <= slack + 1e-9 for a, b in zip(ours, wanted, strict=True))


def naming(mark: Mark, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """List the (country, family) that the texts around a mark give it."""
    texts = (*mark.told, *mark.keyed)
    return [(pays, family) for pays in countries(texts, known) for family in countries(texts, FAMILIES)]


def by_legend(mark: Mark, known: Mapping[str, str]) -> bool:
    return not (countries(mark.told, known) and countries(mark.told, FAMILIES))


def colour_alone(marks: Sequence[Mark], known: Mapping[str, str]) -> str:
    """Say whether some series are told apart by their colour only."""
    series: dict[tuple[str, ...], tuple[str, str]] = {
        mark.keyed: (mark.colour, mark.motif) for mark in marks if by_legend(mark, known)
    }
    for (one, motif), (other, other_motif) in combinations(series.values(), 2):
        if motif == other_motif and ratio(one, other) < GRAPHIC:
            return "R2 : imprimées en noir et blanc, les séries de la légende ne se distinguent plus."
    return ""


def series_fault(marks: Sequence[Mark], known: Mapping[str, str]) -> str:
    looks = {mark.colour for mark in marks}
    return "R4 : deux couleurs de la figure se confondent pour une personne deutéranope." if confused(looks) else ""


def percent_fault(figure: Figure, marks: Sequence[Mark], fractions: bool) -> str:
    """A unit on the ticks (percent formatter) is as good as one in the title."""
    for panel in figure.panels:
        mine = [mark for mark in marks if mark.panel == panel.index]
        if not mine:
            continue
        axis = "y" if mine[0].upright else "x"
        label, ticks = figure.values_label(panel, axis), panel.ticks(axis)
        on_ticks = bool(ticks) and any("%" in text for _, text in ticks)
        if not label or not (on_ticks or (has_unit(label, PERCENT) and not fractions)):
            return (
                "R1 : le titre de l’axe des valeurs ne donne pas l’unité (%), ou il manque, ou "
                "les graduations le contredisent."
            )
    return UNREADABLE if faint_text(figure, marks) else ""


# --- 5. The evolutions ----------------------------------------------------------------------------


@grader.check("evolution")
def evolutions(case: Case) -> Result:
    table = case.reference["ref-evolution"]
    start = int(case.reference["ref-debut"])
    whole = {
        pays: [(int(year), float(value)) for year, value in zip(rows["annee"], rows["co2_par_habitant"], strict=True)]
        for pays, rows in table.groupby("pays")
    }
    wanted = {pays: [(year, value) for year, value in rows if year >= start] for pays, rows in whole.items()}
    figure = Figure(case.given["fig_evolution"])
    if figure.has_relief:
        return wrong(RELIEF)
    lines = curves(figure)
    found = {pays: [line for line in lines if follows(line, rows)] for pays, rows in wanted.items()}
    period = ""
    if not all(found.values()):
        found = {pays: [line for line in lines if follows(line, rows)] for pays, rows in whole.items()}
        period = "Les courbes ne commencent pas à l’année demandée."
    if not all(found.values()):
        return wrong("On ne trouve pas, pour chacun des pays, une courbe qui suit ses données année par année.")
    known = {name_key(pays): pays for pays in whole}
    best: dict[str, tuple[Line, str]] = {}
    for pays, candidates in found.items():
        named = [(line, how) for line in candidates if (how := names(figure, lines, line, pays, known))]
        best[pays] = min(named, key=lambda pair: pair[1] != "direct") if named else (candidates[0], "")
    unnamed = any(not how for _, how in best.values())
    return marked(
        (1.0, period),
        (
            0.5,
            "Une courbe n’est pas nommée (légende ou étiquette), ou ne l’est pas par son pays." if unnamed else "",
        ),
        (1.0, indistinct([line for line, how in best.values() if how != "direct"])),
        (1.0, line_colours(figure, [line for line, _ in best.values()])),
        (0.5, evolution_axis(figure, {line.panel for line, _ in best.values()})),
    )


def follows(line: Line, rows: Sequence[tuple[int, float]]) -> bool:
    """Tell whether a line goes through a country's values, one a year: years, dates or ranks on the axis."""
    if len(line.x) != len(rows) or len(rows) < 2:
        return False
    points = sorted(zip(line.x, line.y, strict=True))
    span, years = points[-1][0] - points[0][0], rows[-1][0] - rows[0][0]
    if not (abs(span - years) < 0.01 or abs(span - 365.25 * years) < 3):
        return False
    steps = all(
        abs((x - points[0][0]) / span - (year - rows[0][0]) / years) < 0.3 / years
        for (x, _), (year, _) in zip(points, rows, strict=True)
    )
    return steps and all(abs(y - value) <= 0.051 for (_, y), (_, value) in zip(points, rows, strict=True))


def names(figure: Figure, lines: Sequence[Line], line: Line, pays: str, known: Mapping[str, str]) -> str:
    """Say how a line is named: "direct" (a note beside it, its panel's title), "key" (a legend), or not."""
    panel = next(panel for panel in figure.panels if panel.index == line.panel)
    said = countries([panel.title], known)
    if said == {pays} or any(
        countries([text], known) == {pays} and beside(panel, line, lines, x, y) for text, x, y, _ in panel.notes
    ):
        return "direct"
    alike = {word(key.get("label")) for key in panel.keys if looks_like(key, line)}
    if len(alike) > 1:
        alike &= {line.label}
    return "key" if countries(alike, known) == {pays} else ""


def indistinct(lines: Sequence[Line]) -> str:
    """Say whether lines that only a legend names differ by colour alone."""
    looks = Counter((line.panel, line.dashes, line.marker) for line in lines)
    if any(count > 1 for count in looks.values()):
        return "R2 : des courbes ne diffèrent que par la couleur. Imprimées en noir et blanc, on ne les reconnaît plus."
    return ""


def line_colours(figure: Figure, lines: Sequence[Line]) -> str:
    backgrounds = {panel.index: panel.background for panel in figure.panels}
    faults = []
    if any(ratio(line.colour, backgrounds[line.panel]) < GRAPHIC for line in lines):
        faults.append("R3 : une courbe n’a pas assez de contraste avec le fond.")
    by_panel = [{line.colour for line in lines if line.panel == index} for index in backgrounds]
    if any(confused(colours) for colours in by_panel):
        faults.append("R4 : deux courbes ont des couleurs qu’une personne deutéranope confond.")
    return " ".join(faults)


def evolution_axis(figure: Figure, used: set[int]) -> str:
    panels = [panel for panel in figure.panels if panel.index in used]
    if figure.twins():
        return "Deux axes verticaux différents se superposent : les niveaux ne se comparent plus."
    if len({(panel.limits("y"), panel.scale("y")) for panel in panels}) > 1:
        return "Les panneaux n’ont pas la même échelle verticale : les niveaux ne se comparent plus."
    if not all(has_unit(figure.values_label(panel, "y"), TONNES) for panel in panels):
        return "R1 : le titre de l’axe vertical ne donne pas l’unité (tonnes), ou il manque."
    return UNREADABLE if faint_text(figure) else ""


# --- 6. The cloud ---------------------------------------------------------------------------------


@grader.check("nuage")
def cloud(case: Case) -> Result:
    expected = case.reference["ref-nuage"]
    figure = Figure(case.given["fig_nuage"])
    if figure.has_relief:
        return wrong(RELIEF)
    if sum(bool(panel.marks()) for panel in figure.panels) > 1 and figure.twins():
        return wrong("Deux repères se superposent : on ne sait plus sur quel axe lire un point.")
    swapped = {**expected, "x": expected["y"], "y": expected["x"]}
    panel = main_panel(figure, expected)
    if panel is None:
        if main_panel(figure, swapped) is not None:
            return wrong("Les deux grandeurs ne sont pas sur les axes demandés.")
        counted = [count for panel in figure.panels for count in (count_dots(panel), count_cells(panel))]
        if any(0 < count < expected["n"] for count in counted):
            return wrong("La figure ne montre qu’une partie des observations.")
        return wrong("La figure ne montre pas les observations de la table « monde », une à une ou comptées par cases.")
    labelled = has_unit(raw_label(panel, "x"), DOLLARS) and has_unit(panel.label("y"), TONNES)
    key = (
        ""
        if not is_counted(panel) or has_colour_scale(case.given["fig_nuage"])
        else "L’échelle de couleur n’a pas de titre, ou manque."
    )
    units = "" if labelled else "R1 : le titre d’un axe ne donne pas la grandeur et son unité, ou il manque."
    return marked(
        (0.5, ""),
        (1.0, scale_fault(panel, expected)),
        (1.0, overplot_fault(panel)),
        (0.5, units or key or (UNREADABLE if faint_text(figure) else "")),
    )


def raw_label(panel: Panel, axis: str) -> str:
    return word(panel.raw.get(f"{axis}label")).casefold()


COUNTED = ("PolyCollection", "QuadMesh", "PolyQuadMesh")


def is_counted(panel: Panel) -> bool:
    return any(raw.get("type") in COUNTED for raw in panel.marks())


def dots(panel: Panel) -> list[Mapping[str, Any]]:
    return [raw for raw in panel.marks() if raw.get("type") == "points" or (raw.get("type") == "line" and is_dots(raw))]


def count_dots(panel: Panel) -> float:
    spreads = [mapping(mapping(raw.get("spread")).get("x")) for raw in dots(panel)]
    return sum(number(spread.get("n")) or 0.0 for spread in spreads)


def count_cells(panel: Panel) -> float:
    """Add up the counts of hexagons or rectangles."""
    cells = [mapping(raw.get("values")) for raw in panel.marks() if raw.get("type") in COUNTED]
    return sum((number(cell.get("n")) or 0.0) * (number(cell.get("mean")) or 0.0) for cell in cells)


def main_panel(figure: Figure, expected: Mapping[str, Any]) -> Panel | None:
    """Find the panel that shows all the observations, on the awaited axes."""
    for panel in figure.panels:
        if abs(count_dots(panel) - expected["n"]) < 0.5 and all(spread_of(panel, axis, expected) for axis in "xy"):
            return panel
        if abs(count_cells(panel) - expected["n"]) < 0.5 and all(
            encloses(panel, axis, expected[axis]) for axis in "xy"
        ):
            return panel
    return None


def spread_of(panel: Panel, axis: str, expected: Mapping[str, Any]) -> str:
    """Tell whether the points have the awaited values on an axis: "plain", or "log" (decimal or natural)."""
    spreads = [mapping(mapping(raw.get("spread")).get(axis)) for raw in dots(panel)]
    parts = [[number(spread.get(name)) for name in ("n", "min", "mean", "max")] for spread in spreads if spread]
    if not parts or any(item is None for part in parts for item in part):
        return ""
    known = [[item for item in part if item is not None] for part in parts]
    n = sum(part[0] for part in known)
    if n <= 0 or any(part[0] < 0 for part in known):
        return ""
    seen = [
        min(part[1] for part in known),
        sum(part[0] * part[2] for part in known) / n,
        max(part[3] for part in known),
    ]
    target = expected[axis]
    plain_values = [target["min"], target["mean"], target["max"]]
    logs = [math.log10(target["min"]), target["log"], math.log10(target["max"])]
    if close(seen, plain_values, rel=1e-4):
        return "plain"
    return "log" if close(seen, logs, rel=1e-4) or close([v / math.log(10) for v in seen], logs, rel=1e-4) else ""


def encloses(panel: Panel, axis: str, target: Mapping[str, float]) -> bool:
    """Tell whether the cells of a panel cover the values, and little else."""
    limits = panel.limits(axis)
    if limits is None:
        return False
    low, high = limits
    if 0 < low <= target["min"] * 1.05 and high >= target["max"] * 0.95:
        return math.log(high / low) <= 2 * math.log(target["max"] / target["min"])
    if low <= target["min"] + 0.02 * target["max"] and target["max"] * 0.95 <= high <= 2 * target["max"]:
        return low >= -0.5 * target["max"]
    return in_logs(limits, target)


def in_logs(limits: tuple[float, float], target: Mapping[str, float]) -> bool:
    for unit in (1.0, math.log(10)):
        low, high = math.log10(target["min"]) * unit, math.log10(target["max"]) * unit
        if (
            limits[0] <= low + 0.1 * unit
            and high - 0.1 * unit <= limits[1]
            and limits[1] - limits[0] <= 2 * (high - low)
        ):
            return True
    return False


def scale_fault(panel: Panel, expected: Mapping[str, Any]) -> str:
    for axis in "xy":
        drawn_as_log = (
            spread_of(panel, axis, expected) == "log"
            if dots(panel)
            else panel.scale(axis) in ("linear", "function")
            and not _reaches(panel, axis, expected)
            and "log" in panel.label(axis)
        )
        if not (panel.scale(axis) == "log" or (drawn_as_log and "log" in panel.label(axis))):
            return (
                "Les valeurs couvrent plusieurs ordres de grandeur : avec l’échelle choisie, les "
                "petites s’écrasent contre un axe."
            )
    return ""


def _reaches(panel: Panel, axis: str, expected: Mapping[str, Any]) -> bool:
    limits = panel.limits(axis)
    return limits is not None and limits[1] >= 0.95 * expected[axis]["max"]


def overplot_fault(panel: Panel) -> str:
    if is_counted(panel):
        return ""
    for raw in dots(panel):
        alpha, size = number(raw.get("alpha")), number(raw.get("size"))
        line = raw.get("type") == "line"
        small = marker_of(raw) == "," or (size is not None and size <= (2.0 if line and marker_of(raw) != "." else 4.0))
        light = alpha is not None and alpha <= 0.4
        if not (small or light or raw.get("filled") is False):
            return "Les points se recouvrent : une zone très fournie ne se distingue pas d’une zone clairsemée."
    return ""


def has_colour_scale(summary: Any) -> bool:
    bars = [mapping(item) for item in items(mapping(summary).get("axes")) if mapping(item).get("colourbar")]
    return any(word(bar.get(name)).strip() for bar in bars for name in ("xlabel", "ylabel", "title"))


# --- 7. The lie factor ----------------------------------------------------------------------------


@grader.check("exageration")
def lie_factor(case: Case) -> Result:
    given = case.given["facteur"]
    if close(given, case.reference["facteur"], decimals=2):
        return right()
    if close(given, case.reference["facteur-effet-montre"], decimals=2):
        return wrong("C’est l’effet montré par la figure : il reste à le comparer à l’effet réel.")
    if close(given, case.reference["facteur-rapport-hauteurs"], decimals=2):
        return wrong(
            "C’est le rapport des hauteurs dessinées ; un effet est un écart rapporté à la plus petite valeur."
        )
    if close(given, case.reference["facteur-rapport-rapports"], decimals=2):
        return wrong("Vous comparez des rapports ; un effet est un écart rapporté à la plus petite valeur.")
    return wrong("Le facteur ne correspond ni à vos deux pays, ni au départ de leur axe.")
