"""A real Hub: a learner signs in, fetches, works, hands in; an instructor collects, grades, gives back; nobody reaches another's."""

import json
import re

import pytest

from blocnotes.lab.person import Role
from blocnotes.lab.table import ROUTES
from hub.conftest import ASSIGNMENT
from hub.machine import OWNER, wait_until

PARTS = {
    "slug": ASSIGNMENT,
    "learner": "bnt-bob",
    "assignment": ASSIGNMENT,
    "cell": "avis",
    "sha256": "0" * 64,
    "batch": "1",
    "number": "1",
}


def fill(path):
    return "/services/blocnotes/" + re.sub(r"{(\w+)}", lambda part: PARTS.get(part[1], "x"), path)


@pytest.fixture(scope="module")
def ana(machine):
    return machine.sign_in("bnt-ana")


@pytest.fixture(scope="module")
def ivo(machine):
    return machine.sign_in("bnt-ivo")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path or "home")
def test_every_page_asks_who_it_is(machine, route):
    import requests

    if route.show and "static" not in route.path:
        answer = requests.get(machine.url + fill(route.path), allow_redirects=False, timeout=60)
        assert answer.status_code == 302
        assert "/hub/api/oauth2/authorize" in answer.headers["location"]
    if route.act:
        assert requests.post(machine.url + fill(route.path), timeout=60).status_code == 403


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if Role.LEARNER not in route.who], ids=lambda route: route.path
)
def test_a_learner_opens_no_page_of_an_instructor_or_a_marker(ana, route):
    if route.show:
        assert ana.get(fill(route.path)).status_code == 403
    if route.act:
        assert ana.post(fill(route.path)).status_code == 403


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if Role.MARKER not in route.who and Role.LEARNER not in route.who],
    ids=lambda route: route.path,
)
def test_a_marker_opens_no_page_of_an_instructor(machine, route):
    mae = machine.sign_in("bnt-mae")
    if route.show:
        assert mae.get(fill(route.path)).status_code == 403


def test_a_learner_reaches_no_other_learner_s_server_nor_the_hub_s_own_pages(machine, ana):
    assert ana.get("/user/bnt-bob/lab").status_code in (403, 404)
    for path in ("/hub/api/users/bnt-bob", "/hub/api/users", "/hub/api/services", "/hub/admin", "/hub/api/proxy"):
        assert ana.get(path).status_code in (403, 404), path
    assert ana.get("/user/bnt-bob/api/contents").status_code in (403, 404)


@pytest.mark.parametrize(
    "what",
    [
        "{root}/course",
        "{root}/course/autograders",
        "{root}/course/var/gradebook.db",
        "{state}",
        "{state}/hub.sqlite",
        "/home/bnt-bob",
    ],
)
def test_a_learner_s_unix_user_reads_no_file_of_the_course_or_of_a_neighbour(machine, what):
    path = what.format(root=machine.root, state=machine.state)
    assert machine.as_user(OWNER, f"ls {machine.root}/course/autograders").returncode == 0
    assert machine.as_user("bnt-ana", f"ls {path}").returncode != 0
    assert machine.as_user("bnt-ana", f"cat {path}").returncode != 0


def test_a_learner_works_in_a_server_of_their_own(machine, ana):
    ana.spawn()
    assert ana.get("/user/bnt-ana/lab").status_code == 200
    listing = machine.as_user(
        "bnt-ana", "ps -o user= -C jupyterhub-singleuser; ps -eo user:20,args | grep [s]ingleuser"
    )
    assert "bnt-ana" in listing.stdout
    assert ana.get("/user/bnt-ana/api/contents").status_code == 200


def test_the_whole_way_through_the_classroom(machine, ana, ivo):
    released = json.loads(
        (machine.root / "course" / "var" / "build" / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()
    )
    work = f"/services/blocnotes/epreuves/{ASSIGNMENT}"
    assert ana.get(work).status_code == 200
    sent = {"notebook": (f"{ASSIGNMENT}.ipynb", json.dumps(released).encode(), "application/json")}
    receipt = ana.post(f"{work}/remettre", shown=f"{work}/remettre", files=sent)
    assert receipt.status_code == 200 and "/recus/" in receipt.url
    saved = machine.as_user(OWNER, f"ls {machine.root}/course/var/submitted/bnt-ana/{ASSIGNMENT}")
    assert f"{ASSIGNMENT}.ipynb" in saved.stdout
    # Another learner, and even an instructor, does not see Ana's receipt.
    assert machine.sign_in("bnt-bob").get(receipt.url.removeprefix(machine.url)).status_code == 404
    assert ivo.get(receipt.url.removeprefix(machine.url)).status_code == 403
    for command in ("blocnotes grade", "blocnotes feedback"):
        done = machine.as_user(OWNER, command, f"{machine.root}/course")
        assert done.returncode == 0, done.stderr
    assert "Corrigée" in ana.get(work).text
    assert ana.get(f"{work}/retour").status_code == 200
    cohort = ivo.get(f"/services/blocnotes/conduite/{ASSIGNMENT}")
    assert cohort.status_code in (200, 404)
    assert "Ana" in ivo.get("/services/blocnotes/personnes").text


def test_the_whole_way_through_nbgrader_s_exchange(machine):
    course = f"{machine.root}/course"
    config = f"--Exchange.root={machine.root}/exchange --CourseDirectory.course_id=blocnotes"
    done = machine.as_user(OWNER, f"nbgrader release_assignment {ASSIGNMENT} {config}", course)
    assert done.returncode == 0, done.stderr[-1500:]
    for command in (f"nbgrader fetch_assignment {ASSIGNMENT} {config}", f"nbgrader submit {ASSIGNMENT} {config}"):
        done = machine.as_user("bnt-bob", command, "/home/bnt-bob")
        assert done.returncode == 0, done.stderr[-1500:]
    with (machine.root / "course" / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.Exchange.root = '{machine.root}/exchange'\n")
    done = machine.as_user(OWNER, "blocnotes collect", course)
    assert done.returncode == 0, done.stderr[-1500:]
    assert (machine.root / "course" / "var" / "submitted" / "bnt-bob" / ASSIGNMENT).is_dir()
    # Nobody lists what the others have handed in.
    inbound = f"{machine.root}/exchange/blocnotes/inbound"
    assert machine.as_user("bnt-ana", f"ls {inbound}").returncode != 0


def test_a_page_that_leaves_signs_out(machine):
    bob = machine.sign_in("bnt-bob")
    assert bob.get("/services/blocnotes/").url.endswith("/services/blocnotes/")
    bob.get("/hub/logout")
    wait_until(
        lambda: "/hub/login" in bob.get("/services/blocnotes/").url or "/hub/login" in bob.get("/hub/home").url, 10
    )
