"""Groups, extensions, accommodations: who gets how much more, what nbgrader is told, what is never stored."""

import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import inspect

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import find_broken, note, read_audit
from blocnotes.gradebook.decisions import DecisionKind, in_force, read_decisions
from blocnotes.gradebook.people.accommodations import (
    Accommodation,
    add_accommodation,
    end_accommodation,
    grant_days,
    grant_time,
    is_document,
    read_accommodations,
    seal_document,
)
from blocnotes.gradebook.people.deadlines import read_deadlines, settle_extensions
from blocnotes.gradebook.people.extensions import Extension, end_extension, extend, grant_extension, read_extensions
from blocnotes.gradebook.people.groups import add_to_group, read_groups, remove_from_group
from blocnotes.gradebook.platforms import tables as _tables  # noqa: F401 - every table of ours is known then
from blocnotes.gradebook.store import Store
from blocnotes.gradebook.tables import VERSION_TABLE, Table

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's own way of building a submission
DUE = datetime(2027, 3, 1, 22, 59, tzinfo=UTC)
START, END = date(2027, 2, 1), date(2027, 6, 30)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """An empty gradebook, made once: its tables take a while."""
    path = tmp_path_factory.mktemp("template") / "gradebook.db"
    with Store(f"sqlite:///{path}", "essai"):
        pass
    return path


@pytest.fixture
def store(tmp_path, template):
    shutil.copy(template, tmp_path / "gradebook.db")
    with Store(f"sqlite:///{tmp_path}/gradebook.db", "essai") as opened:
        opened.add_learners({"lea": {}, "ana": {}, "bob": {}})
        opened.set_due("essai", DUE)
        yield opened


def accommodate(**given):
    return Accommodation(**{"learner": "lea", "starts_on": START, "ends_on": END, "reference": "26-114"} | given)


def hand_in(store, learner, days_late):
    moment = (DUE + timedelta(days=days_late)).replace(tzinfo=None)
    store.gradebook.update_or_create_submission("essai", learner, timestamp=moment)


def test_the_tables_are_those_that_the_migrations_make(store):
    found = inspect(store.gradebook.engine)
    made = {name for name in found.get_table_names() if name.startswith("blocnotes_")} - {VERSION_TABLE}
    assert made == set(Table.metadata.tables)
    for name, table in Table.metadata.tables.items():
        assert {column["name"] for column in found.get_columns(name)} == set(table.columns.keys())
        assert {index["name"] for index in found.get_indexes(name)} >= {index.name for index in table.indexes}


def test_a_group_is_there_as_long_as_somebody_is_in_it(store):
    assert add_to_group(store.session, "lundi", ["lea", "ana", "lea"], by="prof") == ("lea", "ana")
    assert add_to_group(store.session, "lundi", ["ana", "bob"], by="prof") == ("bob",)
    assert read_groups(store.session) == {"lundi": ("ana", "bob", "lea")}
    assert remove_from_group(store.session, "lundi", ["ana", "bob", "lea", "zoe"], by="prof") == ("ana", "bob", "lea")
    assert read_groups(store.session) == {}
    assert [line.action for line in read_audit(store.session, about="lundi")] == ["group.add"] * 2 + ["group.remove"]


def test_the_longest_extension_counts_and_days_come_on_top():
    own = Extension(assignment="essai", learner="lea", minutes=60, reason="x")
    common = Extension(assignment="essai", group="lundi", minutes=1440, reason="x")
    other = Extension(assignment="autre", learner="lea", minutes=9999, reason="x")
    over = Extension(assignment="essai", learner="lea", minutes=9999, reason="x", ended_at=DUE)
    given = ([own, common, other, over], {"lundi": ("lea",)}, [accommodate(extra_days=3)])
    assert extend(DUE, "essai", "lea", *given) == timedelta(days=4)
    assert extend(DUE, "essai", "ana", *given) == timedelta()
    assert extend(DUE + timedelta(days=300), "essai", "lea", *given) == timedelta(days=1)


def test_nbgraders_lateness_follows_what_is_granted(store):
    hand_in(store, "lea", 2)
    hand_in(store, "ana", 2)
    assert len(store.late()) == 2
    line = grant_extension(
        store.session, Extension(assignment="essai", learner="lea", minutes=2880, reason="x"), by="p"
    )
    assert settle_extensions(store.session) == 1
    assert store.late() == [("ana", "essai")]
    add_to_group(store.session, "lundi", ["ana"], by="prof")
    grant_extension(store.session, Extension(assignment="essai", group="lundi", minutes=4000, reason="x"), by="prof")
    assert settle_extensions(store.session) == 1
    assert store.late() == []
    end_extension(store.session, line.number, by="prof")
    settle_extensions(store.session)
    assert store.late() == [("lea", "essai")]
    assert len(read_extensions(store.session)) == 2


def test_an_extension_given_in_nbgrader_stays(store):
    hand_in(store, "lea", 2)
    store.gradebook.grant_extension("essai", "lea", days=5)
    settle_extensions(store.session)
    assert store.late() == []


def test_a_learner_has_deadlines_of_their_own(store):
    add_accommodation(store.session, accommodate(extra_days=2), by="prof")
    lea, ana = (read_deadlines(store.session, learner)["essai"] for learner in ("lea", "ana"))
    assert (lea.common, lea.own) == (DUE, DUE + timedelta(days=2))
    assert ana.own == DUE


def test_time_is_granted_within_the_period_and_the_most_generous_counts():
    given = [accommodate(time_percent=133, extra_days=1), accommodate(time_percent=150, ends_on=None)]
    assert grant_time(given, START) == 1.5
    assert grant_time(given[:1], END) == 1.33
    assert grant_time(given[:1], END + timedelta(days=1)) == 1.0
    assert grant_time(given[:1], START - timedelta(days=1)) == 1.0
    assert grant_days(given, END) == 1
    assert grant_days([], END) == 0


def test_a_waiver_is_a_decision_and_holds_for_its_accommodations_period(store):
    line = add_accommodation(store.session, accommodate(waived=("X1BC01.C01.dit",)), by="prof")
    (waiver,) = in_force(read_decisions(store.session))
    assert (waiver.kind, waiver.code, waiver.reference) == (DecisionKind.WAIVER, "X1BC01.C01.dit", "26-114")
    assert (waiver.is_temporary, waiver.decided_on, waiver.ends_on) == (True, START, END)
    assert waiver.motive == "aménagement d’épreuve du 01-02-2027 au 30-06-2027 (26-114)"
    ended = end_accommodation(store.session, line.number, on=date(2027, 3, 1), by="prof")
    (waiver,) = in_force(read_decisions(store.session), date(2027, 3, 1))
    assert waiver.ends_on == ended.ends_on == date(2027, 3, 1)
    assert in_force(read_decisions(store.session), date(2027, 3, 2)) == []
    assert in_force(read_decisions(store.session), START - timedelta(days=1)) == []
    assert read_accommodations(store.session, "lea") == [ended]


def test_one_period_does_not_replace_another_and_the_longest_of_two_that_say_the_same_counts(store):
    code = ("X1BC01.C01.dit",)
    for given in ({}, {"ends_on": None}, {"starts_on": date(2027, 9, 1), "ends_on": None}):
        add_accommodation(store.session, accommodate(waived=code, **given), by="prof")
    lines = in_force(read_decisions(store.session))
    assert [(line.decided_on, line.ends_on) for line in lines] == [(START, None)] * 2 + [(date(2027, 9, 1), None)]


def test_an_accommodation_is_to_come_in_force_or_over():
    found = accommodate(extra_days=1)
    days = (START - timedelta(days=1), START, END, END + timedelta(days=1))
    assert [found.state_on(day).value for day in days] == ["à venir", "en vigueur", "en vigueur", "terminé"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"time_percent": 90}, {"time_percent": 100}, {"extra_days": -1}, {"reference": " ", "extra_days": 1},
        {"extra_days": 1, "ends_on": date(2026, 1, 1)}, {"extra_days": 999},
    ],
)  # fmt: skip
def test_nonsense_is_refused(store, nonsense):
    with pytest.raises(GradebookError):
        add_accommodation(store.session, accommodate(**nonsense), by="prof")
    assert read_accommodations(store.session) == []


def test_the_reason_is_in_no_byte_of_the_database(store, tmp_path):
    document = "Certificat : dyslexie sévère".encode()
    sealed = seal_document(b"key", document)
    line = add_accommodation(store.session, accommodate(extra_days=1, document_digest=sealed), by="prof")
    assert is_document(b"key", line, document)
    assert not is_document(b"key", line, document + b" ")
    assert not is_document(b"other", line, document)
    store.session.commit()
    store.gradebook.engine.dispose()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("gradebook.db*"))
    assert b"dyslexie" not in content
    assert b"26-114" in content


def test_a_line_of_the_ledger_goes_the_way_of_its_change(store):
    note(store.session, "prof", "trial", "lea/essai")
    store.session.rollback()
    note(store.session, "prof", "kept", "lea_essai")
    store.session.commit()
    assert [line.action for line in read_audit(store.session)] == ["kept"]
    assert read_audit(store.session, about="lea") == []
    assert find_broken(store.session) == []


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE blocnotes_audit SET actor = 'eve' WHERE id = 2", [2]),
        ("DELETE FROM blocnotes_audit WHERE id = 2", [3]),
        ("DELETE FROM blocnotes_audit WHERE id = 3", [0]),
    ],
)
def test_what_was_done_to_the_ledger_shows(store, tmp_path, tampering, broken):
    for action in ("a", "b", "c"):
        note(store.session, "prof", action, "essai", points=1)
    store.session.commit()
    file = sqlite3.connect(tmp_path / "gradebook.db")
    with pytest.raises(sqlite3.DatabaseError, match="only grows"):
        file.execute(tampering)
    for verb in ("update", "delete"):
        file.execute(f"DROP TRIGGER blocnotes_audit_no_{verb}")
    file.execute(tampering)
    file.commit()
    file.close()
    store.session.expire_all()
    assert find_broken(store.session) == broken
