"""A verdict never depends on load: the same hand-ins, with one worker and with eight on a machine that is busy."""

import multiprocessing
import os
import shutil
from dataclasses import replace

import pytest

from blocnotes import coursework, pipeline
from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.executors import LocalExecutor
from blocnotes.records import Report
from kernel.courses import change, hand_in, known_submission, release

LEARNERS = tuple(f"l{number:02}" for number in range(16))
SLOW = "import time\nlimit = time.process_time() + 1.5\nwhile time.process_time() < limit:\n    pass\n"


@pytest.fixture
def course(mini):
    settings = mini
    release(settings, LEARNERS)
    for index, learner in enumerate(LEARNERS):
        name = ("solution", "mediane", "exception", "release")[index % 4]
        notebook = known_submission(settings, name)
        if index % 4 == 0:
            # Honest work that takes its time, well within the limit of 30 s a cell.
            cell = next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("solution"))
            notebook = change(notebook, cell["metadata"]["nbgrader"]["grade_id"], SLOW + "".join(cell["source"]))
        hand_in(settings, learner, notebook)
    return settings


def test_one_worker_and_eight_on_a_busy_machine_give_the_same_marks(course):
    calm = marks(course, workers=1)
    burners = [multiprocessing.Process(target=burn, daemon=True) for _ in range(2 * (os.cpu_count() or 1))]
    for burner in burners:
        burner.start()
    try:
        busy = marks(course, workers=8)
    finally:
        for burner in burners:
            burner.kill()
    assert busy == calm
    assert len(calm) == len(LEARNERS)
    assert len({tuple(sorted(found.values())) for found in calm.values()}) > 2, "the hand-ins are not alike"


def marks(settings, workers):
    aside = replace(settings, var=settings.var.with_name(f"workers-{workers}"))
    shutil.copytree(settings.var, aside.var)
    with Store(aside.database_url, aside.course_id) as store:
        plan = pipeline.plan(aside, coursework.read_sheets(aside, store), store)
        executor = LocalExecutor(workers)
        with pipeline.open_kernels(plan, Level.FULL) as runner:
            pipeline.prepare_references(plan.tasks, executor, runner)
            done = list(pipeline.record(pipeline.run(plan, executor, runner), aside, store))
    assert all(isinstance(item, Report) for item in done), done
    return {item.submission.learner: {mark.cell: mark.points or 0.0 for mark in item.marks} for item in done}


def burn():
    while True:
        pass
