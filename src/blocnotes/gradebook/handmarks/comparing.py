"""The readings of a question set side by side: how far its markers agree, and who is severe."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from blocnotes.gradebook.handmarks.agreement import Agreement, measure
from blocnotes.gradebook.handmarks.doubling import settle
from blocnotes.gradebook.handmarks.marks import HandMark
from blocnotes.gradebook.handmarks.rubrics import Rubric, list_totals

Answer = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One question: agreement on its points and on each criterion, and each marker's mean distance to the mark."""

    assignment: str
    cell: str
    threshold: float
    whole: Agreement
    criteria: Mapping[str, Agreement]
    severity: Mapping[str, float]
    """Marker → mean of their points minus the mark that counts: below 0 is severe."""
    to_settle: int
    """How many answers wait for a third reading."""


def compare(assignment: str, cell: str, marks: Iterable[HandMark], rubric: Rubric, threshold: float) -> Comparison:
    """Compare the first two signed readings of every answer of a question."""
    readings = _gather(marks)
    pairs = [(signed[0], signed[1]) for signed in readings.values() if len(signed) > 1]
    return Comparison(
        assignment=assignment,
        cell=cell,
        threshold=threshold,
        whole=measure([(a.points or 0.0, b.points or 0.0) for a, b in pairs], list_totals(rubric), threshold),
        criteria={
            item.criterion: measure(
                [
                    (a.levels[item.criterion], b.levels[item.criterion])
                    for a, b in pairs
                    if item.criterion in a.levels and item.criterion in b.levels
                ],
                [level.points for level in item.levels],
                0.0,
            )
            for item in rubric
        },
        severity=_measure_severity(readings.values(), threshold),
        to_settle=sum(len(s) == 2 and settle(_points(s), threshold).points is None for s in readings.values()),
    )


def _gather(marks: Iterable[HandMark]) -> dict[Answer, list[HandMark]]:
    readings: dict[Answer, list[HandMark]] = {}
    for mark in marks:
        if mark.is_signed:
            readings.setdefault((mark.learner, mark.sha256), []).append(mark)
    # Readers come in any order; by name, who is first says something about them.
    return {
        answer: sorted(signed[:2], key=lambda mark: mark.marker) + signed[2:] for answer, signed in readings.items()
    }


def _measure_severity(readings: Iterable[Sequence[HandMark]], threshold: float) -> dict[str, float]:
    gaps: dict[str, list[float]] = {}
    for signed in readings:
        final = settle(_points(signed), threshold).points
        for mark in signed if final is not None else ():
            gaps.setdefault(mark.marker, []).append((mark.points or 0.0) - (final or 0.0))
    return {marker: fmean(found) for marker, found in sorted(gaps.items())}


def _points(signed: Sequence[HandMark]) -> list[float]:
    return [mark.points or 0.0 for mark in signed]
