"""What markers give: drafts that are saved as they are written, and marks that are signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from sqlalchemy import delete, select

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.handmarks.copies import Copy, read_copies
from blocnotes.gradebook.handmarks.doubling import Settlement, Stage, settle
from blocnotes.gradebook.handmarks.giving import give_third
from blocnotes.gradebook.handmarks.rubrics import Rubric, add_up, keep_known
from blocnotes.gradebook.handmarks.tables import DoublingRow, HandMarkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class HandMark:
    """What one marker gives one answer; `levels` is criterion → points of the chosen level."""

    learner: str
    assignment: str
    cell: str
    marker: str
    sha256: str = ""
    levels: Mapping[str, float] = field(default_factory=dict)
    points: float | None = None
    comment: str = ""
    is_signed: bool = False
    saved_at: datetime | None = None


def make_mark(
    copy: Copy, marker: str, rubric: Rubric, *, levels: Mapping[str, float], points: float | None, comment: str
) -> HandMark:
    """Make a mark of an answer: where there is a rubric its levels give the points, and nothing else does."""
    if rubric:
        levels = keep_known(rubric, levels)
        points = add_up(rubric, levels)
    elif points is not None and not (isfinite(points) and 0 <= points <= copy.maximum):
        what, cure = f"{points:g} is no mark here", f"give 0 to {copy.maximum:g} points"
        raise GradebookError(what, where=f"{copy.assignment}/{copy.cell}", cure=cure)
    return HandMark(
        learner=copy.learner,
        assignment=copy.assignment,
        cell=copy.cell,
        marker=marker,
        sha256=copy.sha256,
        levels=dict(levels) if rubric else {},
        points=points,
        comment=comment.strip(),
    )


def save_draft(session: Any, mark: HandMark) -> HandMark:
    """Keep what a marker has chosen and written so far; nothing of it counts yet.

    Raises GradebookError for a mark that was compared with another one already: it can no longer be blind.
    """
    _refuse_compared(session, mark)
    row = _find(session, mark) or HandMarkRow(
        learner=mark.learner, assignment=mark.assignment, cell=mark.cell, marker=mark.marker, sha256=mark.sha256
    )
    row.levels, row.points, row.comment = dict(mark.levels), mark.points, mark.comment
    row.is_signed, row.saved_at = False, datetime.now(UTC)
    session.add(row)
    session.commit()
    return _read(row)


def sign(store: Any, mark: HandMark) -> Settlement:
    """Sign a mark; where that settles the answer, the mark that counts goes to nbgrader's gradebook.

    Raises GradebookError while points are missing.
    """
    session = store.session
    if mark.points is None:
        what, cure = "the mark is not complete", "choose a level for each criterion, or give points"
        raise GradebookError(what, where=f"{mark.assignment}/{mark.cell}", cure=cure)
    save_draft(session, mark)
    row = _find(session, mark)
    assert row is not None
    row.is_signed, row.signed_at = True, datetime.now(UTC)
    subject = f"{mark.learner}/{mark.assignment}/{mark.cell}"
    note(session, mark.marker, "mark.sign", subject, points=mark.points, levels=dict(mark.levels))
    signed, threshold = read_signed(session, mark), read_threshold(session, mark.assignment, mark.cell)
    found = settle([item.points or 0.0 for item in signed], threshold)
    if found.points is None:
        if found.stage is Stage.THIRD:
            give_third(session, row)
        session.commit()
        return found
    note(session, mark.marker, "mark.settle", subject, points=found.points)
    counted = signed if threshold is not None else signed[-1:]
    comment = "\n\n".join(dict.fromkeys(item.comment for item in counted if item.comment))
    # One commit for the signature and for the mark that follows from it: never one without the other.
    store.mark_by_hand(mark.learner, mark.assignment, mark.cell, found.points, comment)
    return found


def read_marks(session: Any, assignment: str, cell: str | None = None) -> list[HandMark]:
    """Give all marks of an assignment or a question, drafts included, signed ones in the order of signing."""
    query = select(HandMarkRow).where(HandMarkRow.assignment == assignment)
    if cell is not None:
        query = query.where(HandMarkRow.cell == cell)
    return [_read(row) for row in session.scalars(query.order_by(HandMarkRow.signed_at, HandMarkRow.id))]


def read_signed(session: Any, about: HandMark | Copy) -> list[HandMark]:
    """Give the signed marks of one answer, in the order of signing."""
    query = (
        select(HandMarkRow)
        .filter_by(learner=about.learner, assignment=about.assignment, cell=about.cell, sha256=about.sha256)
        .where(HandMarkRow.is_signed)
        .order_by(HandMarkRow.signed_at, HandMarkRow.id)
    )
    return [_read(row) for row in session.scalars(query)]


def read_threshold(session: Any, assignment: str, cell: str) -> float | None:
    """Give how far apart two readings of a question may be; None where one reading is enough."""
    found: float | None = session.scalar(select(DoublingRow.threshold).filter_by(assignment=assignment, cell=cell))
    return found


def read_thresholds(session: Any) -> dict[tuple[str, str], float]:
    """Give every question that two people read, and how far apart they may be."""
    return {(row.assignment, row.cell): row.threshold for row in session.scalars(select(DoublingRow))}


def set_threshold(session: Any, assignment: str, cell: str, threshold: float | None, *, by: str) -> None:
    """Have a question read by two people (or by one again, with None); marks that were settled stay."""
    if threshold is not None and not (isfinite(threshold) and threshold >= 0):
        raise GradebookError("the threshold is a number of points, 0 or more", where=f"{assignment}/{cell}")
    session.execute(delete(DoublingRow).filter_by(assignment=assignment, cell=cell))
    if threshold is not None:
        session.add(DoublingRow(assignment=assignment, cell=cell, threshold=threshold))
    note(session, by, "marking.double", f"{assignment}/{cell}", threshold=threshold)
    session.commit()


def find_stage(copy: Copy, marks: Iterable[HandMark], threshold: float | None) -> Stage:
    """Say what an answer waits for; `marks` are those of its question or more."""
    signed = [item.points or 0.0 for item in marks if item.is_signed and _concerns(item, copy)]
    if not signed and not copy.is_awaited:
        return Stage.SETTLED  # marked in formgrader, or by a machine that was trusted since
    return settle(signed, threshold).stage


def waits_for(copy: Copy, marks: Iterable[HandMark], threshold: float | None, marker: str) -> bool:
    """Tell whether an answer waits for this marker: somebody who signed has done their part."""
    own = [item for item in marks if _concerns(item, copy) and item.marker == marker and item.is_signed]
    return not own and find_stage(copy, marks, threshold) is not Stage.SETTLED


def read_own(session: Any, copy: Copy, marker: str) -> HandMark:
    """Give what this marker has saved about an answer, or an empty draft."""
    empty = HandMark(
        learner=copy.learner, assignment=copy.assignment, cell=copy.cell, marker=marker, sha256=copy.sha256
    )
    row = _find(session, empty)
    return _read(row) if row else empty


def find_copy(session: Any, assignment: str, cell: str, learner: str) -> Copy:
    """Give one answer; raise GradebookError where no person marks it."""
    found = read_copies(session, assignment, cell=cell, learner=learner)
    if not found:
        cure = "see: blocnotes marking list"
        raise GradebookError("no person marks this answer", where=f"{assignment}/{cell}", cure=cure)
    return found[0]


def _refuse_compared(session: Any, mark: HandMark) -> None:
    threshold = read_threshold(session, mark.assignment, mark.cell)
    signed = read_signed(session, mark)
    if threshold is None or len(signed) < 2:
        return
    settled = settle([item.points or 0.0 for item in signed], threshold).stage is Stage.SETTLED
    if settled or mark.marker in {item.marker for item in signed}:
        cure = "ask the instructor: a mark that was compared is changed in formgrader, and nowhere else"
        raise GradebookError(
            "this mark was compared with another one", where=f"{mark.assignment}/{mark.cell}", cure=cure
        )


def _concerns(mark: HandMark, copy: Copy) -> bool:
    return (mark.learner, mark.assignment, mark.cell, mark.sha256) == (
        copy.learner, copy.assignment, copy.cell, copy.sha256,
    )  # fmt: skip


def _find(session: Any, mark: HandMark) -> HandMarkRow | None:
    found: HandMarkRow | None = session.scalar(
        select(HandMarkRow).filter_by(
            learner=mark.learner, assignment=mark.assignment, cell=mark.cell, marker=mark.marker, sha256=mark.sha256
        )
    )
    return found


def _read(row: HandMarkRow) -> HandMark:
    return HandMark(
        learner=row.learner,
        assignment=row.assignment,
        cell=row.cell,
        marker=row.marker,
        sha256=row.sha256,
        levels=dict(row.levels),
        points=row.points,
        comment=row.comment,
        is_signed=row.is_signed,
        saved_at=row.saved_at if row.saved_at.tzinfo else row.saved_at.replace(tzinfo=UTC),
    )
