"""What left the kernel, taken for what it is: the learner's word. What is not of the awaited kind is nothing."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from blocnotes.grading.items import number

MAX_MARKS = 300


def items(value: Any) -> list[Any]:
    """Give a list's first items, or none for anything else."""
    return value[:MAX_MARKS] if isinstance(value, list) else []


def word(value: Any) -> str:
    """Give the first 500 characters of a text, or none."""
    return value[:500] if isinstance(value, str) else ""


def mapping(value: Any) -> Mapping[str, Any]:
    """Give a mapping, empty for anything else."""
    return value if isinstance(value, dict) else {}


def numbers(value: Any) -> list[float | None]:
    """Give the numbers of a list; None stands for what is no number."""
    return [number(item) for item in items(value)]


def colour(value: Any) -> str:
    """Give a colour written `#rrggbb`, or an empty text."""
    return value if isinstance(value, str) and re.fullmatch(r"#[0-9a-f]{6}", value) else ""


def plain(text: str) -> str:
    """Strip a text of accents, case, subscripts and mathematical marks: `gCO$_2$e/kWh` reads `gco2e/kwh`."""
    bare = unicodedata.normalize("NFKD", text).replace("\\mathrm", "").replace("\\%", "%")
    bare = re.sub(r"\\(?:text|mathit|mathbf|rm)|\\[,;! ]", "", bare)
    kept = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(re.sub(r"[{}_^\\]", "", kept).casefold().split())


def name_key(text: str) -> str:
    """Give the bare letters of a name: what two ways of writing it share."""
    return re.sub(r"[^a-z]", "", plain(text))
