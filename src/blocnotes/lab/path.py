"""The way through the course: which assignment rests on which, and where the learner is on it."""

from dataclasses import replace

from blocnotes.framework.model import Course
from blocnotes.lab.desk import Desk
from blocnotes.lab.graph import Node, draw_graph
from blocnotes.lab.mine import Mine, read_mine
from blocnotes.lab.page import Answer, Call, Page
from blocnotes.lab.person import LEARNERS
from blocnotes.lab.routes import Route
from blocnotes.lab.work import State, Work

TONES = {
    State.MARKED: "done",
    State.PARTLY_MARKED: "done",
    State.CLOSED: "closed",
    State.OVERDUE: "late",
    State.REFUSED: "late",
}


def show_path(desk: Desk, call: Call) -> Answer:
    """Show each course as a drawing and as a list."""
    mine = read_mine(desk, call.person)
    ways = [(course.certification, list_steps(mine, course), _draw(mine, course)) for course in mine.courses]
    return Page("my_path.html", "Mon parcours", {"ways": ways, "name_of": mine.title})


def list_steps(mine: Mine, course: Course) -> list[Work]:
    """Give the assignments of a course, in its order."""
    # What one assignment rests on is the course's to say: another course may use it otherwise.
    found = {work.slug: work for work in mine.work}
    return [replace(found[item.slug], rests_on=item.prerequisites) for item in course.assignments]


def _draw(mine: Mine, course: Course) -> str:
    steps = list_steps(mine, course)
    nodes = [
        Node(work.slug, work.title, work.state.value, TONES.get(work.state, "open"), work.rests_on) for work in steps
    ]
    label = f"Parcours de {len(nodes)} épreuves\u00a0; la liste qui suit dit sur quoi chacune repose."
    return draw_graph(nodes, label)


ROUTES = (Route(path="parcours", who=LEARNERS, show=show_path, menu="Mon parcours"),)
