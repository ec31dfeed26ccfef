"""The way through a course, drawn: each assignment stands to the right of what it rests on. The page lists it too."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 210, 66
ACROSS, DOWN = 264, 84
LETTERS, LINES, LINE = 25, 2, 17
BASE = 16


@dataclass(frozen=True, slots=True)
class Node:
    """One assignment of the drawing: its name, what it is about, and the tone of its state."""

    slug: str
    title: str
    state: str
    tone: str
    rests_on: tuple[str, ...] = ()


def draw_graph(nodes: Sequence[Node], label: str) -> Markup:
    """Draw assignments and what they rest on, as one picture with a label; the page tells it in a list as well."""
    places = place(nodes)
    width = max((x for x, _ in places.values()), default=0) + WIDTH + 4
    height = max((y for _, y in places.values()), default=0) + HEIGHT + 4
    lines = "".join(_draw_line(places[need], places[node.slug]) for node in nodes for need in node.rests_on)
    boxes = "".join(_draw_box(node, *places[node.slug]) for node in nodes)
    size = f'width="{width / BASE:g}em" height="{height / BASE:g}em"'
    return Markup(  # noqa: S704 - every text is escaped
        f'<svg class="graph" viewBox="-2 -2 {width} {height}" {size} role="img" aria-label="{escape(label)}">'
        f"{lines}{boxes}</svg>"
    )


def place(nodes: Sequence[Node]) -> dict[str, tuple[int, int]]:
    """Give each assignment its corner: a column right of all that it rests on, a row of its own there."""
    needs = {node.slug: tuple(need for need in node.rests_on) for node in nodes}
    columns: dict[str, int] = {}
    for node in nodes:
        columns[node.slug] = _column(node.slug, needs, ())
    rows: dict[int, int] = {}
    places = {}
    for node in nodes:
        column = columns[node.slug]
        places[node.slug] = (column * ACROSS, rows.get(column, 0) * DOWN)
        rows[column] = rows.get(column, 0) + 1
    return places


def _column(slug: str, needs: Mapping[str, tuple[str, ...]], above: tuple[str, ...]) -> int:
    before = [need for need in needs.get(slug, ()) if need not in above]
    return 1 + max((_column(need, needs, (*above, slug)) for need in before), default=-1)


def _draw_line(start: tuple[int, int], end: tuple[int, int]) -> str:
    x1, y1, x2, y2 = start[0] + WIDTH, start[1] + HEIGHT // 2, end[0], end[1] + HEIGHT // 2
    middle = (x1 + x2) // 2
    return (
        f'<path class="way" d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2 - 7} {y2}"/>'
        f'<path class="tip" d="M{x2} {y2}l-9 -5v10z"/>'
    )


def _draw_box(node: Node, x: int, y: int) -> str:
    lines = textwrap.wrap(node.title, LETTERS, max_lines=LINES, placeholder="…") or [node.slug]
    texts = "".join(
        f'<text class="name" x="{x + 14}" y="{y + 21 + LINE * row}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    state = textwrap.shorten(node.state, LETTERS + 7, placeholder="…")
    return (
        f'<rect class="box" x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="8"/>'
        f'<rect class="tone-{escape(node.tone)}" x="{x}" y="{y}" width="6" height="{HEIGHT}" rx="3"/>'
        f'{texts}<text class="state" x="{x + 14}" y="{y + HEIGHT - 9}">{escape(state)}</text>'
    )
