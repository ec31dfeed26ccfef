"""The cohort by bloc and competency, one learner's reasoning, and down to the cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from blocnotes.framework.bounds import Standing
from blocnotes.framework.model import Attempts, Bloc, Course
from blocnotes.gradebook.database import stamp_database
from blocnotes.gradebook.decisions import know
from blocnotes.gradebook.dossier import read_dossier
from blocnotes.gradebook.standing import LearnerStanding, standing_of, standings_of
from blocnotes.gradebook.standings.cohort import judge_cohort
from blocnotes.gradebook.standings.columns import ORDER, Column
from blocnotes.gradebook.standings.table import CohortStandings, put
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Missing, Page
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route
from blocnotes.reports.feedback import read_feedback

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """One standing in the table: what the strip of glyphs needs, and the score."""

    code: str
    status: Standing
    score: float | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One learner: a spot a bloc with its competencies, and the certification."""

    learner: str
    name: str
    blocs: tuple[tuple[Spot, tuple[Spot, ...]], ...]
    whole: Spot


def show_cohort(desk: Desk, call: Call) -> Answer:
    """Show where everyone stands, a page of learners at a time."""
    course = _choose(desk, call.given("certification"))
    if course is None:
        return Page("conduct_cohort.html", "Promotion", {"course": None})
    with desk.open_store() as store:
        names = store.learners()
    stamp = (*stamp_database(desk.settings.database_url), desk.clock().date())
    found = _judge(desk, course.certification.code, stamp, id(course.certification))
    sought, page = call.given("q").strip().casefold(), _read_page(call)
    places = [
        place
        for place, learner in sorted(enumerate(found.learners), key=lambda item: names.get(item[1], item[1]).casefold())
        if sought in f"{learner} {names.get(learner, '')}".casefold()
    ]
    blocs = course.certification.blocs
    values = {
        "course": course,
        "courses": desk.shelf.courses(),
        "rows": [_make_row(found, place, names) for place in places[(page - 1) * PER_PAGE : page * PER_PAGE]],
        "shown": {bloc.code: [item.code for item in bloc.competencies if item.evidence] for bloc in blocs},
        "tallies": {
            bloc.code: (_count(found.blocs[bloc.code]), [
                (item, _count(found.competencies[item.full_code])) for item in bloc.competencies if item.evidence
            ]) for bloc in blocs
        },
        "short": lambda bloc: bloc.code.removeprefix(course.certification.code) or bloc.code,
        "sought": call.given("q"),
        "page": page,
        "pages": max(1, -(-len(places) // PER_PAGE)),
        "found": len(places),
        "learners": len(found.learners),
    }  # fmt: skip
    return Page("conduct_cohort.html", "Promotion", values)


def show_learner(desk: Desk, call: Call) -> Answer:
    """Show one learner's standing on a certification with its reasons, down to each mark."""
    course = _choose(desk, call.parts["certification"])
    if course is None:
        raise Missing
    learner = call.parts["learner"]
    with desk.open_store() as store:
        if learner not in store.learners():
            raise Missing
        dossier = read_dossier(store, learner, desk.clock())
    known = know(course, dossier.decisions, desk.clock().date())
    standing: LearnerStanding = standing_of(
        course,
        dossier.cells,
        learner=learner,
        dispensations=known["dispensations"].get(learner, ()),
        requirements=known["requirements"].get(learner),
        acquired=known["acquired"].get(learner),
        history=dossier.history,
    )
    titles = {slug: item.manifest.title for slug, item in desk.shelf.assignments().items()}
    values = {"standing": standing, "course": course, "name": dossier.name, "learner": learner, "titles": titles}
    return Page("conduct_learner_standing.html", dossier.name, values)


def show_copy(desk: Desk, call: Call) -> Answer:
    """Show one learner's copy of an assignment, cell by cell: marks, sentences, what they handed in."""
    slug, learner = call.parts["slug"], call.parts["learner"]
    with desk.open_store() as store:
        feedback = read_feedback(desk.settings, store, learner, slug)
    if feedback is None:
        raise Missing
    return Page("conduct_copy.html", feedback.title, {"copy": feedback, "learner": learner, "slug": slug})


@lru_cache(maxsize=4)
def _judge(desk: Desk, code: str, _stamp: tuple[object, ...], _texts: int) -> CohortStandings:
    # Half a second for a thousand learners: kept until the gradebook, the certification's text or the day changes.
    course = _choose(desk, code)
    assert course is not None
    with desk.open_store() as store:
        marks, known = store.marks(), know(course, store.decisions(), desk.clock().date())
        timed = [who for who, granted in known["dispensations"].items() if any(item.period for item in granted)]
        dated = {learner: store.cells(learner) for learner in timed}
        blocs = course.certification.blocs
        if all(bloc.attempts is Attempts.LAST for bloc in blocs):
            return judge_cohort(course, marks, dated=dated, **known)
        cells, history = store.cells(), store.history()
    latest = tuple(replace(bloc, attempts=Attempts.LAST) for bloc in blocs)
    plain = replace(course, certification=replace(course.certification, blocs=latest))
    found = judge_cohort(plain, marks, dated=dated, **known)
    places = {learner: place for place, learner in enumerate(found.learners)}
    for standing in standings_of(course, cells, learners=found.learners, history=history, **known):
        put(found, places[standing.learner], standing)
    return found


def _choose(desk: Desk, code: str) -> Course | None:
    courses = {course.certification.code: course for course in desk.shelf.courses()}
    if code and code not in courses:
        raise Missing
    return courses[code] if code else next(iter(courses.values()), None)


def _read_page(call: Call) -> int:
    given = call.given("page", "1")
    return max(1, int(given)) if given.isdecimal() and len(given) < 7 else 1


def _make_row(found: CohortStandings, place: int, names: Mapping[str, str]) -> Row:
    learner = found.learners[place]
    blocs = tuple(
        (_spot(bloc.code, found.blocs[bloc.code], place), tuple(_list_spots(found, bloc, place)))
        for bloc in found.certification.blocs
    )
    return Row(learner, names.get(learner, learner), blocs, _spot(found.certification.code, found.whole, place))


def _list_spots(found: CohortStandings, bloc: Bloc, place: int) -> Iterator[Spot]:
    for competency in bloc.competencies:
        if competency.evidence:
            yield _spot(competency.code, found.competencies[competency.full_code], place)


def _spot(code: str, column: Column, place: int) -> Spot:
    score = float(column.score[place])
    status = ORDER[int(column.status[place])]
    return Spot(code, status, None if np.isnan(score) else score, bool(column.provisional[place]))


def _count(column: Column) -> dict[Standing, int]:
    counts = np.bincount(column.status, minlength=len(ORDER))
    return {standing: int(counts[code]) for code, standing in enumerate(ORDER)}


ROUTES = (
    Route(path="promotion", who=INSTRUCTORS, show=show_cohort, menu="Promotion"),
    Route(path="promotion/{certification}/{learner}", who=INSTRUCTORS, show=show_learner),
    Route(path="copies/{slug}/{learner}", who=INSTRUCTORS, show=show_copy),
)
