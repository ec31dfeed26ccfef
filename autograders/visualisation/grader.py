"""Checks of figures: what one shows is read from its structure, and compared with the data.

A figure first has to show the right data (a gate: without it, nothing else earns points); then each rule of
good drawing earns its part. Everything in a summary is the learner's word: it is read through `number`,
`items` and `word`, which give nothing where the kind is not the awaited one.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from numbers import Real
from typing import Any

from blocnotes.grading.graders import (
    Case,
    Grader,
    Result,
    close,
    contrast,
    fold,
    partial,
    right,
    same_table,
    share_of,
    wrong,
)

grader = Grader()

GRAPHIC, TEXT, APART = 2.995, 4.495, 14.95
"""Thresholds of the house rules R3 and R4, less what rounding a colour to #rrggbb can cost."""
ROUNDED = 0.51
"""Values drawn after rounding to whole units are right."""
MAX_MARKS = 300

FAMILIES = {"nucleaire": "nucléaire", "renouvelable": "renouvelable", "fossile": "fossile"}


# --- Reading a summary ----------------------------------------------------------------------------


def number(value: Any) -> float | None:
    """Give a finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    try:
        found = float(value)
    except (OverflowError, ValueError):
        return None
    return found if math.isfinite(found) and abs(found) < 1e15 else None


def items(value: Any) -> list[Any]:
    return value[:MAX_MARKS] if isinstance(value, list) else []


def word(value: Any) -> str:
    return value[:500] if isinstance(value, str) else ""


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def numbers(value: Any) -> list[float | None]:
    return [number(item) for item in items(value)]


def colour(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"#[0-9a-f]{6}", value) else ""


def plain(text: str) -> str:
    """Strip a text of accents, case, subscripts and mathematical marks: `gCO$_2$e/kWh` reads `gco2e/kwh`."""
    bare = unicodedata.normalize("NFKD", text).replace("\\mathrm", "").replace("\\%", "%")
    bare = re.sub(r"\\(?:text|mathit|mathbf|rm)|\\[,;! ]", "", bare)
    kept = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(re.sub(r"[{}_^\\]", "", kept).casefold().split())


def name_key(text: str) -> str:
    return re.sub(r"[^a-z]", "", plain(text))


@dataclass(frozen=True)
class Mark:
    """One bar or one point that stands for a value: where it stands, what is written about it."""

    place: float
    value: float
    start: float
    tick: str
    told: tuple[str, ...]
    """Texts that name it without its colour: tick, title of its panel, note written in it or beside it."""
    keyed: tuple[str, ...]
    """What a legend says of it."""
    colour: str
    edge: str
    motif: str
    """The pattern or shape that its legend shows too."""
    panel: int
    upright: bool
    bar: bool


@dataclass(frozen=True)
class Line:
    """One curve, with its looks."""

    x: list[float]
    y: list[float]
    label: str
    colour: str
    dashes: tuple[float | None, ...]
    marker: str
    panel: int


@dataclass(frozen=True)
class Panel:
    """One axes of a figure."""

    raw: Mapping[str, Any]
    index: int
    background: str
    keys: list[Mapping[str, Any]]
    notes: list[tuple[str, float, float, str]] = field(default_factory=list)
    sharing: list["Panel"] = field(default_factory=list)
    """The figure's panels: those that share an axis write its tick labels once."""

    @property
    def title(self) -> str:
        """What names this panel among others; a lone panel's title states the message, and names nothing."""
        alone = sum(bool(panel.marks()) for panel in self.sharing) < 2
        return "" if alone else word(self.raw.get("title"))

    def limits(self, axis: str) -> tuple[float, float] | None:
        found = numbers(self.raw.get(f"{axis}lim"))
        if len(found) != 2 or found[0] is None or found[1] is None or found[0] == found[1]:
            return None
        return min(found[0], found[1]), max(found[0], found[1])

    def label(self, axis: str) -> str:
        return plain(word(self.raw.get(f"{axis}label")))

    def scale(self, axis: str) -> str:
        return word(self.raw.get(f"{axis}scale"))

    def ticks(self, axis: str) -> list[tuple[float, str]]:
        own = self.own_ticks(axis)
        alike = [panel for panel in self.sharing if panel.limits(axis) == self.limits(axis)]
        return own or next((ticks for panel in alike if (ticks := panel.own_ticks(axis))), [])

    def own_ticks(self, axis: str) -> list[tuple[float, str]]:
        found = mapping(self.raw.get(f"{axis}ticks"))
        pairs = zip(numbers(found.get("at")), items(found.get("labels")), strict=False)
        return [(at, word(label)) for at, label in pairs if at is not None and word(label).strip()]

    def marks(self) -> list[Mapping[str, Any]]:
        return [mapping(mark) for mark in items(self.raw.get("marks"))]


class Figure:
    """A figure's summary, read with suspicion."""

    def __init__(self, summary: Any) -> None:
        self.raw = mapping(summary)
        shared = [mapping(key) for key in items(self.raw.get("keys"))]
        axes = [mapping(item) for item in items(self.raw.get("axes"))]
        self.panels: list[Panel] = []
        for index, item in enumerate(axes):
            if not item.get("colourbar"):
                self.panels.append(self._panel(item, index, shared))

    def _panel(self, raw: Mapping[str, Any], index: int, shared: list[Mapping[str, Any]]) -> Panel:
        keys = [mapping(key) for key in items(raw.get("keys"))] + shared
        notes = []
        for note in map(mapping, items(raw.get("notes"))):
            at = numbers(note.get("at"))
            if len(at) == 2 and at[0] is not None and at[1] is not None:
                notes.append((word(note.get("text")), at[0], at[1], colour(note.get("colour"))))
        return Panel(raw, index, colour(raw.get("background")) or "#ffffff", keys, notes[:100], self.panels)

    @property
    def background(self) -> str:
        return colour(self.raw.get("background")) or "#ffffff"

    @property
    def has_relief(self) -> bool:
        return any(panel.raw.get("kind") == "3d" for panel in self.panels)

    @property
    def sectors(self) -> int:
        return sum(mark.get("shape") == "Wedge" for panel in self.panels for mark in panel.marks())

    def values_label(self, panel: Panel, axis: str) -> str:
        """What names the values' axis: its label, or the label that all the panels of the figure share."""
        own = panel.label(axis)
        side = "ylabel" if axis == "y" else "xlabel"
        others = " ".join(plain(word(other.raw.get(side))) for other in self.panels if other is not panel)
        shared = " ".join(plain(word(text)) for text in items(self.raw.get("texts")))
        return own or (f"{others} {shared}".strip() if len(self.panels) > 1 else "")

    def twins(self) -> bool:
        """Tell whether two axes with marks lie on each other with different value scales."""
        drawn = [panel for panel in self.panels if panel.marks()]
        return any(
            items(a.raw.get("box")) == items(b.raw.get("box"))
            and (a.limits("y") != b.limits("y") or a.limits("x") != b.limits("x"))
            for a, b in combinations(drawn, 2)
        )


def bars_and_points(figure: Figure) -> list[Mark]:
    """List the bars and isolated points of a figure, with their value read on the axis of values."""
    found: list[Mark] = []
    for panel in figure.panels:
        for raw in panel.marks():
            if len(found) > MAX_MARKS:
                return []
            if raw.get("type") == "bars":
                found += _bars(panel, raw)
            elif raw.get("type") == "points" or (raw.get("type") == "line" and _is_dots(raw)):
                found += _points(panel, raw)
    return found


def _is_dots(raw: Mapping[str, Any]) -> bool:
    return _marker(raw) != "" and word(raw.get("style")).strip().casefold() in ("none", "")


def _bars(panel: Panel, raw: Mapping[str, Any]) -> list[Mark]:
    upright = raw.get("orientation") != "horizontal"
    xs, ys = numbers(raw.get("x")), numbers(raw.get("y"))
    widths, heights = numbers(raw.get("widths")), numbers(raw.get("heights"))
    fills = [colour(fill) for fill in items(raw.get("fills"))]
    edges, hatches = items(raw.get("edges")), [word(hatch) for hatch in items(raw.get("hatches"))]
    edge = colour(edges[0]) if len(edges) == 1 else ""
    motif = hatches[0] if len(hatches) == 1 else ""
    alpha = number(raw.get("alpha"))
    ticks = panel.ticks("x" if upright else "y")
    found = []
    for x, y, width, height, fill in zip(xs, ys, widths, heights, fills, strict=False):
        if x is None or y is None or width is None or height is None:
            continue
        place, value = (x, height) if upright else (y, width)
        inside = [
            text for text, at_x, at_y, _ in panel.notes
            if abs(at_x - x) <= abs(width) / 2 and abs(at_y - y) <= abs(height) / 2
        ]  # fmt: skip
        tick = _nearest_tick(ticks, place)
        key = _key(panel, word(raw.get("label")), fill, motif)
        start = (y - height / 2) if upright else (x - width / 2)
        found.append(
            Mark(
                place=place, value=value, start=start, tick=tick, told=(tick, panel.title, *inside),
                keyed=_told_by(key), colour=_seen(fill, alpha, panel.background),
                edge=edge, motif=motif if _motif(key) == motif else "",
                panel=panel.index, upright=upright, bar=True,
            )
        )  # fmt: skip
    return found


def _points(panel: Panel, raw: Mapping[str, Any]) -> list[Mark]:
    xs, ys = numbers(raw.get("x")), numbers(raw.get("y"))
    colours = [colour(item) for item in items(raw.get("colours"))] or [colour(raw.get("colour"))]
    fill = colours[0] if len(colours) == 1 else ""
    faintest = min(colours, key=lambda code: ratio(code, panel.background))
    edges = items(raw.get("edges"))
    motif = word(raw.get("shape")) or _marker(raw)
    # Names stand on the axis whose ticks are texts.
    upright = _names_on(panel, "x") >= _names_on(panel, "y")
    ticks = panel.ticks("x" if upright else "y")
    found = []
    for x, y in zip(xs, ys, strict=False):
        if x is None or y is None:
            continue
        place, value = (x, y) if upright else (y, x)
        tick = _nearest_tick(ticks, place)
        key = _key(panel, word(raw.get("label")), fill, motif)
        found.append(
            Mark(
                place=place, value=value, start=0.0, tick=tick, told=(tick, panel.title), keyed=_told_by(key),
                colour=_seen(faintest, number(raw.get("alpha")), panel.background),
                edge=colour(edges[0]) if len(edges) == 1 else "",
                motif=motif if _motif(key) == motif else "",
                panel=panel.index, upright=upright, bar=False,
            )
        )  # fmt: skip
    return found


def _names_on(panel: Panel, axis: str) -> int:
    return sum(bool(re.search(r"[^\W\d_]{3}", label)) for _, label in panel.ticks(axis))


def _nearest_tick(ticks: Sequence[tuple[float, str]], place: float) -> str:
    nearest = min(ticks, key=lambda tick: abs(tick[0] - place), default=None)
    return nearest[1] if nearest and abs(nearest[0] - place) <= 0.5 else ""


def _key(panel: Panel, label: str, fill: str, motif: str) -> Mapping[str, Any]:
    """Find a mark's entry in the legend: by its looks, or by its own label where looks are shared."""
    alike = [key for key in panel.keys if fill and key.get("colour") == fill]
    alike = [key for key in alike if _motif(key) == motif] or alike
    if len({word(key.get("label")) for key in alike}) == 1:
        return alike[0]
    own = [key for key in panel.keys if label and word(key.get("label")) == label]
    return own[0] if own else {}


def _told_by(key: Mapping[str, Any]) -> tuple[str, ...]:
    return (word(key.get("label")),) if word(key.get("label")) else ()


def _motif(raw: Mapping[str, Any]) -> str:
    return word(raw.get("hatch")) or word(raw.get("shape")) or _marker(raw)


def _marker(raw: Mapping[str, Any]) -> str:
    marker = word(raw.get("marker")).strip()
    return "" if marker.casefold() in ("", "none") else marker


def _seen(fill: str, alpha: float | None, background: str) -> str:
    """Give the colour that is seen when a translucent one lies on the background."""
    if not fill or alpha is None or alpha >= 1:
        return fill
    parts = [round(alpha * int(fill[i : i + 2], 16) + (1 - alpha) * int(background[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{min(max(part, 0), 255):02x}" for part in parts)


# --- Rules of the house ---------------------------------------------------------------------------


def ratio(first: str, second: str) -> float:
    return contrast(first, second) if first and second else 0.0


def lab_deuteranope(code: str) -> tuple[float, float, float]:
    """Give the CIELAB colour that a deuteranope sees (the same function as in the notebook)."""
    srgb = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb]
    machado = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    seen = [min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0) for row in machado]
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)]
    f = [v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def confused(colours: Iterable[str]) -> bool:
    """Tell whether two different colours look alike to a deuteranope."""
    known = sorted({code for code in colours if code})[:40]
    return any(math.dist(lab_deuteranope(a), lab_deuteranope(b)) < APART for a, b in combinations(known, 2))


def faint_text(figure: Figure, marks: Sequence[Mark] = ()) -> bool:
    """Tell whether a title, label, tick or note lacks contrast with what is behind it."""
    for panel in figure.panels:
        inks = [colour(ink) for ink in items(panel.raw.get("ink")) if colour(ink)]
        if any(ratio(ink, figure.background) < TEXT for ink in inks):
            return True
        for text, x, y, ink in panel.notes:
            behind = next((mark.colour for mark in marks if _covers(mark, panel, x, y)), panel.background)
            if ink and text.strip() and ratio(ink, behind or panel.background) < TEXT:
                return True
    return False


def _covers(mark: Mark, panel: Panel, x: float, y: float) -> bool:
    along, across = (y, x) if mark.upright else (x, y)
    low, high = sorted((mark.start, mark.start + mark.value))
    return mark.bar and mark.panel == panel.index and low <= along <= high and abs(across - mark.place) <= 0.5


def has_unit(label: str, pattern: str) -> bool:
    return bool(re.search(pattern, label))


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


def baseline_fault(figure: Figure, marks: Sequence[Mark]) -> str:
    for panel in figure.panels:
        mine = [mark for mark in marks if mark.panel == panel.index]
        stems = any(raw.get("type") == "LineCollection" for raw in panel.marks())
        if not mine or not (mine[0].bar or stems):
            continue
        axis = "y" if mine[0].upright else "x"
        limits = panel.limits(axis)
        if panel.scale(axis) not in ("linear", "function"):
            return "Une longueur ne se lit pas sur une échelle logarithmique : elle n’y a pas de zéro."
        if (
            limits is None
            or limits[0] > 1e-9
            or any(abs(mark.start) > 1e-6 and mark.start > limits[1] for mark in mine)
        ):
            return "L’axe des valeurs est tronqué : la longueur des barres n’est plus proportionnelle aux valeurs."
        if limits[1] < max(mark.start + mark.value for mark in mine) - 1e-6:
            return "L’axe des valeurs coupe la fin de certaines barres."
    return ""


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


def curves(figure: Figure) -> list[Line]:
    found = []
    for panel in figure.panels:
        for raw in panel.marks():
            if raw.get("type") != "line" or _is_dots(raw):
                continue
            points = [
                (x, y) for x, y in zip(numbers(raw.get("x")), numbers(raw.get("y")), strict=False) if None not in (x, y)
            ]
            if not points or number(raw.get("width")) == 0:
                continue
            code = _seen(colour(raw.get("colour")), number(raw.get("alpha")), panel.background)
            xs, ys = [x for x, _ in points if x is not None], [y for _, y in points if y is not None]
            dashes = tuple(numbers(raw.get("dashes")))
            found.append(Line(xs, ys, word(raw.get("label")), code, dashes, _marker(raw), panel.index))
    return found[:40]


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


def looks_like(key: Mapping[str, Any], line: Line) -> bool:
    same = _seen(colour(key.get("colour")), None, "#ffffff") == line.colour
    if "dashes" not in key:
        return same
    return same and tuple(numbers(key.get("dashes"))) == line.dashes and _marker(key) == line.marker


def beside(panel: Panel, line: Line, lines: Sequence[Line], x: float, y: float) -> bool:
    """Tell whether a text stands beside a line, and nearer to it than to most others."""
    limits_x, limits_y = panel.limits("x"), panel.limits("y")
    if limits_x is None or limits_y is None:
        return False
    wide, high = limits_x[1] - limits_x[0], limits_y[1] - limits_y[0]

    def distance(other: Line) -> float:
        return min(
            math.hypot(max(abs(x - at_x) / wide - 0.15, 0), (y - at_y) / high)
            for at_x, at_y in zip(other.x, other.y, strict=True)
        )

    mine = distance(line)
    closer = sum(distance(other) < mine - 0.02 for other in lines if other.panel == line.panel and other is not line)
    return mine <= 0.15 and closer <= 1


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
    return [
        raw for raw in panel.marks() if raw.get("type") == "points" or (raw.get("type") == "line" and _is_dots(raw))
    ]


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
        small = _marker(raw) == "," or (size is not None and size <= (2.0 if line and _marker(raw) != "." else 4.0))
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
