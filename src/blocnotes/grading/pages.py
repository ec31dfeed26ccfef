"""Read an HTML page that a learner's program wrote: bounded, parsed without network, never run, never trusted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from blocnotes.grading.comparison import fold

MAX_CHARACTERS = 200_000
MAX_ELEMENTS = 10_000
MAX_DEPTH = 100

LOADING = frozenset({"script", "link", "iframe", "frame", "object", "embed", "base", "portal"})
"""Elements that run a program or fetch something."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its source, and its elements in document order."""

    source: str
    root: Any
    elements: list[Any] = field(default_factory=list)

    @property
    def doctype(self) -> str:
        """The document type, folded."""
        return fold(self.root.getroottree().docinfo.doctype or "")

    @property
    def language(self) -> str:
        """The language of the whole page, folded."""
        return fold(self.root.get("lang") or "") if self.root.tag == "html" else ""

    def all(self, *tags: str, under: Any = None) -> list[Any]:
        """List the elements of some kinds, in order, in the page or inside one of its elements."""
        if under is None:
            return [element for element in self.elements if element.tag in tags]
        return [element for element in under.iterdescendants() if element.tag in tags]

    def says(self, element: Any) -> str:
        """Give the text of an element, spaces folded, case kept."""
        return shown(str(element.xpath("string()")))

    def faults_of_safety(self) -> Iterator[str]:
        """Name what runs or fetches something: programs, handlers, sources, styles that import."""
        for element in self.elements:
            if element.tag in LOADING:
                yield f"<{element.tag}>"
            for name, value in element.attrib.items():
                name = str(name).casefold()
                if name.startswith("on") or name in (
                    "src",
                    "srcset",
                    "data",
                    "action",
                    "formaction",
                    "poster",
                    "background",
                ):
                    yield name
                elif name.endswith("href") and not value.startswith("#"):
                    yield "href"
                elif name == "http-equiv" and fold(value) == "refresh":
                    yield "refresh"
                elif name == "style" and _fetches(value):
                    yield "style"
            if element.tag == "style" and _fetches("".join(element.itertext())):
                yield "style"


def read_page(text: Any) -> Page | None:
    """Parse a page; None for what is no text, too long, too deep, or no page at all."""
    if not isinstance(text, str) or not 0 < len(text) <= MAX_CHARACTERS:
        return None
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, UnicodeError, ValueError, AssertionError):
        return None
    elements = []
    depth: dict[Any, int] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        depth[element] = depth.get(parent, 0) + 1
        elements.append(element)
        if len(elements) > MAX_ELEMENTS or depth[element] > MAX_DEPTH:
            return None
    return Page(text, root, elements)


def heads(cell: Any, scope: str) -> bool:
    """Tell whether a cell of a table is the header of its column ("col") or of its row ("row")."""
    return bool(cell.tag == "th") and fold(cell.get("scope") or "") == scope


def shown(text: str) -> str:
    """Fold the spaces of a text as a browser shows it; non-breaking ones count as spaces."""
    return " ".join(text.split())


def _fetches(style: str) -> bool:
    # A backslash could spell a forbidden word: a style has no need of one here.
    plain = _without_comments(style).casefold()
    return "url(" in plain or "@import" in plain or "\\" in plain or "expression(" in plain


def _without_comments(style: str) -> str:
    kept, place = [], 0
    while (start := style.find("/*", place)) >= 0:
        kept.append(style[place:start])
        end = style.find("*/", start + 2)
        place = len(style) if end < 0 else end + 2
    return "".join([*kept, style[place:]])
