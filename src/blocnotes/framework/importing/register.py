"""The national register's export (RNCP, V4.1), read one fiche at a time in bounded memory.

Source: France compétences, open data, “export fiches RNCP V4.1”: `<FICHES><VERSION_FLUX/><FICHE/>…</FICHES>`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from unicodedata import combining, normalize

from lxml import etree

from blocnotes.errors import ContentDefects
from blocnotes.framework.importing.fiche import Fiche, read_fiche
from blocnotes.framework.importing.source import BoundedStream, refuse

_HEAD_BYTES = 64 << 10
# No entity is ever expanded, nothing is fetched, and one text or depth beyond libxml2's bounds is an error.
_SAFELY: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class ReadableStream(Protocol):
    """What the parser needs of a stream."""

    def read(self, size: int = -1, /) -> bytes:
        """Read at most so many bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register: enough to choose a fiche."""

    code: str
    title: str
    level: int | None
    is_active: bool
    blocs: int


def find_fiche(stream: BoundedStream, code: str) -> Fiche:
    """Find one fiche, and read no further; raise ContentDefects where the export has none of that code."""
    count = 0
    for element in _elements(stream):
        count += 1
        if _text(element, "NUMERO_FICHE").upper() == code:
            return read_fiche(element)
    what = f"has no fiche {code} among its {count}"
    raise refuse(stream.name, "NUMERO_FICHE", what, "look it up by title: framework import EXPORT --list WORDS")


def list_fiches(stream: BoundedStream, words: str = "") -> Iterator[Entry]:
    """Give the fiches whose title or code holds all the words, whatever their case and accents."""
    wanted = fold(words).split()
    for element in _elements(stream):
        code, title = _text(element, "NUMERO_FICHE"), _text(element, "INTITULE")
        searched = fold(f"{code} {title}")
        if all(word in searched for word in wanted):
            fiche = read_fiche(element)
            yield Entry(fiche.code, fiche.title, fiche.level, fiche.is_active, len(fiche.blocs))


def fold(text: str) -> str:
    """Write a text without accents or capitals, for comparing."""
    return "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))


def _elements(stream: BoundedStream) -> Iterator[Any]:
    head = stream.read(_HEAD_BYTES)
    _check_head(head, stream.name)
    try:
        for _, element in etree.iterparse(_Rejoined(head, stream), events=("end",), tag="FICHE", **_SAFELY):
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise _not_xml(stream.name, error) from error


def _check_head(head: bytes, name: str) -> None:
    # The root and its DTD are known from the head alone, before anything of the body is parsed.
    parser: Any = etree.XMLPullParser(events=("start",), **_SAFELY)
    try:
        parser.feed(head)
    except etree.XMLSyntaxError as error:
        raise _not_xml(name, error) from error
    root = next((element for _, element in parser.read_events()), None)
    if root is None:
        cure = "give the XML export, not a page or a table"
        raise refuse(name, "line 1", f"has no element in its first {_HEAD_BYTES >> 10} KiB", cure)
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        what = "declares a DTD: entities could make a small file explode, or read other files"
        raise refuse(name, "DOCTYPE", what, "take the export from the register, which declares none")
    if root.tag != "FICHES":
        cure = "give “export fiches RNCP V4.1”, XML or zip"
        raise refuse(name, str(root.tag), "is no register export: its root is not FICHES", cure)


def _forget(element: Any) -> None:
    # Bounded memory: the fiche's content goes, then the empty elements that came before it.
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _not_xml(name: str, error: etree.XMLSyntaxError) -> ContentDefects:
    what, line = str(error.msg), error.lineno or 1
    if "encod" in what.lower() or "UTF-8" in what:
        cure = "convert the file to the encoding that its first line declares (UTF-8)"
    else:
        cure = "download the export again: it is truncated or damaged"
    return refuse(name, f"line {line}", f"is not well-formed XML: {what}", cure)


def _text(element: Any, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


class _Rejoined:
    """The head that was looked at, then the rest of the stream."""

    def __init__(self, head: bytes, rest: ReadableStream) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        if self._head:
            taken, self._head = self._head, b""
            return taken
        # 32 KiB at a time would mean many calls through the zip: larger steps are quicker.
        return self._rest.read(max(size, 1 << 18))
