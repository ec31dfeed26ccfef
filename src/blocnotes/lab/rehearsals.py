"""Rehearsals: a learner has their notebook run as grading will, and reads what stops and what is missing."""

from dataclasses import replace

from blocnotes.authoring.variants import released_seed
from blocnotes.errors import SubmissionRefused
from blocnotes.execution.runners import open_runner
from blocnotes.grading.rehearsal import Rehearsal, rehearse
from blocnotes.grading.sheets import Sheet, read_sheet
from blocnotes.lab.desk import Desk
from blocnotes.lab.errands import Errand
from blocnotes.lab.mine import read_mine
from blocnotes.lab.notebooks import take_content
from blocnotes.lab.page import Answer, Call, Data, Missing, Moved, Page, Unfit
from blocnotes.lab.person import LEARNERS
from blocnotes.lab.routes import Route
from blocnotes.reception import read_released
from blocnotes.reports.feedback import STOPPED
from blocnotes.reports.questions import read_headings

WAITING = "Votre notebook s’exécute du début à la fin, sur vos données…"


def start_rehearsal(desk: Desk, call: Call) -> Answer:
    """Start a rehearsal of the learner's notebook."""
    mine = read_mine(desk, call.person)
    work = mine.one(call.parts["slug"])
    assignment = desk.shelf.assignments().get(work.slug)
    if assignment is None:
        raise Unfit(
            "Cette épreuve ne peut pas être vérifiée ici. Dans JupyterLab, redémarrez le noyau et exécutez tout."
        )
    content = take_content(desk, call, work)
    sheet = read_sheet(assignment, desk.settings)
    limits = sheet.limits.scaled(mine.dossier.time_factor)
    seed = released_seed(desk.settings.release / work.slug, call.person.name)

    def run(_errand: Errand) -> Rehearsal:
        return _run(desk, replace(sheet, limits=limits), seed, content)

    desk.errands.start(_name(call.person.name, work.slug), run)
    return Moved(f"epreuves/{work.slug}/verification")


def show_rehearsal(desk: Desk, call: Call) -> Answer:
    """Show how the last rehearsal went, or that it is under way."""
    work = read_mine(desk, call.person).one(call.parts["slug"])
    errand = desk.errands.find(_name(call.person.name, work.slug))
    if errand is None:
        raise Missing
    title = f"Vérification de «\u00a0{work.title}\u00a0»"
    values = {"work": work, "errand": errand, "waiting": WAITING, "refused": _tell_refusal(errand)}
    headings = read_headings(read_released(desk.settings, work.slug))
    stopped = STOPPED.get(errand.result.ending.value, "") if errand.result else ""
    return Page(
        "rehearsal.html", title, {**values, "rehearsal": errand.result, "stopped": stopped, "headings": headings}
    )


def tell_progress(desk: Desk, call: Call) -> Answer:
    """Tell a page that waits how far the rehearsal is."""
    errand = desk.errands.find(_name(call.person.name, call.parts["slug"]))
    if errand is None:
        raise Missing
    return Data({"says": "C’est terminé." if errand.is_over else WAITING, "over": errand.is_over})


def find_rehearsal(desk: Desk, learner: str, slug: str) -> Rehearsal | None:
    """Give the last rehearsal of an assignment that came to its end."""
    errand = desk.errands.find(_name(learner, slug))
    return errand.result if errand and errand.is_over else None


def _run(desk: Desk, sheet: Sheet, seed: int, content: bytes) -> Rehearsal:
    with open_runner(desk.level, sheet.preload, desk.settings.python) as runner:
        return rehearse(sheet, seed, content, runner)


def _name(learner: str, slug: str) -> str:
    return f"rehearsal/{learner}/{slug}"


def _tell_refusal(errand: Errand) -> str:
    return errand.error.what if isinstance(errand.error, SubmissionRefused) else ""


ROUTES = (
    Route(path="epreuves/{slug}/verifier", who=LEARNERS, act=start_rehearsal),
    Route(path="epreuves/{slug}/verification", who=LEARNERS, show=show_rehearsal),
    Route(path="epreuves/{slug}/verification/avancement", who=LEARNERS, show=tell_progress),
)
