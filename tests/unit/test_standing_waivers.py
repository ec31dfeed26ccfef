"""A criterion that is waived for a period: the day of the hand-in decides, and the reasons say which waiver applied."""

from datetime import date

import pytest

from blocnotes.errors import GradebookError
from blocnotes.framework.model import (
    AllOf,
    Attempts,
    Bloc,
    Certification,
    Competency,
    Course,
    Criterion,
    Evidence,
    MeanOf,
    Registration,
)
from blocnotes.gradebook.decisions import WAIVED, Decision, DecisionKind, know
from blocnotes.gradebook.standing import GradedCell, Standing, explain_standing, standing_of
from blocnotes.gradebook.standings.cohort import judge_cohort
from blocnotes.gradebook.standings.marks import CohortMarks
from blocnotes.gradebook.standings.table import ORDER

START, END = date(2027, 2, 1), date(2027, 6, 30)
BEFORE, WITHIN, AFTER = date(2027, 1, 12), date(2027, 3, 1), date(2027, 7, 1)
SPOKEN = "X1BC01.C01.dit"


def make_course(attempts=Attempts.LAST, proofs=("oral",)):
    said = Criterion(
        "dit", "Dire", waivable_for_disability=True, evidence=tuple(Evidence(slug, "q") for slug in proofs)
    )
    written = Criterion("ecrit", "Écrire", evidence=(Evidence("ecrit", "q"),))
    competency = Competency("X1BC01", "C01", "Savoir", MeanOf(0.5), (said, written))
    bloc = Bloc("X1BC01", "Bloc", AllOf(), (competency,), attempts=attempts)
    return Course(Certification("X1", "Essai", 7, Registration(), (bloc,), ()))


def waive(**more):
    given = {"learner": "ana", "decided_on": START, "ends_on": END, "reason": WAIVED, "reference": "26-114"}
    return Decision(**{"kind": DecisionKind.WAIVER, "code": SPOKEN, "is_temporary": True} | given | more)


def mark(slug, points, day, sha="a"):
    return GradedCell("ana", slug, "q", points, 10.0, sha, None, "machine", day)


WRITTEN = mark("ecrit", 8.0, WITHIN)


def judge(cells, lines=None, today=WITHIN, course=None, **more):
    course = course or make_course()
    known = know(course, [waive()] if lines is None else lines, today)
    given = known["dispensations"].get("ana", ())
    standing = standing_of(course, cells, learner="ana", dispensations=given, **more)
    competency = standing.blocs[0].competencies[0]
    return competency, competency.criteria[0]


@pytest.mark.parametrize("today", [BEFORE, WITHIN, AFTER])
@pytest.mark.parametrize(
    ("day", "is_left_out"), [(BEFORE, False), (START, True), (WITHIN, True), (END, True), (AFTER, False)]
)
def test_the_day_of_the_hand_in_decides_whatever_day_it_is_now(day, is_left_out, today):
    competency, spoken = judge([mark("oral", 0.0, day), WRITTEN], today=today)
    assert (spoken.status is Standing.DISPENSED) is is_left_out
    assert competency.score == (0.8 if is_left_out else 0.4)
    assert (competency.status is Standing.ACQUIRED) is is_left_out


@pytest.mark.parametrize(("today", "is_left_out"), [(BEFORE, False), (WITHIN, True), (AFTER, False)])
def test_what_is_not_handed_in_is_of_today(today, is_left_out):
    competency, spoken = judge([WRITTEN], today=today)
    assert (spoken.status is Standing.DISPENSED) is is_left_out
    assert ("oral/q" in competency.missing) is not is_left_out
    assert "non remis à ce jour" in " ".join(competency.reasons)


def test_the_reasons_say_which_waiver_applied_to_which_hand_in():
    later = waive(decided_on=date(2027, 9, 1), ends_on=None, reference="27-003", number=2)
    course = make_course(proofs=("oral", "debat", "expose"))
    cells = [
        mark("oral", 1.0, WITHIN), mark("debat", 2.0, AFTER), mark("expose", 1.0, date(2027, 10, 1)), WRITTEN,
    ]  # fmt: skip
    competency, spoken = judge(cells, [waive(number=1), later], course=course)
    assert competency.reasons[-3:] == (
        "Critère «\u00a0Dire\u00a0» pour oral/q, remis le 01-03-2027, laissé de côté\u00a0: "
        "aménagement d’épreuve du 01-02-2027 au 30-06-2027 (26-114).",
        "Critère «\u00a0Dire\u00a0» pour debat/q, remis le 01-07-2027, compté, hors de la période\u00a0: "
        "aménagement d’épreuve du 01-02-2027 au 30-06-2027 (26-114)\u00a0; "
        "aménagement d’épreuve à partir du 01-09-2027 (27-003).",
        "Critère «\u00a0Dire\u00a0» pour expose/q, remis le 01-10-2027, laissé de côté\u00a0: "
        "aménagement d’épreuve à partir du 01-09-2027 (27-003).",
    )
    assert [proof.assignment for proof in spoken.evidence] == ["debat"]
    known = know(course, [waive(number=1), later], WITHIN)["dispensations"]["ana"]
    told = "\n".join(explain_standing(course, cells, learner="ana", dispensations=known))
    assert competency.reasons[-1] in told


def test_a_line_without_a_period_holds_whenever_it_was_handed_in():
    forever = waive(is_temporary=False, ends_on=None, reason="Aphasie", number=1)
    competency, spoken = judge([mark("oral", 0.0, AFTER), WRITTEN], [forever, waive(number=2)])
    assert spoken.status is Standing.DISPENSED
    assert competency.reasons[-1].startswith("Critère «\u00a0Dire\u00a0» laissé de côté\u00a0: aménagement, Aphasie")


def test_a_revoked_waiver_holds_for_nothing():
    lines = [waive(number=1), waive(kind=DecisionKind.REVOCATION, number=2, revokes=1, is_temporary=False)]
    assert judge([mark("oral", 0.0, WITHIN), WRITTEN], lines)[1].status is Standing.NOT_ACQUIRED


def test_the_attempt_that_counts_brings_its_own_day():
    first, last = mark("oral", 2.0, WITHIN, "a"), mark("oral", 1.0, AFTER, "b")
    history = [first, last, WRITTEN]
    assert judge([last, WRITTEN], history=history)[1].status is Standing.NOT_ACQUIRED
    course = make_course(Attempts.FIRST)
    assert judge([last, WRITTEN], course=course, history=history)[1].status is Standing.DISPENSED


def test_a_cohort_is_judged_as_its_learners_are_and_asks_for_the_days():
    import numpy as np

    course, cells = make_course(), [mark("oral", 0.0, AFTER), WRITTEN]
    points = np.array([[0.0], [8.0]])
    places = (("oral", "q"), ("ecrit", "q"))
    marks = CohortMarks(("ana",), places, np.array([10.0, 10.0]), points, np.ones((2, 1), dtype=np.bool_))
    known = know(course, [waive()], AFTER)
    with pytest.raises(GradebookError, match="for a period"):
        judge_cohort(course, marks, **known)
    found = judge_cohort(course, marks, dated={"ana": cells}, **known)
    expected, _ = judge(cells, today=AFTER)
    column = found.competencies["X1BC01.C01"]
    assert (ORDER[column.status[0]], column.score[0]) == (expected.status, expected.score)
