"""Free text made plain: HTML flattened to lines that remember their list, spaces and odd characters put right."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from unicodedata import category, normalize

_IS_HTML = re.compile(r"<\s*/?\s*(p|br|ul|ol|li|div|span|strong|b|em|i|u|table|tr|td|h[1-6])\b[^<>]*>", re.I)
_BREAKS = {"p", "br", "div", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"}
_LISTS = {"ul", "ol"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of free text; `depth` is 0 outside an HTML list, 1 in a list, 2 in a list of that list."""

    text: str
    depth: int = 0


def tidy(text: str) -> str:
    """Put a text on one line: one space between words, composed accents, no control or lone-surrogate character."""
    kept = (char for char in normalize("NFC", text) if category(char) not in ("Cc", "Cf", "Cs") or char.isspace())
    return " ".join("".join(kept).split())


def flatten(text: str) -> list[Line]:
    """Give the lines of a free text that are not empty, HTML or not."""
    # Some fiches were escaped twice: `&lt;li&gt;` in what the XML already unescaped.
    if not _IS_HTML.search(text) and _IS_HTML.search(html.unescape(text)):
        text = html.unescape(text)
    if _IS_HTML.search(text):
        reader = _Flattening()
        reader.feed(text)
        reader.close()
        lines = reader.finish()
    else:
        lines = [Line(line) for line in re.split(r"\r\n?|\n|\u2028", html.unescape(text))]
    tidied = (Line(tidy(line.text), line.depth) for line in lines)
    return [line for line in tidied if line.text]


class _Flattening(HTMLParser):
    """Collects lines from tags that people typed or pasted: unclosed, nested wrongly, in capitals."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._depth = 0
        self._item_depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _LISTS:
            self._break()
            self._depth += 1
        elif tag == "li":
            self._break()
            self._item_depth = max(self._depth, 1)
        elif tag in _BREAKS and not (tag in ("p", "div") and self._is_item_start()):
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS:
            self._break()
            self._depth = max(self._depth - 1, 0)
        elif tag in _BREAKS or tag == "li":
            self._break()

    def handle_data(self, data: str) -> None:
        # In flowing HTML a newline is a space; pasted text with a few tags keeps its lines.
        for index, piece in enumerate(re.split(r"\r\n?|\n", data)):
            if index and not self._depth:
                self._break()
            self._pieces.append(piece if not index else f" {piece}")

    def finish(self) -> list[Line]:
        """Give what was collected."""
        self._break()
        return self._lines

    def _is_item_start(self) -> bool:
        return bool(self._item_depth) and not "".join(self._pieces).strip()

    def _break(self) -> None:
        text = "".join(self._pieces)
        if text.strip():
            self._lines.append(Line(text, self._item_depth))
            self._item_depth = 0
        self._pieces = []
