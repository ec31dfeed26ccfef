"""Bars and isolated points: the values that they stand for, and what names them without their colour."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blocnotes.grading.drawings.colours import blended, ratio
from blocnotes.grading.drawings.figure import Figure, Panel
from blocnotes.grading.drawings.raw import MAX_MARKS, colour, items, numbers, word
from blocnotes.grading.items import number


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


def motif_of(raw: Mapping[str, Any]) -> str:
    """Give the pattern or shape of a mark."""
    return word(raw.get("hatch")) or word(raw.get("shape")) or marker_of(raw)


def marker_of(raw: Mapping[str, Any]) -> str:
    """Give the marker of a line, or an empty text where it has none."""
    marker = word(raw.get("marker")).strip()
    return "" if marker.casefold() in ("", "none") else marker


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
