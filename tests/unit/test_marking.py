import pytest

from blocnotes.authoring.cells import Role
from blocnotes.errors import ContentError
from blocnotes.grading.graders import Grader, Result, partial, right, wrong
from blocnotes.grading.marking import ELSEWHERE, WORSE_ELSEWHERE, Trial, mark
from blocnotes.grading.sheets import GradedCell, Sheet
from blocnotes.records import Ending, Variant, Verdict
from unit.notebooks import handed_in, released

SHEET = Sheet(
    assignment="a", notebook="a", skeleton=released(), solution=released(), files={}, autograder=None,
    graded=(GradedCell(name="x", role=Role.ANSWER, points=2.0, hands_in=("x",)), GradedCell(name="avis", role=Role.MANUAL, points=1.0)),
)  # fmt: skip


def value(number, **more):
    return {"name": "x", "kind": "value", "value": number, **more}


def marks(own, hidden=None, grader=None, expected=value(5)):
    reference = handed_in(expected).notebook
    trials = {Variant.OWN: Trial(run=own, reference=reference)}
    if hidden is not None:
        trials[Variant.HIDDEN] = Trial(run=hidden, reference=reference)
    return {m.cell: m for m in mark(SHEET, grader or Grader(), trials)}


def test_a_right_answer_has_all_its_points():
    found = marks(handed_in(value(5.0)))["x"]
    assert (found.points, found.verdict) == (2.0, Verdict.RIGHT)


@pytest.mark.parametrize("hostile", [float("nan"), True, "5", None, [5], {"$float": "inf"}, 10**400])
def test_values_that_prove_nothing_earn_nothing(hostile):
    found = marks(handed_in(value(hostile)))["x"]
    assert found.points == 0.0
    assert found.sentence


def test_a_score_that_a_learner_sends_is_no_score():
    payload = {"name": "x", "kind": "value", "value": 1, "score": 2, "points": 2, "ok": True}
    assert marks(handed_in(payload))["x"].points == 0.0


def test_the_worst_variant_counts_and_says_so():
    found = marks(handed_in(value(5)), handed_in(value(6)))["x"]
    assert found.points == 0.0
    assert found.sentence == ELSEWHERE


def test_what_is_only_partly_right_at_home_and_worse_elsewhere_is_not_called_right():
    grader = Grader()

    @grader.check("x")
    def half(case):
        return partial(0.5, "Il manque l’unité.") if case.given["x"] == 5 else wrong("Autre chose.")

    found = marks(handed_in(value(5)), handed_in(value(6)), grader=grader)["x"]
    assert found.points == 0.0
    assert found.sentence == f"Il manque l’unité. {WORSE_ELSEWHERE}"


def test_the_learners_decimals_are_not_believed():
    assert marks(handed_in(value(5.4, decimals=0)))["x"].points == 0.0
    assert marks(handed_in(value(5.001)), expected=value(5.0, decimals=2))["x"].points == 2.0


def test_no_answer_is_missing_and_an_interrupted_run_says_why():
    assert marks(handed_in())["x"].verdict is Verdict.MISSING
    assert "temps" in marks(handed_in(ending=Ending.TIME_LIMIT))["x"].sentence


def test_a_written_answer_awaits_a_person_and_an_untouched_one_has_nothing():
    assert marks(handed_in(avis="Parce que."))["avis"].points is None
    assert marks(handed_in())["avis"].points == 0.0
    assert marks(handed_in(avis="  "))["avis"].verdict is Verdict.MISSING


def test_a_check_that_trips_leaves_the_cell_to_a_person():
    grader = Grader()

    @grader.check("x")
    def broken(case):
        return right() if case.given["x"] > 3 else 1 / 0

    assert marks(handed_in(value(5)), grader=grader)["x"].points == 2.0
    found = marks(handed_in(value(1)), grader=grader)["x"]
    assert found.points is None
    assert found.verdict is Verdict.AWAITED


@pytest.mark.parametrize("result", [None, 1.0, True, Result(float("nan")), Result(2.0), Result(-1.0)])
def test_a_check_gives_points_only_by_a_sound_result(result):
    grader = Grader()
    grader.check("x")(lambda case: result)
    assert marks(handed_in(value(5)), grader=grader)["x"].points is None


def test_partial_points_and_sentences():
    grader = Grader()
    grader.check("x")(lambda case: partial(0.25, "Presque.") if case.given["x"] == 4 else wrong("Non."))
    found = marks(handed_in(value(4)), grader=grader)["x"]
    assert (found.points, found.sentence, found.verdict) == (0.5, "Presque.", Verdict.PARTIAL)


def test_a_check_is_not_called_on_an_answer_of_another_kind():
    grader = Grader()
    grader.check("x")(lambda case: pytest.fail("called"))
    assert marks(handed_in(value("cinq")), grader=grader)["x"].points == 0.0


def test_calls_earn_their_share():
    expected = {
        "name": "x",
        "kind": "calls",
        "results": [{"value": 1}, {"value": 2}, {"error": "ValueError"}, {"value": 4}],
    }
    mine = {
        "name": "x",
        "kind": "calls",
        "results": [{"value": 1}, {"value": 9}, {"error": "ValueError"}, {"value": 4}],
    }
    assert marks(handed_in(mine), expected=expected)["x"].points == 1.5
    short = {"name": "x", "kind": "calls", "results": [{"value": 1}]}
    assert marks(handed_in(short), expected=expected)["x"].points == 0.0


def test_a_figure_needs_a_check():
    figure = {"name": "x", "kind": "figure", "figure": {"axes": []}}
    with pytest.raises(ContentError, match="needs a check"):
        marks(handed_in(figure), expected=figure)


def test_a_solution_that_hands_nothing_in_is_the_authors_fault():
    with pytest.raises(ContentError):
        marks(handed_in(value(5)), expected={"name": "x", "kind": "missing"})


def test_lists_arrays_and_series_stand_for_one_another():
    import numpy as np
    import pandas as pd

    from blocnotes_handin.codecs import encode

    for mine in ([1, 2], np.array([1.0, 2.0]), pd.Series([1, 2]), pd.DataFrame({"v": [1, 2]}), (1, 2)):
        for reference in ([1, 2], np.array([1, 2])):
            found = marks(handed_in({"name": "x", **encode(mine)}), expected={"name": "x", **encode(reference)})
            assert found["x"].points == 2.0, (mine, reference)
