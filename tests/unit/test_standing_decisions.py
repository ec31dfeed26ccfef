"""What people decide beside the marks, and which attempts count: what is in force, and what it does to a standing."""

from datetime import UTC, date, datetime

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
    Requirement,
    RequirementKind,
)
from blocnotes.gradebook.attempts import choose_attempts
from blocnotes.gradebook.decisions import Decision, DecisionKind, in_force, kinds_for, know, record_decision
from blocnotes.gradebook.standing import GradedCell, Standing, explain_standing, standing_of, standings_of

DAY = date(2027, 2, 1)
ORAL = Requirement("oral", "Soutenir", RequirementKind.ORAL)


def make_course(attempts=Attempts.LAST):
    waivable = Criterion("dit", "Dire", waivable_for_disability=True)
    competency = Competency("X1BC01", "C01", "Savoir", MeanOf(0.5), (waivable,), (Evidence("a", "q1"),))
    bloc = Bloc("X1BC01", "Bloc", AllOf(), (competency,), attempts=attempts)
    return Course(Certification("X1", "Essai", 7, Registration(), (bloc,), (ORAL,)))


def decide(kind, code, number, **more):
    given = {"learner": "ana", "decided_on": DAY, "reason": "Jury", "reference": f"PV {number}"} | more
    return Decision(kind=kind, code=code, number=number, **given)


def mark(points, sha="b"):
    return GradedCell("ana", "a", "q1", points, 10.0, sha, datetime(2027, 1, 20, tzinfo=UTC), "machine")


def judge(lines, *cells):
    return standings_of(make_course(), cells, learners=["ana"], **know(make_course(), lines))[0]


def test_a_dispensation_holds_until_it_is_revoked():
    line = decide(DecisionKind.EQUIVALENCE, "X1BC01", 1)
    bloc = judge([line]).blocs[0]
    assert bloc.status is Standing.DISPENSED
    assert bloc.reasons == ("Dispense\u00a0: équivalence, Jury (01-02-2027, PV 1).",)
    revocation = decide(DecisionKind.REVOCATION, "X1BC01", 2, revokes=1)
    assert in_force([line, revocation]) == []
    assert judge([line, revocation]).blocs[0].status is Standing.NOT_ASSESSED


def test_a_revocation_brings_back_what_was_before():
    lines = [decide(DecisionKind.MET, "X1.oral", 1), decide(DecisionKind.NOT_MET, "X1.oral", 2)]
    assert judge(lines).requirements[0].status is Standing.NOT_ACQUIRED
    lines.append(decide(DecisionKind.REVOCATION, "X1.oral", 3, revokes=2))
    assert judge(lines).requirements[0].status is Standing.ACQUIRED


def test_an_acquired_bloc_keeps_its_edition_whatever_becomes_of_the_marks():
    line = decide(DecisionKind.ACQUIRED, "X1BC01", 1, edition="2024-2026")
    bloc = judge([line], mark(1.0)).blocs[0]
    assert bloc.status is Standing.ACQUIRED
    assert bloc.reasons == ("Décision du jury\u00a0: bloc acquis, édition 2024-2026, Jury (01-02-2027, PV 1).",)
    assert bloc.competencies[0].status is Standing.NOT_ACQUIRED


def test_without_a_decision_a_standing_goes_down_as_well_as_up():
    assert judge([], mark(9.0)).blocs[0].status is Standing.ACQUIRED
    assert judge([], mark(4.0)).blocs[0].status is Standing.NOT_ACQUIRED


def test_a_code_allows_what_makes_sense():
    certification = make_course().certification
    assert DecisionKind.MET in kinds_for(certification, "X1.oral")
    assert DecisionKind.ACQUIRED in kinds_for(certification, "X1BC01")
    assert DecisionKind.WAIVER in kinds_for(certification, "X1BC01.C01.dit")
    assert DecisionKind.ACQUIRED not in kinds_for(certification, "X1BC01.C01")
    assert kinds_for(certification, "X2BC01") == ()
    assert know(make_course(), [decide(DecisionKind.DISPENSATION, "X2BC01", 1)])["dispensations"] == {}


def test_a_decision_without_a_reference_is_refused():
    with pytest.raises(GradebookError, match="lacks something"):
        record_decision(None, decide(DecisionKind.MET, "X1.oral", 0, reference=" "))


@pytest.mark.parametrize(("attempts", "points"), [(Attempts.LAST, 4.0), (Attempts.BEST, 9.0), (Attempts.FIRST, 6.0)])
def test_the_attempts_that_count_are_the_rules(attempts, points):
    history = [mark(6.0, "a"), mark(9.0, "c"), mark(2.0, "b")]
    found = standing_of(make_course(attempts), [mark(4.0)], history=history)
    (proof,) = found.blocs[0].competencies[0].evidence
    assert proof.points == points
    text = "\n".join(explain_standing(make_course(attempts), [mark(4.0)], learner="ana", history=history))
    assert ("Remises\u00a0:" in text) == (attempts is not Attempts.LAST)


def test_a_persons_mark_belongs_to_the_latest_attempt():
    chosen = choose_attempts([mark(7.0)], [mark(3.0, "a"), mark(None, "b")])
    assert {key.value: cells[0].points for key, cells in chosen.items()} == {"last": 7.0, "best": 7.0, "first": 3.0}
    only = choose_attempts([mark(7.0)], [mark(None, "b")])
    assert {cells[0].points for cells in only.values()} == {7.0}
