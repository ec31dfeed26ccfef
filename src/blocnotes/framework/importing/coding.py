"""Codes for competencies: the referential's own where it has them, else numbers that a renewal does not shift."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from blocnotes.framework.importing.judging import Item
from blocnotes.framework.importing.sketch import CompetencySketch, Doubt, fit_code

# Above this ratio a text is the same competency, reworded: its evidence stays with it.
SAME = 0.72


def give_codes(
    items: Sequence[Item], place: str, before: Sequence[tuple[str, str]] = (), taken: Iterable[str] = ()
) -> tuple[tuple[CompetencySketch, ...], list[Doubt]]:
    """Give each item a code; `before` is what was imported last (code, title), `taken` what a person uses.

    An item with a code of its own keeps it. Another keeps the code of the same, or nearly the same, text of
    before; a new one gets a number that was never used, so that evidence never moves to another competency.
    """
    codes, doubts = _own_codes(items, place)
    if not any(codes):
        codes = _known_codes(items, before)
    used = {*filter(None, codes), *(code for code, _ in before), *taken}
    number = max((int(match[1]) for code in used if (match := re.fullmatch(r"C(\d+)", code))), default=0)
    finished = list[str]()
    for code in codes:
        if not code:
            number += 1
            code = f"C{number:02}"
        finished.append(code)
    return tuple(CompetencySketch(code, item.text) for code, item in zip(finished, items, strict=True)), doubts


def _own_codes(items: Sequence[Item], place: str) -> tuple[list[str], list[Doubt]]:
    codes, doubts = list[str](), list[Doubt]()
    for item in items:
        code = fit_code(item.label) if item.has_code else ""
        if code and code in codes:
            doubts.append(Doubt(place, f"code {item.label} is there twice: the second has a number instead"))
            code = ""
        elif code and code != item.label:
            doubts.append(Doubt(place, f"code {item.label} is written {code}"))
        codes.append(code)
    return codes, doubts


def _known_codes(items: Sequence[Item], before: Sequence[tuple[str, str]]) -> list[str]:
    left = dict(before)
    codes = [""] * len(items)
    # Equal texts first, so that a near one never takes the code of an equal one.
    for i, item in enumerate(items):
        code = next((code for code, title in left.items() if title.casefold() == item.text.casefold()), "")
        if code:
            codes[i] = code
            del left[code]
    for _, code, i in sorted(_near(items, codes, left), reverse=True):
        if not codes[i] and code in left:
            codes[i] = code
            del left[code]
    return codes


def _near(items: Sequence[Item], codes: Sequence[str], left: dict[str, str]) -> Iterable[tuple[float, str, int]]:
    for i, item in enumerate(items):
        if not codes[i]:
            for code, title in left.items():
                ratio = SequenceMatcher(None, title.casefold(), item.text.casefold(), autojunk=False).ratio()
                if ratio >= SAME:
                    yield ratio, code, i
