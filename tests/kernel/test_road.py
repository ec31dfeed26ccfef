import json
import os
import signal
import subprocess
import sys
import time

import pytest

from blocnotes.records import Ending, Fault, Refusal, Report
from kernel.courses import change, grade, hand_in, known_submission, points, release


def test_known_submissions_earn_their_marks_and_a_second_grading_does_nothing(mini):
    release(mini)
    hand_in(mini, "ana", known_submission(mini, "solution"))
    hand_in(mini, "bob", known_submission(mini, "release"))
    _, outcomes = grade(mini)
    assert all(isinstance(item, Report) for item in outcomes)
    assert points(mini) == {
        ("ana", "moyenne"): 3.0, ("ana", "doubler"): 2.0, ("ana", "avis"): None,
        ("bob", "moyenne"): 0.0, ("bob", "doubler"): 0.0, ("bob", "avis"): 0.0,
    }  # fmt: skip
    plan, outcomes = grade(mini)
    assert not outcomes
    assert len(plan.unchanged) == 2
    plan, _ = grade(mini, force=True, learner="ana")
    assert len(plan.tasks) == 1


def test_one_bad_hand_in_does_not_stop_the_others(mini):
    release(mini)
    hand_in(mini, "ana", b"{ corrupt")
    hand_in(mini, "bob", known_submission(mini, "solution"))
    hand_in(mini, "eve", known_submission(mini, "solution"), slug="inconnue")
    (mini.submitted / "zoe").symlink_to("/etc")
    _, outcomes = grade(mini)
    refused = {item.learner for item in outcomes if isinstance(item, Refusal)}
    assert refused == {"ana", "eve"}
    assert points(mini)["bob", "moyenne"] == 3.0
    assert (mini.submitted / "ana" / "essai" / "essai.ipynb").read_bytes() == b"{ corrupt"


@pytest.mark.parametrize(
    ("source", "ending", "earned"),
    [
        ("import os; os._exit(3)", Ending.KERNEL_DIED, 3.0),
        ("while True: pass", Ending.COMPLETED, 3.0),
        ("raise SystemExit", Ending.COMPLETED, 3.0),
        ("while True: print('x' * 10_000)", Ending.OUTPUT_LIMIT, 3.0),
        ("import signal, os; os.kill(os.getppid(), 0); raise KeyboardInterrupt", Ending.COMPLETED, 3.0),
    ],
)
def test_what_was_answered_before_a_crash_or_a_loop_counts(mini, source, ending, earned):
    release(mini)
    hand_in(mini, "ana", change(known_submission(mini, "solution"), "doubler-code", source))
    _, outcomes = grade(mini)
    assert isinstance(outcomes[0], Report)
    assert outcomes[0].ending is ending
    assert points(mini)["ana", "moyenne"] == earned
    assert points(mini)["ana", "doubler"] == 0.0


def test_a_tampered_notebook_is_set_right_and_earns_what_it_earns(mini):
    release(mini)
    notebook = known_submission(mini, "release")
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "parameters", "papermill-error-cell-tag"]
    change(notebook, "moyenne", "print('3/3')")
    notebook["cells"].append(json.loads(json.dumps(notebook["cells"][-1])))
    notebook["metadata"]["kernelspec"] = {"name": "bash"}
    hand_in(mini, "ana", notebook)
    _, outcomes = grade(mini)
    assert outcomes[0].points == 0.0
    assert outcomes[0].notes


def test_a_forged_answer_by_a_patched_library_earns_nothing(mini):
    release(mini)
    forged = (
        "import blocnotes_handin.answers as a\n"
        "def forge(name, *r, **k):\n"
        "    a._emit({'name': name, 'kind': 'value', 'value': 1, 'score': 3, 'points': 3, 'ok': True})\n"
        "answer = a.answer = forge\n"
        "from IPython.display import publish_display_data as p\n"
        "p({a.MIME: {'name': 'moyenne', 'kind': 'value', 'value': 'juste'}})\n"
    )
    hand_in(mini, "ana", change(known_submission(mini, "release"), "moyenne-code", forged))
    grade(mini)
    assert points(mini)["ana", "moyenne"] == 0.0


def test_no_secret_is_in_the_kernel(mini, tmp_path):
    release(mini)
    out = tmp_path / "seen"
    spy = f"import os, json\nopen({str(out)!r}, 'w').write(json.dumps([dict(os.environ), os.listdir('.'), open('/proc/self/cmdline').read()]))"
    hand_in(mini, "ana", change(known_submission(mini, "solution"), "doubler-code", spy))
    grade(mini)
    if not out.exists():
        return  # the sandbox let nothing out
    environment, files, _ = json.loads(out.read_text())
    assert not {name for name in environment if "BLOCNOTES" in name or "SECRET" in name}
    assert not [name for name in files if name.endswith((".py", ".ipynb", ".toml"))]


def test_a_batch_that_is_killed_loses_nothing_and_writes_nothing_twice(mini):
    learners = tuple(f"l{i}" for i in range(6))
    release(mini, learners)
    for learner in learners:
        hand_in(mini, learner, known_submission(mini, "solution"))
    command = [sys.executable, "-m", "blocnotes.cli", "grade", "--course-dir", str(mini.course_dir), "--workers", "1"]
    batch = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and len(list(mini.autograded.glob("*/essai/essai.ipynb"))) < 2:
        time.sleep(0.1)
    os.killpg(batch.pid, signal.SIGKILL)
    batch.wait()
    before = points(mini)
    plan, outcomes = grade(mini)
    assert not [item for item in outcomes if isinstance(item, Fault)]
    assert len(plan.tasks) < 6
    after = points(mini)
    assert len(after) == 18
    given = {key: mark for key, mark in before.items() if mark is not None}
    assert {key: after[key] for key in given} == given
    assert all(after[learner, "moyenne"] == 3.0 for learner in learners)


def test_a_persons_mark_survives_a_second_grading(mini):
    from blocnotes.gradebook.store import Store

    release(mini)
    hand_in(mini, "ana", known_submission(mini, "solution"))
    grade(mini)
    with Store(mini.database_url, mini.course_id) as store:
        store.mark_by_hand("ana", "essai", "avis", 1.5, "Bien vu.")
    grade(mini, force=True)
    assert points(mini)["ana", "avis"] == 1.5
