"""The pile of one question: its copies under pseudonyms, in an order of its own, and which of them wait for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from blocnotes.gradebook.handmarks.copies import Copy, read_copies
from blocnotes.gradebook.handmarks.doubling import Stage
from blocnotes.gradebook.handmarks.marks import HandMark, find_stage, read_marks, read_threshold, waits_for
from blocnotes.gradebook.handmarks.pseudonyms import name_copies, order_copies
from blocnotes.gradebook.handmarks.shares import Shares, read_shares
from blocnotes.gradebook.handmarks.spreading import Piece
from blocnotes.gradebook.store import Store
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Missing
from blocnotes.lab.person import Person, Role

DRAFT, DONE = "votre brouillon", "vous avez signé"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One copy of the pile, as one marker sees it: never who wrote it, nor what others gave."""

    pseudonym: str
    copy: Copy
    state: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Pile:
    """All copies of a question, in its own order."""

    sheets: Sequence[Sheet]
    threshold: float | None
    is_shared: bool = False
    """Whether copies were given to markers: who is only that then meets their own share."""

    @property
    def waiting(self) -> list[Sheet]:
        """Give the copies that wait for this marker."""
        return [sheet for sheet in self.sheets if sheet.waits]

    def find(self, pseudonym: str) -> Sheet:
        """Give one copy by its pseudonym; Missing where there is none."""
        found = [sheet for sheet in self.sheets if sheet.pseudonym == pseudonym]
        if not found:
            raise Missing
        return found[0]

    def neighbours(self, pseudonym: str) -> tuple[Sheet | None, Sheet | None]:
        """Give the copies before and after one, if there are any."""
        names = [sheet.pseudonym for sheet in self.sheets]
        place = names.index(pseudonym)
        before = self.sheets[place - 1] if place else None
        return before, self.sheets[place + 1] if place + 1 < len(names) else None

    def next_waiting(self, pseudonym: str = "") -> Sheet | None:
        """Give the next copy that waits for this marker, from one on and round again."""
        names = [sheet.pseudonym for sheet in self.sheets]
        start = names.index(pseudonym) + 1 if pseudonym in names else 0
        return next((sheet for sheet in [*self.sheets[start:], *self.sheets[:start]] if sheet.waits), None)


def read_pile(desk: Desk, store: Store, slug: str, cell: str, person: Person) -> Pile:
    """Read the pile of a question as one person may see it; Missing where no person marks it."""
    everything = read_copies(store.session, slug, cell=cell)
    if not everything:
        raise Missing
    shares, marker = read_shares(store.session, slug, cell), person.name
    copies = {copy.learner: copy for copy in keep_own(everything, shares, person)}
    key = desk.settings.key()
    names = name_copies(key, slug, store.learners().keys() | {copy.learner for copy in everything})
    threshold = read_threshold(store.session, slug, cell)
    marks = group_marks(read_marks(store.session, slug, cell))
    sheets = [
        _make_sheet(copies[learner], names[learner], marks.get((learner, cell), ()), threshold, marker)
        for learner in order_copies(key, slug, cell, copies)
    ]
    # An instructor may open every copy; what was given to somebody else does not wait for them.
    return Pile(
        [
            replace(sheet, waits=sheet.waits and (not shares or _is_given(sheet.copy, shares, marker)))
            for sheet in sheets
        ],
        threshold,
        bool(shares),
    )


def keep_own(copies: Sequence[Copy], shares: Shares, person: Person) -> list[Copy]:
    """Leave out what a person may not read: of a shared question a marker reads their share, an instructor all."""
    if Role.INSTRUCTOR in person.roles:
        return list(copies)
    shared = {piece.cell for piece in shares}
    return [copy for copy in copies if copy.cell not in shared or _is_given(copy, shares, person.name)]


def _is_given(copy: Copy, shares: Shares, marker: str) -> bool:
    return marker in shares.get(Piece(copy.learner, copy.cell), ())


def group_marks(marks: Sequence[HandMark]) -> Mapping[tuple[str, str], Sequence[HandMark]]:
    """Group marks by learner and question."""
    grouped: dict[tuple[str, str], list[HandMark]] = {}
    for mark in marks:
        grouped.setdefault((mark.learner, mark.cell), []).append(mark)
    return grouped


def _make_sheet(copy: Copy, pseudonym: str, marks: Sequence[HandMark], threshold: float | None, marker: str) -> Sheet:
    waits = waits_for(copy, marks, threshold, marker)
    return Sheet(pseudonym=pseudonym, copy=copy, state=tell_state(copy, marks, threshold, marker), waits=waits)


def tell_state(copy: Copy, marks: Sequence[HandMark], threshold: float | None, marker: str) -> str:
    """Say where a copy is, telling this marker nothing of what others gave."""
    stage = find_stage(copy, marks, threshold)
    own = [mark for mark in marks if mark.marker == marker and mark.sha256 == copy.sha256]
    if stage is Stage.SETTLED:
        return str(stage.value)
    if own:
        return DONE if own[-1].is_signed else DRAFT
    # Whether somebody else has read it would not be blind any more.
    return str(Stage.FIRST.value)
