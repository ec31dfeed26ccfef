"""The instructor's first page, and the page of one assignment: where it is, what blocks it, what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from blocnotes.batches.starting import find_running
from blocnotes.gradebook.database import stamp_database
from blocnotes.gradebook.overview import Tally, count_learners, read_late, read_newest, read_points, read_tallies
from blocnotes.gradebook.people.deadlines import read_grants
from blocnotes.lab.conduct.progress import Progress, Stage, list_progress
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Missing, Page
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route

STATUSES = {"received": "à noter", "graded": "notée", "refused": "refusée", "fault": "incident de notre fait"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One learner on the page of an assignment."""

    learner: str
    name: str
    status: str = ""
    is_late: bool = False
    points: float | None = None
    maximum: float = 0.0
    awaited: int = 0
    more_hours: int = 0
    """How many hours later than others they may hand in."""
    sentence: str = ""


def show_overview(desk: Desk, _call: Call) -> Answer:
    """Show every assignment with its stage, its numbers and what blocks it."""
    tallies, learners = _count(desk, stamp_database(desk.settings.database_url))
    items = list_progress(desk.settings, desk.shelf.assignments(), tallies, learners, desk.clock())
    values = {"items": items, "stages": list(Stage), "learners": learners, "running": find_running(desk.settings)}
    return Page("conduct_overview.html", "Épreuves", values)


@lru_cache(maxsize=4)
def _count(desk: Desk, _stamp: tuple[object, ...]) -> tuple[Mapping[str, Tally], int]:
    # Kept until the gradebook changes.
    with desk.open_store() as store:
        return read_tallies(store.session), count_learners(store.session)


def show_assignment(desk: Desk, call: Call) -> Answer:
    """Show one assignment learner by learner, its refusals and its faults first."""
    slug = call.parts["slug"]
    item = find_progress(desk, slug)
    lines = _list_lines(desk, item) if item.stage is not Stage.DRAFT else []
    values = {
        "item": item,
        "lines": lines,
        "incidents": [line for line in lines if line.sentence],
        "statuses": STATUSES,
        "running": find_running(desk.settings),
        "is_draft": item.stage is Stage.DRAFT,
    }
    return Page("conduct_assignment.html", item.title, values)


def find_progress(desk: Desk, slug: str) -> Progress:
    """Give one assignment; Missing where there is none."""
    with desk.open_store() as store:
        tallies, learners = read_tallies(store.session, slug), count_learners(store.session)
    known = {name: item for name, item in desk.shelf.assignments().items() if name == slug}
    for item in list_progress(desk.settings, known, tallies, learners, desk.clock(), only=slug):
        return item
    raise Missing


def _list_lines(desk: Desk, item: Progress) -> list[Line]:
    due = item.tally.due.replace(tzinfo=None) if item.tally.due else None
    with desk.open_store() as store:
        names, grants = store.learners(), read_grants(store.session)
        newest = {attempt.learner: attempt for attempt in read_newest(store.session, item.slug)}
        points = read_points(store.session, item.slug)
        late = read_late(store.session, item.slug)
        lines = []
        known = {learner: names.get(learner, learner) for learner in (*names, *newest)}
        for learner, name in sorted(known.items(), key=lambda item: item[1].casefold()):
            attempt, (got, maximum, awaited) = newest.get(learner), points.get(learner, (None, 0.0, 0))
            is_graded = attempt is not None and attempt.status == "graded"
            more = grants.extend(due, item.slug, learner).total_seconds() if due else 0
            lines.append(
                Line(
                    learner=learner,
                    name=name,
                    status=attempt.status if attempt else "",
                    is_late=learner in late,
                    points=got if is_graded else None,
                    maximum=maximum,
                    awaited=awaited if is_graded else 0,
                    more_hours=int(more // 3600),
                    sentence=" ".join(attempt.notes) if attempt and attempt.status in ("refused", "fault") else "",
                )
            )
    return lines


ROUTES = (
    Route(path="conduite", who=INSTRUCTORS, show=show_overview, menu="Épreuves"),
    Route(path="conduite/{slug}", who=INSTRUCTORS, show=show_assignment),
)
