"""Copies are given to markers, evenly or by hand, and passed on when somebody is ill. What is signed stays."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.handmarks.copies import Copy, read_copies
from blocnotes.gradebook.handmarks.pseudonyms import order_copies
from blocnotes.gradebook.handmarks.shares import add_shares, read_begun, read_shares, read_signers, remove_shares
from blocnotes.gradebook.handmarks.spreading import Apart, Piece, spread
from blocnotes.gradebook.handmarks.tables import DoublingRow, HandMarkRow


def share_out(
    session: Any, key: bytes, assignment: str, markers: Iterable[str], *, cells: Iterable[str] = (),
    apart: Apart | None = None, by: str,
) -> Mapping[str, int]:  # fmt: skip
    """Give every copy that lacks a reader to somebody, evenly; gives how many answers each marker got.

    The order is drawn with the course's key: the same click always gives the same. Who has begun a copy keeps it.
    """
    names = sorted({marker.strip() for marker in markers} - {""})
    if not names:
        raise GradebookError("nobody to share the copies between", where=assignment, cure="name the markers")
    shares, begun = read_shares(session, assignment), read_begun(session, assignment)
    copies = read_copies(session, assignment)
    waiting = {Piece(copy.learner, copy.cell) for copy in copies if copy.is_awaited} | begun.keys()
    pieces = [piece for piece in _list_pieces(copies, cells) if piece in waiting]
    order = _rank(key, assignment, pieces)
    doubled = _read_doubled(session, assignment)
    wanted = {piece: 2 if piece.cell in doubled else 1 for piece in sorted(pieces, key=lambda p: (order[p.learner], p))}
    held = {piece: {*shares.get(piece, ()), *begun.get(piece, {})} for piece in wanted}
    kept = [(piece, who) for piece in wanted for who in sorted(held[piece] - {*shares.get(piece, ())})]
    given = list(spread(wanted, held, names, apart or {}))
    add_shares(session, assignment, [*kept, *given])
    counts = Counter(marker for _, marker in given)
    if kept or given:
        questions = sorted({piece.cell for piece in wanted})
        note(session, by, "marking.share", assignment, questions=questions, given=dict(sorted(counts.items())))
    session.commit()
    return counts


def assign(
    session: Any, assignment: str, learners: Iterable[str], marker: str, *, cells: Iterable[str] = (), by: str
) -> int:
    """Give these learners' copies to a marker, beside whoever has them; gives how many answers that is."""
    wanted, shares = set(learners), read_shares(session, assignment)
    pieces = [p for p in _list_pieces(read_copies(session, assignment), cells) if p.learner in wanted]
    new = [piece for piece in pieces if marker not in shares.get(piece, ())]
    if not marker.strip() or wanted - {piece.learner for piece in pieces}:
        what = "a copy or a marker is missing"
        raise GradebookError(what, where=assignment, cure="name copies that a person marks, and a marker")
    add_shares(session, assignment, [(piece, marker.strip()) for piece in new])
    if new:
        details = {"to": marker.strip(), "learners": sorted({p.learner for p in new})}
        note(session, by, "marking.assign", assignment, questions=sorted({p.cell for p in new}), **details)
    session.commit()
    return len(new)


def withdraw(
    session: Any, assignment: str, marker: str, *, learners: Iterable[str] | None = None, cells: Iterable[str] = (),
    by: str,
) -> int:  # fmt: skip
    """Take copies back from a marker, all or these learners'; what they have signed stays with them."""
    gone = _find_open(session, assignment, marker, learners, cells)
    remove_shares(session, assignment, marker, gone)
    if gone:
        note(session, by, "marking.withdraw", assignment, marker=marker, answers=len(gone))
    session.commit()
    return len(gone)


def hand_over(
    session: Any, key: bytes, assignment: str, marker: str, *, to: Iterable[str] = (), cells: Iterable[str] = (),
    apart: Apart | None = None, by: str,
) -> Mapping[str, int]:  # fmt: skip
    """Pass on what a marker has not signed, evenly, to those named or to all others who have a share."""
    shares = read_shares(session, assignment)
    gone = _find_open(session, assignment, marker, None, cells)
    others = {who for holders in shares.values() for who in holders} - {marker}
    names = sorted(({who.strip() for who in to} - {"", marker}) or others)
    if not names:
        raise GradebookError("nobody else has a share", where=assignment, cure="say to whom the copies go")
    # Whoever signed a copy reads it no second time, and what the others have goes on counting as theirs.
    signed = read_signers(session, assignment)
    held = {piece: {*holders, *signed.get(piece, ())} for piece, holders in shares.items()}
    lacking = {piece: held[piece] - {marker} for piece in gone}
    order = _rank(key, assignment, gone)
    wanted = {piece: len(lacking[piece]) + 1 for piece in sorted(gone, key=lambda p: (order[p.learner], p))}
    given = list(spread(wanted, held | lacking, names, apart or {}))
    remove_shares(session, assignment, marker, gone)
    add_shares(session, assignment, given)
    counts = Counter(who for _, who in given)
    if given:
        note(session, by, "marking.hand_over", assignment, marker=marker, given=dict(sorted(counts.items())))
    session.commit()
    return counts


def give_third(session: Any, about: HandMarkRow) -> str | None:
    """Give an answer whose two readings diverge to a third marker: of those who share the question, who has least left.

    Part of the caller's transaction. None where the question is not shared, or where nobody has to be added.
    """
    shares = read_shares(session, about.assignment, about.cell)
    if not shares:
        return None
    signed = read_signers(session, about.assignment)
    piece = Piece(about.learner, about.cell)
    if {*shares.get(piece, ())} - signed.get(piece, set()):
        return None  # whoever has it and has not read it yet reads it third
    busy = signed.get(piece, set())
    left = Counter({who: 0 for holders in shares.values() for who in holders if who not in busy})
    if not left:
        return None
    for other, holders in shares.items():
        left.update(who for who in holders if who in left and who not in signed.get(other, ()))
    third = min(left, key=lambda who: (left[who], who))
    add_shares(session, about.assignment, [(piece, third)])
    # The ledger says that a third reads, and to whom; nothing of what the two gave.
    note(session, about.marker, "marking.third", f"{about.learner}/{about.assignment}/{about.cell}", to=third)
    return third


def _list_pieces(copies: Iterable[Copy], cells: Iterable[str]) -> list[Piece]:
    wanted = set(cells)
    return [Piece(copy.learner, copy.cell) for copy in copies if not wanted or copy.cell in wanted]


def _rank(key: bytes, assignment: str, pieces: Iterable[Piece]) -> Mapping[str, int]:
    learners = order_copies(key, assignment, "share", {piece.learner for piece in pieces})
    return {learner: place for place, learner in enumerate(learners)}


def _find_open(
    session: Any, assignment: str, marker: str, learners: Iterable[str] | None, cells: Iterable[str]
) -> list[Piece]:
    signed, wanted, who = read_signers(session, assignment), set(cells), None if learners is None else set(learners)
    return [
        piece
        for piece, holders in read_shares(session, assignment).items()
        if marker in holders
        and marker not in signed.get(piece, ())
        and (not wanted or piece.cell in wanted)
        and (who is None or piece.learner in who)
    ]


def _read_doubled(session: Any, assignment: str) -> set[str]:
    return set(session.scalars(select(DoublingRow.cell).where(DoublingRow.assignment == assignment)))
