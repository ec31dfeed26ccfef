"""Headings: one of level 1, which comes first, no level skipped, none empty (RGAA 9.1)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from blocnotes.authoring.rgaa.prose import Passage
from blocnotes.errors import Defect

HEADING = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>[^\n]*?))?[ \t#]*$"
    r"|^ {0,3}\S[^\n]*\n {0,3}(?P<line>=+|-{2,})[ \t]*$"
    r"|<h(?P<level>[1-6])\b[^>]*>(?P<html>.*?)</h(?P=level)>",
    re.MULTILINE | re.IGNORECASE | re.DOTALL,
)
TABLE_LINE = re.compile(r"\|")


def review_headings(passages: list[Passage], file: str) -> Iterator[Defect]:
    """Find headings that a reader who goes from heading to heading would lose their way by."""
    found = [heading for passage in passages for heading in _list(passage)]
    titles = sum(level == 1 for _, level, _ in found)
    if titles != 1:
        what = f"{titles} titles of level 1"
        yield Defect(file, "headings", what, "a notebook has one `#`, its first heading (RGAA 9.1)")
    if found and found[0][1] != 1:
        yield Defect(file, found[0][0], "the first heading is not of level 1", "start with `# …` (RGAA 9.1)")
    for (_, before, _), (place, level, _) in pairwise(found):
        if level > before + 1:
            what = f"a heading of level {level} after one of level {before}"
            yield Defect(file, place, what, f"write `{'#' * (before + 1)}`, and skip no level (RGAA 9.1)")
    for place, _, text in found:
        if not text:
            yield Defect(file, place, "a heading without text", "name what follows, or take it out (RGAA 9.1)")


def _list(passage: Passage) -> Iterator[tuple[str, int, str]]:
    for match in HEADING.finditer(passage.text):
        if match["marks"]:
            yield passage.place, len(match["marks"]), (match["text"] or "").strip()
        elif match["level"]:
            yield passage.place, int(match["level"]), re.sub("<[^>]*>", "", match["html"]).strip()
        elif not TABLE_LINE.search(match[0]) and not match[0].lstrip().startswith(("-", "*", ">", "#")):
            yield passage.place, 1 if match["line"].startswith("=") else 2, match[0].split("\n")[0].strip()
