"""What waits for markers: all questions, one assignment by question or by copy, one question's pile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from blocnotes.gradebook.handmarks.copies import count_awaited, count_marked, read_copies
from blocnotes.gradebook.handmarks.marks import read_marks, read_thresholds
from blocnotes.gradebook.handmarks.pseudonyms import name_copies, order_copies
from blocnotes.gradebook.handmarks.shares import count_own, list_shared, read_shares
from blocnotes.lab.desk import Desk
from blocnotes.lab.marking.pile import Sheet, group_marks, keep_own, read_pile, tell_state
from blocnotes.lab.page import Answer, Call, Missing, Page
from blocnotes.lab.person import MARKERS, Person, Role
from blocnotes.lab.routes import Route
from blocnotes.reception import read_released
from blocnotes.reports.questions import read_headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that people mark, and how far that is."""

    slug: str
    title: str
    cell: str
    heading: str
    awaited: int
    marked: int
    threshold: float | None
    is_shared: bool = False
    given: int = 0
    """How many copies of a shared question the person was given, and how many of them they have signed."""
    signed: int = 0

    @property
    def left(self) -> int:
        """How many copies the person has before them, of those that they were given."""
        return self.given - self.signed


def show_questions(desk: Desk, call: Call) -> Answer:
    """Show every question that people mark, of all assignments."""
    questions = list_own(desk, call.person)
    has_shares = any(item.is_shared for item in questions)
    values = {"questions": questions, "slug": "", "has_shares": has_shares, "may_share": False}
    return Page("marking_questions.html", "Corrections", values)


def show_assignment(desk: Desk, call: Call) -> Answer:
    """Show one assignment's questions, and its copies for who prefers to read copy by copy."""
    slug = call.parts["slug"]
    questions = [item for item in list_own(desk, call.person) if item.slug == slug]
    if not questions:
        raise Missing
    values = {
        "questions": questions,
        "slug": slug,
        "copies": _list_copies(desk, slug, call.person),
        "headings": {item.cell: item.heading for item in questions},
        "has_shares": any(item.is_shared for item in questions),
        "may_share": Role.INSTRUCTOR in call.person.roles,
    }
    return Page("marking_questions.html", questions[0].title, values)


def show_pile(desk: Desk, call: Call) -> Answer:
    """Show the copies of one question under pseudonyms."""
    slug, cell = call.parts["slug"], call.parts["cell"]
    with desk.open_store() as store:
        pile = read_pile(desk, store, slug, cell, call.person)
        shows_names = Role.INSTRUCTOR in call.person.roles and call.given("noms") == "1"
        names = store.learners() if shows_names else {}
    called = name_questions(desk, [slug])[slug]
    values = {
        "pile": pile, "slug": slug, "cell": cell, "title_of": called.title, "names": names,
        "may_show_names": Role.INSTRUCTOR in call.person.roles,
    }  # fmt: skip
    return Page("marking_pile.html", called.headings.get(cell) or cell, values)


def list_own(desk: Desk, person: Person) -> list[Question]:
    """List questions with a person's share of each; a marker does not meet those that others were given."""
    with desk.open_store() as store:
        shared, own = list_shared(store.session), count_own(store.session, person.name)
    found = []
    for item in list_questions(desk):
        place = (item.slug, item.cell)
        given, signed = own.get(place, (0, 0))
        if place not in shared:
            found.append(item)
        elif given or Role.INSTRUCTOR in person.roles:
            found.append(replace(item, is_shared=True, given=given, signed=signed))
    return found


def list_questions(desk: Desk) -> list[Question]:
    """List the questions that wait for a person or were marked by one."""
    with desk.open_store() as store:
        awaited, marked = count_awaited(store.session), count_marked(store.session)
        thresholds = read_thresholds(store.session)
    wanted = sorted(awaited.keys() | marked.keys())
    names = name_questions(desk, {slug for slug, _ in wanted})
    return [
        Question(
            slug=slug,
            title=names[slug].title,
            cell=cell,
            heading=names[slug].headings.get(cell) or cell,
            awaited=awaited.get((slug, cell), 0),
            marked=marked.get((slug, cell), 0),
            threshold=thresholds.get((slug, cell)),
        )
        for slug, cell in wanted
    ]


@dataclass(frozen=True, slots=True)
class Names:
    """What an assignment is called, and the heading above each of its cells."""

    title: str
    headings: Mapping[str, str]


def name_questions(desk: Desk, slugs: Iterable[str]) -> dict[str, Names]:
    """Name assignments and their questions as learners read them; the texts are looked through once."""
    found = desk.shelf.assignments()
    return {
        slug: Names(
            found[slug].manifest.title if slug in found else slug,
            read_headings(read_released(desk.settings, slug)) if slug in found else {},
        )
        for slug in slugs
    }


def _list_copies(desk: Desk, slug: str, person: Person) -> list[tuple[str, list[Sheet]]]:
    with desk.open_store() as store:
        everything, shares = read_copies(store.session, slug), read_shares(store.session, slug)
        thresholds, copies = read_thresholds(store.session), keep_own(everything, shares, person)
        marks = group_marks(read_marks(store.session, slug))
        everyone = store.learners().keys() | {copy.learner for copy in everything}
    key = desk.settings.key()
    names = name_copies(key, slug, everyone)
    by_learner: dict[str, list[Sheet]] = {}
    for copy in copies:
        found, threshold = marks.get((copy.learner, copy.cell), ()), thresholds.get((slug, copy.cell))
        state = tell_state(copy, found, threshold, person.name)
        sheet = Sheet(pseudonym=names[copy.learner], copy=copy, state=state, waits=copy.is_awaited)
        by_learner.setdefault(copy.learner, []).append(sheet)
    return [(names[learner], by_learner[learner]) for learner in order_copies(key, slug, "", by_learner)]


ROUTES = (
    Route(path="corrections", who=MARKERS, show=show_questions, menu="Corrections"),
    Route(path="corrections/{slug}", who=MARKERS, show=show_assignment),
    Route(path="corrections/{slug}/{cell}", who=MARKERS, show=show_pile),
)
