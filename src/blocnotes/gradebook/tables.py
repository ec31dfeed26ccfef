"""Blocnotes' own tables, beside nbgrader's in the same database: only what nbgrader has no notion of."""

from datetime import date, datetime

from sqlalchemy import JSON, Date, DateTime, Float, ForeignKey, Integer, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

PREFIX = "blocnotes_"
VERSION_TABLE = "blocnotes_alembic_version"


class Table(DeclarativeBase):
    """The base of our tables; constraints are named so that both engines can migrate them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Attempt(Table):
    """One hand-in of one learner, whatever became of it. Attempts are added and updated, never removed."""

    __tablename__ = PREFIX + "attempt"
    __table_args__ = (UniqueConstraint("learner", "assignment", "notebook", "sha256"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    learner: Mapped[str] = mapped_column(String(128), index=True)
    assignment: Mapped[str] = mapped_column(String(128), index=True)
    notebook: Mapped[str] = mapped_column(String(128))
    sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), nullable=True)
    graded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), nullable=True)
    status: Mapped[str] = mapped_column(String(16))
    """received, graded, refused or fault."""
    graded_with: Mapped[str] = mapped_column(String(64), default="")
    ending: Mapped[str] = mapped_column(String(32), default="")
    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    variants: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    verdicts: Mapped[list["VerdictRow"]] = relationship(back_populates="attempt", passive_deletes="all")


class VerdictRow(Table):
    """What the machine found about one graded cell of an attempt; the mark itself is nbgrader's."""

    __tablename__ = PREFIX + "verdict"
    __table_args__ = (UniqueConstraint("attempt_id", "cell"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey(PREFIX + "attempt.id", ondelete="RESTRICT"), index=True)
    cell: Mapped[str] = mapped_column(String(128))
    points: Mapped[float | None] = mapped_column(Float, nullable=True)
    maximum: Mapped[float] = mapped_column(Float)
    verdict: Mapped[str] = mapped_column(String(32))
    sentence: Mapped[str] = mapped_column(Text, default="")
    attempt: Mapped[Attempt] = relationship(back_populates="verdicts")


class DecisionRow(Table):
    """What people decided about a learner, a line a decision: lines are added, never changed or removed."""

    __tablename__ = PREFIX + "decision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    learner: Mapped[str] = mapped_column(String(128), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(128))
    decided_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(String(128))
    edition: Mapped[str] = mapped_column(String(64), default="")
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revokes: Mapped[int | None] = mapped_column(
        ForeignKey(PREFIX + "decision.id", ondelete="RESTRICT"), nullable=True, unique=True
    )
    """The line that this one revokes: a revocation is a line too, with its own date, reason and reference."""
