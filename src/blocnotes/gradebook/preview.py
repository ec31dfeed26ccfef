"""What grading again would change: reports beside the marks that stand. Nothing is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from blocnotes.gradebook.store import Store
from blocnotes.records import Mark, Report

Place = tuple[str, str, str]
"""Learner, assignment, cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One mark that would be another one; points are None where a person's mark is awaited, or where none stands."""

    learner: str
    assignment: str
    cell: str
    before: float | None
    after: float | None
    maximum: float
    sentence: str = ""
    is_new: bool = False
    """Whether the hand-in was not graded before."""
    is_by_hand: bool = False
    """Whether a person's mark stands, which grading again leaves as it is."""


@dataclass(frozen=True, slots=True)
class Before:
    """The marks that stand, by learner and assignment: the machine's by cell, and the cells that a person marked."""

    marks: Mapping[tuple[str, str], Mapping[str, Mark]]
    by_hand: Mapping[tuple[str, str], frozenset[str]]

    def compare(self, report: Report) -> list[Change]:
        """Give the marks that a report would change."""
        key = (report.submission.learner, report.submission.assignment)
        return list(find_changes(report, self.marks.get(key, {}), self.by_hand.get(key, ())))


def read_before(store: Store) -> Before:
    """Read the marks that stand."""
    by_hand: dict[tuple[str, str], set[str]] = {}
    for cell in store.cells():
        if cell.marker == "correcteur":
            by_hand.setdefault((cell.learner, cell.assignment), set()).add(cell.cell)
    return Before(
        {(attempt.learner, attempt.assignment): marks for attempt, marks in store.verdicts()},
        {key: frozenset(cells) for key, cells in by_hand.items()},
    )


def find_changes(report: Report, before: Mapping[str, Mark], by_hand: Iterable[str] = ()) -> Iterator[Change]:
    """Give the marks of one hand-in that would change; `before` is what stands by cell, empty where nothing does."""
    kept = frozenset(by_hand)
    for mark in report.marks:
        stood = before.get(mark.cell)
        if stood is not None and _same(stood, mark):
            continue
        yield Change(
            learner=report.submission.learner,
            assignment=report.submission.assignment,
            cell=mark.cell,
            before=stood.points if stood else None,
            after=mark.points,
            maximum=mark.maximum,
            sentence=mark.sentence,
            is_new=stood is None,
            is_by_hand=mark.cell in kept,
        )


def _same(first: Mark, second: Mark) -> bool:
    if (first.points is None) != (second.points is None):
        return False
    return abs((first.points or 0.0) - (second.points or 0.0)) < 1e-9 and first.maximum == second.maximum
