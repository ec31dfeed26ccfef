"""The one writer of marks: nbgrader's gradebook through its own API, our verdicts beside it."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from blocnotes.errors import GradebookError
from blocnotes.gradebook.attempts import read_history
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.database import guard_sqlite, prepare_database, shown
from blocnotes.gradebook.decisions import Decision, read_decisions
from blocnotes.gradebook.people.accommodations import Accommodation, read_accommodations
from blocnotes.gradebook.people.deadlines import settle_extensions
from blocnotes.gradebook.standing import GradedCell
from blocnotes.gradebook.standings.marks import CohortMarks
from blocnotes.gradebook.standings.reading import read_marks
from blocnotes.gradebook.tables import Attempt, VerdictRow
from blocnotes.records import Fault, Mark, Refusal, Report, Submission, Verdict


class Store:
    """An open gradebook. Each `record` is one transaction: a killed batch loses nothing and writes nothing twice."""

    def __init__(self, url: str, course_id: str) -> None:
        from nbgrader.api import Gradebook  # seconds to import: only where a gradebook is opened

        prepare_database(url)
        self.url = url
        try:
            self.gradebook = Gradebook(url, course_id)
        except (SQLAlchemyError, OSError) as error:
            raise GradebookError(f"cannot be opened: {error}", where=shown(url)) from error
        self.gradebook.engine.dispose()
        guard_sqlite(self.gradebook.engine)
        self.session: Any = self.gradebook.db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.gradebook.close()

    # People and assignments

    def add_learners(self, learners: Mapping[str, Mapping[str, str]]) -> None:
        """Enter learners (id → first_name, last_name, email); those who are there are updated."""
        for learner, person in learners.items():
            self.gradebook.update_or_create_student(learner, **person)

    def learners(self) -> dict[str, str]:
        """Give everyone's identifier and name, in nbgrader's order."""
        from nbgrader.api import Student

        # Columns, not objects: a thousand objects take longer to make than a page may take.
        order = (Student.last_name, Student.first_name, Student.id)
        rows = self.session.execute(select(Student.id, Student.first_name, Student.last_name).order_by(*order))
        return {learner: " ".join(filter(None, names)) or learner for learner, *names in rows}

    def set_due(self, assignment: str, due: datetime | None) -> None:
        """Set when an assignment is due (an aware moment; nbgrader keeps it in UTC)."""
        moment = due.astimezone(UTC).replace(tzinfo=None) if due else None
        self.gradebook.update_or_create_assignment(assignment, duedate=moment)
        settle_extensions(self.session, assignments=[assignment])

    def assignments(self) -> list[str]:
        """Give the assignments that were released into this gradebook."""
        return [assignment.name for assignment in self.gradebook.assignments]

    # Writing

    def record(self, report: Report) -> None:
        """Record one graded submission: marks and comments in nbgrader's tables, verdicts in ours."""
        submission = report.submission
        with self._transaction(submission):
            # nbgrader commits whenever it enters somebody or something: that comes first, so that what says
            # "graded" is written in the same transaction as the marks.
            notebook = self._enter(submission)
            known = self._attempt(submission)
            same_content = known.status == "graded" and self._is_latest(known)
            self._write_attempt(known, "graded", report)
            self._write_marks(report, notebook, same_content)

    def record_received(self, submission: Submission, *, by: str) -> None:
        """Record that a hand-in was taken in; one that was graded before is to be graded again, being the last now."""
        with self._transaction(submission):
            attempt = self._attempt(submission)
            attempt.status, attempt.received_at, attempt.notes = "received", submission.received_at, []
            self.session.add(attempt)
            subject = f"{submission.learner}/{submission.assignment}"
            note(self.session, by, "submission.receive", subject, sha256=submission.sha256)

    def record_fault(self, fault: Fault) -> None:
        """Record a submission that we failed to grade; marks that were there stay."""
        with self._transaction(fault.submission):
            attempt = self._attempt(fault.submission)
            attempt.status, attempt.notes = "fault", [fault.what]
            self.session.add(attempt)

    def record_refusal(self, refusal: Refusal) -> None:
        """Record a hand-in that could not be graded as it was."""
        submission = Submission(
            learner=refusal.learner, assignment=refusal.assignment, notebook=refusal.notebook, path=refusal.path,
            sha256=refusal.sha256, received_at=datetime.now(UTC),
        )  # fmt: skip
        with self._transaction(submission):
            attempt = self._attempt(submission)
            attempt.status, attempt.notes = "refused", [refusal.sentence]
            self.session.add(attempt)

    def mark_by_hand(self, learner: str, assignment: str, cell: str, points: float, comment: str | None = None) -> None:
        """Record a person's mark of one cell, and what they wrote under it; None leaves what was written before."""
        for notebook in self.gradebook.find_submission(assignment, learner).notebooks:
            for grade in (grade for grade in notebook.grades if grade.name == cell):
                grade.manual_score, grade.needs_manual_grade = points, False
            for said in (said for said in notebook.comments if said.name == cell and comment is not None):
                said.manual_comment = comment or None
        self.session.commit()

    # Reading

    def graded_with(self) -> dict[tuple[str, str, str], str]:
        """Give, by learner, assignment and notebook, the fingerprint of what the present marks rest on."""
        return {
            (attempt.learner, attempt.assignment, attempt.notebook): attempt.graded_with
            for attempt in self.latest_attempts()
            if attempt.status == "graded"
        }

    def latest_attempts(self) -> Iterator[Attempt]:
        """Give the newest attempt of each learner at each notebook."""
        yield from self._newest(select(Attempt)).values()

    def cells(self, learner: str | None = None) -> list[GradedCell]:
        """Give every mark (or one learner's), a person's before the machine's, awaited ones without points."""
        attempts = select(Attempt).filter_by(status="graded", **({"learner": learner} if learner else {}))
        rest_on = self._newest(attempts)
        return [_graded_cell(row, rest_on) for row in self.session.execute(_marks_query(learner))]

    def marks(self) -> CohortMarks:
        """Give the same marks as `cells`, as one matrix: for many learners, and without hashes and dates."""
        return read_marks(self.gradebook.engine)

    def history(self, learner: str | None = None) -> list[GradedCell]:
        """Give the machine's marks of every graded attempt, the oldest attempt first."""
        return read_history(self.session, learner)

    def decisions(self, learner: str | None = None) -> list[Decision]:
        """Give what people decided, line by line, revocations included."""
        return read_decisions(self.session, learner)

    def accommodations(self, learner: str | None = None) -> list[Accommodation]:
        """Give what learners are granted, ended accommodations included."""
        return read_accommodations(self.session, learner)

    def verdicts(
        self, learner: str | None = None, assignment: str | None = None
    ) -> Iterator[tuple[Attempt, dict[str, Mark]]]:
        """Give the newest graded attempts (one learner's, at one assignment), with what was found about their cells."""
        whose = {name: value for name, value in (("learner", learner), ("assignment", assignment)) if value}
        for attempt in self._newest(select(Attempt).filter_by(status="graded", **whose)).values():
            yield attempt, {row.cell: _mark(row) for row in attempt.verdicts}

    def manual_comments(self, learner: str | None = None) -> dict[tuple[str, str, str], str]:
        """Give what people wrote under cells (or under one learner's): (learner, assignment, cell) → text."""
        from nbgrader.api import Base

        table = Base.metadata.tables
        comment, cell, mine = table["comment"], table["base_cell"], table["submitted_notebook"]
        submission, assignment = table["submitted_assignment"], table["assignment"]
        query = (
            select(submission.c.student_id, assignment.c.name, cell.c.name, comment.c.manual_comment)
            .select_from(comment)
            .join(mine, comment.c.notebook_id == mine.c.id)
            .join(submission, mine.c.assignment_id == submission.c.id)
            .join(assignment, submission.c.assignment_id == assignment.c.id)
            .join(cell, comment.c.cell_id == cell.c.id)
            .where(comment.c.manual_comment.is_not(None))
        )
        if learner is not None:
            query = query.where(submission.c.student_id == learner)
        return {(who, what, name): text for who, what, name, text in self.session.execute(query)}

    def late(self) -> list[tuple[str, str]]:
        """Give who handed what in after its due moment, extensions counted."""
        return [
            (submission.student.id, assignment.name)
            for assignment in self.gradebook.assignments
            for submission in assignment.submissions
            if submission.total_seconds_late > 0
        ]

    def locked_sources(self, assignment: str, notebook: str) -> dict[str, str]:
        """Give the instructor's text of every locked cell, hidden tests included, as nbgrader keeps it."""
        found = self.gradebook.find_notebook(notebook, assignment)
        return {cell.name: cell.source for cell in found.source_cells if cell.locked}

    def graded_cells(self, assignment: str) -> set[str]:
        """Name the cells of a released assignment that carry points."""
        return {
            cell.name
            for item in self.gradebook.assignments
            if item.name == assignment
            for notebook in item.notebooks
            for cell in (*notebook.grade_cells, *notebook.task_cells)
        }

    def notebooks(self) -> list[tuple[str, str]]:
        """Give the (assignment, notebook) pairs that were released into this gradebook."""
        from nbgrader.api import Assignment, Notebook

        query = select(Assignment.name, Notebook.name).join(Notebook, Notebook.assignment_id == Assignment.id)
        ordered = query.order_by(Assignment.duedate, Assignment.name, Notebook.name)
        return [(assignment, notebook) for assignment, notebook in self.session.execute(ordered)]

    # One transaction

    def _newest(self, attempts: Any) -> dict[tuple[str, str, str], Attempt]:
        found = self.session.scalars(attempts.order_by(Attempt.received_at, Attempt.id))
        return {(attempt.learner, attempt.assignment, attempt.notebook): attempt for attempt in found}

    def _transaction(self, submission: Submission) -> "_Transaction":
        return _Transaction(self.session, f"{submission.learner}, {submission.assignment} in {shown(self.url)}")

    def _attempt(self, submission: Submission) -> Attempt:
        found = self.session.scalar(
            select(Attempt).filter_by(
                learner=submission.learner,
                assignment=submission.assignment,
                notebook=submission.notebook,
                sha256=submission.sha256,
            )
        )
        return found or Attempt(
            learner=submission.learner,
            assignment=submission.assignment,
            notebook=submission.notebook,
            sha256=submission.sha256,
            received_at=submission.received_at,
            status="received",
            graded_with="",
            ending="",
            seconds=0.0,
            variants={},
            notes=[],
        )

    def _is_latest(self, attempt: Attempt) -> bool:
        newest = self.session.scalar(
            select(Attempt)
            .filter_by(learner=attempt.learner, assignment=attempt.assignment, notebook=attempt.notebook)
            .order_by(Attempt.received_at.desc(), Attempt.id.desc())
        )
        return newest is not None and newest.id == attempt.id

    def _write_attempt(self, attempt: Attempt, status: str, report: Report) -> None:
        attempt.status, attempt.graded_at = status, datetime.now(UTC)
        attempt.graded_with, attempt.ending = report.graded_with, report.ending.value
        attempt.seconds, attempt.variants, attempt.notes = report.seconds, dict(report.variants), list(report.notes)
        self.session.add(attempt)
        self.session.flush()
        rows = {row.cell: row for row in attempt.verdicts}
        for mark in report.marks:
            row = rows.get(mark.cell) or VerdictRow(attempt_id=attempt.id, cell=mark.cell)
            row.points, row.maximum = mark.points, mark.maximum
            row.verdict, row.sentence = mark.verdict.value, mark.sentence
            self.session.add(row)

    def _enter(self, submission: Submission) -> Any:
        received = submission.received_at.astimezone(UTC).replace(tzinfo=None)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way of building a submission
            self.gradebook.update_or_create_student(submission.learner)
            self.gradebook.update_or_create_submission(submission.assignment, submission.learner, timestamp=received)
        settle_extensions(self.session, learners=[submission.learner], assignments=[submission.assignment])
        return self.gradebook.find_submission_notebook(submission.notebook, submission.assignment, submission.learner)

    def _write_marks(self, report: Report, notebook: Any, same_content: bool) -> None:
        marks = {mark.cell: mark for mark in report.marks}
        for grade in notebook.grades:
            if grade.name in marks:
                _write_grade(grade, marks[grade.name], same_content)
        sentences = comments_of(report)
        for comment in notebook.comments:
            comment.auto_comment = sentences.get(comment.name)


class _Transaction:
    """Commits at its end, or rolls back and says what could not be written."""

    def __init__(self, session: Any, where: str) -> None:
        self.session, self.where = session, where

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            try:
                self.session.commit()
            except SQLAlchemyError as failure:
                error = failure
        if error is not None:
            self.session.rollback()
            if isinstance(error, SQLAlchemyError | ValueError):
                cure = "nothing of this submission was written; grade again when the database answers"
                raise GradebookError(f"could not be recorded: {error}", where=self.where, cure=cure) from error


def comments_of(report: Report) -> dict[str, str]:
    """Give nbgrader's comments: what was found about an answer stands under the learner's cell before it."""
    marks = {mark.cell: mark for mark in report.marks}
    comments: dict[str, list[str]] = {}
    home = ""
    for cell in report.notebook["cells"]:
        marker = cell.get("metadata", {}).get("nbgrader", {})
        name = marker.get("grade_id", "")
        home = name if marker.get("solution") else home
        mark = marks.get(name)
        if mark and mark.sentence:
            label = "" if name == home else f"{name} : "
            comments.setdefault(home or name, []).append(f"{label}{mark.sentence}")
    return {name: "\n".join(lines) for name, lines in comments.items()}


def _write_grade(grade: Any, mark: Mark, same_content: bool) -> None:
    grade.auto_score = mark.points
    awaited = mark.points is None
    marked_by_hand = grade.manual_score is not None
    # A person's mark stays; it is to be looked at again only where the hand-in has changed.
    grade.needs_manual_grade = (awaited and not (marked_by_hand and same_content)) or (
        marked_by_hand and not same_content
    )


def _marks_query(learner: str | None) -> Any:
    # Tables, not classes: nbgrader's cells are a polymorphic family, and one flat read is what is wanted.
    from nbgrader.api import Base

    table = Base.metadata.tables
    grade, cell = table["grade"], table["base_cell"]
    graded, task = table["grade_cells"], table["task_cells"]
    notebook, mine = table["notebook"], table["submitted_notebook"]
    submission, assignment = table["submitted_assignment"], table["assignment"]
    query = (
        select(
            submission.c.student_id, assignment.c.name, notebook.c.name, cell.c.name, grade.c.auto_score,
            grade.c.manual_score, grade.c.extra_credit, grade.c.needs_manual_grade, submission.c.timestamp,
            func.coalesce(graded.c.max_score, task.c.max_score, 0.0),
        )
        .select_from(grade)
        .join(mine, grade.c.notebook_id == mine.c.id)
        .join(submission, mine.c.assignment_id == submission.c.id)
        .join(assignment, submission.c.assignment_id == assignment.c.id)
        .join(notebook, mine.c.notebook_id == notebook.c.id)
        .join(cell, grade.c.cell_id == cell.c.id)
        .outerjoin(graded, graded.c.id == cell.c.id)
        .outerjoin(task, task.c.id == cell.c.id)
        .order_by(submission.c.student_id, assignment.c.name, notebook.c.name, cell.c.name)
    )  # fmt: skip
    return query if learner is None else query.where(submission.c.student_id == learner)


def _graded_cell(row: Any, attempts: Mapping[tuple[str, str, str], Attempt]) -> GradedCell:
    learner, assignment, notebook, cell, auto, manual, extra, awaited, handed_in, maximum = row
    attempt = attempts.get((learner, assignment, notebook))
    moment = attempt.received_at if attempt and attempt.received_at else handed_in
    points = manual if manual is not None else auto
    return GradedCell(
        learner=learner,
        assignment=assignment,
        cell=cell,
        points=None if points is None or (awaited and manual is None) else points + (extra or 0.0),
        maximum=maximum,
        submission_sha256=attempt.sha256 if attempt else "",
        marked_at=attempt.graded_at if attempt else None,
        marker="machine" if manual is None else "correcteur",
        handed_in_on=moment.date() if moment else None,
    )


def _mark(row: VerdictRow) -> Mark:
    return Mark(
        cell=row.cell, points=row.points, maximum=row.maximum, verdict=Verdict(row.verdict), sentence=row.sentence
    )


def count_points(cells: Iterable[GradedCell]) -> float:
    """Add up the points given so far."""
    return sum(cell.points or 0.0 for cell in cells)
