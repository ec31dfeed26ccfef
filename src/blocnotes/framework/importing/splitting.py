"""Competencies out of the free text of one bloc, with how sure that is, and why.

The road: lines → marks → what is aside goes aside → the mark that makes items → items with their continued lines.
Checked on synthetic fiches and on the 13 blocs of three published ones: the register has shapes beyond these.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from blocnotes.framework.importing.judging import LONG, Item, Split, judge_split
from blocnotes.framework.importing.marks import (
    Mark,
    Marked,
    is_aside,
    is_heading,
    opens_aside,
    read_mark,
    resumes,
    starts_with_verb,
)
from blocnotes.framework.importing.paragraphs import cut_codes, cut_paragraph
from blocnotes.framework.importing.plain import flatten

# A line that ends so goes on in the next one.
_UNFINISHED = re.compile(
    r"(?:,|\(|\b(?:et|ou|de|du|des|la|le|les|un|une|à|au|aux|en|dans|par|pour|sur|avec|sans|afin|d['’]|l['’]))$", re.I
)


def split_competencies(text: str) -> Split:
    """Split a bloc's free text into competencies; a text without any gives none, and is doubtful."""
    lines = [piece for line in flatten(text) for piece in cut_codes(read_mark(line))]
    if len(lines) == 1 or (lines and all(line.mark is Mark.NONE and len(line.text) > LONG for line in lines)):
        lines = [piece for line in lines for piece in cut_paragraph(line)]
    kept, aside = _set_aside(lines)
    leading = _leading_mark(kept)
    items, headings = _collect(kept, leading)
    unique, twins = _drop_twins(items)
    return judge_split(unique, kept, leading, [*aside, *headings], twins)


def _set_aside(lines: Sequence[Marked]) -> tuple[list[Marked], list[str]]:
    kept, aside, is_open = list[Marked](), list[str](), False
    for line in lines:
        if is_aside(line.text):
            is_open = opens_aside(line.text)
            aside.append(line.text)
        elif is_open and not (resumes(line.text) or line.mark is Mark.CODE):
            aside.append(line.text)
        else:
            is_open = False
            kept.append(line)
    return kept, aside


def _leading_mark(lines: Sequence[Marked]) -> Mark:
    """Give the mark that makes an item: codes first, else the first mark that comes twice, else the only one."""
    counts = Counter(line.mark for line in lines if line.mark is not Mark.NONE and line.depth < 2)
    if counts[Mark.CODE] > 1:
        return Mark.CODE
    repeated = [mark for mark, count in counts.items() if count > 1]
    return next(iter(repeated or counts), Mark.NONE)


def _collect(lines: Sequence[Marked], leading: Mark) -> tuple[list[Item], list[str]]:
    items, headings = list[Item](), list[str]()
    activities = _activity_codes(lines)
    for line in lines:
        if line.label in activities or (_is_outside(line, leading) and is_heading(line.text)) or resumes(line.text):
            headings.append(f"{line.label} {line.text}".strip())
        elif items and _continues(line, items[-1], leading):
            items[-1] = replace(items[-1], text=_join(items[-1].text, line))
        else:
            items.append(Item(line.text, line.label, line.mark is Mark.CODE))
    return items, headings


def _activity_codes(lines: Iterable[Marked]) -> set[str]:
    # Where A1C1 is a competency, A1 is the activity above it.
    codes = {line.label for line in lines if line.mark is Mark.CODE}
    return {
        code
        for code in codes
        if any(
            other.startswith(code) and other[len(code)].isalpha() for other in codes - {code} if len(other) > len(code)
        )
    }


def _is_outside(line: Marked, leading: Mark) -> bool:
    return line.mark is not leading or (leading is Mark.NONE and line.text.endswith(":"))


def _continues(line: Marked, last: Item, leading: Mark) -> bool:
    if line.depth > 1:
        return True
    if line.mark is leading and leading is not Mark.NONE:
        return False
    if line.mark is not Mark.NONE:
        return line.mark is not Mark.CODE
    is_open = bool(_UNFINISHED.search(last.text)) or last.text.endswith(":")
    if leading is Mark.NONE:
        return is_open or line.text[0].islower()
    return is_open or line.text[0].islower() or not (last.text[-1] in ".;" and starts_with_verb(line.text))


def _join(text: str, line: Marked) -> str:
    is_detail = line.mark is not Mark.NONE and not text.endswith((":", ",", ";"))
    return f"{text}{' ;' if is_detail and text[-1] not in '.' else ''} {line.text}"


def _drop_twins(items: Iterable[Item]) -> tuple[list[Item], list[str]]:
    unique, twins = dict[str, Item](), list[str]()
    for item in items:
        tidied = replace(item, text=item.text.strip().rstrip(" ;,./").strip())
        if not re.search(r"\w", tidied.text):
            continue
        if tidied.text.casefold() in unique:
            twins.append(tidied.text)
        unique.setdefault(tidied.text.casefold(), tidied)
    return list(unique.values()), twins
