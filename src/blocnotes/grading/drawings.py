"""Read what a figure shows from the summary that left the kernel: panels, bars, points, lines, texts, colours.

Everything in a summary is the learner's word: it is read through `number`, `items` and `word`, which give nothing
where the kind is not the awaited one. What a figure *should* show is for each grader to say.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from blocnotes.grading.comparison import contrast
from blocnotes.grading.items import number

TEXT, APART = 4.495, 14.95
"""Least contrast of a text (WCAG 1.4.3) and least distance of two colours seen by a deuteranope, less what rounding
a colour to #rrggbb can cost."""
MAX_MARKS = 300


def items(value: Any) -> list[Any]:
    """Give a list's first items, or none for anything else."""
    return value[:MAX_MARKS] if isinstance(value, list) else []


def word(value: Any) -> str:
    """Give the first 500 characters of a text, or none."""
    return value[:500] if isinstance(value, str) else ""


def mapping(value: Any) -> Mapping[str, Any]:
    """Give a mapping, empty for anything else."""
    return value if isinstance(value, dict) else {}


def numbers(value: Any) -> list[float | None]:
    """Give the numbers of a list; None stands for what is no number."""
    return [number(item) for item in items(value)]


def colour(value: Any) -> str:
    """Give a colour written `#rrggbb`, or an empty text."""
    return value if isinstance(value, str) and re.fullmatch(r"#[0-9a-f]{6}", value) else ""


def plain(text: str) -> str:
    """Strip a text of accents, case, subscripts and mathematical marks: `gCO$_2$e/kWh` reads `gco2e/kwh`."""
    bare = unicodedata.normalize("NFKD", text).replace("\\mathrm", "").replace("\\%", "%")
    bare = re.sub(r"\\(?:text|mathit|mathbf|rm)|\\[,;! ]", "", bare)
    kept = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(re.sub(r"[{}_^\\]", "", kept).casefold().split())


def name_key(text: str) -> str:
    """Give the bare letters of a name: what two ways of writing it share."""
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
        """Give the ends of an axis, lowest first."""
        found = numbers(self.raw.get(f"{axis}lim"))
        if len(found) != 2 or found[0] is None or found[1] is None or found[0] == found[1]:
            return None
        return min(found[0], found[1]), max(found[0], found[1])

    def label(self, axis: str) -> str:
        """Give the bare text of an axis's title."""
        return plain(word(self.raw.get(f"{axis}label")))

    def scale(self, axis: str) -> str:
        """Give the kind of scale of an axis."""
        return word(self.raw.get(f"{axis}scale"))

    def ticks(self, axis: str) -> list[tuple[float, str]]:
        """Give the labelled ticks of an axis, its own or those of the panel that it shares the axis with."""
        own = self.own_ticks(axis)
        alike = [panel for panel in self.sharing if panel.limits(axis) == self.limits(axis)]
        return own or next((ticks for panel in alike if (ticks := panel.own_ticks(axis))), [])

    def own_ticks(self, axis: str) -> list[tuple[float, str]]:
        """Give the labelled ticks that stand on this very axis."""
        found = mapping(self.raw.get(f"{axis}ticks"))
        pairs = zip(numbers(found.get("at")), items(found.get("labels")), strict=False)
        return [(at, word(label)) for at, label in pairs if at is not None and word(label).strip()]

    def marks(self) -> list[Mapping[str, Any]]:
        """List what is drawn."""
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
        """Give the colour of the figure's own ground."""
        return colour(self.raw.get("background")) or "#ffffff"

    @property
    def has_relief(self) -> bool:
        """Tell whether an axes is in three dimensions."""
        return any(panel.raw.get("kind") == "3d" for panel in self.panels)

    @property
    def sectors(self) -> int:
        """Count the sectors of pies."""
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
            elif raw.get("type") == "points" or (raw.get("type") == "line" and is_dots(raw)):
                found += _points(panel, raw)
    return found


def is_dots(raw: Mapping[str, Any]) -> bool:
    """Tell whether a line only shows its points."""
    return marker_of(raw) != "" and word(raw.get("style")).strip().casefold() in ("none", "")


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
                keyed=_told_by(key), colour=blended(fill, alpha, panel.background),
                edge=edge, motif=motif if motif_of(key) == motif else "",
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
    motif = word(raw.get("shape")) or marker_of(raw)
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
                colour=blended(faintest, number(raw.get("alpha")), panel.background),
                edge=colour(edges[0]) if len(edges) == 1 else "",
                motif=motif if motif_of(key) == motif else "",
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
    alike = [key for key in alike if motif_of(key) == motif] or alike
    if len({word(key.get("label")) for key in alike}) == 1:
        return alike[0]
    own = [key for key in panel.keys if label and word(key.get("label")) == label]
    return own[0] if own else {}


def _told_by(key: Mapping[str, Any]) -> tuple[str, ...]:
    return (word(key.get("label")),) if word(key.get("label")) else ()


def motif_of(raw: Mapping[str, Any]) -> str:
    """Give the pattern or shape of a mark."""
    return word(raw.get("hatch")) or word(raw.get("shape")) or marker_of(raw)


def marker_of(raw: Mapping[str, Any]) -> str:
    """Give the marker of a line, or an empty text where it has none."""
    marker = word(raw.get("marker")).strip()
    return "" if marker.casefold() in ("", "none") else marker


def blended(fill: str, alpha: float | None, background: str) -> str:
    """Give the colour that is seen when a translucent one lies on the background."""
    if not fill or alpha is None or alpha >= 1:
        return fill
    parts = [round(alpha * int(fill[i : i + 2], 16) + (1 - alpha) * int(background[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{min(max(part, 0), 255):02x}" for part in parts)


def curves(figure: Figure) -> list[Line]:
    """List the lines of a figure that join points (at most 40)."""
    found = []
    for panel in figure.panels:
        for raw in panel.marks():
            if raw.get("type") != "line" or is_dots(raw):
                continue
            points = [
                (x, y) for x, y in zip(numbers(raw.get("x")), numbers(raw.get("y")), strict=False) if None not in (x, y)
            ]
            if not points or number(raw.get("width")) == 0:
                continue
            code = blended(colour(raw.get("colour")), number(raw.get("alpha")), panel.background)
            xs, ys = [x for x, _ in points if x is not None], [y for _, y in points if y is not None]
            dashes = tuple(numbers(raw.get("dashes")))
            found.append(Line(xs, ys, word(raw.get("label")), code, dashes, marker_of(raw), panel.index))
    return found[:40]


def looks_like(key: Mapping[str, Any], line: Line) -> bool:
    """Tell whether an entry of a legend has the looks of a line."""
    same = blended(colour(key.get("colour")), None, "#ffffff") == line.colour
    if "dashes" not in key:
        return same
    return same and tuple(numbers(key.get("dashes"))) == line.dashes and marker_of(key) == line.marker


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


def ratio(first: str, second: str) -> float:
    """Give the contrast of two colours; 0 where one is unknown."""
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
    """Tell whether a label matches a pattern of ours (never the learner's)."""
    return bool(re.search(pattern, label))


def baseline_fault(figure: Figure, marks: Sequence[Mark]) -> str:
    """Say whether the lengths of bars cannot be read: axis cut, logarithmic, or ends outside."""
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
