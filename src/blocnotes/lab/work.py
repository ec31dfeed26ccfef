"""A learner's assignments as they see them: what is due and when, what became of it, what is awaited.

Marks are the learner's to see once feedback was given back (`blocnotes feedback`), and never a minute earlier: a
score that answers at once is an oracle. Until then they count as awaited, in standings too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from math import ceil, fsum

from blocnotes.authoring.assignment import Assignment
from blocnotes.framework.model import Course
from blocnotes.gradebook.decisions import know
from blocnotes.gradebook.dossier import Dossier, HandIn
from blocnotes.gradebook.people.deadlines import Deadline
from blocnotes.gradebook.standing import LearnerStanding, standing_of
from blocnotes.gradebook.standings.values import GradedCell

DROPPED = "dropped"
"""The status of what lies in nbgrader's exchange: it is not in the gradebook, and has no receipt yet."""


class State(Enum):
    """Where an assignment is, in the words that its learner reads."""

    CLOSED = "pas encore ouverte"
    OPEN = "à faire"
    OVERDUE = "à rendre, l’échéance est passée"
    DROPPED = "déposée, pas encore collectée"
    RECEIVED = "remise, en attente de correction"
    REFUSED = "refusée, à remettre à nouveau"
    STOPPED = "correction à reprendre, par un incident de notre fait"
    IN_MARKING = "en cours de correction"
    PARTLY_MARKED = "corrigée en partie"
    MARKED = "corrigée"

    @property
    def is_owed(self) -> bool:
        """Tell whether the learner has to act."""
        return self in (State.OPEN, State.OVERDUE, State.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One assignment of one learner."""

    slug: str
    title: str
    notebook: str
    state: State
    summary: str = ""
    objectives: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """What one should know before, in words."""
    rests_on: tuple[str, ...] = ()
    """The assignments that come before, by slug."""
    minutes: int = 0
    has_more_time: bool = False
    deadline: Deadline | None = None
    hand_ins: tuple[HandIn, ...] = ()
    cells: tuple[GradedCell, ...] = ()
    maximum: float = 0.0

    @property
    def latest(self) -> HandIn | None:
        """The hand-in that counts now."""
        return self.hand_ins[-1] if self.hand_ins else None

    @property
    def points(self) -> float:
        """The points given so far, of those that the learner may see."""
        return fsum(cell.points or 0.0 for cell in self.cells)

    @property
    def awaited(self) -> int:
        """How many marks a person has not given yet."""
        return sum(cell.points is None for cell in self.cells)

    @property
    def is_waiting(self) -> bool:
        """Tell whether it was handed in, and the learner waits for what comes of it."""
        return self.latest is not None and not self.is_given_back and not self.state.is_owed

    @property
    def is_given_back(self) -> bool:
        """Tell whether its marks are the learner's to see."""
        return self.state in (State.MARKED, State.PARTLY_MARKED)

    @property
    def is_late(self) -> bool:
        """Tell whether what counts now came after the learner's own deadline."""
        received = self.latest and self.latest.received_at
        return bool(received and self.deadline and received > self.deadline.own)


def list_work(
    dossier: Dossier,
    courses: Iterable[Course],
    assignments: Mapping[str, Assignment],
    given_back: frozenset[str],
    now: datetime,
) -> tuple[Work, ...]:
    """List a learner's assignments in the order of the courses, then what was released beside them."""
    notebooks = dict(dossier.released)
    before = {item.slug: item.prerequisites for course in courses for item in course.assignments}
    slugs = dict.fromkeys([*before, *notebooks])
    cells: dict[str, list[GradedCell]] = {}
    for cell in hide(dossier.cells, given_back):
        cells.setdefault(cell.assignment, []).append(cell)
    made = (_make(dossier, slug, notebooks.get(slug), tuple(cells.get(slug, ())), given_back, now) for slug in slugs)
    return tuple(
        _describe(replace(work, rests_on=before.get(work.slug, ())), assignments.get(work.slug), dossier.time_factor)
        for work in made
    )


def hide(cells: Iterable[GradedCell], given_back: frozenset[str]) -> Iterator[GradedCell]:
    """Give marks as their learner may see them: those of work that was not given back yet are awaited."""
    for cell in cells:
        yield cell if cell.assignment in given_back else replace(cell, points=None)


def judge(course: Course, dossier: Dossier, given_back: frozenset[str]) -> LearnerStanding:
    """Say where a learner stands, on the marks that they may see."""
    known = know(course, dossier.decisions, dossier.today)
    learner = dossier.learner
    return standing_of(
        course,
        tuple(hide(dossier.cells, given_back)),
        learner=learner,
        dispensations=known["dispensations"].get(learner, ()),
        requirements=known["requirements"].get(learner),
        acquired=known["acquired"].get(learner),
        history=tuple(cell for cell in dossier.history if cell.assignment in given_back),
    )


def _make(
    dossier: Dossier,
    slug: str,
    notebook: str | None,
    cells: tuple[GradedCell, ...],
    given_back: frozenset[str],
    now: datetime,
) -> Work:
    hand_ins, deadline = dossier.of(slug), dossier.deadlines.get(slug)
    state = State.CLOSED
    if notebook is not None:
        awaited = any(cell.points is None for cell in cells)
        state = _state(hand_ins[-1] if hand_ins else None, deadline, slug in given_back, awaited, now)
    return Work(
        slug=slug,
        title=slug,
        notebook=notebook or slug,
        state=state,
        deadline=deadline,
        hand_ins=hand_ins,
        cells=cells,
        maximum=fsum(cell.maximum for cell in cells),
    )


def _state(
    latest: HandIn | None, deadline: Deadline | None, is_given_back: bool, awaited: bool, now: datetime
) -> State:
    if latest is None:
        return State.OVERDUE if deadline and deadline.own < now else State.OPEN
    if latest.status == "graded":
        if not is_given_back:
            return State.IN_MARKING
        return State.PARTLY_MARKED if awaited else State.MARKED
    return {"refused": State.REFUSED, "fault": State.STOPPED, DROPPED: State.DROPPED}.get(latest.status, State.RECEIVED)


def _describe(work: Work, assignment: Assignment | None, time_factor: float) -> Work:
    if assignment is None:
        return work
    manifest = assignment.manifest
    return replace(
        work,
        title=manifest.title,
        summary=manifest.summary,
        objectives=manifest.objectives,
        needs=manifest.prerequisites,
        minutes=ceil(manifest.duration_minutes * time_factor),
        has_more_time=time_factor > 1,
        maximum=work.maximum or assignment.points,
    )
