"""Pictures in SVG, drawn for paper as for a screen: every colour comes with a texture or a letter."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from blocnotes.framework.bounds import Standing
from blocnotes.gradebook.standing import BlocStanding
from blocnotes.reports.cohort import Tally

ORDER = (
    Standing.ACQUIRED,
    Standing.DISPENSED,
    Standing.PARTLY_ACQUIRED,
    Standing.NOT_ACQUIRED,
    Standing.NOT_ASSESSED,
)
LETTERS: Mapping[Standing, str] = {
    Standing.ACQUIRED: "A",
    Standing.DISPENSED: "D",
    Standing.PARTLY_ACQUIRED: "P",
    Standing.NOT_ACQUIRED: "N",
    Standing.NOT_ASSESSED: "·",
}
CELL, GAP, LABEL, ROW = 22, 3, 58, 30


def draw_progress(blocs: Sequence[BlocStanding], identifier: str) -> Markup:
    """Draw a learner's way: a line a bloc, a square a competency, its letter and its tone."""
    widest = max((len(bloc.competencies) for bloc in blocs), default=1)
    width, height = LABEL + widest * (CELL + GAP), len(blocs) * ROW
    parts = []
    for line, bloc in enumerate(blocs):
        y = line * ROW + 4
        parts.append(f'<text class="nom" x="0" y="{y + 16}">{escape(bloc.code[-4:])}</text>')
        for index, item in enumerate(bloc.competencies):
            parts.append(_square(LABEL + index * (CELL + GAP), y, item.status, f"{item.code} : {item.status.value}"))
    described = " ; ".join(_describe(bloc) for bloc in blocs)
    return _svg(width, height, f"progression-{identifier}", "Progression par bloc", described, parts)


def draw_tally(rows: Sequence[Tally], total: int, identifier: str) -> Markup:
    """Draw where a cohort stands on a bloc: a bar a competency, cut by standing."""
    width, scale = 560, 440 / max(total, 1)
    parts = []
    for line, row in enumerate(rows):
        x, y = float(LABEL), line * ROW + 4
        parts.append(f'<text class="nom" x="0" y="{y + 16}">{escape(row.code)}</text>')
        for standing in ORDER:
            count = row.counts.get(standing, 0)
            if count:
                parts.append(_bar(x, y, count * scale, standing, count))
                x += count * scale
    described = " ; ".join(
        f"{row.code} : " + ", ".join(f"{count} {standing.value}" for standing, count in row.counts.items() if count)
        for row in rows
    )
    return _svg(width, len(rows) * ROW, f"cohorte-{identifier}", "Positions de la cohorte par compétence", described, parts)


def _square(x: float, y: float, standing: Standing, title: str) -> str:
    return (
        f'<g><title>{escape(title)}</title><rect class="s-{standing.name.lower()}" x="{x:g}" y="{y}" width="{CELL}" '
        f'height="{CELL}" rx="3"/><text class="t-{standing.name.lower()}" x="{x + CELL / 2:g}" y="{y + 16}" '
        f'text-anchor="middle">{LETTERS[standing]}</text></g>'
    )


def _bar(x: float, y: float, width: float, standing: Standing, count: int) -> str:
    return (
        f'<g><title>{escape(f"{count} {standing.value}")}</title><rect class="s-{standing.name.lower()}" x="{x:.1f}" '
        f'y="{y}" width="{max(width - 1, 1):.1f}" height="{CELL}" rx="2"/><text class="t-{standing.name.lower()}" '
        f'x="{x + width / 2:.1f}" y="{y + 16}" text-anchor="middle">{LETTERS[standing]} {count}</text></g>'
        if width > 26
        else f'<g><title>{escape(f"{count} {standing.value}")}</title><rect class="s-{standing.name.lower()}" x="{x:.1f}" '
        f'y="{y}" width="{max(width - 1, 1):.1f}" height="{CELL}" rx="2"/></g>'
    )


def _svg(width: float, height: float, identifier: str, title: str, described: str, parts: Sequence[str]) -> Markup:
    # Every piece of text in `parts` was escaped where it was written.
    return Markup(  # noqa: S704
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img" '
        f'aria-labelledby="{escape(identifier)}-t {escape(identifier)}-d">'
        f'<title id="{escape(identifier)}-t">{escape(title)}</title><desc id="{escape(identifier)}-d">{escape(described)}</desc>'
        + "".join(parts)
        + "</svg>"
    )


def _describe(bloc: BlocStanding) -> str:
    acquired = sum(item.status.counts_as_acquired for item in bloc.competencies)
    return f"{bloc.code[-4:]} : {bloc.status.value}, {acquired} compétences acquises sur {len(bloc.competencies)}"
