"""What RGAA asks of a notebook's own text: headings in order, alternative texts, links and tables that speak."""

import re
from collections.abc import Iterator
from itertools import pairwise

from blocnotes.authoring.cells import Cell, Role
from blocnotes.errors import Defect

FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#{1,6})\s+\S", re.MULTILINE)
IMAGE = re.compile(r"!\[([^\]]*)\]\(")
HTML_IMAGE = re.compile(r"<img\b(?![^>]*\balt=\"[^\"]+\")", re.IGNORECASE)
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!#)[^)]*\)")
VAGUE = {
    "ici",
    "cliquez ici",
    "cliquer ici",
    "lien",
    "ce lien",
    "en savoir plus",
    "lire la suite",
    "voir",
    "here",
    "link",
}
TABLE = re.compile(r"^\|.*\|\s*$\n^\|[\s:|-]+\|\s*$", re.MULTILINE)
EMPTY_HEADER = re.compile(r"^\|(?:\s*\|)+\s*$")


def review_accessibility(cells: list[Cell], file: str) -> list[Defect]:
    """Find what a reader with a disability would stumble over (RGAA 4.1: 1.1, 5.6, 6.1, 9.1)."""
    return [*_review_headings(cells, file), *_review_cells(cells, file)]


def _review_headings(cells: list[Cell], file: str) -> Iterator[Defect]:
    levels = [
        (index, len(marks))
        for index, cell in enumerate(cells)
        if _is_text(cell)
        for marks in HEADING.findall(_prose(cell))
    ]
    titles = [index for index, level in levels if level == 1]
    if len(titles) != 1:
        yield Defect(
            file, "headings", f"{len(titles)} titles of level 1", "a notebook has one `#`, its first heading (RGAA 9.1)"
        )
    if levels and levels[0][1] != 1:
        yield Defect(
            file, f"cell {levels[0][0] + 1}", "the first heading is not of level 1", "start with `# …` (RGAA 9.1)"
        )
    for (_, before), (index, level) in pairwise(levels):
        if level > before + 1:
            yield Defect(
                file,
                f"cell {index + 1}",
                f"a heading of level {level} after one of level {before}",
                "do not skip a level (RGAA 9.1)",
            )


def _review_cells(cells: list[Cell], file: str) -> Iterator[Defect]:
    for index, cell in enumerate(cells):
        if not _is_text(cell):
            continue
        place, text = f"cell {index + 1}", _prose(cell)
        if any(not alternative.strip() for alternative in IMAGE.findall(text)) or HTML_IMAGE.search(text):
            yield Defect(file, place, "an image without an alternative text", "write ![what it shows](…) (RGAA 1.1)")
        for label in LINK.findall(text):
            if label.strip().casefold() in VAGUE or label.strip().startswith(("http://", "https://")):
                yield Defect(
                    file, place, f"the link text {label!r} does not say where it leads", "name its target (RGAA 6.1)"
                )
        for table in TABLE.findall(text):
            if EMPTY_HEADER.match(table.split("\n")[0]):
                yield Defect(file, place, "a table without column headers", "fill its first row (RGAA 5.6)")


def _is_text(cell: Cell) -> bool:
    return cell.kind == "markdown" and cell.role in (Role.STATEMENT, Role.MANUAL)


def _prose(cell: Cell) -> str:
    return FENCE.sub("", cell.source)
