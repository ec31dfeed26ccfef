"""The tables of marking by hand. The mark that counts is nbgrader's; here is how people came to it."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, DateTime, Float, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blocnotes.gradebook.tables import PREFIX, Table


class HandMarkRow(Table):
    """What one marker gives one answer of one hand-in: a draft until it is signed."""

    __tablename__ = PREFIX + "hand_mark"
    __table_args__ = (UniqueConstraint("learner", "assignment", "cell", "marker", "sha256"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    learner: Mapped[str] = mapped_column(String(128), index=True)
    assignment: Mapped[str] = mapped_column(String(128), index=True)
    cell: Mapped[str] = mapped_column(String(128))
    marker: Mapped[str] = mapped_column(String(128))
    sha256: Mapped[str] = mapped_column(String(64))
    levels: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    points: Mapped[float | None] = mapped_column(Float, nullable=True)
    comment: Mapped[str] = mapped_column(Text, default="")
    is_signed: Mapped[bool] = mapped_column(Boolean, default=False)
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    signed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), nullable=True)


class DoublingRow(Table):
    """A question that two people read, and how far apart they may be before a third does."""

    __tablename__ = PREFIX + "doubling"
    __table_args__ = (UniqueConstraint("assignment", "cell"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assignment: Mapped[str] = mapped_column(String(128))
    cell: Mapped[str] = mapped_column(String(128))
    threshold: Mapped[float] = mapped_column(Float)


class ShareRow(Table):
    """An answer that a marker is to read."""

    __tablename__ = PREFIX + "share"
    __table_args__ = (UniqueConstraint("assignment", "cell", "learner", "marker"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assignment: Mapped[str] = mapped_column(String(128))
    cell: Mapped[str] = mapped_column(String(128))
    learner: Mapped[str] = mapped_column(String(128))
    marker: Mapped[str] = mapped_column(String(128), index=True)


class PhraseRow(Table):
    """A comment that markers use again."""

    __tablename__ = PREFIX + "phrase"
    __table_args__ = (UniqueConstraint("assignment", "cell", "text"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assignment: Mapped[str] = mapped_column(String(128))
    cell: Mapped[str] = mapped_column(String(128))
    text: Mapped[str] = mapped_column(String(2000))
    author: Mapped[str] = mapped_column(String(128))
    uses: Mapped[int] = mapped_column(Integer, default=0)
