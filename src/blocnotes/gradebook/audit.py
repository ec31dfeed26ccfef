"""Who did what: a ledger that only grows, each line sealed with the one before it.

Triggers in the database refuse to change or remove a line, and the head keeps the last seal: what is edited,
taken out, or cut off at the end by somebody who has the file is found by `find_broken`.
"""

import getpass
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Integer, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from blocnotes.gradebook.tables import PREFIX, Table


class AuditRow(Table):
    """One line of the ledger."""

    __tablename__ = PREFIX + "audit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(String(128), index=True)
    action: Mapped[str] = mapped_column(String(64), index=True)
    subject: Mapped[str] = mapped_column(String(256), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    digest: Mapped[str] = mapped_column(String(64))


class AuditHead(Table):
    """The seal of the last line: one row, on which writers wait for each other."""

    __tablename__ = PREFIX + "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: who did what to whom or to what, when; `details` holds plain values and no secret."""

    actor: str
    action: str
    subject: str
    at: datetime
    details: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0


def find_user() -> str:
    """Name the person at the command line, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "?"


def note(session: Any, actor: str, action: str, subject: str, **details: Any) -> None:
    """Add a line to the caller's transaction: it is there if, and only if, the change is."""
    # The head is written before it is read, which makes every other writer wait until this transaction ends.
    session.execute(update(AuditHead).where(AuditHead.id == 1).values(id=1))
    head = session.scalars(select(AuditHead).execution_options(populate_existing=True)).one()
    row = AuditRow(at=datetime.now(UTC), actor=actor, action=action, subject=subject, details=details)
    head.digest = row.digest = _seal(head.digest, row)
    session.add(row)
    session.flush()


def read_audit(
    session: Any, *, actor: str | None = None, about: str | None = None, last: int | None = None
) -> list[Entry]:
    """Give lines in their order, by one person or about one subject; only the `last` so many where asked."""
    query = select(AuditRow).order_by(AuditRow.id.desc())
    if actor is not None:
        query = query.where(AuditRow.actor == actor)
    if about is not None:
        query = query.where((AuditRow.subject == about) | AuditRow.subject.startswith(f"{about}/", autoescape=True))
    return [_entry(row) for row in session.scalars(query.limit(last))][::-1]


def find_broken(session: Any) -> list[int]:
    """Give the numbers of lines whose seal does not hold; 0 stands for lines cut off at the end."""
    digest, broken = "", []
    for row in session.scalars(select(AuditRow).order_by(AuditRow.id)):
        if row.digest != _seal(digest, row):
            broken.append(row.id)
        digest = row.digest
    head = session.scalars(select(AuditHead)).one()
    return broken if head.digest == digest else [*broken, 0]


def _seal(before: str, row: AuditRow) -> str:
    said = [before, _aware(row.at).isoformat(), row.actor, row.action, row.subject, row.details]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _entry(row: AuditRow) -> Entry:
    return Entry(
        number=row.id, at=_aware(row.at), actor=row.actor, action=row.action, subject=row.subject, details=row.details
    )


def _aware(moment: datetime) -> datetime:
    # SQLite gives moments back without their offset: they were written in UTC.
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
