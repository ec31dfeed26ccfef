"""Which attempt counts: the history of all of them, and the marks that a rule takes from it.

The machine's marks of every attempt are kept; a person's mark belongs to the latest attempt.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from blocnotes.framework.rules import Attempts
from blocnotes.gradebook.standings.values import GradedCell
from blocnotes.gradebook.tables import Attempt, VerdictRow


def read_history(session: Any, learner: str | None = None) -> list[GradedCell]:
    """Give the machine's mark of every cell of every graded attempt, the oldest attempt first."""
    query = (
        select(Attempt, VerdictRow)
        .join(VerdictRow, VerdictRow.attempt_id == Attempt.id)
        .where(Attempt.status == "graded")
        .order_by(Attempt.received_at, Attempt.id, VerdictRow.cell)
    )
    if learner is not None:
        query = query.where(Attempt.learner == learner)
    return [_cell(attempt, verdict) for attempt, verdict in session.execute(query)]


def read_moments(session: Any) -> dict[tuple[str, str, str], datetime]:
    """Give when the newest hand-in that is known came, by learner, assignment and notebook; moments in UTC."""
    key = (Attempt.learner, Attempt.assignment, Attempt.notebook)
    query = select(*key, func.max(Attempt.received_at)).where(Attempt.received_at.is_not(None)).group_by(*key)
    # SQLite gives moments back without their offset: they were written in UTC.
    return {
        (learner, assignment, notebook): moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        for learner, assignment, notebook, moment in session.execute(query)
    }


def choose_attempts(latest: Iterable[GradedCell], history: Iterable[GradedCell]) -> Mapping[Attempts, list[GradedCell]]:
    """Give the marks of one learner that count under each rule; `history` comes the oldest attempt first."""
    last = {cell.name: cell for cell in latest}
    first: dict[str, GradedCell] = {}
    best = dict(last)
    earlier = [cell for cell in history if cell.name in last]
    for cell in earlier:
        # The latest attempt's own line gives way to the gradebook's, which holds a person's mark.
        is_latest = cell.submission_sha256 == last[cell.name].submission_sha256
        first.setdefault(cell.name, last[cell.name] if is_latest else cell)
        if not is_latest and _beats(cell, best[cell.name]):
            best[cell.name] = cell
    chosen = {Attempts.LAST: last, Attempts.BEST: best, Attempts.FIRST: last | first}
    return {attempts: list(cells.values()) for attempts, cells in chosen.items()}


def _beats(cell: GradedCell, other: GradedCell) -> bool:
    return cell.points is not None and (other.points is None or cell.points > other.points)


def _cell(attempt: Attempt, verdict: VerdictRow) -> GradedCell:
    return GradedCell(
        learner=attempt.learner,
        assignment=attempt.assignment,
        cell=verdict.cell,
        points=verdict.points,
        maximum=verdict.maximum,
        submission_sha256=attempt.sha256,
        marked_at=attempt.graded_at,
        marker="machine",
        handed_in_on=attempt.received_at.date() if attempt.received_at else None,
    )
