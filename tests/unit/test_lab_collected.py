"""What was handed in by other ways than our page: seen by its learner once collected, or while it lies in the exchange."""

import shutil
from datetime import timedelta

import pytest

from blocnotes import coursework
from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.dossier import read_hand_ins
from blocnotes.gradebook.store import Store
from blocnotes.grading.exchange import Exchange
from blocnotes.grading.intake import fingerprint
from blocnotes.lab import assignment, counter, home
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Call, Missing
from blocnotes.lab.person import LEARNERS, Person
from blocnotes.lab.work import State
from blocnotes.settings import read_settings
from browser.school import NOW, build_school, draft


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The school, built once: a copy of it is much sooner there."""
    folder = tmp_path_factory.mktemp("template") / "school"
    build_school(folder)
    return folder


@pytest.fixture
def school(tmp_path, template):
    shutil.copytree(template, tmp_path / "school")
    return read_settings(tmp_path / "school")


@pytest.fixture
def desk(school, tmp_path):
    desk = Desk(school, clock=lambda: NOW)
    desk.exchange = Exchange(tmp_path / "inbound", checks_owner=False)
    desk.exchange.inbound.mkdir()
    yield desk
    desk.close()


def see(desk, show=assignment.show_assignment, who="zoe", slug="suite", **parts):
    return show(desk, Call(person=Person(who, LEARNERS), parts={"slug": slug, **parts})).values


def put(folder, learner, slug, content):
    place = folder / learner / slug
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{slug}.ipynb").write_bytes(content)


def drop(desk, name, content):
    place = desk.exchange.inbound / name
    place.mkdir()
    (place / "suite.ipynb").write_bytes(content)
    return place


def test_what_was_collected_from_an_inbox_is_seen_before_it_is_graded(school, desk, tmp_path):
    content = draft(school, "suite")
    put(tmp_path / "inbox", "zoe", "suite", content)
    taken = coursework.collect_inbox(school, tmp_path / "inbox", NOW, by="formatrice")
    assert [item.status for item in taken] == ["collected"]
    work = see(desk)["work"]
    assert work.state is State.RECEIVED
    assert (work.latest.sha256, work.latest.received_at) == (fingerprint(content), NOW)
    assert see(desk, counter.show_receipt, sha256=fingerprint(content))["receipt"].received_at == NOW
    assert "suite" in [item.slug for item in see(desk, home.show_home)["waiting"]]
    with Store(school.database_url, school.course_id) as store:
        (line,) = read_audit(store.session, about="zoe/suite")
    assert (line.actor, line.action) == ("formatrice", "submission.receive")


def test_collecting_again_changes_nothing_that_is_known(school, tmp_path):
    put(tmp_path / "inbox", "bob", "suite", b"not a notebook")
    put(tmp_path / "inbox", "zoe", "suite", draft(school, "suite", "Premier."))
    for minutes in (0, 5):
        coursework.collect_inbox(school, tmp_path / "inbox", NOW + timedelta(minutes=minutes))
    with Store(school.database_url, school.course_id) as store:
        found = {who: read_hand_ins(store.session, who) for who in ("lea", "bob", "zoe")}
    assert [item.status for item in found["lea"]] == ["graded", "received"]
    assert sorted(item.status for item in found["bob"]) == ["graded", "refused", "refused"]
    assert [(item.status, item.received_at) for item in found["zoe"]] == [("received", NOW)]


def test_what_was_handed_in_again_after_another_counts_last(school, tmp_path):
    for number, text in enumerate(("Premier.", "Second.", "Premier.")):
        put(tmp_path / "inbox", "zoe", "suite", draft(school, "suite", text))
        coursework.collect_inbox(school, tmp_path / "inbox", NOW + timedelta(minutes=number))
    with Store(school.database_url, school.course_id) as store:
        found = read_hand_ins(store.session, "zoe")
    assert [item.received_at for item in found] == [NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)]
    assert found[-1].sha256 == fingerprint(draft(school, "suite", "Premier."))


def test_what_lies_in_the_exchange_is_seen_and_has_no_receipt_yet(school, desk):
    content = draft(school, "suite", "Par l’échange.")
    drop(desk, "zoe+suite+2027-01-13 09:58:00.000000 UTC+aB", content)
    drop(desk, "zoe+suite+2027-01-13 09:50:00.000000 UTC+cD", draft(school, "suite", "Avant."))
    work = see(desk)["work"]
    assert work.state is State.DROPPED
    assert (work.latest.sha256, work.latest.received_at) == (fingerprint(content), NOW - timedelta(minutes=2))
    assert len(work.hand_ins) == 1
    values = see(desk, home.show_home)
    assert "suite" not in [item.slug for item in values["owed"]]
    with pytest.raises(Missing):
        see(desk, counter.show_receipt, sha256=fingerprint(content))


def test_what_is_strange_in_the_exchange_is_left_aside(school, desk, tmp_path):
    content = draft(school, "suite")
    moment = "2027-01-13 09:58:00.000000 UTC"
    place = drop(desk, f"bob+suite+{moment}", content)
    (desk.exchange.inbound / f"zoe+suite+{moment}").symlink_to(place)
    for name in ("zoe+suite+hier", f"zoe+inconnue+{moment}", "zoe", f"zoe+suite+{moment}+x+y+"):
        (desk.exchange.inbound / name).mkdir()
    assert see(desk)["work"].state is State.OVERDUE
    desk.exchange = Exchange(desk.exchange.inbound, checks_owner=True)
    drop(desk, f"zoe+suite+{moment}+z", content)  # by the user of this process, who is not called zoe
    assert see(desk)["work"].state is State.OVERDUE
    desk.exchange = Exchange(tmp_path / "nowhere")
    assert see(desk)["work"].state is State.OVERDUE
