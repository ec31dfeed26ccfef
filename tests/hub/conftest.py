import os
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, require
from hub.machine import OWNER, Machine, free_port

ASSIGNMENT = "essai"


@pytest.fixture(scope="session")
def machine():
    if os.geteuid() != 0:
        message = "a Hub with several Unix users is set up as root: sudo make test"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    require("npm", "npm")
    require("su", "util-linux")
    root, state = Path("/srv/blocnotes-tests"), Path("/var/lib/blocnotes-hub-tests")
    for folder in (root, state):
        shutil.rmtree(folder, ignore_errors=True)
    found = Machine(root, state, Path("/opt/blocnotes-tests"), free_port())
    found.install()
    lay_course(found)
    process = found.start()
    yield found
    found.stop(process)
    for folder in (root, state):
        shutil.rmtree(folder, ignore_errors=True)


def lay_course(machine):
    """Put the tiny course in the place of the large one, and release it."""
    course = machine.root / "course"
    shutil.rmtree(course)
    shutil.copytree(ROOT / "tests" / "mini", course, ignore=shutil.ignore_patterns("var", "__pycache__"))
    (course / "learners.csv").write_text(
        "id,first_name,last_name\nbnt-ana,Ana,Diallo\nbnt-bob,Bob,Martin\n", encoding="utf-8"
    )
    shutil.chown(course, OWNER, OWNER)
    for path in course.rglob("*"):
        shutil.chown(path, OWNER, OWNER)
    course.chmod(0o700)
    done = machine.as_user(OWNER, "blocnotes release", str(course))
    assert done.returncode == 0, done.stderr
