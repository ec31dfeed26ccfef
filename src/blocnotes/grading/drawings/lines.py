"""Curves: their points, their looks, and the texts that name them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blocnotes.grading.drawings.colours import blended
from blocnotes.grading.drawings.figure import Figure, Panel
from blocnotes.grading.drawings.marks import is_dots, marker_of
from blocnotes.grading.drawings.raw import colour, numbers, word
from blocnotes.grading.items import number


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
