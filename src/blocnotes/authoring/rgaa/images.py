"""Images: an alternative text that says what they show; what code shows as an image too (RGAA 1.1 to 1.3)."""

import re
from collections.abc import Iterator

from blocnotes.authoring.cells import Cell
from blocnotes.authoring.rgaa.prose import Element, Passage, read_html
from blocnotes.authoring.rgaa.shown import list_calls, list_shown
from blocnotes.errors import Defect

IMAGE = re.compile(r"!\[(?P<alternative>[^\]]*)\](?:\(|\[)")
FILE = re.compile(r"^\S+\.(png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
VAGUE = frozenset({"image", "photo", "figure", "graphique", "illustration", "schéma", "capture", "img", "logo"})
CURE = "write ![what it shows](…) (RGAA 1.1)"


def review_images(passages: list[Passage], file: str) -> Iterator[Defect]:
    """Find images of the text that say nothing to somebody who does not see them."""
    for passage in passages:
        for match in IMAGE.finditer(passage.text):
            yield from _judge(match["alternative"], file, passage.place)
        yield from _review_html(passage.html, file, passage.place)


def review_shown(cells: list[Cell], file: str) -> Iterator[Defect]:
    """Find images that given code shows without an alternative text: `Image(…)`, and HTML that it displays.

    What a plotting library draws carries no alternative text in a notebook: its title and the text beside it speak.
    """
    for number, cell in enumerate(cells, 1):
        place = f"cell {number}"
        for call in list_calls(cell, "Image"):
            if not any(each.arg in ("alt", None) for each in call.keywords):
                what, cure = "code shows an image without an alternative text", 'write Image(…, alt="…") (RGAA 1.1)'
                yield Defect(file, place, what, cure)
        for text in list_shown(cell):
            yield from _review_html(read_html(text), file, place)


def _review_html(html: Element, file: str, place: str) -> Iterator[Defect]:
    for image in html.find("img"):
        is_decoration = image.attributes.get("role") == "presentation" or "aria-hidden" in image.attributes
        if "alt" not in image.attributes:
            yield Defect(
                file, place, "an image without an alternative text", 'write <img alt="what it shows"> (RGAA 1.1)'
            )
        elif image.attributes["alt"].strip():
            yield from _judge(image.attributes["alt"], file, place)
        elif not is_decoration:
            cure = 'say what it shows, or add role="presentation" where it decorates (RGAA 1.2)'
            yield Defect(file, place, "an image with an empty alternative text", cure)
    for drawing in html.find("svg"):
        named = {"aria-label", "aria-labelledby", "aria-hidden"} & drawing.attributes.keys()
        if not named and not any(drawing.find("title")):
            cure = 'add role="img" and aria-label="what it shows" (RGAA 1.1)'
            yield Defect(file, place, "a drawing without an alternative text", cure)


def _judge(alternative: str, file: str, place: str) -> Iterator[Defect]:
    text = " ".join(alternative.split())
    if not text:
        yield Defect(file, place, "an image without an alternative text", CURE)
    elif FILE.match(text) or text.casefold() in VAGUE:
        what = f"the alternative text {text!r} does not say what the image shows"
        yield Defect(file, place, what, "say it in words (RGAA 1.3)")
