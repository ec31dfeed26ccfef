"""Accommodations: more time, more days, a criterion waived, for a period.

The reason is a person's health. It is never stored: the document is known by a keyed digest, which says later whether
a paper is the one that was seen, and tells nothing to whoever reads the gradebook without the course's key.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.decisions import WAIVED, Decision, DecisionKind, record_decision
from blocnotes.gradebook.people.tables import AccommodationRow

MOST_PERCENT = 1000


class State(Enum):
    """Where a day is in an accommodation's period, in the words that an instructor reads."""

    TO_COME = "à venir"
    IN_FORCE = "en vigueur"
    ENDED = "terminé"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accommodation:
    """What a learner is granted from a day to another, both included; 133 percent is one third more time."""

    learner: str
    starts_on: date
    ends_on: date | None = None
    time_percent: int = 100
    extra_days: int = 0
    waived: tuple[str, ...] = ()
    """Full codes of the criteria that the learner is let off."""
    reference: str = ""
    """The number of the file where the reason is kept, and nothing that tells it."""
    document_digest: str = ""
    number: int = 0

    def state_on(self, day: date) -> State:
        """Say whether it is to come, in force or over on a day."""
        if day < self.starts_on:
            return State.TO_COME
        return State.IN_FORCE if self.ends_on is None or day <= self.ends_on else State.ENDED

    def is_in_force(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.state_on(day) is State.IN_FORCE


def seal_document(key: bytes, document: bytes) -> str:
    """Give the keyed digest of a document."""
    return hmac.new(key, b"accommodation\0" + document, hashlib.sha256).hexdigest()


def is_document(key: bytes, accommodation: Accommodation, document: bytes) -> bool:
    """Tell whether a document is the one that was seen when the accommodation was recorded."""
    return hmac.compare_digest(accommodation.document_digest, seal_document(key, document))


def add_accommodation(session: Any, accommodation: Accommodation, *, by: str) -> Accommodation:
    """Record an accommodation, and a waiver in the ledger of decisions for each criterion; gives it its number."""
    _refuse_nonsense(accommodation)
    row = AccommodationRow(
        learner=accommodation.learner,
        starts_on=accommodation.starts_on,
        ends_on=accommodation.ends_on,
        time_percent=accommodation.time_percent,
        extra_days=accommodation.extra_days,
        waived=list(accommodation.waived),
        reference=accommodation.reference,
        document_digest=accommodation.document_digest,
        recorded_at=datetime.now(UTC),
        recorded_by=by,
    )
    session.add(row)
    session.flush()
    note(session, by, "accommodation.add", accommodation.learner, **_told(replace(accommodation, number=row.id)))
    session.commit()
    for code in accommodation.waived:
        record_decision(session, _waiver(accommodation, code))
    return replace(accommodation, number=row.id)


def end_accommodation(session: Any, number: int, *, on: date, by: str) -> Accommodation:
    """Let an accommodation end on a day, that day included; what was handed in while it held keeps its waivers."""
    row = session.get(AccommodationRow, number)
    if row is None:
        cure = "see: blocnotes accommodation list --all"
        raise GradebookError(f"no accommodation has the number {number}", cure=cure)
    if on < row.starts_on:
        what = f"the accommodation {number} starts on {row.starts_on}: it cannot end before"
        raise GradebookError(what, where=row.learner, cure="give a later day")
    row.ends_on = on
    note(session, by, "accommodation.end", row.learner, number=number, ends_on=on.isoformat())
    session.commit()
    return _read(row)


def read_accommodations(session: Any, learner: str | None = None) -> list[Accommodation]:
    """Give all accommodations, ended ones included, or those of one learner."""
    query = select(AccommodationRow).order_by(AccommodationRow.id)
    if learner is not None:
        query = query.where(AccommodationRow.learner == learner)
    return [_read(row) for row in session.scalars(query)]


def grant_time(accommodations: Iterable[Accommodation], day: date) -> float:
    """Give the factor of time that one learner's accommodations grant on a day: the most generous counts."""
    return max((item.time_percent for item in accommodations if item.is_in_force(day)), default=100) / 100


def grant_days(accommodations: Iterable[Accommodation], day: date) -> int:
    """Give the days that one learner's accommodations add to what is due on a day: the most generous counts."""
    return max((item.extra_days for item in accommodations if item.is_in_force(day)), default=0)


def _refuse_nonsense(item: Accommodation) -> None:
    faults: Sequence[tuple[bool, str]] = (
        (not item.learner or not item.reference.strip(), "an accommodation needs a learner and a reference"),
        (not 100 <= item.time_percent <= MOST_PERCENT, f"time is a percentage from 100 to {MOST_PERCENT}"),
        (not 0 <= item.extra_days <= 365, "extra days go from 0 to 365"),
        (item.ends_on is not None and item.ends_on < item.starts_on, "the period ends before it starts"),
        (item.time_percent == 100 and not item.extra_days and not item.waived, "nothing is granted"),
    )
    for is_wrong, what in faults:
        if is_wrong:
            raise GradebookError(what, where=item.learner, cure="see: blocnotes accommodation add --help")


def _waiver(item: Accommodation, code: str) -> Decision:
    return Decision(
        learner=item.learner,
        kind=DecisionKind.WAIVER,
        code=code,
        decided_on=item.starts_on,
        reason=WAIVED,
        reference=item.reference,
    )


def _told(item: Accommodation) -> dict[str, Any]:
    return {
        "number": item.number,
        "starts_on": item.starts_on.isoformat(),
        "ends_on": item.ends_on.isoformat() if item.ends_on else None,
        "time_percent": item.time_percent,
        "extra_days": item.extra_days,
        "waived": list(item.waived),
        "reference": item.reference,
    }


def _read(row: AccommodationRow) -> Accommodation:
    return Accommodation(
        learner=row.learner,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        time_percent=row.time_percent,
        extra_days=row.extra_days,
        waived=tuple(row.waived),
        reference=row.reference,
        document_digest=row.document_digest,
        number=row.id,
    )
