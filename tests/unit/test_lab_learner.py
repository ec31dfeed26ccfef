"""A learner's pages: what is due and when, what may be seen of marks and when, handing in, and nothing of others."""

import json
import re

import pytest

from blocnotes.gradebook.store import Store
from blocnotes.grading.receipts import read_receipt
from blocnotes.lab.person import Role
from blocnotes.lab.table import ROUTES
from blocnotes.reception import examine
from browser.classroom import ROLES, Visitor, open_classroom
from browser.school import NOW, build_school, draft


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    settings = build_school(folder)
    with open_classroom(settings, clock=lambda: NOW, find_folder=lambda learner: folder / "work" / learner) as address:
        yield settings, address


@pytest.fixture
def lea(school):
    return Visitor(school[1], "lea")


def test_what_is_due_comes_with_ones_own_deadline(lea):
    text = lea.ask("")[2]
    due = text[text.index("À rendre") : text.index("Toutes mes épreuves")]
    assert "Une enquête" in due
    assert "Un essai" not in due
    assert "19\u00a0janvier 2027" in due  # the 16th, and three days more
    assert "C’est votre échéance aménagée" in due
    assert "Ce que vous attendez" in text


def test_an_assignment_that_is_not_open_has_no_page(lea):
    assert "La fin" in lea.ask("")[2]
    assert lea.ask("epreuves/fin")[0] == 404
    assert lea.ask("epreuves/inconnue")[0] == 404


def test_accommodated_time_is_told(lea):
    assert "7\u00a0minutes" in lea.ask("epreuves/essai")[2]
    assert "avec votre temps aménagé" in lea.ask("epreuves/essai")[2]


def test_marks_show_once_feedback_was_given_back(school, lea):
    assert "6 sur 7" in lea.ask("epreuves/essai")[2]
    assert lea.ask("epreuves/essai/retour")[0] == 200
    bob = Visitor(school[1], "bob")
    assert "En cours de correction" in bob.ask("epreuves/essai")[2]
    assert bob.ask("epreuves/essai/retour")[0] == 404
    assert "2 sur 7" not in bob.ask("")[2]
    assert "0/3" not in bob.ask("blocs")[2]


def test_a_refusal_says_what_to_do(school):
    text = Visitor(school[1], "bob").ask("")[2]
    assert "Le fichier est corrompu." in text


def test_blocs_and_competencies_with_reasons(lea):
    text = lea.ask("blocs")[2]
    assert "Savoir moyenne" in text
    assert "moyenne\u00a03/3" in text.replace("&nbsp;", "\u00a0")
    assert "Sans preuve" in text
    assert "Mémoire" in text


def test_the_path_is_drawn_and_told(lea):
    text = lea.ask("parcours")[2]
    assert 'role="img" aria-label="Parcours de 4 épreuves' in text
    assert text.count('class="way"') == 4
    assert "Repose sur" in text


def test_a_name_is_text(school):
    assert "&lt;i&gt;Petit&lt;/i&gt;" in Visitor(school[1], "zoe").ask("")[2]


def test_taking_handing_in_and_the_receipt(school, lea):
    settings, _ = school
    lea.ask("epreuves/enquete")
    assert "est dans votre dossier" in lea.ask("epreuves/enquete", {})[2]
    path = settings.course_dir / "work" / "lea" / "enquete" / "enquete.ipynb"
    path.write_bytes(draft(settings, "enquete", "Mon avis."))
    lea.ask("epreuves/enquete", {})
    assert "Mon avis." in path.read_text("utf-8")  # what one wrote stays

    text = lea.ask("epreuves/enquete/remettre")[2]
    assert "Nous ne le savons pas encore" in text
    assert "Remettre malgré tout" in text
    text = lea.ask("epreuves/enquete/remettre", {})[2]
    assert "Votre remise est reçue" in text
    sha256 = text.split("recus/")[1].split("/")[0]
    receipt = read_receipt(lea.ask(f"epreuves/enquete/recus/{sha256}/fichier")[2].encode())
    assert (receipt.learner, receipt.received_at, receipt.sha256) == ("lea", NOW, sha256)
    with Store(settings.database_url, settings.course_id) as store:
        finding = examine(settings, store, receipt)
        assert (finding.is_genuine, finding.is_kept, finding.status) == (True, True, "received")
    assert (settings.submitted / "lea" / "enquete" / "enquete.ipynb").read_bytes() == path.read_bytes()
    assert "déjà remis" in lea.ask("epreuves/enquete/remettre")[2]
    assert "Remise, en attente de correction" in lea.ask("epreuves/enquete")[2]


def test_a_receipt_that_was_changed_is_not_genuine(school, lea):
    settings, _ = school
    sha256 = lea.ask("epreuves/essai")[2].split("recus/")[1].split('"')[0]
    data = json.loads(lea.ask(f"epreuves/essai/recus/{sha256}/fichier")[2])
    for change in ({"learner": "bob"}, {"received_at": "2027-01-01T00:00:00+00:00"}, {"seal": "0" * 64}):
        with Store(settings.database_url, settings.course_id) as store:
            assert not examine(settings, store, read_receipt(json.dumps(data | change).encode())).is_genuine


def test_what_changed_since_the_page_is_not_handed_in(lea):
    lea.ask("epreuves/enquete", {})
    status, _, text = lea.ask("epreuves/enquete/remettre", {"sha256": "0" * 64})
    assert status == 400
    assert "entre-temps" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" " * (11 << 20), "10 Mio"),
        (b"{", "corrompu"),
        (b'{"cells": [], "nbformat": 3}', "nbformat"),
        (b'{"cells": [], "nbformat": 4}', "pas le notebook"),
    ],
)
def test_a_file_that_cannot_be_graded_is_not_taken(school, content, sentence):
    zoe = Visitor(school[1], "zoe")
    zoe.ask("epreuves/suite/remettre")
    status, _, text = zoe.upload("epreuves/suite/remettre", "notebook", content)
    assert status == 400
    assert sentence in text
    assert "suite" not in {path.name for path in (school[0].submitted / "zoe").glob("*")}


def test_a_file_that_is_sent_is_taken(school):
    zoe = Visitor(school[1], "zoe")
    zoe.ask("epreuves/suite/remettre")
    assert "Votre remise est reçue" in zoe.upload("epreuves/suite/remettre", "notebook", draft(school[0], "suite"))[2]


def test_nothing_of_another_learner_can_be_reached(school, lea):
    sha256 = lea.ask("epreuves/suite")[2].split("recus/")[1].split('"')[0]
    bob = Visitor(school[1], "bob")
    for path in (f"epreuves/suite/recus/{sha256}", f"epreuves/suite/recus/{sha256}/fichier"):
        assert lea.ask(path)[0] == 200
        assert bob.ask(path)[0] == 404
    for path in ("", "blocs", "parcours", "epreuves/essai", "epreuves/suite"):
        text = bob.ask(path)[2]
        assert "Martin" not in text


def test_every_route_is_closed_to_whom_the_table_does_not_name(school):
    people = {"": set(), "lea": {Role.LEARNER}, "correcteur": ROLES["correcteur"], "formatrice": ROLES["formatrice"]}
    visitors = {name: Visitor(school[1], name) for name in people}
    for visitor in visitors.values():
        visitor.ask("accessibilite")
    for route in ROUTES:
        path = re.sub(r"{\w+}", "essai", route.path)
        for name, roles in people.items():
            if roles & route.who:
                continue
            status, _, text = visitors[name].ask(path)
            assert (status, text) == (200, "sign in") if not name else status == 403, (name, path)
            assert visitors[name].ask(path, {"x": "1"})[0] == 403, (name, path)


def test_others_are_led_to_their_own_work(school):
    assert "<h1>" in Visitor(school[1], "formatrice").ask("")[2]
    assert Visitor(school[1], "correcteur").ask("")[0] == 200
    assert "Mon travail" not in Visitor(school[1], "formatrice").ask("")[2]
