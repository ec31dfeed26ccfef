import shutil

import pytest

from blocnotes.gradebook.store import Store
from blocnotes.lti.arrival import read_arrival
from blocnotes.lti.keys import make_key, publish, read_keys
from blocnotes.lti.platform import read_platform
from blocnotes.lti.receiving import receive
from blocnotes.settings import read_settings
from browser.school import build_school
from lti.double import open_double

PEOPLE = {
    "3": {"username": "lea", "email": "Lea@ecole.example", "given_name": "Léa", "family_name": "Martin"},
    "4": {"username": "bob", "email": "bob@ecole.example"},
    "5": {"username": "zoe", "email": "zoe@ecole.example"},
    "6": {"username": "", "email": "max@ecole.example", "given_name": "Max", "family_name": "O’Neil"},
    "2": {"username": "prof", "email": "prof@ecole.example", "roles": ["Instructor"]},
}


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A small school whose tool has a key pair; made once."""
    folder = tmp_path_factory.mktemp("school")
    make_key(build_school(folder).var)
    return folder


@pytest.fixture(scope="session")
def server():
    with open_double(people=dict(PEOPLE)) as double:
        yield double


@pytest.fixture
def double(server):
    """The platform, as on its first day."""
    people, scopes = server.people, server.scopes
    server.people = dict(PEOPLE)
    server.grades.items.clear()
    server.grades.scores.clear()
    server.grades.received.clear()
    server.grades.page = 0
    for kept in (server.troubles, server.tokens, server.requests, server.assertions):
        kept.clear()
    yield server
    server.people, server.scopes = people, scopes


@pytest.fixture
def school(tmp_path, template, double):
    """The settings of a course whose platform is the double."""
    folder = tmp_path / "course"
    shutil.copytree(template, folder)
    (folder / "lti.toml").write_text(double.describe(people={"claim": "custom.identifiant"}), "utf-8")
    settings = read_settings(folder)
    double.tool_keys = lambda: publish(read_keys(settings.var))
    return settings


@pytest.fixture
def platform(school):
    return read_platform(school.course_dir / "lti.toml")


@pytest.fixture
def store(school):
    with Store(school.database_url, school.course_id) as opened:
        yield opened


def arrive(settings, store, platform, double, subject, **changes):
    """Somebody opens the course at the platform; what the Hub has checked by then is taken for granted."""
    claims = {**double.make_claims(subject, "n"), **changes}
    return receive(settings, store, platform, read_arrival(claims, platform))
