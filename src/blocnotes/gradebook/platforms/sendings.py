"""What a platform was told of marks: the last state for each column, and a line of the ledger for each sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from blocnotes.gradebook.audit import note
from blocnotes.gradebook.platforms.accounts import Account, Context
from blocnotes.gradebook.platforms.tables import SendingRow

Place = tuple[int, int, str]
"""An account, a context and a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What was sent: to which column, how many points of how many, and how far marking is."""

    line_item: str
    points: float | None
    maximum: float
    progress: str


def read_sendings(session: Any) -> Mapping[Place, Sending]:
    """Give what platforms were last told."""
    return {
        (row.account_id, row.context_id, row.column_key): Sending(
            line_item=row.line_item, points=row.points, maximum=row.maximum, progress=row.progress
        )
        for row in session.scalars(select(SendingRow))
    }


def record_sending(session: Any, account: Account, context: Context, column: str, sending: Sending, *, by: str) -> None:
    """Record that a platform has taken a mark, in one transaction with its line of the ledger."""
    place = {"account_id": account.number, "context_id": context.number, "column_key": column}
    row = session.scalar(select(SendingRow).filter_by(**place)) or SendingRow(**place)
    row.line_item, row.points, row.maximum = sending.line_item, sending.points, sending.maximum
    row.progress, row.sent_at = sending.progress, datetime.now(UTC)
    session.add(row)
    told = {"points": sending.points, "maximum": sending.maximum, "progress": sending.progress}
    platform = urlsplit(account.issuer).netloc
    note(session, by, "lti.send", f"{account.learner}/{column}", platform=platform, context=context.title, **told)
    session.commit()
