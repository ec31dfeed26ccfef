"""Tables: headers, a title, and none that only lays things out (RGAA 5.1 to 5.7)."""

import re
from collections.abc import Iterator

from blocnotes.authoring.rgaa.prose import Element, Passage
from blocnotes.errors import Defect

TABLE = re.compile(
    r"^ {0,3}(?P<head>\|?[^\n]*\|[^\n]*)\n {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.M
)


def review_tables(passages: list[Passage], file: str) -> Iterator[Defect]:
    """Find tables in which a cell cannot be told by its headers."""
    before = ""
    for passage in passages:
        for match in TABLE.finditer(passage.text):
            yield from _review_markdown(
                match["head"], f"{before}\n{passage.text[: match.start()]}", file, passage.place
            )
        for table in passage.html.find("table"):
            yield from _review_html(table, file, passage.place)
        before = passage.text


def _review_markdown(head: str, before: str, file: str, place: str) -> Iterator[Defect]:
    cells = [cell.strip() for cell in head.strip().strip("|").split("|")]
    # The corner above a column of names may be empty, and is where a table has one.
    if not all(cells[1:]) or not any(cells):
        yield Defect(file, place, "a table with a column that has no header", "fill its first row (RGAA 5.6)")
    if not before.strip():
        cure = "write a sentence or a heading above it that says what it shows (RGAA 5.4)"
        yield Defect(file, place, "a table without a title", cure)


def _review_html(table: Element, file: str, place: str) -> Iterator[Defect]:
    headers = list(table.find("th"))
    if table.attributes.get("role") in ("presentation", "none"):
        if headers or any(table.find("caption")):
            cure = "take th and caption out, or the role (RGAA 5.8)"
            yield Defect(file, place, "a table that lays out has headers", cure)
        return
    if not headers:
        cure = "mark headers with <th scope>; to lay things out use lists or headings, and no table (RGAA 5.3, 5.6)"
        yield Defect(file, place, "a table without headers", cure)
    if not any(caption.text for caption in table.find("caption")):
        yield Defect(file, place, "a table without a title", "add <caption>what it shows</caption> (RGAA 5.4)")
    if any("scope" not in header.attributes and "id" not in header.attributes for header in headers):
        yield Defect(file, place, "a header without a scope", 'write <th scope="col"> or scope="row" (RGAA 5.7)')
