"""Copies shared between markers: even, the same each time, two different people where two read, passed on when needed."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import GradeCell, SolutionCell

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.handmarks.copies import read_copies
from blocnotes.gradebook.handmarks.giving import assign, hand_over, share_out, withdraw
from blocnotes.gradebook.handmarks.marks import (
    find_copy,
    make_mark,
    read_marks,
    read_thresholds,
    save_draft,
    set_threshold,
    sign,
)
from blocnotes.gradebook.handmarks.progress import count_parts
from blocnotes.gradebook.handmarks.shares import count_own, list_markers, list_shared, read_shares
from blocnotes.gradebook.handmarks.spreading import Piece, spread
from blocnotes.gradebook.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's own way of building a submission
KEY = b"essai"
LEARNERS = tuple(f"l{n:02}" for n in range(12))
NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=6, unique=True).map(sorted)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A gradebook with two hand-marked questions and twelve hand-ins, made once."""
    path = tmp_path_factory.mktemp("template") / "gradebook.db"
    with Store(f"sqlite:///{path}", "essai") as store:
        store.add_learners({learner: {} for learner in LEARNERS})
        store.set_due("essai", None)
        notebook = store.gradebook.add_notebook("essai", "essai")
        for name in ("avis", "bilan"):
            store.session.add(GradeCell(name=name, notebook=notebook, max_score=3.0, cell_type="markdown"))
            store.session.flush()
            store.session.add(SolutionCell(name=name, notebook=notebook))
        store.session.commit()
        for learner in LEARNERS:
            found = store.gradebook.add_submission("essai", learner)
            for grade in found.notebooks[0].grades:
                grade.needs_manual_grade = True
        store.session.commit()
    return path


@pytest.fixture
def store(tmp_path, template):
    shutil.copy(template, tmp_path / "gradebook.db")
    with Store(f"sqlite:///{tmp_path}/gradebook.db", "essai") as opened:
        yield opened


def give(store, who, learner, points, cell="avis"):
    copy = find_copy(store.session, "essai", cell, learner)
    mark = make_mark(copy, who, (), levels={}, points=points, comment="")
    save_draft(store.session, mark)
    return sign(store, mark)


def parts(store):
    session = store.session
    counted = count_parts(
        read_copies(session, "essai"), read_marks(session, "essai"), read_shares(session, "essai"),
        read_thresholds(session),
    )  # fmt: skip
    return {part.marker: part for part in counted}


def share(store, *markers, **more):
    return dict(share_out(store.session, KEY, "essai", markers, by="prof", **more))


@given(st.integers(0, 40), NAMES, st.lists(st.sampled_from([1, 2]), min_size=1, max_size=3))
def test_shares_are_even_and_two_readings_are_two_peoples(many, markers, needs):
    wanted = {Piece(f"l{n:02}", f"q{place}"): need for n in range(many) for place, need in enumerate(needs)}
    given_out = list(spread(wanted, {}, markers, {}))
    assert given_out == list(spread(wanted, {}, markers, {}))
    readers = {piece: [who for found, who in given_out if found == piece] for piece in wanted}
    assert all(len(set(who)) == len(who) == wanted[piece] for piece, who in readers.items())
    loads = [sum(who == marker for _, who in given_out) for marker in markers]
    assert max(loads) - min(loads) <= len(needs)
    for learner in {piece.learner for piece in wanted}:
        firsts = {readers[piece][0] for piece in wanted if piece.learner == learner}
        assert len(firsts) == 1  # one person reads the whole copy


@given(st.integers(1, 30), NAMES)
def test_nobody_gets_a_copy_from_which_they_are_kept(many, markers):
    wanted = {Piece(f"l{n:02}", "q"): 1 for n in range(many)}
    own = {piece.learner for n, piece in enumerate(wanted) if n % 2}
    given_out = list(spread(wanted, {}, markers, {markers[0]: own}))
    assert len(given_out) == many
    assert not any(who == markers[0] and piece.learner in own for piece, who in given_out)


def test_one_click_gives_every_copy_to_somebody_and_the_next_one_nothing(store):
    assert share(store, "ana", "bob", "cyd") == {"ana": 8, "bob": 8, "cyd": 8}
    shares = read_shares(store.session, "essai")
    assert all(shares[Piece(who, "avis")] == shares[Piece(who, "bilan")] for who in LEARNERS)
    assert share(store, "ana", "bob", "cyd") == {}
    (line,) = read_audit(store.session, about="essai")
    assert (line.actor, line.action, line.details["given"]) == ("prof", "marking.share", {"ana": 8, "bob": 8, "cyd": 8})
    assert list_shared(store.session) == {("essai", "avis"), ("essai", "bilan")}


def test_one_question_can_be_shared_alone_and_a_doubled_one_has_two_readers(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    assert share(store, "ana", "bob", "cyd", cells=["avis"]) == {"ana": 8, "bob": 8, "cyd": 8}
    shares = read_shares(store.session, "essai")
    assert {len(set(holders)) for holders in shares.values()} == {2}
    pairs = list(shares.values())
    assert {pairs.count(pair) for pair in set(pairs)} == {4}  # nobody is always read beside the same person
    with pytest.raises(GradebookError, match="nobody is left"):
        share(store, "ana", cells=["bilan"], apart={"ana": {"l03"}})
    assert read_shares(store.session, "essai") == shares


def test_who_has_begun_a_copy_keeps_it(store):
    give(store, "zoe", "l00", 2.0)
    assert share(store, "ana", "bob", cells=["avis"]) == {"ana": 6, "bob": 5}
    assert read_shares(store.session, "essai")[Piece("l00", "avis")] == ("zoe",)
    assert list_markers(store.session) == ["ana", "bob", "zoe"]


def test_what_is_not_signed_is_passed_on_evenly_and_what_is_stays(store):
    share(store, "ana", "bob", "cyd", cells=["avis"])
    own = [piece.learner for piece, holders in read_shares(store.session, "essai").items() if "ana" in holders]
    give(store, "ana", own[0], 1.0)
    passed = hand_over(store.session, KEY, "essai", "ana", by="prof")
    assert (sum(passed.values()), max(passed.values())) == (3, 2)
    found = parts(store)
    assert (found["ana"].given, found["ana"].signed, found["ana"].left) == (1, 1, 0)
    assert {who: found[who].given for who in ("bob", "cyd")} == {who: 4 + passed[who] for who in ("bob", "cyd")}
    assert dict(hand_over(store.session, KEY, "essai", "ana", by="prof")) == {}
    assert read_audit(store.session, about="essai")[-1].action == "marking.hand_over"


def test_a_second_reading_is_passed_to_nobody_who_has_the_first(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    share(store, "ana", "bob", "cyd", cells=["avis"])
    hand_over(store.session, KEY, "essai", "ana", by="prof")
    assert set(read_shares(store.session, "essai").values()) == {("bob", "cyd")}
    with pytest.raises(GradebookError, match="nobody is left"):
        hand_over(store.session, KEY, "essai", "bob", by="prof")
    hand_over(store.session, KEY, "essai", "bob", to=["dan"], by="prof")
    assert set(read_shares(store.session, "essai").values()) == {("cyd", "dan")}


def test_a_third_reading_goes_to_whoever_has_least_left(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    share(store, "ana", "bob", "cyd", "dan", cells=["avis"])
    piece, (first, second) = next(iter(read_shares(store.session, "essai").items()))
    give(store, first, piece.learner, 0.0)
    give(store, second, piece.learner, 3.0)
    (third,) = set(read_shares(store.session, "essai")[piece]) - {first, second}
    line = read_audit(store.session, about=f"{piece.learner}/essai")[-1]
    assert (line.action, dict(line.details)) == ("marking.third", {"to": third})
    assert give(store, third, piece.learner, 2.0).points == 2.0


def test_copies_are_given_and_taken_back_by_hand(store):
    assert assign(store.session, "essai", ["l01", "l02"], "ana", by="prof") == 4
    assert assign(store.session, "essai", ["l02"], "ana", by="prof") == 0
    give(store, "ana", "l01", 1.0)
    assert withdraw(store.session, "essai", "ana", learners=["l01"], by="prof") == 1  # the other one is signed
    assert count_own(store.session, "ana")[("essai", "avis")] == (2, 1)
    assert withdraw(store.session, "essai", "ana", by="prof") == 2
    for nonsense in (["nobody"], ["l01"]):
        with pytest.raises(GradebookError):
            assign(store.session, "essai", nonsense, "" if nonsense == ["l01"] else "ana", by="prof")
