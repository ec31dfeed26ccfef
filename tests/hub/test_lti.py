"""People come from a learning platform to a real Hub: who they are there, every forged launch, and marks that go back."""

import pwd
import subprocess
import time

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from traitlets.config import Config

from conftest import ROOT
from hub.launching import Passenger
from hub.machine import OWNER
from lti.double import CLAIM, CLIENT, make_keys

CLASSROOM = "/services/blocnotes/"


@pytest.fixture
def passenger(machine, platform):
    return Passenger(machine, platform)


@pytest.fixture(scope="module", autouse=True)
def new_accounts(machine):
    """Take away the Unix accounts that arrivals made."""
    before = {account.pw_name for account in pwd.getpwall()}
    yield
    for name in {account.pw_name for account in pwd.getpwall()} - before:
        subprocess.run(["pkill", "-KILL", "-u", name], check=False)
        subprocess.run(["userdel", "-r", name], capture_output=True, check=False)


def run(machine, command):
    done = machine.as_user(OWNER, command, f"{machine.root}/course")
    assert done.returncode == 0, done.stderr


def test_a_learner_arrives_and_is_in_the_classroom(passenger):
    page = passenger.launch("31")
    assert page.url.endswith(CLASSROOM)
    assert "Mon travail" in page.text
    assert passenger.name() == "bnt-ana"


def test_a_launch_opens_the_page_that_it_names(passenger, machine, platform, monkeypatch):
    monkeypatch.setattr(platform, "target", f"{machine.url}{CLASSROOM}epreuves/essai")
    assert passenger.launch("31").url == platform.target


def test_a_learner_of_the_platform_alone_gets_an_account_and_a_private_home(passenger, machine):
    assert "Mon travail" in passenger.launch("33").text
    name = passenger.name()
    assert name.startswith("nina-roy-")
    home = machine.as_user(name, "stat -c '%a %U %G' ~; id -nG")
    assert home.stdout.split("\n")[0].startswith("700 ")
    assert "bn-apprenants" in home.stdout
    assert "bn-formateurs" not in home.stdout
    assert passenger.get(f"{CLASSROOM}conduite").status_code == 403


def test_an_instructor_of_the_platform_is_one_here_by_the_machine_s_groups_alone(machine, platform):
    ivo = Passenger(machine, platform)
    ivo.launch("21")
    assert ivo.get(f"{CLASSROOM}conduite").status_code == 200
    stranger = Passenger(machine, platform).launch("36")
    assert stranger.status_code == 403
    assert "faites-vous inscrire" in stranger.text


@pytest.mark.parametrize("subject", ["34", "35"], ids=["root", "a marker"])
def test_an_identifier_opens_nobody_else_s_account(passenger, machine, subject):
    # They would be found, were they learners of the course.
    with (machine.root / "course" / "learners.csv").open("a", encoding="utf-8") as file:
        file.write("root,R,R\nbnt-mae,M,M\n")
    answer = passenger.launch(subject)
    assert answer.status_code == 403
    assert "n’est pas celui d’un apprenant" in answer.text
    assert passenger.name() == ""


def test_who_sits_down_after_somebody_else_is_themselves(passenger, machine):
    passenger.launch("31")
    passenger.get("/user/bnt-ana/", allow_redirects=False)
    before = {cookie.name: cookie.value for cookie in passenger.session.cookies}
    # Browsers send none of the Hub's cookies with the platform's form.
    kept = list(passenger.session.cookies)
    address, fields = passenger.begin("32")
    for cookie in kept:
        passenger.session.cookies.clear(cookie.domain, cookie.path, cookie.name)
    first = passenger.submit(address, fields, allow_redirects=False)
    assert first.status_code == 303
    for cookie in kept:
        passenger.session.cookies.set_cookie(cookie)
    page = passenger.get(first.headers["location"])
    assert page.url.endswith(CLASSROOM)
    assert passenger.name() == "bnt-bob"
    after = {cookie.name: cookie.value for cookie in passenger.session.cookies}
    assert before["jupyterhub-session-id"] != after["jupyterhub-session-id"]
    # With what Ana left in the browser nothing of hers opens any more.
    left = {name: value for name, value in before.items() if "service" in name or "user" in name}
    asked = requests.get(machine.url + CLASSROOM, cookies=left, allow_redirects=False, timeout=30)
    assert asked.status_code == 302


FORGED = {
    "another key": lambda p: {"key": make_keys()},
    "an unknown key name": lambda p: {"key": make_keys(), "kid": "x"},
    "no signature": lambda p: {"token": lambda nonce: jwt.encode(p.make_claims("31", nonce), None, "none", {"kid": "platform-1"})},
    "the public key as a secret": lambda p: {"token": lambda nonce: sign_with_public_key(p, nonce)},
    "another audience": lambda p: {"aud": "autre"},
    "two audiences without azp": lambda p: {"aud": [CLIENT, "autre"], "drop": ("azp",)},
    "two audiences and another azp": lambda p: {"aud": [CLIENT, "autre"], "azp": "autre"},
    "another azp": lambda p: {"azp": "autre"},
    "another issuer": lambda p: {"iss": "https://moodle.example"},
    "expired": lambda p: {"iat": int(time.time()) - 300, "exp": int(time.time()) - 120},
    "no expiry": lambda p: {"drop": ("exp",)},
    "too old": lambda p: {"iat": int(time.time()) - 3600},
    "another nonce": lambda p: {"nonce": "x"},
    "no nonce": lambda p: {"drop": ("nonce",)},
    "an unknown deployment": lambda p: {f"{CLAIM}deployment_id": "2"},
    "no deployment": lambda p: {"drop": (f"{CLAIM}deployment_id",)},
    "nobody": lambda p: {"drop": ("sub",)},
    "an empty number": lambda p: {"sub": ""},
    "deep linking": lambda p: {f"{CLAIM}message_type": "LtiDeepLinkingRequest"},
    "another version": lambda p: {f"{CLAIM}version": "1.1"},
    "no token": lambda p: {"token": lambda nonce: "rien"},
}  # fmt: skip


def sign_with_public_key(platform, nonce):
    # The library refuses to do it: by hand, as an attacker would.
    import base64
    import hashlib
    import hmac
    import json

    def pack(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    secret = platform.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = pack(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "platform-1"}).encode())
    text = head + b"." + pack(json.dumps(platform.make_claims("31", nonce)).encode())
    return (text + b"." + pack(hmac.digest(secret, text, hashlib.sha256))).decode()


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_launch_is_refused(passenger, platform, how):
    answer = passenger.forge("31", **FORGED[how](platform))
    assert answer.status_code in (400, 401), answer.text
    assert "Connexion refusée" in answer.text
    assert passenger.name() == ""


def test_a_launch_counts_once_even_with_its_cookies(passenger):
    address, fields = passenger.begin("31")
    kept = list(passenger.session.cookies)
    assert passenger.submit(address, fields, allow_redirects=False).status_code == 303
    for cookie in kept:
        passenger.session.cookies.set_cookie(cookie)
    again = passenger.submit(address, fields, allow_redirects=False)
    assert again.status_code == 401
    assert "Connexion refusée" in again.text


@pytest.mark.parametrize("state", ["", "x", None])
def test_a_launch_with_another_state_is_refused(passenger, state):
    address, fields = passenger.begin("31")
    fields |= {"state": state}
    assert passenger.submit(address, fields).status_code in (400, 401)


def test_a_launch_is_for_the_browser_that_began_it(passenger, machine, platform):
    address, fields = passenger.begin("31")
    assert Passenger(machine, platform).submit(address, fields).status_code == 400


@pytest.mark.parametrize("wrong", [{"iss": "https://moodle.example"}, {"client_id": "autre"}, {"login_hint": ""}])
def test_the_hub_begins_for_its_own_platform_only(machine, platform, wrong):
    fields = {"iss": platform.issuer, "login_hint": "x", "target_link_uri": platform.target, "client_id": CLIENT}
    answer = requests.post(platform.login_url, data=fields | wrong, allow_redirects=False, timeout=30)
    assert answer.status_code == 400


def test_nobody_but_the_hub_asks_who_somebody_is(machine, platform):
    arrival = {"issuer": platform.issuer, "subject": "31", "value": "bnt-ana", "is_learner": True}
    for headers in ({}, {"Authorization": "token "}, {"Authorization": "token x"}):
        answer = requests.post(f"{machine.url}{CLASSROOM}lti/arrivees", json=arrival, headers=headers, timeout=30)
        assert answer.status_code == 403


def test_passwords_still_open_the_other_door(machine):
    assert machine.sign_in("bnt-mae").get(f"{CLASSROOM}accessibilite").status_code == 200
    page = requests.get(f"{machine.url}/hub/login", timeout=30).text
    assert "ouvrez le cours depuis votre plateforme" in page
    # An account that an arrival made has no password.
    account = next(name for name in (a.pw_name for a in pwd.getpwall()) if name.startswith("nina-roy-"))
    machine.words[account] = ""
    with pytest.raises(AssertionError):
        machine.sign_in(account)


MARKED = """
import json
from datetime import UTC, datetime
from pathlib import Path
from blocnotes.gradebook.store import Store
from blocnotes.lti.keys import make_key
from blocnotes.records import Ending, Mark, Report, Submission, Verdict
from blocnotes.settings import read_settings

settings = read_settings(Path())
make_key(settings.var)
released = settings.release / "essai" / "essai.ipynb"
submission = Submission(learner="bnt-ana", assignment="essai", notebook="essai", path=released, sha256="0" * 64,
                        received_at=datetime.now(UTC))
points = {"moyenne": 3, "doubler": 1.5, "avis": 2}
marks = tuple(Mark(cell=cell, points=given, maximum=3, verdict=Verdict.RIGHT) for cell, given in points.items())
with Store(settings.database_url, settings.course_id) as store:
    store.record(Report(submission=submission, marks=marks, notebook=json.loads(released.read_text()),
                        ending=Ending.COMPLETED, seconds=1.0, graded_with="essai"))
page = settings.feedback / "bnt-ana" / "essai" / "essai.html"
page.parent.mkdir(parents=True, exist_ok=True)
page.write_text("<p>Retour</p>")
"""
"""A learner whose marks were given back, and the tool's key: what grading takes longer for is tested elsewhere."""


def test_marks_go_back_to_the_platform(passenger, machine, platform):
    passenger.launch("31")
    (machine.root / "course" / "marked.py").write_text(MARKED, encoding="utf-8")
    run(machine, "python marked.py")
    published = requests.get(f"{machine.url}{CLASSROOM}lti/jwks.json", timeout=30).json()
    assert [set(key) for key in published["keys"]] == [{"kty", "n", "e", "kid", "alg", "use"}]
    run(machine, "blocnotes lti send")
    (score,) = platform.grades.received
    assert score == platform.grades.score_of("blocnotes:essai", "31")
    assert (score["userId"], score["scoreGiven"], score["gradingProgress"]) == ("31", 6.5, "FullyGraded")
    assert machine.as_user("bnt-ana", f"cat {machine.root}/course/var/lti/*.pem").returncode != 0


@pytest.mark.parametrize("mode", [0o664, 0o646])
def test_a_hub_does_not_start_on_a_file_that_others_may_write(tmp_path, monkeypatch, mode):
    path = tmp_path / "lti.toml"
    path.write_text("")
    path.chmod(mode)
    for name, value in {"LTI": path, "OWNER": "root", "COURSE": tmp_path, "STATE": tmp_path}.items():
        monkeypatch.setenv(f"BLOCNOTES_{name}", str(value))
    file = ROOT / "deploy" / "jupyterhub_config.py"
    with pytest.raises(SystemExit, match="belong to root"):
        exec(compile(file.read_text("utf-8"), file, "exec"), {"get_config": Config, "__file__": str(file)})
