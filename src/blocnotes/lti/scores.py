"""Which marks may leave: those that were given back to their learners, complete; what waits for a person, as such."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import fsum

from blocnotes.framework.model import Course
from blocnotes.framework.rules import OUT_OF
from blocnotes.gradebook.decisions import know
from blocnotes.gradebook.standing import BlocStanding, GradedCell, standings_of
from blocnotes.gradebook.store import Store
from blocnotes.gradebook.tables import Attempt
from blocnotes.reports.feedback import is_given_back
from blocnotes.settings import Settings

FULL, BY_HAND = "FullyGraded", "PendingManual"
NOT_GRADED = "the last hand-in is not graded"
NOT_GIVEN_BACK = "not given back yet: run blocnotes feedback"
NO_POINTS = "worth no points"
NO_SCORE = "no score: dispensed, or nothing proves it yet"
PROVISIONAL = "provisional"

Pair = tuple[str, str]
"""A learner and an assignment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What may be told of one learner in one column; no points while a person's mark is awaited."""

    learner: str
    key: str
    points: float | None
    maximum: float

    @property
    def progress(self) -> str:
        """How far marking is, in the words of AGS."""
        return BY_HAND if self.points is None else FULL


@dataclass(frozen=True, slots=True)
class Held:
    """What stays here, and why."""

    learner: str
    key: str
    why: str


def list_scores(settings: Settings, store: Store, slugs: Iterable[str] = ()) -> Iterator[Score | Held]:
    """Give, assignment by assignment (all, or those named), what may be told of each learner."""
    wanted, graded = frozenset(slugs), _find_graded(store)
    for pair, cells in _group(store.cells()).items():
        if not wanted or pair[1] in wanted:
            yield _score(settings, pair, cells, graded.get(pair))


def list_bloc_scores(settings: Settings, store: Store, course: Course) -> Iterator[Score | Held]:
    """Give, bloc by bloc of a certification, what may be told of each learner: a score out of 20."""
    graded = _find_graded(store)
    open_pairs = {pair for pair, moment in graded.items() if moment and is_given_back(settings, *pair, moment)}
    given = store.cells()
    cells = [_hide(cell, open_pairs) for cell in given]
    by_hand = {(cell.learner, cell.name) for cell in given if cell.points is None}
    history = [cell for cell in store.history() if (cell.learner, cell.assignment) in open_pairs]
    known = know(course, store.decisions())
    for standing in standings_of(course, cells, learners=store.learners(), history=history, **known):
        for bloc in standing.blocs:
            waits = any((standing.learner, name) in by_hand for name in bloc.awaited)
            yield _score_bloc(standing.learner, bloc, waits)


def _score(settings: Settings, pair: Pair, cells: list[GradedCell], graded_at: datetime | None) -> Score | Held:
    learner, slug = pair
    if graded_at is None:
        return Held(learner, slug, NOT_GRADED)
    points = [cell.points for cell in cells if cell.points is not None]
    maximum = fsum(cell.maximum for cell in cells)
    if not maximum:
        return Held(learner, slug, NO_POINTS)
    if len(points) < len(cells):
        # That a copy waits for a person says nothing of what it is worth.
        return Score(learner=learner, key=slug, points=None, maximum=maximum)
    if not is_given_back(settings, learner, slug, graded_at):
        return Held(learner, slug, NOT_GIVEN_BACK)
    return Score(learner=learner, key=slug, points=round(fsum(points), 4), maximum=maximum)


def _score_bloc(learner: str, bloc: BlocStanding, waits_for_a_person: bool) -> Score | Held:
    if waits_for_a_person:
        return Score(learner=learner, key=bloc.code, points=None, maximum=OUT_OF)
    if bloc.provisional:
        return Held(learner, bloc.code, PROVISIONAL)
    if bloc.score is None:
        return Held(learner, bloc.code, NO_SCORE)
    return Score(learner=learner, key=bloc.code, points=round(bloc.score * OUT_OF, 2), maximum=OUT_OF)


def _find_graded(store: Store) -> Mapping[Pair, datetime | None]:
    # When the last hand-in of each assignment was graded; None where one of its notebooks is not.
    found: dict[Pair, datetime | None] = {}
    for attempt in store.latest_attempts():
        pair, moment = (attempt.learner, attempt.assignment), _moment(attempt)
        before = found.get(pair, moment)
        found[pair] = max(moment, before) if moment and before else None
    return found


def _moment(attempt: Attempt) -> datetime | None:
    moment = attempt.graded_at if attempt.status == "graded" else None
    # SQLite gives moments back without their offset: they were written in UTC.
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _group(cells: Iterable[GradedCell]) -> dict[Pair, list[GradedCell]]:
    found: dict[Pair, list[GradedCell]] = {}
    for cell in cells:
        found.setdefault((cell.learner, cell.assignment), []).append(cell)
    return found


def _hide(cell: GradedCell, open_pairs: set[Pair]) -> GradedCell:
    return cell if (cell.learner, cell.assignment) in open_pairs else replace(cell, points=None)
