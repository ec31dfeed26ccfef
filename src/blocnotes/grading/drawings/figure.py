"""A figure and its panels, read with suspicion from the summary that left the kernel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from blocnotes.grading.drawings.raw import colour, items, mapping, numbers, plain, word


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
