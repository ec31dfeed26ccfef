"""Colours: text that stands out from its background in JupyterLab's light and dark pages alike (RGAA 3.2)."""

import ast
import re
from collections.abc import Iterator

from blocnotes.authoring.cells import Cell
from blocnotes.authoring.rgaa.prose import Element, Passage, read_html
from blocnotes.authoring.rgaa.shown import list_shown, walk_given
from blocnotes.errors import Defect

ENOUGH = 4.5
RULE = re.compile(r"(?:^|[;{\s])(?P<name>color|background(?:-color)?)\s*:\s*(?P<value>[^;}\"'!]+)", re.IGNORECASE)
STYLER = re.compile(r"^(highlight_(max|min|null|between|quantile)|bar)$")
NAMES = {
    "black": "000000", "white": "ffffff", "red": "ff0000", "green": "008000", "lime": "00ff00", "blue": "0000ff",
    "yellow": "ffff00", "orange": "ffa500", "purple": "800080", "fuchsia": "ff00ff", "magenta": "ff00ff",
    "aqua": "00ffff", "cyan": "00ffff", "teal": "008080", "navy": "000080", "maroon": "800000", "olive": "808000",
    "silver": "c0c0c0", "gray": "808080", "grey": "808080", "pink": "ffc0cb", "brown": "a52a2a", "gold": "ffd700",
    "crimson": "dc143c", "tomato": "ff6347", "coral": "ff7f50", "salmon": "fa8072", "lightgreen": "90ee90",
    "lightblue": "add8e6", "lightyellow": "ffffe0", "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "khaki": "f0e68c",
    "darkgreen": "006400", "darkblue": "00008b", "darkred": "8b0000", "darkorange": "ff8c00", "steelblue": "4682b4",
    "royalblue": "4169e1", "dodgerblue": "1e90ff", "forestgreen": "228b22", "firebrick": "b22222", "indigo": "4b0082",
}  # fmt: skip


def review_colours(passages: list[Passage], file: str) -> Iterator[Defect]:
    """Find colours of the text, written in its HTML, in which it cannot be read well."""
    for passage in passages:
        yield from _review_html(passage.html, file, passage.place)


def review_styled(cells: list[Cell], file: str) -> Iterator[Defect]:
    """Find colours that given code gives to what it shows: a styler's own, its defaults, and HTML that it displays."""
    for number, cell in enumerate(cells, 1):
        place = f"cell {number}"
        for text in list_shown(cell):
            yield from _review_html(read_html(text), file, place)
        nodes = list(walk_given(cell))
        for node in nodes if any(_is_styler(node) for node in nodes) else ():
            yield from _review_code(node, file, place)


def measure_contrast(text: str, background: str) -> float:
    """Give the contrast of two colours, each as six hexadecimal digits: from 1 to 21 (WCAG 2)."""
    light, dark = sorted((_lightness(text), _lightness(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _is_styler(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "style"


def _review_code(node: ast.AST, file: str, place: str) -> Iterator[Defect]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.match(r"\s*(color|background(-color)?)\s*:", node.value):
            yield from _judge(node.value, file, place)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and STYLER.match(node.func.attr):
        chain = [each.attr for each in ast.walk(node.func.value) if isinstance(each, ast.Attribute)]
        if "style" in chain and not any(each.arg == "props" for each in node.keywords):
            what = f"a table styled by {node.func.attr}() colours the background and leaves the text to the theme"
            cure = 'write .highlight_…(props="color: #000; background-color: #ffe08a") (RGAA 3.2)'
            yield Defect(file, place, what, cure)


def _review_html(html: Element, file: str, place: str) -> Iterator[Defect]:
    for element in html.inside:
        if "style" in element.attributes:
            yield from _judge(element.attributes["style"], file, place)
        colour = element.attributes.get("color") if element.name == "font" else None
        if colour or "bgcolor" in element.attributes:
            background = element.attributes.get("bgcolor")
            said = [f"color: {colour}"] * bool(colour) + [f"background-color: {background}"] * bool(background)
            yield from _judge("; ".join(said), file, place)
        yield from _review_html(element, file, place)


def _judge(style: str, file: str, place: str) -> Iterator[Defect]:
    given = {match["name"].lower().partition("-")[0]: match["value"].strip() for match in RULE.finditer(style)}
    given = {name: value for name, value in given.items() if value.lower() not in ("inherit", "currentcolor", "none")}
    text, background = given.get("color"), given.get("background")
    if (text is None) != (background is None):
        one, other = ("color", "background-color") if text else ("background-color", "color")
        what = f"{one}: {text or background} without a {other}: nobody knows what it stands on, light or dark"
        yield Defect(file, place, what, f"give both, 4.5 to 1 apart, or neither (RGAA 3.2); add {other}")
    elif text and background and (a := _read(text)) and (b := _read(background)):
        ratio = measure_contrast(a, b)
        if ratio < ENOUGH:
            what = f"{text} on {background} has a contrast of {ratio:.1f} to 1"
            yield Defect(file, place, what, "choose colours at least 4.5 to 1 apart (RGAA 3.2)")


def _read(colour: str) -> str:
    value = colour.lower()
    if match := re.fullmatch(r"#([0-9a-f]{3,8})", value):
        digits = match[1]
        return "".join(2 * digit for digit in digits[:3]) if len(digits) in (3, 4) else digits[:6]
    if match := re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\b[^)]*\)", value):
        return "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    return NAMES.get(value, "")


def _lightness(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
