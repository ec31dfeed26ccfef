"""Who at a platform is which learner, and from which of its courses they came.

An account is the platform's own number of a person (`sub`, which it never gives to another) and our learner. Names and
addresses of the platform are not kept here. Erasing an account erases where it came from and what was sent for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.platforms.tables import AccountRow, ContextRow, PresenceRow, SendingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person at a platform, and the learner that they are here."""

    issuer: str
    subject: str
    learner: str
    linked_at: datetime
    contexts: tuple[int, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A course at a platform: its own number there, its title, and the address of its columns of marks."""

    issuer: str
    context: str
    title: str = ""
    line_items: str = ""
    scopes: tuple[str, ...] = ()
    number: int = 0


def find_learner(session: Any, issuer: str, subject: str) -> str | None:
    """Give the learner whom an account was linked to; None at the first arrival."""
    found: str | None = session.scalar(select(AccountRow.learner).filter_by(issuer=issuer, subject=subject))
    return found


def link_account(session: Any, issuer: str, subject: str, learner: str, *, by: str) -> None:
    """Link an account to a learner, for good; raise GradebookError where the learner has another account there."""
    session.add(AccountRow(issuer=issuer, subject=subject, learner=learner, linked_at=datetime.now(UTC)))
    try:
        session.flush()
        # The ledger is for ever, the platform's number of a person is not: it stays out of it.
        note(session, by, "lti.link", learner, platform=issuer)
        session.commit()
    except IntegrityError as error:
        session.rollback()
        cure = f"if the person has a new account there, run: blocnotes lti forget {learner}"
        raise GradebookError("is linked to another account of the platform", where=learner, cure=cure) from error


def meet_context(session: Any, context: Context, subject: str = "") -> None:
    """Keep what is known of a context today, and that an account arrived from it."""
    row = session.scalar(select(ContextRow).filter_by(issuer=context.issuer, context=context.context))
    if row is None:
        row = ContextRow(issuer=context.issuer, context=context.context)
        session.add(row)
    row.title, row.line_items, row.scopes = context.title, context.line_items, list(context.scopes)
    session.flush()
    account = session.scalar(select(AccountRow).filter_by(issuer=context.issuer, subject=subject))
    if account is not None:
        known = session.scalar(select(PresenceRow).filter_by(account_id=account.id, context_id=row.id))
        session.add_all([] if known else [PresenceRow(account_id=account.id, context_id=row.id)])
    try:
        session.commit()
    except IntegrityError:
        # Two people came from a new context in the same instant: the other one has written it.
        session.rollback()
        meet_context(session, context, subject)


def read_contexts(session: Any, issuer: str) -> list[Context]:
    """Give the contexts of a platform."""
    rows = session.scalars(select(ContextRow).filter_by(issuer=issuer).order_by(ContextRow.id))
    return [
        Context(
            issuer=row.issuer, context=row.context, title=row.title, line_items=row.line_items,
            scopes=tuple(row.scopes), number=row.id,
        )
        for row in rows
    ]  # fmt: skip


def read_accounts(session: Any, learners: Iterable[str] | None = None) -> list[Account]:
    """Give all accounts, or those of some learners, each with the contexts that it came from."""
    query = select(AccountRow).order_by(AccountRow.learner, AccountRow.issuer)
    rows = session.scalars(query if learners is None else query.where(AccountRow.learner.in_(tuple(learners))))
    contexts: dict[int, list[int]] = {}
    pairs = select(PresenceRow.account_id, PresenceRow.context_id).order_by(PresenceRow.context_id)
    for account, context in session.execute(pairs):
        contexts.setdefault(account, []).append(context)
    return [
        Account(
            issuer=row.issuer, subject=row.subject, learner=row.learner, linked_at=_aware(row.linked_at),
            contexts=tuple(contexts.get(row.id, ())), number=row.id,
        )
        for row in rows
    ]  # fmt: skip


def forget_learner(session: Any, learner: str, *, by: str) -> int:
    """Erase a learner's accounts, where they came from and what was sent for them; gives how many there were."""
    numbers = session.scalars(select(AccountRow.id).filter_by(learner=learner)).all()
    for table, key in ((SendingRow, SendingRow.account_id), (PresenceRow, PresenceRow.account_id)):
        session.execute(delete(table).where(key.in_(numbers)))
    session.execute(delete(AccountRow).where(AccountRow.id.in_(numbers)))
    if numbers:
        note(session, by, "lti.forget", learner, accounts=len(numbers))
    session.commit()
    return len(numbers)


def _aware(moment: datetime) -> datetime:
    # SQLite gives moments back without their offset: they were written in UTC.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
