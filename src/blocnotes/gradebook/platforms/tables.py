"""The tables of accounts at a platform, of its contexts, and of what was sent there."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, Float, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blocnotes.gradebook.tables import PREFIX, Table


class AccountRow(Table):
    """Which learner somebody at a platform is: the platform's own number (`sub`), and nothing else of theirs."""

    __tablename__ = PREFIX + "account"
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("issuer", "learner"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    learner: Mapped[str] = mapped_column(String(128), index=True)
    linked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ContextRow(Table):
    """A course at a platform from which people arrived, and where it takes marks."""

    __tablename__ = PREFIX + "context"
    __table_args__ = (UniqueConstraint("issuer", "context"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(255))
    context: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(255))
    line_items: Mapped[str] = mapped_column(String(1024))
    scopes: Mapped[list[str]] = mapped_column(JSON, default=list)


class PresenceRow(Table):
    """An account that arrived from a context: its marks go there."""

    __tablename__ = PREFIX + "presence"
    __table_args__ = (UniqueConstraint("account_id", "context_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(PREFIX + "account.id", ondelete="CASCADE"))
    context_id: Mapped[int] = mapped_column(ForeignKey(PREFIX + "context.id", ondelete="CASCADE"), index=True)


class SendingRow(Table):
    """What a platform was last told of one account in one column of its marks."""

    __tablename__ = PREFIX + "sending"
    __table_args__ = (UniqueConstraint("account_id", "context_id", "column_key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(PREFIX + "account.id", ondelete="CASCADE"))
    context_id: Mapped[int] = mapped_column(ForeignKey(PREFIX + "context.id", ondelete="CASCADE"), index=True)
    column_key: Mapped[str] = mapped_column(String(128))
    line_item: Mapped[str] = mapped_column(String(1024))
    points: Mapped[float | None] = mapped_column(Float, nullable=True)
    maximum: Mapped[float] = mapped_column(Float)
    progress: Mapped[str] = mapped_column(String(32))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
