"""The tables of groups, extensions and accommodations."""

from datetime import date, datetime

from sqlalchemy import JSON, Date, DateTime, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blocnotes.gradebook.tables import PREFIX, Table


class Membership(Table):
    """One learner in one group; a group is there as long as somebody is in it."""

    __tablename__ = PREFIX + "membership"
    __table_args__ = (UniqueConstraint("group_name", "learner"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    group_name: Mapped[str] = mapped_column(String(128), index=True)
    learner: Mapped[str] = mapped_column(String(128), index=True)


class ExtensionRow(Table):
    """A later deadline for one assignment, given to a learner or to a group; ended, never removed."""

    __tablename__ = PREFIX + "extension"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assignment: Mapped[str] = mapped_column(String(128), index=True)
    learner: Mapped[str | None] = mapped_column(String(128), nullable=True)
    group_name: Mapped[str | None] = mapped_column(String(128), nullable=True)
    minutes: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    granted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    granted_by: Mapped[str] = mapped_column(String(128))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), nullable=True)


class AccommodationRow(Table):
    """What a learner is granted for a period; why is a document that is kept elsewhere, known by a keyed digest."""

    __tablename__ = PREFIX + "accommodation"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    learner: Mapped[str] = mapped_column(String(128), index=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date, nullable=True)
    time_percent: Mapped[int] = mapped_column(Integer)
    extra_days: Mapped[int] = mapped_column(Integer)
    waived: Mapped[list[str]] = mapped_column(JSON, default=list)
    reference: Mapped[str] = mapped_column(String(128))
    document_digest: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[str] = mapped_column(String(128))
