"""How far the marking of each question is, and how far each marker is with their share. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from blocnotes.gradebook.handmarks.copies import Copy
from blocnotes.gradebook.handmarks.doubling import Stage
from blocnotes.gradebook.handmarks.marks import HandMark, find_stage, waits_for
from blocnotes.gradebook.handmarks.shares import Shares
from blocnotes.gradebook.handmarks.spreading import Piece


@dataclass(frozen=True, slots=True)
class Counts:
    """One question: how many answers at each stage, and how many drafts are not signed yet."""

    stages: Mapping[Stage, int]
    drafts: int

    @property
    def all(self) -> int:
        """How many answers there are."""
        return sum(self.stages.values())

    @property
    def settled(self) -> int:
        """How many have the mark that counts."""
        return self.stages[Stage.SETTLED]


def count_stages(
    copies: Iterable[Copy], marks: Iterable[HandMark], thresholds: Mapping[tuple[str, str], float]
) -> dict[str, Counts]:
    """Count the answers of one assignment by question and stage; questions keep the order of the copies."""
    by_answer: dict[tuple[str, str, str], list[HandMark]] = {}
    for mark in marks:
        by_answer.setdefault((mark.learner, mark.cell, mark.sha256), []).append(mark)
    stages: dict[str, dict[Stage, int]] = {}
    drafts: dict[str, int] = {}
    for copy in copies:
        own = by_answer.get((copy.learner, copy.cell, copy.sha256), [])
        counts = stages.setdefault(copy.cell, dict.fromkeys(Stage, 0))
        counts[find_stage(copy, own, thresholds.get((copy.assignment, copy.cell)))] += 1
        drafts[copy.cell] = drafts.get(copy.cell, 0) + sum(not mark.is_signed for mark in own)
    return {cell: Counts(counts, drafts[cell]) for cell, counts in stages.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One marker's share: how many answers they were given, have signed, have begun, and still have before them."""

    marker: str
    given: int = 0
    signed: int = 0
    drafts: int = 0
    left: int = 0


def count_parts(
    copies: Iterable[Copy], marks: Iterable[HandMark], shares: Shares, thresholds: Mapping[tuple[str, str], float]
) -> list[Part]:
    """Count each marker's share of one assignment, in alphabetical order."""
    by_answer: dict[tuple[str, str, str], list[HandMark]] = {}
    for mark in marks:
        by_answer.setdefault((mark.learner, mark.cell, mark.sha256), []).append(mark)
    parts: dict[str, Part] = {}
    for copy in copies:
        found = by_answer.get((copy.learner, copy.cell, copy.sha256), [])
        for marker in shares.get(Piece(copy.learner, copy.cell), ()):
            part, own = parts.get(marker, Part(marker=marker)), [mark for mark in found if mark.marker == marker]
            threshold = thresholds.get((copy.assignment, copy.cell))
            parts[marker] = replace(
                part,
                given=part.given + 1,
                signed=part.signed + any(mark.is_signed for mark in own),
                drafts=part.drafts + any(not mark.is_signed for mark in own),
                left=part.left + waits_for(copy, found, threshold, marker),
            )
    return [parts[marker] for marker in sorted(parts)]
