"""nbgrader's exchange on one machine: release, fetch, submit with nbgrader; collect and grade with Blocnotes."""

import getpass
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from blocnotes import coursework
from blocnotes.gradebook.dossier import read_hand_ins
from blocnotes.gradebook.store import Store
from blocnotes.grading.exchange import find_dropped, find_exchange
from blocnotes.grading.plain import read_nbgrader_config
from kernel.courses import change, grade, points, release


def nbgrader(folder, config, *arguments, **variables):
    environment = {**os.environ, **variables, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *arguments, f"--config={config}"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_hand_in_goes_through_the_exchange(mini, tmp_path):
    exchange, desk = tmp_path / "exchange", tmp_path / "desk"
    exchange.mkdir()
    exchange.chmod(0o777)
    desk.mkdir()
    config = mini.course_dir / "nbgrader_config.py"
    with config.open("a") as file:
        file.write(f"\nc.Exchange.root = {str(exchange)!r}\n")
    theirs = desk / "nbgrader_config.py"
    theirs.write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\nc.CourseDirectory.course_id = 'blocnotes'\n"
    )
    release(mini, ("ana",))
    nbgrader(mini.course_dir, config, "release_assignment", "essai")
    nbgrader(desk, theirs, "fetch_assignment", "essai", "--course=blocnotes")
    path = desk / "essai" / "essai.ipynb"
    notebook = change(json.loads(path.read_text()), "moyenne-code", "moyenne = sum(valeurs) / len(valeurs)")
    path.write_text(json.dumps(notebook))
    assert json.loads((desk / "essai" / "data" / "variants.json").read_text())
    nbgrader(desk, theirs, "submit", "essai", "--course=blocnotes")
    learner = getpass.getuser()
    (dropped,) = find_dropped(find_exchange(mini, read_nbgrader_config(mini.course_dir)), learner, {"essai": "essai"})
    taken = coursework.collect_exchange(mini)
    assert [item.assignment for item in taken] == ["essai"]
    with Store(mini.database_url, mini.course_id) as store:
        (known,) = read_hand_ins(store.session, learner)
    assert (known.status, known.sha256, known.received_at) == ("received", dropped.sha256, dropped.dropped_at)
    grade(mini)
    assert points(mini)[learner, "moyenne"] == 3.0
    shutil.rmtree(exchange, ignore_errors=True)
