"""All that a learner's pages rest on, read once a request."""

from dataclasses import dataclass, replace

from blocnotes.framework.model import Course
from blocnotes.gradebook.dossier import Dossier, HandIn, read_dossier
from blocnotes.gradebook.standing import LearnerStanding
from blocnotes.grading.exchange import find_dropped
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Missing
from blocnotes.lab.person import Person
from blocnotes.lab.work import DROPPED, State, Work, judge, list_work
from blocnotes.reports.feedback import is_given_back
from blocnotes.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A learner's dossier, their assignments, and the courses that these lead through."""

    dossier: Dossier
    courses: tuple[Course, ...]
    work: tuple[Work, ...]
    given_back: frozenset[str]

    def one(self, slug: str) -> Work:
        """Give one assignment; Missing where there is none, or where it is not open yet."""
        found = next((work for work in self.work if work.slug == slug), None)
        if found is None or found.state is State.CLOSED:
            raise Missing
        return found

    def title(self, slug: str) -> str:
        """Name an assignment by its title."""
        return next((work.title for work in self.work if work.slug == slug), slug)

    def standings(self) -> tuple[LearnerStanding, ...]:
        """Say where the learner stands on each certification."""
        return tuple(judge(course, self.dossier, self.given_back) for course in self.courses)


def read_mine(desk: Desk, person: Person) -> Mine:
    """Read what concerns one learner, and nothing of anybody else."""
    with desk.open_store() as store:
        dossier = read_dossier(store, person.name, desk.clock())
    dossier = replace(dossier, hand_ins=(*dossier.hand_ins, *list_dropped(desk, dossier)))
    courses = choose_courses(desk, dossier)
    given_back = list_given_back(desk.settings, dossier)
    work = list_work(dossier, courses, desk.shelf.assignments(), given_back, desk.clock())
    return Mine(dossier=dossier, courses=courses, work=work, given_back=given_back)


def list_dropped(desk: Desk, dossier: Dossier) -> list[HandIn]:
    """Give what lies in nbgrader's exchange and is newer than what was collected, the last one of each assignment."""
    newest: dict[str, HandIn] = {}
    for item in sorted(
        find_dropped(desk.exchange, dossier.learner, dict(dossier.released)), key=lambda item: item.dropped_at
    ):
        known = dossier.of(item.assignment)
        if not any(
            one.sha256 == item.sha256 or (one.received_at and one.received_at >= item.dropped_at) for one in known
        ):
            newest[item.assignment] = HandIn(
                assignment=item.assignment,
                notebook=item.notebook,
                sha256=item.sha256,
                received_at=item.dropped_at,
                status=DROPPED,
            )
    return list(newest.values())


def choose_courses(desk: Desk, dossier: Dossier) -> tuple[Course, ...]:
    """Give the courses of which something was released, or all where nothing was yet."""
    courses, released = desk.shelf.courses(), {assignment for assignment, _ in dossier.released}
    open_ones = tuple(course for course in courses if released & {item.slug for item in course.assignments})
    return open_ones or courses


def list_given_back(settings: Settings, dossier: Dossier) -> frozenset[str]:
    """Give the assignments whose marks are the learner's to see."""
    graded = {item.assignment: item.graded_at for item in dossier.hand_ins if item.status == "graded"}
    return frozenset(
        slug for slug, moment in graded.items() if moment and is_given_back(settings, dossier.learner, slug, moment)
    )
