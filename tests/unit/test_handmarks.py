"""Marks by hand: drafts that do not count, signed marks that do, two blind readings and a third, in nbgrader's gradebook."""

import shutil

import pytest
from nbgrader.api import GradeCell, SolutionCell

from blocnotes.authoring.manifest import Level, RubricCriterion
from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.handmarks.comparing import compare
from blocnotes.gradebook.handmarks.copies import count_awaited, read_copies
from blocnotes.gradebook.handmarks.doubling import Stage, settle
from blocnotes.gradebook.handmarks.marks import (
    find_copy,
    find_stage,
    make_mark,
    read_marks,
    read_own,
    save_draft,
    set_threshold,
    sign,
    waits_for,
)
from blocnotes.gradebook.handmarks.phrases import drop_phrase, keep_phrase, read_phrases
from blocnotes.gradebook.handmarks.progress import count_stages
from blocnotes.gradebook.handmarks.pseudonyms import name_copies, order_copies
from blocnotes.gradebook.handmarks.rubrics import add_up, list_totals
from blocnotes.gradebook.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's own way of building a submission


def criterion(name, *points):
    return RubricCriterion(
        criterion=name, points=max(points), levels=tuple(Level(points=p, title="x", text="y") for p in points)
    )


RUBRIC = (criterion("Nuance", 1.0, 0.5, 0.0), criterion("Conclut", 2.0, 0.0))


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A gradebook with one hand-marked question and three hand-ins, made once."""
    path = tmp_path_factory.mktemp("template") / "gradebook.db"
    with Store(f"sqlite:///{path}", "essai") as store:
        store.add_learners({"lea": {}, "ana": {}, "bob": {}})
        store.set_due("essai", None)
        book = store.gradebook
        notebook = book.add_notebook("essai", "essai")
        store.session.add(GradeCell(name="avis", notebook=notebook, max_score=3.0, cell_type="markdown"))
        store.session.flush()
        store.session.add(SolutionCell(name="avis", notebook=notebook))
        store.session.commit()
        for learner in ("lea", "ana", "bob"):
            book.add_submission("essai", learner)
    return path


@pytest.fixture
def store(tmp_path, template):
    shutil.copy(template, tmp_path / "gradebook.db")
    with Store(f"sqlite:///{tmp_path}/gradebook.db", "essai") as opened:
        yield opened


def mark(store, marker, learner="lea", comment="", nuance=1.0, conclut=2.0):
    copy = find_copy(store.session, "essai", "avis", learner)
    levels = {"Nuance": nuance, "Conclut": conclut}
    return make_mark(copy, marker, RUBRIC, levels=levels, points=None, comment=comment)


def counted(store, learner="lea"):
    (copy,) = read_copies(store.session, "essai", learner=learner)
    return copy.points, copy.is_awaited


def test_a_draft_is_kept_and_counts_for_nothing(store):
    copy = find_copy(store.session, "essai", "avis", "lea")
    half = make_mark(copy, "m1", RUBRIC, levels={"Nuance": 0.5, "inconnu": 9.0}, points=3.0, comment=" Presque. ")
    save_draft(store.session, half)
    own = read_own(store.session, copy, "m1")
    assert (own.levels, own.points, own.comment, own.is_signed) == ({"Nuance": 0.5}, None, "Presque.", False)
    assert counted(store) == (None, True)
    assert read_own(store.session, copy, "m2").levels == {}
    with pytest.raises(GradebookError, match="not complete"):
        sign(store, half)


def test_a_signed_mark_stands_in_nbgraders_gradebook(store):
    found = sign(store, mark(store, "m1", comment="Bien vu."))
    assert (found.stage, found.points) == (Stage.SETTLED, 3.0)
    (notebook,) = store.gradebook.find_submission("essai", "lea").notebooks
    assert (notebook.grades[0].manual_score, notebook.grades[0].needs_manual_grade) == (3.0, False)
    assert notebook.comments[0].comment == "Bien vu."
    assert [line.action for line in read_audit(store.session, about="lea")] == ["mark.sign", "mark.settle"]
    sign(store, mark(store, "m1", nuance=0.0))
    assert counted(store) == (2.0, False)
    assert store.manual_comments() == {}
    assert count_awaited(store.session) == {("essai", "avis"): 2}


@pytest.mark.parametrize(
    ("signed", "threshold", "stage", "points"),
    [
        ([], None, Stage.FIRST, None), ([2.0], None, Stage.SETTLED, 2.0), ([2.0, 3.0], None, Stage.SETTLED, 3.0),
        ([2.0], 0.5, Stage.SECOND, None), ([2.0, 2.5], 0.5, Stage.SETTLED, 2.25), ([2.0, 3.0], 0.5, Stage.THIRD, None),
        ([0.1, 0.4], 0.3, Stage.SETTLED, 0.25), ([0.0, 3.0, 2.0], 0.5, Stage.SETTLED, 2.0),
        ([0.0, 3.0, 9.0], 0.5, Stage.SETTLED, 3.0), ([2.0, 2.0], 0.0, Stage.SETTLED, 2.0),
    ],
)  # fmt: skip
def test_the_mark_that_counts(signed, threshold, stage, points):
    found = settle(signed, threshold)
    assert found.stage is stage
    assert found.points == (None if points is None else pytest.approx(points))


def test_two_blind_readings_and_a_third_where_they_diverge(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    assert sign(store, mark(store, "m1", comment="Net.")).stage is Stage.SECOND
    assert counted(store) == (None, True)
    copy, marks = find_copy(store.session, "essai", "avis", "lea"), read_marks(store.session, "essai")
    assert not waits_for(copy, marks, 0.5, "m1")
    assert waits_for(copy, marks, 0.5, "m2")
    assert sign(store, mark(store, "m2", conclut=0.0, comment="Trop court.")).stage is Stage.THIRD
    assert find_stage(copy, read_marks(store.session, "essai"), 0.5) is Stage.THIRD
    for marker in ("m1", "m2"):
        with pytest.raises(GradebookError, match="was compared"):
            save_draft(store.session, mark(store, marker))
    assert sign(store, mark(store, "m3", nuance=0.5)).points == 2.5
    assert counted(store) == (2.5, False)
    assert store.manual_comments()["lea", "essai", "avis"] == "Net.\n\nTrop court."
    with pytest.raises(GradebookError, match="was compared"):
        sign(store, mark(store, "m4"))


def test_a_first_reading_can_be_changed_until_there_is_a_second(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    sign(store, mark(store, "m1", nuance=0.0))
    save_draft(store.session, mark(store, "m1"))
    copy = find_copy(store.session, "essai", "avis", "lea")
    assert waits_for(copy, read_marks(store.session, "essai"), 0.5, "m1")
    sign(store, mark(store, "m1"))
    assert sign(store, mark(store, "m2", nuance=0.5)).points == 2.75


def test_progress_is_told_by_question_and_stage(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    sign(store, mark(store, "m1"))
    sign(store, mark(store, "m2"))
    sign(store, mark(store, "m1", "ana"))
    save_draft(store.session, mark(store, "m2", "ana"))
    copies, marks = read_copies(store.session, "essai"), read_marks(store.session, "essai")
    found = count_stages(copies, marks, {("essai", "avis"): 0.5})["avis"]
    assert [found.stages[stage] for stage in Stage] == [1, 1, 0, 1]
    assert (found.drafts, found.all, found.settled) == (1, 3, 1)


def test_readings_are_compared(store):
    set_threshold(store.session, "essai", "avis", 0.5, by="prof")
    for learner, second in (("lea", 2.0), ("ana", 2.0), ("bob", 0.0)):
        sign(store, mark(store, "m2", learner))
        sign(store, mark(store, "m1", learner, conclut=second, nuance=0.5))
    found = compare("essai", "avis", read_marks(store.session, "essai"), RUBRIC, 0.5)
    assert (found.whole.pairs, found.to_settle) == (3, 1)
    assert found.whole.within == pytest.approx(2 / 3)
    assert found.whole.mean_difference == pytest.approx((-0.5 - 0.5 - 2.5) / 3)
    assert found.criteria["Conclut"].exact == pytest.approx(2 / 3)
    assert found.severity == {"m1": pytest.approx(-0.25), "m2": pytest.approx(0.25)}


def test_points_without_a_rubric_are_within_the_question(store):
    copy = find_copy(store.session, "essai", "avis", "lea")
    assert make_mark(copy, "m1", (), levels={}, points=1.25, comment="").points == 1.25
    for points in (-1.0, 3.5, float("nan"), float("inf")):
        with pytest.raises(GradebookError, match="no mark"):
            make_mark(copy, "m1", (), levels={}, points=points, comment="")


def test_a_rubric_adds_up():
    assert add_up(RUBRIC, {"Nuance": 0.5, "Conclut": 2.0}) == 2.5
    assert add_up(RUBRIC, {"Nuance": 0.5}) is None
    assert list_totals(RUBRIC) == [0.0, 0.5, 1.0, 2.0, 2.5, 3.0]


def test_pseudonyms_are_kept_differ_and_tell_nothing():
    learners = [f"learner{n}" for n in range(3000)]
    names = name_copies(b"key", "essai", learners)
    assert len(set(names.values())) == 3000
    assert names == name_copies(b"key", "essai", reversed(learners))
    assert names["learner7"] != name_copies(b"other", "essai", learners)["learner7"]
    assert names["learner7"] != name_copies(b"key", "autre", learners)["learner7"]
    assert all("learner" not in name for name in names.values())
    order = order_copies(b"key", "essai", "q1", learners)
    assert sorted(order) == sorted(learners)
    assert order not in (learners, order_copies(b"key", "essai", "q2", learners))


def test_comments_that_are_used_most_come_first(store):
    for text in ("Citez l’effectif.", "Concluez.", "Concluez.", "  "):
        keep_phrase(store.session, "essai", "avis", text, by="m1")
    found = read_phrases(store.session, "essai", "avis")
    assert [(item.text, item.uses) for item in found] == [("Concluez.", 2), ("Citez l’effectif.", 1)]
    drop_phrase(store.session, found[0].number)
    assert len(read_phrases(store.session, "essai", "avis")) == 1
    assert read_phrases(store.session, "essai", "autre") == []
