"""How far the marking of each question is. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blocnotes.gradebook.handmarks.copies import Copy
from blocnotes.gradebook.handmarks.doubling import Stage
from blocnotes.gradebook.handmarks.marks import HandMark, find_stage


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
