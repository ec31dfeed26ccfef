"""What a browser would do with a page: its elements, its handlers, its links, as a parser sees them."""

import re
from html.parser import HTMLParser

import nbformat
from nbconvert import HTMLExporter

RUNS = frozenset({"script", "iframe", "object", "embed", "form", "base", "frame", "applet", "link", "portal"})
LINKS = frozenset({"href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset", "background"})
SAFE_LINK = re.compile(r"^(?:#|https?:|mailto:|data:image/png;base64,|[\w./-]*$|[^:/]*(?:#.*)?$)", re.IGNORECASE)
LOCAL = re.compile(r"^(?:data:image/png;base64,|[^:/]*$)", re.IGNORECASE)

NO_ICON = [("rel", "icon"), ("href", "data:,")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.dangers: set[str] = set()
        self._in_style = False

    def handle_starttag(self, tag, attributes):
        self._in_style = tag == "style"
        if attributes == NO_ICON:
            return
        if tag in RUNS:
            self.dangers.add(tag)
        for name, value in attributes:
            # Browsers leave out what is not printed before they look at the scheme.
            link = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or (name == "style" and "url(" in link):
                self.dangers.add(f"{tag} {name}")
            if name in LINKS and not SAFE_LINK.match(link):
                self.dangers.add(f"{tag} {name}={link[:40]}")
            if name in LINKS and tag in ("img", "source", "video", "audio", "use", "image") and not LOCAL.match(link):
                self.dangers.add(f"{tag} {name}={link[:40]}")

    def handle_data(self, data):
        if self._in_style and "evil" in data:
            self.dangers.add("style")

    def handle_endtag(self, tag):
        self._in_style = False


def find_dangers(page: str) -> set[str]:
    """List what would run, or be fetched, if a browser showed this."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.dangers


def show(copy: str) -> str:
    """Show a copy as nbconvert does by default: as formgrader and feedback would, at their laxest."""
    exporter = HTMLExporter(template_name="basic")
    return exporter.from_notebook_node(nbformat.reads(copy, as_version=4))[0]
