"""What there is to read: the answers of an assignment that a person marks, or has marked."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from blocnotes.gradebook.tables import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One answer of one learner: what it is worth, and where nbgrader's gradebook stands on it."""

    learner: str
    assignment: str
    notebook: str
    cell: str
    maximum: float
    points: float | None
    """A person's mark, where there is one."""
    is_awaited: bool
    sha256: str = ""


def read_copies(session: Any, assignment: str, *, cell: str | None = None, learner: str | None = None) -> list[Copy]:
    """Give the answers that wait for a person or were marked by one, of an assignment, a question or a learner."""
    query = _query(assignment)
    if learner is not None:
        query = query.where(_table("submitted_assignment").c.student_id == learner)
    latest = _latest_attempts(session, assignment)
    return [
        Copy(
            learner=who,
            assignment=assignment,
            notebook=notebook,
            cell=name,
            maximum=maximum,
            points=manual,
            is_awaited=bool(awaited),
            sha256=latest.get((who, notebook), ""),
        )
        for who, notebook, name, manual, awaited, maximum in session.execute(query)
        if cell in (None, name)  # asked of the database, it would start from the cell, and take six times as long
    ]


def count_awaited(session: Any) -> dict[tuple[str, str], int]:
    """Count the answers that wait for a person, by assignment and question."""
    return _count_questions(session, _table("grade").c.needs_manual_grade)


def count_marked(session: Any) -> dict[tuple[str, str], int]:
    """Count the answers to which a person gave a mark, by assignment and question."""
    return _count_questions(session, _table("grade").c.manual_score.is_not(None))


def _count_questions(session: Any, condition: Any) -> dict[tuple[str, str], int]:
    # Counted by cell from a partial index, then named: the grades of everybody else are never read.
    grade, cell, notebook, assignment = _table("grade"), _table("base_cell"), _table("notebook"), _table("assignment")
    counts = select(grade.c.cell_id, func.count().label("number")).where(condition).group_by(grade.c.cell_id).subquery()
    query = (
        select(assignment.c.name, cell.c.name, counts.c.number)
        .select_from(counts)
        .join(cell, cell.c.id == counts.c.cell_id)
        .join(notebook, cell.c.notebook_id == notebook.c.id)
        .join(assignment, notebook.c.assignment_id == assignment.c.id)
        .order_by(assignment.c.name, cell.c.name)
    )
    return {(slug, name): number for slug, name, number in session.execute(query)}


def _query(assignment: str) -> Any:
    grade, cell, mine, notebook = _table("grade"), _table("base_cell"), _table("submitted_notebook"), _table("notebook")
    submission, whole = _table("submitted_assignment"), _table("assignment")
    graded, task = _table("grade_cells"), _table("task_cells")
    return (
        select(
            submission.c.student_id, notebook.c.name, cell.c.name, grade.c.manual_score, grade.c.needs_manual_grade,
            func.coalesce(graded.c.max_score, task.c.max_score, 0.0),
        )
        .select_from(whole)
        .join(submission, submission.c.assignment_id == whole.c.id)
        .join(mine, mine.c.assignment_id == submission.c.id)
        .join(notebook, mine.c.notebook_id == notebook.c.id)
        .join(grade, grade.c.notebook_id == mine.c.id)
        .join(cell, grade.c.cell_id == cell.c.id)
        .outerjoin(graded, graded.c.id == cell.c.id)
        .outerjoin(task, task.c.id == cell.c.id)
        .where(whole.c.name == assignment, or_(grade.c.needs_manual_grade, grade.c.manual_score.is_not(None)))
        .order_by(cell.c.name, submission.c.student_id)
    )  # fmt: skip


def _latest_attempts(session: Any, assignment: str) -> dict[tuple[str, str], str]:
    rows = session.execute(
        select(Attempt.learner, Attempt.notebook, Attempt.sha256)
        .where(Attempt.assignment == assignment, Attempt.status == "graded")
        .order_by(Attempt.received_at, Attempt.id)
    )
    return {(learner, notebook): sha256 for learner, notebook, sha256 in rows}


def _table(name: str) -> Any:
    from nbgrader.api import Base  # seconds to import: only where a gradebook is open

    return Base.metadata.tables[name]
