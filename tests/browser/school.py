"""A small school in a folder: one course of four assignments, three learners, hand-ins of each kind; no kernel runs."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from blocnotes.authoring.assignment import read_assignments
from blocnotes.authoring.release import clear_solutions
from blocnotes.authoring.variants import write_table
from blocnotes.gradebook.people.accommodations import Accommodation, add_accommodation
from blocnotes.gradebook.store import Store
from blocnotes.grading.collecting import take_in
from blocnotes.grading.intake import fingerprint
from blocnotes.records import Ending, Mark, Refusal, Report, Submission, Verdict
from blocnotes.reports.feedback import write_feedback
from blocnotes.settings import read_settings

MINI = Path(__file__).parents[1] / "mini"
NOW = datetime(2027, 1, 13, 10, tzinfo=UTC)
TITLES = {"essai": "Un essai", "suite": "Une suite", "enquete": "Une enquête", "fin": "La fin"}
NEEDS = {"suite": ["essai"], "enquete": ["essai"], "fin": ["suite", "enquete"]}
DUE = {"essai": -8, "suite": -1, "enquete": 3, "fin": 20}
LEARNERS = {"lea": ("Léa", "Martin"), "bob": ("Bob", "Durand"), "zoe": ("Zoé", "<i>Petit</i>")}


def build_school(folder):
    """Write the course, release it, and enter what was handed in; gives its settings."""
    shutil.copytree(MINI, folder, dirs_exist_ok=True)
    for slug, title in TITLES.items():
        place = folder / "assignments" / slug
        if slug != "essai":
            shutil.copytree(folder / "assignments" / "essai", place)
            shutil.copytree(folder / "autograders" / "essai", folder / "autograders" / slug)
        manifest = place / "assignment.toml"
        manifest.write_text(manifest.read_text("utf-8").replace('"Un essai"', f'"{title}"'), "utf-8")
    _write_course(folder / "courses" / "ESSAI")
    settings = read_settings(folder)
    with Store(settings.database_url, settings.course_id) as store:
        store.add_learners({who: {"first_name": a, "last_name": b} for who, (a, b) in LEARNERS.items()})
        _release(settings, store)
        granted = Accommodation(
            learner="lea", starts_on=date(2026, 9, 1), time_percent=133, extra_days=3, reference="DOSSIER 7"
        )
        add_accommodation(store.session, granted, by="formatrice")
        _hand_in(settings, store)
    return settings


def draft(settings, slug, text="J’ai lu la consigne."):
    """A learner's notebook of an assignment, with this for their written answer."""
    notebook = json.loads((settings.release / slug / f"{slug}.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "avis":
            cell["source"] = text
    return json.dumps(notebook).encode()


def _write_course(place):
    (place / "blocs").mkdir(parents=True)
    (place / "certification.toml").write_text(
        'code = "ESSAI"\ntitle = "Titre d’essai"\nlevel = 5\n\n[registration]\n\n[rules]\nbloc = "all"\n'
        'competency = "mean >= 10"\n\n[[requirements]]\nkey = "memoire"\ntitle = "Mémoire"\nkind = "dossier"\n',
        "utf-8",
    )
    lines = "".join(
        f'\n[[assignments]]\nslug = "{slug}"\ndue = {(NOW + timedelta(days=DUE[slug])).isoformat()}\n'
        + (f"prerequisites = {json.dumps(NEEDS[slug])}\n" if slug in NEEDS else "")
        for slug in TITLES
    )
    (place / "course.toml").write_text(lines, "utf-8")
    for number, cell in (("01", "moyenne"), ("02", "avis")):
        evidence = ", ".join(
            f'{{ assignment = "{slug}", cell = "{cell}", weight = 1, reason = "Preuve" }}' for slug in TITLES
        )
        (place / "blocs" / f"BC{number}.toml").write_text(
            f'code = "ESSAIBC{number}"\ntitle = "Bloc {number}"\n\n[[competencies]]\ncode = "C{number}"\n'
            f'title = "Savoir {cell}"\nevidence = [{evidence}]\n\n[[competencies]]\ncode = "C9"\ntitle = "Sans preuve"\n',
            "utf-8",
        )


def _release(settings, store):
    for slug, assignment in read_assignments(settings).items():
        book, folder = store.gradebook, settings.release / slug
        if slug == "fin":
            continue
        folder.mkdir(parents=True)
        released = clear_solutions(assignment.source())
        (folder / f"{slug}.ipynb").write_text(json.dumps(released), "utf-8")
        write_table(folder, settings.key(), slug, LEARNERS, 12)
        book.add_assignment(slug)
        store.set_due(slug, NOW + timedelta(days=DUE[slug]))
        book.add_notebook(slug, slug)
        for cell in assignment.graded:
            book.add_grade_cell(cell.name, slug, slug, max_score=cell.points, cell_type="code")
        for cell in released["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("solution"):
                book.add_solution_cell(cell["metadata"]["nbgrader"]["grade_id"], slug, slug)


def _hand_in(settings, store):
    first = _take(settings, "lea", "essai", draft(settings, "essai"), NOW - timedelta(days=9))
    store.record(_report(first, 3, 1, 2))
    list(write_feedback(settings, store))
    second = _take(settings, "lea", "suite", draft(settings, "suite"), NOW - timedelta(days=2))
    store.record_received(second, by="lea")
    bob = _take(settings, "bob", "essai", draft(settings, "essai", "Peu."), NOW - timedelta(days=7))
    store.record(_report(bob, 0, 2, None))
    store.record_refusal(
        Refusal(learner="bob", assignment="suite", path=folder_of(settings), sentence="Le fichier est corrompu.",
                notebook="suite", sha256="ab" * 32)
    )  # fmt: skip


def folder_of(settings):
    return settings.var / "inbox"


def _take(settings, learner, slug, content, moment):
    submission = Submission(
        learner=learner, assignment=slug, notebook=slug, sha256=fingerprint(content), received_at=moment,
        path=settings.submitted / learner / slug / f"{slug}.ipynb",
    )  # fmt: skip
    take_in(submission, content, settings, moment)
    return submission


def _report(submission, mean, double, text):
    def mark(cell, points, maximum):
        verdict = Verdict.AWAITED if points is None else Verdict.RIGHT if points == maximum else Verdict.WRONG
        return Mark(cell=cell, points=points, maximum=maximum, verdict=verdict)

    notebook = json.loads(submission.path.read_text("utf-8"))
    place = submission.path.parents[2].parent / "autograded" / submission.learner / submission.assignment
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{submission.notebook}.ipynb").write_text(json.dumps(notebook), "utf-8")
    return Report(
        submission=submission,
        marks=(mark("moyenne", mean, 3), mark("doubler", double, 2), mark("avis", text, 2)),
        notebook=notebook,
        ending=Ending.COMPLETED,
        seconds=1.0,
        graded_with="essai",
    )
