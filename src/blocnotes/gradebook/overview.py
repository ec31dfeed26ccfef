"""How far each assignment is, counted by the database: for pages that show fifty of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from blocnotes.gradebook.handmarks.copies import count_awaited
from blocnotes.gradebook.tables import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One released assignment: when it is due, and how many of its newest hand-ins are where."""

    assignment: str
    due: datetime | None = None
    statuses: Mapping[str, int] = field(default_factory=dict)
    """received, graded, refused, fault → how many."""
    awaited: int = 0
    """How many answers wait for a person."""

    def count(self, status: str) -> int:
        """Count hand-ins of one status."""
        return self.statuses.get(status, 0)

    @property
    def handed_in(self) -> int:
        """How many hand-ins the gradebook knows."""
        return sum(self.statuses.values())


def read_tallies(session: Any, assignment: str | None = None) -> dict[str, Tally]:
    """Count every released assignment, or one."""
    from nbgrader.api import Assignment, Notebook

    query = select(Assignment.name, Assignment.duedate).join(Notebook).distinct()
    if assignment is not None:
        query = query.where(Assignment.name == assignment)
    released = session.execute(query)
    statuses: dict[str, dict[str, int]] = {}
    for slug, status, number in session.execute(_count_newest(assignment)):
        statuses.setdefault(slug, {})[status] = number
    awaited: dict[str, int] = {}
    for (slug, _), number in count_awaited(session).items():
        awaited[slug] = awaited.get(slug, 0) + number
    return {
        slug: Tally(
            assignment=slug,
            due=due.replace(tzinfo=UTC) if due else None,
            statuses=statuses.get(slug, {}),
            awaited=awaited.get(slug, 0),
        )
        for slug, due in released
    }


def count_learners(session: Any) -> int:
    """Count everyone who is entered."""
    from nbgrader.api import Student

    return int(session.scalar(select(func.count()).select_from(Student)))


def read_late(session: Any, assignment: str) -> set[str]:
    """Give who handed an assignment in after their own due moment, extensions counted as nbgrader counts them."""
    from nbgrader.api import Assignment, SubmittedAssignment

    query = (
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Assignment.duedate,
        )
        .join(Assignment)
        .where(Assignment.name == assignment, Assignment.duedate.is_not(None))
    )
    return {
        learner
        for learner, moment, extension, due in session.execute(query)
        if moment is not None and moment > due + (extension or timedelta())
    }


def read_newest(session: Any, assignment: str) -> list[Any]:
    """Give the newest attempt of each learner at each notebook: `learner`, `notebook`, `status`, `notes`."""
    # Columns, not objects: a thousand objects take longer to make than the rest of the page.
    newest: dict[tuple[str, str], Any] = {}
    columns = (Attempt.learner, Attempt.notebook, Attempt.status, Attempt.notes)
    query = select(*columns).where(Attempt.assignment == assignment).order_by(Attempt.received_at, Attempt.id)
    for attempt in session.execute(query):
        newest[attempt.learner, attempt.notebook] = attempt
    return sorted(newest.values(), key=lambda attempt: attempt.learner)


def read_points(session: Any, assignment: str) -> dict[str, tuple[float, float, int]]:
    """Give each learner's points of an assignment, the maximum, and how many answers wait for a person."""
    from nbgrader.api import Base

    table = Base.metadata.tables
    grade, mine, graded, task = table["grade"], table["submitted_notebook"], table["grade_cells"], table["task_cells"]
    submission, whole = table["submitted_assignment"], table["assignment"]
    points = func.coalesce(grade.c.manual_score, grade.c.auto_score, 0.0) + func.coalesce(grade.c.extra_credit, 0.0)
    query = (
        select(
            submission.c.student_id,
            func.sum(points),
            func.sum(func.coalesce(graded.c.max_score, task.c.max_score, 0.0)),
            func.count().filter(grade.c.needs_manual_grade),
        )
        .select_from(whole)
        .join(submission, submission.c.assignment_id == whole.c.id)
        .join(mine, mine.c.assignment_id == submission.c.id)
        .join(grade, grade.c.notebook_id == mine.c.id)
        .outerjoin(graded, graded.c.id == grade.c.cell_id)
        .outerjoin(task, task.c.id == grade.c.cell_id)
        .where(whole.c.name == assignment)
        .group_by(submission.c.student_id)
    )
    return {learner: (got, maximum, awaited) for learner, got, maximum, awaited in session.execute(query)}


def _count_newest(assignment: str | None) -> Any:
    # In the order of an index that holds all that is read here.
    place = (
        func.row_number()
        .over(
            partition_by=(Attempt.assignment, Attempt.learner, Attempt.notebook),
            order_by=(Attempt.received_at.desc(), Attempt.id.desc()),
        )
        .label("place")
    )
    attempts = select(Attempt.assignment, Attempt.status, place)
    newest = (attempts if assignment is None else attempts.where(Attempt.assignment == assignment)).subquery()
    return (
        select(newest.c.assignment, newest.c.status, func.count())
        .where(newest.c.place == 1)
        .group_by(newest.c.assignment, newest.c.status)
    )
