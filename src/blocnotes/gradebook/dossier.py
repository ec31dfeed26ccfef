"""One learner's part of the gradebook, read whole and read alone: what the pages that they open are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from blocnotes.gradebook.attempts import read_history
from blocnotes.gradebook.decisions import Decision, read_decisions
from blocnotes.gradebook.people.accommodations import grant_time, read_accommodations
from blocnotes.gradebook.people.deadlines import Deadline, read_deadlines
from blocnotes.gradebook.standings.values import GradedCell
from blocnotes.gradebook.store import Store
from blocnotes.gradebook.tables import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """One attempt as a value: what was handed in, when, and what became of it."""

    assignment: str
    notebook: str
    sha256: str
    received_at: datetime | None
    status: str
    """received, graded, refused or fault."""
    graded_at: datetime | None = None
    ending: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A learner's name, hand-ins (the oldest first), marks, deadlines, time granted, and what was decided."""

    learner: str
    name: str
    released: tuple[tuple[str, str], ...]
    hand_ins: tuple[HandIn, ...]
    cells: tuple[GradedCell, ...]
    history: tuple[GradedCell, ...]
    decisions: tuple[Decision, ...]
    today: date
    deadlines: Mapping[str, Deadline]
    time_factor: float

    def of(self, assignment: str) -> tuple[HandIn, ...]:
        """Give the hand-ins of one assignment, the oldest first."""
        return tuple(item for item in self.hand_ins if item.assignment == assignment)


def read_dossier(store: Store, learner: str, now: datetime) -> Dossier:
    """Read one learner's part; somebody whom the gradebook does not know yet has an empty one."""
    session = store.session
    return Dossier(
        learner=learner,
        name=read_name(session, learner),
        released=tuple(store.notebooks()),
        hand_ins=read_hand_ins(session, learner),
        cells=tuple(store.cells(learner)),
        history=tuple(read_history(session, learner)),
        decisions=tuple(read_decisions(session, learner)),
        today=now.date(),
        deadlines=read_deadlines(session, learner),
        time_factor=grant_time(read_accommodations(session, learner), now.date()),
    )


def read_name(session: Any, learner: str) -> str:
    """Give a learner's name, or the identifier of who has none."""
    from nbgrader.api import Student

    student = session.get(Student, learner)
    names = (student.first_name, student.last_name) if student else ()
    return " ".join(filter(None, names)) or learner


def read_hand_ins(session: Any, learner: str, assignment: str | None = None) -> tuple[HandIn, ...]:
    """Give a learner's hand-ins (of one assignment where it is named), the oldest first."""
    query = select(Attempt).filter_by(learner=learner).order_by(Attempt.received_at, Attempt.id)
    if assignment is not None:
        query = query.filter_by(assignment=assignment)
    return tuple(_as_value(row) for row in session.scalars(query))


def _as_value(row: Attempt) -> HandIn:
    return HandIn(
        assignment=row.assignment,
        notebook=row.notebook,
        sha256=row.sha256,
        received_at=_aware(row.received_at),
        status=row.status,
        graded_at=_aware(row.graded_at),
        ending=row.ending,
        notes=tuple(row.notes),
    )


def _aware(moment: datetime | None) -> datetime | None:
    # SQLite gives moments back without their offset: they were written in UTC.
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
