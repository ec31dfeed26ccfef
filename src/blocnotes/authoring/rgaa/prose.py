"""The text of a notebook as it is read: without code, and with what its HTML says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from blocnotes.authoring.cells import Cell, Role

SOLUTION = re.compile(r"^.*BEGIN SOLUTION.*?END SOLUTION[^\n]*", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HTML = re.compile(r"<[a-z!/]", re.IGNORECASE)
VOID = frozenset({"img", "br", "hr", "input", "meta", "link", "col", "source"})


@dataclass
class Element:
    """One element of HTML: its name, its attributes, the text in it, and the elements in it."""

    name: str
    attributes: Mapping[str, str]
    texts: list[str] = field(default_factory=list)
    inside: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of it, spaces evened out."""
        return " ".join("".join(self.texts).split())

    def find(self, *names: str) -> Iterator["Element"]:
        """Give the elements of these names in it, whatever their depth."""
        for element in self.inside:
            if element.name in names:
                yield element
            yield from element.find(*names)


@dataclass(frozen=True)
class Passage:
    """One cell of text: where it is, its prose without code, and its HTML."""

    place: str
    text: str
    html: Element


def read_passages(cells: list[Cell]) -> list[Passage]:
    """Read the cells of text that learners are given."""
    return [
        _read(f"cell {number}", cell.source)
        for number, cell in enumerate(cells, 1)
        if cell.kind == "markdown" and cell.role in (Role.STATEMENT, Role.MANUAL)
    ]


def read_html(text: str) -> Element:
    """Read the HTML in a text."""
    reader = _Reader()
    if HTML.search(text):
        reader.feed(text)
    return reader.root


def _read(place: str, source: str) -> Passage:
    text = SOLUTION.sub("", source)
    for pattern in (FENCE, COMMENT, SPAN, FORMULA):
        text = pattern.sub(" ", text)
    return Passage(place, text, read_html(text))


class _Reader(HTMLParser):
    """Builds a tree of whatever HTML there is; what is not closed ends with its parent."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.texts.append(data)
