"""Batches for real: a process that outlives who started it, is followed, stopped, killed; a preview that writes nothing."""

import json
import os
import signal
import subprocess
import sys
import time

from blocnotes.batches.journal import Kind, Request, State, folder_of, read_batch
from blocnotes.batches.starting import start_batch, stop_batch
from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.store import Store
from kernel.courses import hand_in, known_submission, points, release


def wait(settings, number, until=lambda batch: not batch.is_live, seconds=120):
    deadline = time.monotonic() + seconds
    while not until(batch := read_batch(settings, number)):
        assert time.monotonic() < deadline, batch
        time.sleep(0.05)
    return batch


def start(settings, kind, **more):
    return start_batch(settings, Request(kind=kind, by="prof", **more))


def test_a_batch_outlives_who_started_it(mini):
    release(mini)
    hand_in(mini, "ana", known_submission(mini, "solution"))
    hand_in(mini, "bob", b"{ corrupt")
    script = (
        "from pathlib import Path; from blocnotes.batches.starting import start_batch; "
        "from blocnotes.batches.journal import Kind, Request; from blocnotes.settings import read_settings; "
        f"print(start_batch(read_settings(Path({str(mini.course_dir)!r})), Request(kind=Kind.GRADE, by='prof')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    batch = wait(mini, done.stdout.strip())
    assert (batch.state, batch.done, batch.total) == (State.DONE, 2, 2), batch
    assert batch.counts == {"graded": 1, "refused": 1}
    assert batch.incidents[0]["learner"] == "bob"
    assert points(mini)["ana", "moyenne"] == 3.0
    with Store(mini.database_url, mini.course_id) as store:
        (line,) = read_audit(store.session)
    assert (line.actor, line.action, line.details["graded"]) == ("prof", "grade", 1)


def test_a_preview_after_a_grader_was_mended_writes_nothing(mini):
    release(mini)
    hand_in(mini, "ana", known_submission(mini, "mediane"))
    assert wait(mini, start(mini, Kind.GRADE)).state is State.DONE
    before = points(mini)
    grader = mini.autograders / "essai" / "grader.py"
    grader.write_text(grader.read_text(encoding="utf-8") + "\n# mended\n", encoding="utf-8")
    assert wait(mini, start(mini, Kind.PREVIEW)).result == {"changes": []}
    path = mini.assignments / "essai" / "notebook.py"
    solution = path.read_text(encoding="utf-8").replace("sum(valeurs) / len(valeurs)", "sorted(valeurs)[10]")
    path.write_text(solution, encoding="utf-8")
    batch = wait(mini, start(mini, Kind.PREVIEW))
    (change,) = batch.result["changes"]
    assert (change["learner"], change["cell"], change["before"], change["after"]) == ("ana", "moyenne", 1.0, 3.0)
    assert points(mini) == before


def test_a_batch_that_is_stopped_says_so_and_one_that_is_killed_is_lost(mini):
    release(mini)
    slow = known_submission(mini, "solution")
    slow["cells"][-2]["source"] = "while True: pass"
    for learner in ("ana", "bob"):
        hand_in(mini, learner, json.loads(json.dumps(slow)))
    number = start(mini, Kind.GRADE)
    wait(mini, number, lambda batch: batch.state is State.RUNNING)
    stop_batch(mini, number)
    assert wait(mini, number).state is State.STOPPED
    number = start(mini, Kind.GRADE)
    wait(mini, number, lambda batch: batch.state is State.RUNNING)
    os.killpg(int((folder_of(mini) / number / "pid").read_text()), signal.SIGKILL)
    assert wait(mini, number).state is State.LOST
    assert wait(mini, start(mini, Kind.GRADE)).state is State.DONE
    assert points(mini)["ana", "moyenne"] == 3.0


def test_a_batch_that_fails_says_why(mini):
    number = start(mini, Kind.GRADE, slugs=("absente",))
    batch = wait(mini, number)
    assert (batch.state, "absente" in batch.sentence) == (State.FAILED, True)
    (mini.course_dir / "learners.csv").write_text("id\nana\n", encoding="utf-8")
    assert wait(mini, start(mini, Kind.RELEASE)).counts == {"released": 1}
    (mini.course_dir / "inbox" / "ana").mkdir(parents=True)
    assert wait(mini, start(mini, Kind.COLLECT)).state is State.DONE
