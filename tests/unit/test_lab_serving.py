"""The frame of the classroom: sign-in, roles, forged requests, headers, failures in French; no page knows of it."""

import re

import pytest

from blocnotes.errors import ContentError
from blocnotes.lab.page import Data, File, Missing, Moved, Page, Unfit
from blocnotes.lab.person import EVERYONE, INSTRUCTORS, LEARNERS, Person, Role
from blocnotes.lab.routes import Route
from blocnotes.lab.table import ROUTES
from blocnotes.settings import read_settings
from browser.classroom import Visitor, open_classroom


def show(desk, call):
    return Page("failure.html", "Titre", {"sentence": f"{call.person.name} lit {call.parts} {call.given('q')}"})


def fail(desk, call):
    raise {"missing": Missing(), "unfit": Unfit("Écrivez une date."), "ours": ContentError("secret of the course")}.get(
        call.parts["how"], ValueError("secret of the code")
    )


OWN = (
    Route(path="", who=EVERYONE, show=show, menu="Accueil"),
    Route(path="moi/{slug}", who=LEARNERS, show=show, menu="Moi"),
    Route(path="eux", who=INSTRUCTORS, show=show, act=lambda desk, call: Moved("eux", "C’est fait\u00a0: noté"), menu="Eux"),
    Route(path="echec/{how}", who=EVERYONE, show=fail, act=fail),
    Route(path="donnees", who=EVERYONE, show=lambda desk, call: Data({"été": 1})),
    Route(path="fichier", who=EVERYONE, show=lambda desk, call: File(b"x", "text/plain", "reçu.txt")),
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / "assignments").mkdir()
    with open_classroom(read_settings(folder), OWN) as found:
        yield found


def test_nobody_reads_anything_without_signing_in(address):
    for path in ("", "moi/essai", "eux", "static/style.css", "rien"):
        status, _, text = Visitor(address).ask(path)
        assert (status, text) == (200, "sign in"), path
    assert Visitor(address).ask("eux", {"x": "1"})[0] == 403


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("lea", "moi/essai", 200), ("lea", "eux", 403), ("formatrice", "eux", 200), ("formatrice", "moi/essai", 403)],
)
def test_roles_are_checked_on_the_server(address, who, path, status):
    assert Visitor(address, who).ask(path)[0] == status


def test_a_role_that_may_not_show_may_not_act(address):
    visitor = Visitor(address, "lea")
    visitor.ask("")
    status, _, text = visitor.ask("eux", {"x": "1"})
    assert status == 403
    assert "Accès refusé" in text


def test_a_forged_request_is_refused(address):
    visitor = Visitor(address, "formatrice")
    assert visitor.ask("eux", {"_xsrf": "inventé"})[0] == 403
    assert visitor.ask("eux", {"_xsrf": ""})[0] == 403


def test_what_was_done_is_said_once_on_the_next_page(address):
    visitor = Visitor(address, "formatrice")
    visitor.ask("eux")
    status, _, text = visitor.ask("eux", {"x": "1"})
    assert status == 200
    assert '<p class="note said" role="status" tabindex="-1">C’est fait\u00a0: noté</p>' in text
    assert "C’est fait" not in visitor.ask("eux")[2]


def test_the_menu_shows_what_one_may_open(address):
    menu = re.findall(r">(Accueil|Moi|Eux)</a>", Visitor(address, "lea").ask("")[2])
    assert menu == ["Accueil", "Moi"]


def test_what_was_asked_reaches_the_page_and_is_escaped(address):
    _, _, text = Visitor(address, "lea").ask("moi/l%C3%A9a?q=%3Cscript%3E")
    assert "lit {&#39;slug&#39;: &#39;léa&#39;} &lt;script&gt;" in text


@pytest.mark.parametrize(("how", "status"), [("missing", 404), ("unfit", 400), ("ours", 500), ("other", 500)])
def test_failures_are_told_in_french_and_give_nothing_away(address, how, status):
    found, headers, text = Visitor(address, "lea").ask(f"echec/{how}")
    assert found == status
    assert "Revenir à l’accueil" in text
    assert "secret" not in text
    assert "nonce-" in headers["Content-Security-Policy"]


def test_a_sentence_of_ours_says_what_to_do(address):
    assert "Écrivez une date." in Visitor(address, "lea").ask("echec/unfit")[2]
    assert Visitor(address, "lea").ask("echec/unfit", Accept="application/json")[2] == '{"error": "Écrivez une date."}'


def test_an_address_that_is_none_is_told_too(address):
    assert Visitor(address, "lea").ask("rien/du/tout")[0] == 404
    assert Visitor(address, "lea").ask("donnees", {"x": "1"})[0] in (403, 405)


def test_pages_are_shut_in(address):
    _, headers, text = Visitor(address, "lea").ask("")
    policy = headers["Content-Security-Policy"]
    nonce = re.search(r"style-src 'nonce-([\w-]+)'", policy)[1]
    assert f'nonce="{nonce}"' in text
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert nonce not in Visitor(address, "lea").ask("")[1]["Content-Security-Policy"]


def test_files_and_data(address):
    assert Visitor(address, "lea").ask("donnees")[2] == '{"été": 1}'
    assert (
        Visitor(address, "lea").ask("fichier")[1]["Content-Disposition"] == "attachment; filename*=utf-8''re%C3%A7u.txt"
    )


def test_one_style_sheet_that_lasts(tmp_path):
    (tmp_path / "assignments").mkdir()
    with open_classroom(read_settings(tmp_path)) as address:
        text = Visitor(address, "lea").ask("accessibilite")[2]
        sheets = re.findall(r'rel="stylesheet"[^>]*href="[^"]*/(static/style\.css\?v=\w+)"', text)
        assert len(sheets) == 1
        _, headers, style = Visitor(address, "lea").ask(sheets[0])
        assert "immutable" in headers["Cache-Control"]
        assert "--paper" in style
        assert ".classroom" in style
        assert Visitor(address, "lea").ask("static/secret.css")[0] == 404


def test_every_route_says_who_may_and_leads_somewhere():
    paths = [route.path for route in ROUTES]
    assert len(paths) == len(set(paths))
    for route in ROUTES:
        assert route.who, route.path
        assert route.show or route.act, route.path


def test_a_person_may_what_one_of_their_roles_may():
    both = Person("a", frozenset({Role.MARKER, Role.INSTRUCTOR}))
    assert both.may(INSTRUCTORS)
    assert not both.may(LEARNERS)
    assert not Person("b", frozenset()).may(EVERYONE)
