"""Faults that any figure can have: a text that is too faint, an axis without its unit, bars without their lengths."""

import re
from collections.abc import Sequence

from blocnotes.grading.drawings.colours import ratio
from blocnotes.grading.drawings.figure import Figure, Panel
from blocnotes.grading.drawings.marks import Mark
from blocnotes.grading.drawings.raw import colour, items

TEXT = 4.495
"""Least contrast of a text (WCAG 1.4.3), less what rounding a colour to #rrggbb can cost."""


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


def _covers(mark: Mark, panel: Panel, x: float, y: float) -> bool:
    along, across = (y, x) if mark.upright else (x, y)
    low, high = sorted((mark.start, mark.start + mark.value))
    return mark.bar and mark.panel == panel.index and low <= along <= high and abs(across - mark.place) <= 0.5
