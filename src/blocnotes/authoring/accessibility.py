"""What RGAA asks of a notebook's text and of what its given code shows: as much as can be known before it runs."""

from blocnotes.authoring.cells import Cell
from blocnotes.authoring.rgaa.colours import review_colours, review_styled
from blocnotes.authoring.rgaa.headings import review_headings
from blocnotes.authoring.rgaa.images import review_images, review_shown
from blocnotes.authoring.rgaa.languages import review_languages
from blocnotes.authoring.rgaa.links import review_links
from blocnotes.authoring.rgaa.prose import read_passages
from blocnotes.authoring.rgaa.tables import review_tables
from blocnotes.errors import Defect


def review_accessibility(cells: list[Cell], file: str) -> list[Defect]:
    """Find what a reader with a disability would stumble over (RGAA 4.1, themes 1, 3, 5, 6, 8 and 9)."""
    passages = read_passages(cells)
    return [
        *review_headings(passages, file),
        *review_images(passages, file),
        *review_shown(cells, file),
        *review_tables(passages, file),
        *review_links(passages, file),
        *review_colours(passages, file),
        *review_styled(cells, file),
        *review_languages(passages, file),
    ]
