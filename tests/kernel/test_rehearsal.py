"""A rehearsal runs a notebook as grading will, tells what stops and what is missing, and gives nothing away."""

import json

import pytest

from blocnotes.authoring.assignment import read_assignments
from blocnotes.authoring.variants import released_seed
from blocnotes.execution.runners import open_runner
from blocnotes.execution.warm import Level
from blocnotes.grading.rehearsal import UNANSWERED, rehearse
from blocnotes.grading.sheets import read_sheet
from blocnotes.records import Ending
from kernel.courses import change, known_submission, release


@pytest.fixture(scope="module")
def runner():
    with open_runner(Level.FULL) as found:
        yield found


@pytest.fixture
def sheet(mini):
    release(mini)
    return read_sheet(read_assignments(mini)["essai"], mini)


def submission(settings, what, **sources):
    notebook = known_submission(settings, what)
    for cell, source in sources.items():
        notebook = change(notebook, f"{cell}-code", source)
    return json.dumps(notebook).encode()


def test_the_solution_goes_through_and_has_every_answer(mini, sheet, runner):
    done = rehearse(sheet, released_seed(mini.release / "essai", "ana"), submission(mini, "solution"), runner)
    assert done.went_through
    assert done.answered == len(done.replies) == 3
    assert [reply.by_hand for reply in done.replies] == [False, False, True]


def test_what_was_released_says_what_is_missing(mini, sheet, runner):
    done = rehearse(sheet, 0, submission(mini, "release"), runner)
    assert not done.went_through
    assert {stop.error for stop in done.stops} == {UNANSWERED}
    assert done.answered == 0


def test_an_error_is_told_with_its_place(mini, sheet, runner):
    content = submission(mini, "solution", doubler="1 / 0")
    done = rehearse(sheet, 0, content, runner)
    assert [(stop.cell, stop.error) for stop in done.stops] == [("doubler-code", "ZeroDivisionError: division by zero")]
    assert [reply.answered for reply in done.replies] == [True, False, True]


def test_a_kernel_that_dies_is_told(mini, sheet, runner):
    content = submission(mini, "solution", doubler="import os; os._exit(1)")
    done = rehearse(sheet, 0, content, runner)
    assert done.ending is Ending.KERNEL_DIED
    assert not done.went_through


def test_nothing_of_the_solution_is_there_to_be_read(mini, sheet, runner):
    spy = "import os\nprint(sorted(os.listdir()), [n for n in globals() if 'solution' in n])\nraise RuntimeError(open('essai.ipynb').read())"
    done = rehearse(sheet, 0, submission(mini, "solution", doubler=spy), runner)
    assert done.stops[0].error.startswith("FileNotFoundError")


def test_what_a_cell_pretends_to_have_shown_stays_short(mini, sheet, runner):
    forged = json.dumps(
        {"name": "x", "ready": True, "headline": "y" * 10_000, "lines": [["z" * 10_000, True], "x", [1]]}
    )
    show = f"from IPython.display import publish_display_data as p\np({{'application/vnd.blocnotes.review+json': {forged!r}}})"
    done = rehearse(sheet, 0, submission(mini, "solution", moyenne=show), runner)
    assert all(len(reply.says) < 1000 for reply in done.replies)
