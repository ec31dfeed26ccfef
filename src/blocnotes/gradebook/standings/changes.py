"""What would change a standing: searched by judging again, never by a formula of its own.

Marks are tried in hundredths of a point. A better mark never lowers a standing, so that halving finds the edge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from blocnotes.framework.bounds import Standing
from blocnotes.framework.model import Bloc, Competency
from blocnotes.gradebook.standings.evidence import judge_competency
from blocnotes.gradebook.standings.record import Record
from blocnotes.gradebook.standings.values import GradedCell

STEPS = 100
"""How many steps a point has."""


@dataclass(frozen=True, slots=True)
class Change:
    """A mark of one cell that would change a standing: the least that gains it, the greatest that loses it."""

    cell: GradedCell
    points: float


def find_gains(bloc: Bloc, competency: Competency, record: Record) -> tuple[Change, ...]:
    """Give, for each cell that is enough alone, the least mark that would acquire the competency."""
    return tuple(
        Change(cell, points)
        for cell in _cells(competency, record)
        if (points := _least(bloc, competency, record, cell)) is not None
    )


def find_losses(bloc: Bloc, competency: Competency, record: Record) -> tuple[Change, ...]:
    """Give, for each mark that is enough alone, the greatest lower one that would lose the competency."""
    marked = (cell for cell in _cells(competency, record) if cell.points is not None and cell.points > 0)
    return tuple(
        Change(cell, points) for cell in marked if (points := _greatest(bloc, competency, record, cell)) is not None
    )


def find_joint_gain(bloc: Bloc, competency: Competency, record: Record) -> tuple[Change, ...]:
    """Give marks that together would acquire the competency, few and low; nothing where even full marks do not."""
    changes: list[Change] = []
    for cell in sorted(_cells(competency, record), key=_room, reverse=True):
        points = _least(bloc, competency, record, cell)
        changes.append(Change(cell, cell.maximum if points is None else points))
        if points is not None:
            return tuple(changes)
        record = with_mark(record, changes[-1])
    return ()


def with_mark(record: Record, change: Change) -> Record:
    """Give the record as it would be with another mark."""
    name = change.cell.name
    beside = record.cells[change.cell.assignment]
    changed = [replace(cell, points=change.points) if cell.name == name else cell for cell in beside]
    return replace(record, cells={**record.cells, change.cell.assignment: changed})


def _least(bloc: Bloc, competency: Competency, record: Record, cell: GradedCell) -> float | None:
    low, high = _step_above(cell.points), int(cell.maximum * STEPS)
    return _edge(low, high, lambda step: _acquires(bloc, competency, with_mark(record, Change(cell, step / STEPS))))


def _greatest(bloc: Bloc, competency: Competency, record: Record, cell: GradedCell) -> float | None:
    # Counted downwards from the mark, the edge is again the first step that does it.
    top = _step_below(cell.points or 0.0)
    lost = _edge(-top, 0, lambda step: not _acquires(bloc, competency, with_mark(record, Change(cell, -step / STEPS))))
    return None if lost is None else abs(lost)


def _edge(low: int, high: int, holds: Callable[[int], bool]) -> float | None:
    """Give the first of the steps from which something holds, in points; None where it never does."""
    if low > high or not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low / STEPS


def _acquires(bloc: Bloc, competency: Competency, record: Record) -> bool:
    return judge_competency(bloc, competency, record).status is Standing.ACQUIRED


def _cells(competency: Competency, record: Record) -> Sequence[GradedCell]:
    found = (cell for evidence in competency.evidence for cell in record.find(evidence))
    return list({cell.name: cell for cell in found}.values())


def _room(cell: GradedCell) -> float:
    return cell.maximum - (cell.points or 0.0)


def _step_above(points: float | None) -> int:
    return 0 if points is None or points < 0 else floor(points * STEPS + 1e-6) + 1


def _step_below(points: float) -> int:
    return ceil(points * STEPS - 1e-6) - 1
