import os
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, lack, require
from hub.machine import OWNER, Machine, free_port
from lti.double import open_double

ASSIGNMENT = "essai"


ROSTER = {
    "31": {"username": "bnt-ana", "given_name": "Ana", "family_name": "Diallo"},
    "32": {"username": "bnt-bob", "given_name": "Bob", "family_name": "Martin"},
    "33": {"username": "", "given_name": "Nina", "family_name": "Roy", "email": "nina@ecole.example"},
    "34": {"username": "root"}, "35": {"username": "bnt-mae"}, "36": {"username": "", "roles": ["Instructor"]},
    "21": {"username": "bnt-ivo", "roles": ["Instructor"]},
}  # fmt: skip
"""People of the learning platform, by their numbers there."""


@pytest.fixture(scope="session")
def platform():
    """A learning platform as a double, at another site than the Hub."""
    with open_double(people=ROSTER) as double:
        yield double


def register(platform, machine):
    """Do what docs/lti.md says at both ends."""
    platform.login_url = f"{machine.url}/hub/lti13/oauth_login"
    platform.redirects = [f"{machine.url}/hub/lti13/oauth_callback"]
    platform.tool_keys = f"{machine.url}/services/blocnotes/lti/jwks.json"
    platform.target = f"{machine.url}/services/blocnotes/"
    described = platform.describe(people={"claim": "custom.identifiant", "unknown": "enrol"}, staff={"21": "bnt-ivo"})
    (machine.root / "lti.toml").write_text(described, encoding="utf-8")


@pytest.fixture(scope="session")
def machine(platform):
    if os.geteuid() != 0:
        lack("a Hub with several Unix users is set up as root: sudo make test")
    require("npm", "npm")
    require("su", "util-linux")
    root, state = Path("/srv/blocnotes-tests"), Path("/var/lib/blocnotes-hub-tests")
    for folder in (root, state):
        shutil.rmtree(folder, ignore_errors=True)
    found = Machine(root, state, Path("/opt/blocnotes-tests"), free_port())
    found.install()
    lay_course(found)
    register(platform, found)
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
