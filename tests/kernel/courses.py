"""Hand-ins of the tiny course, for tests that grade for real."""

import json

from blocnotes import coursework, pipeline
from blocnotes.authoring.assignment import read_assignment
from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.executors import LocalExecutor
from blocnotes.grading.proofs import compose, read_proofs
from blocnotes.grading.sheets import read_sheet


def release(settings, learners=("ana", "bob")):
    (settings.course_dir / "learners.csv").write_text(
        "id,first_name\n" + "".join(f"{x},{x.title()}\n" for x in learners), encoding="utf-8"
    )
    return list(coursework.release_assignments(settings))


def known_submission(settings, name):
    assignment = read_assignment(settings.assignments / "essai", settings.limits)
    proofs = {proof.name: proof for proof in read_proofs(assignment, settings.autograders / "essai")}
    return compose(assignment, read_sheet(assignment, settings), proofs[name])


def hand_in(settings, learner, notebook, slug="essai"):
    place = settings.submitted / learner / slug
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{slug}.ipynb"
    path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
    return path


def change(notebook, name, source):
    """Rewrite one cell of a hand-in."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
            cell["source"] = source
    return notebook


def grade(settings, **options):
    with Store(settings.database_url, settings.course_id) as store:
        plan = pipeline.plan(settings, coursework.read_sheets(settings, store), store, **options)
        executor = LocalExecutor(2)
        with pipeline.open_kernels(plan, Level.FULL) as runner:
            pipeline.prepare_references(plan.tasks, executor, runner)
            return plan, list(pipeline.record(pipeline.run(plan, executor, runner), settings, store))


def points(settings):
    with Store(settings.database_url, settings.course_id) as store:
        return {(cell.learner, cell.cell): cell.points for cell in store.cells()}
