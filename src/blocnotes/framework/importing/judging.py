"""How sure a split of free text into competencies is, and the reasons that a person reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from blocnotes.framework.importing.marks import Mark, Marked, starts_with_verb

LONG = 450
SHORT = 3


class Confidence(Enum):
    """How sure a split is."""

    SURE = "sure"
    CHECK = "check"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Item:
    """One competency as it was found; `label` is its code or number, empty where it has none."""

    text: str
    label: str = ""
    has_code: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """The competencies of a bloc's free text, what was set aside, and why a person should look."""

    items: tuple[Item, ...]
    confidence: Confidence
    why: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


def judge_split(
    items: Sequence[Item], lines: Sequence[Marked], leading: Mark, aside: Sequence[str], twins: Sequence[str]
) -> Split:
    """Say how sure the items are, and why a person should look at them."""
    doubts, checks = list[str](), list[str]()
    if not items:
        doubts.append("the free text holds no competency")
    elif len(items) == 1:
        doubts.append("the free text is no list: all of it makes one competency")
    if leading is Mark.NONE and len(items) > 1:
        checks.append("no mark in front of the lines: one competency a line")
    if leading is Mark.SENTENCE:
        doubts.append("the free text is a paragraph: it was cut where a sentence starts with a verb")
    checks += _check_items(items, lines, leading)
    checks += [f"twice in the text, kept once: “{_shorten(twin)}”" for twin in twins]
    confidence = Confidence.DOUBTFUL if doubts else Confidence.CHECK if checks else Confidence.SURE
    return Split(tuple(items), confidence, (*doubts, *checks), tuple(aside))


def _check_items(items: Sequence[Item], lines: Sequence[Marked], leading: Mark) -> Iterable[str]:
    marks = {line.mark.value for line in lines if line.mark not in (Mark.NONE, leading) and line.depth < 2}
    if marks:
        yield f"several kinds of mark: {leading.value} make the items, {', '.join(sorted(marks))} go on in them"
    if any(line.depth > 1 for line in lines):
        yield "lists inside the list: what is inside goes on in its item"
    numbers = [int(item.label) for item in items if item.label.isdigit()]
    if leading is Mark.NUMBER and numbers != list(range(1, len(numbers) + 1)):
        yield f"the numbers are not 1 to {len(items)}: {', '.join(map(str, numbers))}"
    for item in items:
        if len(item.text) > LONG:
            yield f"long ({len(item.text)} characters), perhaps several: “{_shorten(item.text)}”"
        elif len(item.text.split()) < SHORT:
            yield f"short, perhaps a title: “{item.text}”"
    without_verb = [item.text for item in items if not starts_with_verb(item.text)]
    if len(without_verb) * 2 > len(items) > 1:
        yield f"{len(without_verb)} of {len(items)} do not start with a verb, such as “{_shorten(without_verb[0])}”"


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
