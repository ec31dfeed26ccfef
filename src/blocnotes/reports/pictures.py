"""Pictures in SVG, on paper as on a screen: a standing is told by its glyph, then by its colour."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from blocnotes.framework.bounds import Standing
from blocnotes.gradebook.standing import CompetencyStanding
from blocnotes.reports.tallies import ORDER
from blocnotes.reports.wording import COLON, count_standings

# Strokes in a square of 24: a tick, a D, a wave, a cross, three dots.
GLYPHS: Mapping[Standing, str] = {
    Standing.ACQUIRED: "M6.5 12.5l3.8 3.8 7.2-8.6",
    Standing.DISPENSED: "M9 7v10h2.5a5 5 0 0 0 0-10z",
    Standing.PARTLY_ACQUIRED: "M6.5 13.5c1.8-3.4 3.6-3.4 5.5-1.5s3.7 1.9 5.5-1.5",
    Standing.NOT_ACQUIRED: "M8 8l8 8M16 8l-8 8",
    Standing.NOT_ASSESSED: "M7 12h.01M12 12h.01M17 12h.01",
}
SIDE, STEP, ROW, BASE = 24, 34, 28, 16
BAR_WIDTH, BAR_HEIGHT = 360, 24
# What a glyph and each digit of a number take in a bar.
GLYPH_ROOM, DIGIT_ROOM = 28, 9


def define_glyphs() -> Markup:
    """Define the glyphs and the hatching once; every picture of the page refers to them."""
    symbols = "".join(
        f'<symbol id="{_symbol(standing)}" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect class="f-{_name(standing)}" x="1" y="1" width="22" height="22" rx="6"/>'
        f'<path class="g-{_name(standing)}" d="{GLYPHS[standing]}"/></symbol>'
        for standing in ORDER
    )
    hatching = (
        '<pattern id="hatching" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M0 0v7"/></pattern>'
    )
    return _mark(f'<svg class="defs" width="0" height="0" aria-hidden="true">{symbols}{hatching}</svg>')


def draw_glyph(standing: Standing) -> Markup:
    """Draw one glyph beside a word that says the same."""
    return _mark(f'<svg class="glyph" aria-hidden="true"><use href="#{_symbol(standing)}"/></svg>')


def draw_strip(competencies: Sequence[CompetencyStanding], per_row: int) -> Markup:
    """Draw a learner's way through a bloc: a glyph a competency, placed as its code in `draw_codes`."""
    spoken = ", ".join(f"{item.code}{COLON}{item.status.value}" for item in competencies)
    glyphs = "".join(
        f'<use href="#{_symbol(item.status)}" x="{x + (STEP - SIDE) // 2}" y="{y + 2}" width="{SIDE}" height="{SIDE}"/>'
        for item, (x, y) in zip(competencies, _places(len(competencies), per_row), strict=True)
    )
    return _grid(len(competencies), per_row, f'role="img" aria-label="{escape(spoken)}"', glyphs)


def draw_codes(codes: Sequence[str], per_row: int) -> Markup:
    """Draw the codes that stand over the glyphs of `draw_strip`; readers hear them from each strip."""
    texts = "".join(
        f'<text x="{x + STEP / 2:g}" y="{y + 18}" text-anchor="middle">{escape(code)}</text>'
        for code, (x, y) in zip(codes, _places(len(codes), per_row), strict=True)
    )
    return _grid(len(codes), per_row, 'aria-hidden="true"', texts)


def draw_bar(counts: Mapping[Standing, int]) -> Markup:
    """Draw how many stand where: a bar cut by standing, each part with its glyph and number where they fit."""
    total = sum(counts.values()) or 1
    parts, x = [], 0.0
    for standing in ORDER:
        width = counts.get(standing, 0) * BAR_WIDTH / total
        if width:
            parts.append(_part(standing, counts[standing], x, width))
        x += width
    spoken = count_standings({standing: counts.get(standing, 0) for standing in ORDER}) or "personne"
    return _mark(
        f'<svg class="bar" viewBox="0 0 {BAR_WIDTH} {BAR_HEIGHT}" role="img" aria-label="{escape(spoken)}">'
        f"{''.join(parts)}</svg>"
    )


def _part(standing: Standing, number: int, x: float, width: float) -> str:
    # A gap parts neighbours whose tones are alike once printed; the failed are hatched too.
    place = f'x="{x + 1:.1f}" y="1" width="{max(width - 2, 1):.1f}" height="{BAR_HEIGHT - 2}" rx="3"'
    drawn = f'<rect class="f-{_name(standing)}" {place}/>'
    if standing is Standing.NOT_ACQUIRED:
        drawn += f'<rect fill="url(#hatching)" {place}/>'
    if width < GLYPH_ROOM + DIGIT_ROOM * len(str(number)):
        return drawn
    return (
        f'{drawn}<use href="#{_symbol(standing)}" x="{x + 4:.1f}" y="3" width="18" height="18"/>'
        f'<text class="t-{_name(standing)}" x="{x + 24:.1f}" y="17">{number}</text>'
    )


def _places(number: int, per_row: int) -> Iterator[tuple[int, int]]:
    return ((index % per_row * STEP, index // per_row * ROW) for index in range(number))


def _grid(number: int, per_row: int, attributes: str, content: str) -> Markup:
    width, height = min(number, per_row) * STEP, (number + per_row - 1) // per_row * ROW
    # In em, so that the picture grows with the text.
    size = f'width="{width / BASE:g}em" height="{height / BASE:g}em"'
    return _mark(f'<svg class="strip" viewBox="0 0 {width} {height}" {size} {attributes}>{content}</svg>')


def _symbol(standing: Standing) -> str:
    return f"p-{_name(standing)}"


def _name(standing: Standing) -> str:
    return standing.name.lower().replace("_", "-")


def _mark(svg: str) -> Markup:
    # Every text in it was escaped where it was written.
    return Markup(svg)  # noqa: S704
