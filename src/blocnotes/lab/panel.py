"""What JupyterLab's side panel tells about the open notebook: its competencies, its questions, its deadline."""

from collections.abc import Iterable, Iterator
from typing import Any

from blocnotes.authoring.cells import Role as CellRole
from blocnotes.framework.model import Course
from blocnotes.grading.sheets import ANSWER
from blocnotes.lab.desk import Desk
from blocnotes.lab.mine import read_mine
from blocnotes.lab.page import Answer, Call, Data, Missing
from blocnotes.lab.person import EVERYONE, Role
from blocnotes.lab.routes import Route
from blocnotes.reception import read_released
from blocnotes.records import Notebook
from blocnotes.reports.questions import read_headings
from blocnotes.reports.wording import write_moment


def tell_assignment(desk: Desk, call: Call) -> Answer:
    """Tell what is known of an assignment by its slug, as far as its learners may know it."""
    slug, due = call.parts["slug"], ""
    courses = desk.shelf.courses()
    if Role.LEARNER in call.person.roles:
        mine = read_mine(desk, call.person)
        work, courses = mine.one(slug), mine.courses
        due = write_moment(work.deadline.own) if work.deadline else ""
    assignment = desk.shelf.assignments().get(slug)
    if assignment is None:
        raise Missing
    released = read_released(desk.settings, slug)
    headings, stubs = read_headings(released), dict(_read_stubs(released))
    questions = [
        {
            "cell": cell.name,
            "heading": headings.get(cell.name) or cell.name,
            "points": cell.points,
            "byHand": cell.role is CellRole.MANUAL,
            "answers": list(dict.fromkeys(ANSWER.findall(cell.source))) if cell.role is CellRole.ANSWER else [],
            "stub": stubs.get(cell.name, ""),
            "competencies": sorted({code for code, _ in _find_proven(courses, slug, cell.name)}),
        }
        for cell in assignment.graded
    ]
    competencies = dict(_find_proven(courses, slug, None))
    return Data(
        {
            "title": assignment.manifest.title,
            "page": f"epreuves/{slug}" if Role.LEARNER in call.person.roles else "",
            "due": due,
            "questions": questions,
            "competencies": [{"code": code, "title": title} for code, title in competencies.items()],
        }
    )


def _find_proven(courses: Iterable[Course], slug: str, cell: str | None) -> Iterator[tuple[str, str]]:
    for course in courses:
        for competency in course.certification.competencies:
            if any(item.assignment == slug and cell in (None, item.cell) for item in competency.evidence):
                yield competency.code, competency.title


def _read_stubs(notebook: Notebook) -> Iterator[tuple[str, str]]:
    for cell in notebook["cells"]:
        marker: dict[str, Any] = cell["metadata"].get("nbgrader", {})
        if marker.get("solution") and marker.get("grade"):
            yield marker["grade_id"], "".join(cell["source"])


ROUTES = (Route(path="api/epreuves/{slug}", who=EVERYONE, show=tell_assignment),)
