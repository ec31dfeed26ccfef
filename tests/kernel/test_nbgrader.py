"""nbgrader's own commands on our courses, and our command on plain nbgrader courses: the same marks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from blocnotes.cli.door import open_settings
from blocnotes.gradebook.store import Store
from kernel.courses import change, grade, hand_in, known_submission, points, release


def nbgrader(settings, *arguments):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(
        command, cwd=settings.course_dir, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done


def test_plain_autograde_gives_the_same_marks_mark_by_mark_and_feedback_works(mini):
    learners = {
        "ana": known_submission_later("solution"), "bob": known_submission_later("mediane"),
        "cid": known_submission_later("recopie"), "dia": known_submission_later("release"),
        "eli": lambda s: change(known_submission(s, "solution"), "doubler-code", "import os; os._exit(1)"),
    }  # fmt: skip
    release(mini, tuple(learners))
    for learner, make in learners.items():
        hand_in(mini, learner, make(mini))
    grade(mini)
    ours = points(mini)
    with Store(mini.database_url, mini.course_id) as store:
        for submission in store.gradebook.assignment_submissions("essai"):
            for notebook in submission.notebooks:
                for given in notebook.grades:
                    given.auto_score = None
        store.session.commit()
    nbgrader(mini, "autograde", "essai", "--force")
    assert points(mini) == ours
    nbgrader(mini, "generate_feedback", "essai", "--force")
    page = (mini.feedback / "ana" / "essai" / "essai.html").read_text(encoding="utf-8")
    assert "Un essai" in page


def known_submission_later(name):
    return lambda settings: known_submission(settings, name)


def cell(kind, source, name, **marker):
    node = nbformat.v4.new_code_cell(source) if kind == "code" else nbformat.v4.new_markdown_cell(source)
    base = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, "grade_id": name}
    node.metadata["nbgrader"] = {**base, **marker}
    return node


@pytest.fixture
def plain(tmp_path):
    """A plain nbgrader course: tests inside its notebook, visible and hidden, partial credit, a written answer."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}}
    )
    notebook.cells = [
        cell(
            "code",
            "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION",
            "square-code",
            solution=True,
        ),
        cell(
            "code",
            "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(3) == 9\n### END HIDDEN TESTS",
            "square",
            grade=True,
            locked=True,
            points=2,
        ),
        cell("code", "1.5 if square(4) == 16 else 0.5", "partial", grade=True, locked=True, points=2),
        cell("markdown", "Pourquoi ?", "why", grade=True, solution=True, points=3),
    ]
    source = tmp_path / "source" / "ps1"
    source.mkdir(parents=True)
    nbformat.write(notebook, source / "ps1.ipynb")
    (source / "data.txt").write_text("3")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")
    return open_settings(tmp_path, None)


ANSWERS = {
    "good": "def square(x):\n    return x ** 2",
    "hard": "def square(x):\n    return {2: 4}.get(x, 0)",
    "broken": "def square(x):\n    raise RuntimeError",
    "syntax": "def square(x:",
    "reader": "def square(x):\n    return x * x + int(open('data.txt').read()) - 3",
}


def test_a_plain_course_gets_the_scores_that_nbgrader_gives(plain):
    nbgrader(plain, "generate_assignment", "ps1")
    released = json.loads((plain.release / "ps1" / "ps1.ipynb").read_text())
    for learner, source in ANSWERS.items():
        notebook = change(json.loads(json.dumps(released)), "square-code", source)
        hand_in(
            plain, learner, change(notebook, "why", "Parce que." if learner == "good" else "Pourquoi ?"), slug="ps1"
        )
    nbgrader(plain, "autograde", "ps1")
    theirs = points(plain)
    with Store(plain.database_url, plain.course_id) as store:
        for submission in store.gradebook.assignment_submissions("ps1"):
            for notebook in submission.notebooks:
                for given in notebook.grades:
                    given.auto_score = -1
        store.session.commit()
    grade(plain)
    assert points(plain) == theirs
    assert theirs["hard", "square"] == 0.0
    assert theirs["good", "partial"] == 1.5


def test_where_stock_nbgrader_is_unsafe_we_differ(plain):
    nbgrader(plain, "generate_assignment", "ps1")
    released = json.loads((plain.release / "ps1" / "ps1.ipynb").read_text())
    dead = change(json.loads(json.dumps(released)), "square-code", "import os; os._exit(1)")
    skipped = json.loads(json.dumps(released))
    for node in skipped["cells"]:
        node["metadata"]["tags"] = ["skip-execution"]
    warned = change(
        json.loads(json.dumps(released)),
        "square-code",
        "import sys\ndef square(x):\n    print('!', file=sys.stderr)\n    return x * x",
    )
    for learner, notebook in {"dead": dead, "skipped": skipped, "warned": warned}.items():
        hand_in(plain, learner, notebook, slug="ps1")
    grade(plain)
    found = points(plain)
    assert found["dead", "square"] == 0.0  # stock: the whole submission stays ungraded
    assert found["skipped", "square"] == 0.0  # stock: full points, the cell never ran
    assert found["warned", "square"] == 2.0  # stock: 0, for a warning on stderr
