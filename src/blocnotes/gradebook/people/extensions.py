"""Extensions: a later deadline for one assignment, for a learner or for a group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.people.accommodations import Accommodation, grant_days
from blocnotes.gradebook.people.tables import ExtensionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """How much later an assignment is due for one learner, or for everyone in one group."""

    assignment: str
    minutes: int
    reason: str
    learner: str = ""
    group: str = ""
    granted_at: datetime | None = None
    granted_by: str = ""
    ended_at: datetime | None = None
    number: int = 0


def grant_extension(session: Any, extension: Extension, *, by: str) -> Extension:
    """Record an extension, and give it its number; the longest that concerns a learner counts."""
    if bool(extension.learner) == bool(extension.group) or not extension.reason.strip() or extension.minutes <= 0:
        what = "an extension needs a learner or a group, a reason, and a duration"
        raise GradebookError(what, where=extension.assignment, cure="see: blocnotes extension grant --help")
    row = ExtensionRow(
        assignment=extension.assignment,
        learner=extension.learner or None,
        group_name=extension.group or None,
        minutes=extension.minutes,
        reason=extension.reason,
        granted_at=datetime.now(UTC),
        granted_by=by,
    )
    session.add(row)
    session.flush()
    subject = f"{extension.learner or extension.group}/{extension.assignment}"
    note(session, by, "extension.grant", subject, number=row.id, minutes=row.minutes, reason=row.reason)
    session.commit()
    return replace(extension, number=row.id, granted_by=by, granted_at=row.granted_at)


def end_extension(session: Any, number: int, *, by: str) -> Extension:
    """Take an extension back; the line stays, with the moment."""
    row = session.get(ExtensionRow, number)
    if row is None or row.ended_at is not None:
        cure = "see: blocnotes extension list"
        raise GradebookError(f"no extension in force has the number {number}", cure=cure)
    row.ended_at = datetime.now(UTC)
    note(session, by, "extension.end", f"{row.learner or row.group_name}/{row.assignment}", number=number)
    session.commit()
    return _read(row)


def read_extensions(session: Any) -> list[Extension]:
    """Give all extensions, ended ones included, in the order in which they were granted."""
    return [_read(row) for row in session.scalars(select(ExtensionRow).order_by(ExtensionRow.id))]


def extend(
    due: datetime,
    assignment: str,
    learner: str,
    extensions: Iterable[Extension],
    groups: Mapping[str, Sequence[str]],
    accommodations: Iterable[Accommodation],
) -> timedelta:
    """Say how much later one learner may hand in: the longest extension, and the days of an accommodation on top."""
    minutes = [
        item.minutes
        for item in extensions
        if item.assignment == assignment
        and item.ended_at is None
        and (item.learner == learner or (item.group and learner in groups.get(item.group, ())))
    ]
    own = (item for item in accommodations if item.learner == learner)
    return timedelta(days=grant_days(own, due.date()), minutes=max(minutes, default=0))


def _read(row: ExtensionRow) -> Extension:
    return Extension(
        assignment=row.assignment,
        minutes=row.minutes,
        reason=row.reason,
        learner=row.learner or "",
        group=row.group_name or "",
        granted_at=row.granted_at,
        granted_by=row.granted_by,
        ended_at=row.ended_at,
        number=row.id,
    )
