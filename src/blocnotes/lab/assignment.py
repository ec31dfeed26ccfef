"""One assignment as its learner sees it: what it asks, when it is due, what was handed in, what came back."""

from collections.abc import Iterable

from blocnotes.framework.model import Competency, Course
from blocnotes.lab.desk import Desk
from blocnotes.lab.mine import read_mine
from blocnotes.lab.notebooks import find_draft
from blocnotes.lab.page import Answer, Call, Missing, Moved, Page, Unfit
from blocnotes.lab.person import LEARNERS
from blocnotes.lab.routes import Route
from blocnotes.lab.work import DROPPED
from blocnotes.reception import hand_out
from blocnotes.reports.feedback import read_feedback

STATUSES = {
    DROPPED: "déposée par nbgrader, pas encore collectée",
    "received": "remise, en attente de correction",
    "graded": "corrigée",
    "refused": "refusée",
    "fault": "à reprendre, incident de notre fait",
}


def show_assignment(desk: Desk, call: Call) -> Answer:
    """Show an assignment with its attempts."""
    mine = read_mine(desk, call.person)
    work = mine.one(call.parts["slug"])
    return Page(
        "assignment.html",
        work.title,
        {
            "work": work,
            "draft": find_draft(desk, call.person.name, work),
            "can_take": desk.find_folder(call.person.name) is not None,
            "name_of": mine.title,
            "statuses": STATUSES,
            "proves": list_proven(mine.courses, work.slug),
        },
    )


def list_proven(courses: Iterable[Course], slug: str) -> list[Competency]:
    """List the competencies that an assignment proves."""
    return [
        competency
        for course in courses
        for competency in course.certification.competencies
        if any(proof.assignment == slug for proof in competency.evidence)
    ]


def take_assignment(desk: Desk, call: Call) -> Answer:
    """Put what was released into the learner's folder; what they wrote there stays."""
    work = read_mine(desk, call.person).one(call.parts["slug"])
    folder = desk.find_folder(call.person.name)
    if folder is None:
        raise Unfit("Ouvrez cette épreuve depuis votre propre JupyterLab.")
    given = hand_out(desk.settings, work.slug, folder)
    said = f"L’épreuve est dans votre dossier «\u00a0{work.slug}\u00a0»" if given else "L’épreuve était déjà là"
    return Moved(f"epreuves/{work.slug}", said)


def show_feedback(desk: Desk, call: Call) -> Answer:
    """Show what came back, question by question."""
    mine = read_mine(desk, call.person)
    work = mine.one(call.parts["slug"])
    if work.slug not in mine.given_back:
        raise Missing
    with desk.open_store() as store:
        feedback = read_feedback(desk.settings, store, call.person.name, work.slug)
    if feedback is None:
        raise Missing
    return Page("feedback.html", f"{work.title} · retour", {"feedback": feedback, "made_at": desk.clock()})


ROUTES = (
    Route(path="epreuves/{slug}", who=LEARNERS, show=show_assignment, act=take_assignment),
    Route(path="epreuves/{slug}/retour", who=LEARNERS, show=show_feedback),
)
