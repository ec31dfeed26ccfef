"""The shares as they stand: who is to read what, who has begun or signed it.

A question of which a copy was given to somebody is shared: markers then meet their own share of it, and no other copy.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import aliased

from blocnotes.gradebook.handmarks.copies import read_copies
from blocnotes.gradebook.handmarks.spreading import Piece
from blocnotes.gradebook.handmarks.tables import HandMarkRow, ShareRow
from blocnotes.gradebook.tables import Attempt

Shares = dict[Piece, tuple[str, ...]]
"""An answer → the markers to whom it is given, in alphabetical order."""


def read_shares(session: Any, assignment: str, cell: str | None = None) -> Shares:
    """Give who is to read what, of an assignment or of one of its questions."""
    columns = (ShareRow.learner, ShareRow.cell, ShareRow.marker)
    query = select(*columns).where(ShareRow.assignment == assignment).order_by(*columns)
    if cell is not None:
        query = query.where(ShareRow.cell == cell)
    found: dict[Piece, list[str]] = {}
    for learner, name, marker in session.execute(query):
        found.setdefault(Piece(learner, name), []).append(marker)
    return {piece: tuple(markers) for piece, markers in found.items()}


def count_own(session: Any, marker: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Give, by assignment and question, how many answers a marker was given, and how many they have signed."""
    newer, newest = aliased(Attempt), aliased(Attempt)
    same = (newer.learner == newest.learner, newer.assignment == newest.assignment, newer.notebook == newest.notebook)
    later = or_(
        newer.received_at > newest.received_at,
        and_(newer.received_at == newest.received_at, newer.id > newest.id),
    )
    present = select(newest.sha256).where(
        newest.learner == ShareRow.learner,
        newest.assignment == ShareRow.assignment,
        newest.status == "graded",
        ~exists().where(*same, newer.status == "graded", later),
    )
    is_signed = exists().where(
        HandMarkRow.learner == ShareRow.learner,
        HandMarkRow.assignment == ShareRow.assignment,
        HandMarkRow.cell == ShareRow.cell,
        HandMarkRow.marker == ShareRow.marker,
        HandMarkRow.is_signed,
        or_(HandMarkRow.sha256.in_(present), HandMarkRow.sha256 == ""),
    )
    query = (
        select(ShareRow.assignment, ShareRow.cell, func.count(), func.sum(case((is_signed, 1), else_=0)))
        .where(ShareRow.marker == marker)
        .group_by(ShareRow.assignment, ShareRow.cell)
    )
    return {(slug, cell): (given, signed) for slug, cell, given, signed in session.execute(query)}


def list_shared(session: Any) -> set[tuple[str, str]]:
    """Give the questions that are shared: (assignment, cell)."""
    return {(slug, cell) for slug, cell in session.execute(select(ShareRow.assignment, ShareRow.cell).distinct())}


def list_markers(session: Any) -> list[str]:
    """Give everybody who was given copies or has begun some, of any assignment, in alphabetical order."""
    known = (
        *session.scalars(select(ShareRow.marker).distinct()),
        *session.scalars(select(HandMarkRow.marker).distinct()),
    )
    return sorted(set(known))


def read_begun(session: Any, assignment: str) -> dict[Piece, set[str]]:
    """Give who has saved something about which answer, of this hand-in or of an earlier one."""
    found: dict[Piece, set[str]] = {}
    for row in session.scalars(select(HandMarkRow).where(HandMarkRow.assignment == assignment)):
        found.setdefault(Piece(row.learner, row.cell), set()).add(row.marker)
    return found


def read_signers(session: Any, assignment: str) -> dict[Piece, set[str]]:
    """Give who has signed a mark of which answer, of the hand-in that counts now."""
    # A mark of an earlier hand-in is no mark of this one.
    present = {Piece(copy.learner, copy.cell): copy.sha256 for copy in read_copies(session, assignment)}
    found: dict[Piece, set[str]] = {}
    query = select(HandMarkRow).where(HandMarkRow.assignment == assignment, HandMarkRow.is_signed)
    for row in session.scalars(query):
        piece = Piece(row.learner, row.cell)
        if present.get(piece) == row.sha256:
            found.setdefault(piece, set()).add(row.marker)
    return found


def add_shares(session: Any, assignment: str, given: Iterable[tuple[Piece, str]]) -> None:
    """Add shares to the caller's transaction."""
    session.add_all(
        ShareRow(assignment=assignment, cell=piece.cell, learner=piece.learner, marker=marker)
        for piece, marker in given
    )
    session.flush()


def remove_shares(session: Any, assignment: str, marker: str, pieces: Iterable[Piece]) -> None:
    """Remove one marker's shares in the caller's transaction."""
    for piece in pieces:
        found = delete(ShareRow).filter_by(assignment=assignment, marker=marker, learner=piece.learner, cell=piece.cell)
        session.execute(found)
