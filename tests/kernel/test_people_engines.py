"""What the classroom adds to the gradebook, on SQLite and on a real PostgreSQL: the ledger, grants, marks by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from blocnotes.gradebook.audit import find_broken, note, read_audit
from blocnotes.gradebook.handmarks.copies import count_awaited, count_marked, read_copies
from blocnotes.gradebook.handmarks.doubling import Stage
from blocnotes.gradebook.handmarks.marks import find_copy, make_mark, read_marks, set_threshold, sign
from blocnotes.gradebook.overview import read_late, read_newest, read_points, read_tallies
from blocnotes.gradebook.people.accommodations import Accommodation, add_accommodation, end_accommodation
from blocnotes.gradebook.people.deadlines import read_deadlines, settle_extensions
from blocnotes.gradebook.people.extensions import Extension, grant_extension
from blocnotes.gradebook.people.groups import add_to_group, read_groups
from blocnotes.records import Ending, Mark, Report, Submission, Verdict
from kernel.test_postgresql import postgresql, store  # noqa: F401 - fixtures

DUE = datetime(2027, 1, 19, 8, tzinfo=UTC)


@pytest.fixture
def handed_in(store, tmp_path):  # noqa: F811
    """Two hand-ins, a day late, whose written answers wait for a person."""
    store.set_due("essai", DUE)
    for learner in ("lea", "bob"):
        submission = Submission(
            learner=learner, assignment="essai", notebook="essai", path=tmp_path, sha256=learner * 8,
            received_at=DUE + timedelta(days=1),
        )  # fmt: skip
        right = Mark(cell="calcul", points=3.0, maximum=3.0, verdict=Verdict.RIGHT)
        marks = (right, Mark(cell="avis", points=None, maximum=3.0, verdict=Verdict.AWAITED))
        report = Report(
            submission=submission, marks=marks, notebook={"cells": []}, ending=Ending.COMPLETED, seconds=1.0
        )
        store.record(report)
    return store


def test_the_ledger_only_grows(store):  # noqa: F811
    note(store.session, "prof", "trial", "lea/essai", points=1.5)
    store.session.commit()
    for statement in ("UPDATE blocnotes_audit SET actor = 'eve'", "DELETE FROM blocnotes_audit"):
        with pytest.raises(DatabaseError, match="only grows"):
            store.session.execute(text(statement))
        store.session.rollback()
    assert [(line.actor, dict(line.details)) for line in read_audit(store.session)] == [("prof", {"points": 1.5})]
    assert find_broken(store.session) == []


def test_grants_reach_nbgraders_lateness(handed_in):
    session = handed_in.session
    assert read_late(session, "essai") == {"lea", "bob"}
    add_to_group(session, "lundi", ["bob"], by="prof")
    grant_extension(session, Extension(assignment="essai", group="lundi", minutes=2880, reason="x"), by="prof")
    granted = Accommodation(learner="lea", starts_on=date(2027, 1, 1), extra_days=2, reference="26-1")
    number = add_accommodation(session, granted, by="prof").number
    assert settle_extensions(session) == 2
    assert read_late(session, "essai") == set() == {learner for learner, _ in handed_in.late()}
    assert read_deadlines(session, "lea")["essai"].own == DUE + timedelta(days=2)
    end_accommodation(session, number, on=date(2027, 1, 2), by="prof")
    settle_extensions(session)
    assert read_late(session, "essai") == {"lea"}
    assert read_groups(session) == {"lundi": ("bob",)}


def test_marks_by_hand_are_drawn_up_counted_and_settled(handed_in):
    session = handed_in.session
    assert count_awaited(session) == {("essai", "avis"): 2}
    set_threshold(session, "essai", "avis", 0.5, by="prof")
    for marker, points, stage in (("m1", 3.0, Stage.SECOND), ("m2", 1.0, Stage.THIRD), ("m3", 2.0, Stage.SETTLED)):
        copy = find_copy(session, "essai", "avis", "lea")
        mark = make_mark(copy, marker, (), levels={}, points=points, comment=marker)
        assert sign(handed_in, mark).stage is stage
    assert [mark.marker for mark in read_marks(session, "essai")] == ["m1", "m2", "m3"]
    assert {copy.learner: copy.points for copy in read_copies(session, "essai")} == {"lea": 2.0, "bob": None}
    assert (count_awaited(session), count_marked(session)) == ({("essai", "avis"): 1}, {("essai", "avis"): 1})
    tally = read_tallies(session)["essai"]
    assert (tally.count("graded"), tally.awaited, tally.due) == (2, 1, DUE)
    assert read_tallies(session, "essai")["essai"] == tally
    assert read_points(session, "essai") == {"lea": (5.0, 6.0, 0), "bob": (3.0, 6.0, 1)}
    assert [attempt.learner for attempt in read_newest(session, "essai")] == ["bob", "lea"]
