"""Where a learner stands: what is known, what is awaited, what is missing, what is dispensed, and why."""

from datetime import UTC, datetime

import pytest

from blocnotes.errors import GradebookError
from blocnotes.framework.model import (
    AllOf,
    AnyOf,
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
from blocnotes.framework.rules import AtLeast
from blocnotes.gradebook.standing import Dispensation, GradedCell, Standing, standing_of, standings_of

MOMENT = datetime(2027, 1, 20, tzinfo=UTC)
OPEN = Standing.NOT_ASSESSED
TEN = MeanOf(0.5)


def mark(place, points, maximum=10.0, learner="ada"):
    assignment, cell = place.split("/")
    return GradedCell(learner, assignment, cell, points, maximum, f"sha-{assignment}", MOMENT, "prof")


def prove(code, *places, rule=TEN, criteria=(), bloc="X1BC01"):
    evidence = tuple(Evidence(*place.split("/")) for place in places)
    return Competency(bloc, code, f"Compétence {code}", rule, tuple(criteria), evidence)


def make_course(*blocs, requirements=(), is_divisible=True):
    made = tuple(
        Bloc(f"X1BC0{i}", f"Bloc {i}", rule, tuple(competencies)) for i, (rule, *competencies) in enumerate(blocs, 1)
    )
    certification = Certification(
        "X1", "Essai", 7, Registration(), made, tuple(requirements), is_divisible=is_divisible
    )
    return Course(certification)


def judge(course, *cells, **more):
    return standing_of(course, cells, learner="ada", **more)


def judge_competency(competency, *cells, **more):
    return judge(make_course((AllOf(), competency)), *cells, **more).blocs[0].competencies[0]


def judge_bloc(rule, competencies, *cells, **more):
    return judge(make_course((rule, *competencies)), *cells, **more).blocs[0]


def test_a_mark_above_the_mean_acquires_and_says_on_what_it_rests():
    found = judge_competency(prove("C01", "a/q"), mark("a/q", 7))
    assert (found.status, found.score, found.provisional) == (Standing.ACQUIRED, 0.7, False)
    (proof,) = found.evidence
    assert (proof.assignment, proof.cell, proof.points, proof.maximum) == ("a", "q", 7, 10)
    assert (proof.sha256, proof.weight, proof.marked_at, proof.marker) == ("sha-a", 1.0, MOMENT, "prof")
    assert found.reasons == (
        "Règle\u00a0: la moyenne des preuves doit atteindre 10/20.",
        "Moyenne des preuves notées\u00a0: 14/20.",
    )


def test_the_points_of_a_whole_assignment_are_summed():
    found = judge_competency(prove("C01", "a"), mark("a/q1", 1, 2), mark("a/q2", 6, 6), mark("b/q", 0))
    assert found.score == 7 / 8
    assert [proof.weight for proof in found.evidence] == [0.25, 0.75]


def test_weights_count():
    heavy = (Evidence("a", "q", 3.0), Evidence("b", "q"))
    competency = Competency("X1BC01", "C01", "Savoir", MeanOf(0.5), (), heavy)
    assert judge_competency(competency, mark("a/q", 4), mark("b/q", 10)).score == 0.55


def test_nothing_handed_in_is_not_assessed():
    found = judge_competency(prove("C01", "a/q", "b"))
    assert (found.status, found.score, found.provisional, found.missing) == (OPEN, None, True, ("a/q", "b"))
    assert "Aucune note pour\u00a0: a/q, b." in found.reasons


@pytest.mark.parametrize(
    ("points", "status", "outlook"),
    [
        (9, Standing.ACQUIRED, "Les notes à venir ne peuvent plus changer ce résultat."),
        (3, OPEN, "Le résultat dépend encore des notes à venir."),
        (0, OPEN, "Le résultat dépend encore des notes à venir."),
    ],
)
def test_an_awaited_mark_is_taken_at_its_worst_and_at_its_best(points, status, outlook):
    found = judge_competency(prove("C01", "a/q", "a/oral"), mark("a/q", points, 9), mark("a/oral", None, 9))
    assert (found.status, found.provisional, found.awaited) == (status, True, ("a/oral",))
    assert found.score == points / 9
    assert found.reasons[-1] == outlook


def test_too_low_for_any_awaited_mark_is_settled_and_still_provisional():
    competency = prove("C01", "a/q", "a/oral", rule=MeanOf(0.8))
    found = judge_competency(competency, mark("a/q", 1), mark("a/oral", None))
    assert (found.status, found.provisional) == (OPEN, True), "the oral alone may still pass"
    whole = judge_competency(prove("C01", "a", rule=MeanOf(0.8)), mark("a/q", 1), mark("a/oral", None))
    assert (whole.status, whole.provisional) == (Standing.NOT_ACQUIRED, True)


def test_one_piece_of_evidence_of_two_is_a_part():
    found = judge_competency(prove("C01", "a/q", "b/q", rule=AllOf()), mark("a/q", 9), mark("b/q", 2))
    assert found.status is Standing.PARTLY_ACQUIRED
    assert not found.provisional


def test_a_standing_goes_down_as_well_as_up():
    competency = prove("C01", "a/q")
    assert judge_competency(competency, mark("a/q", 5)).status is Standing.ACQUIRED
    assert judge_competency(competency, mark("a/q", 4.99)).status is Standing.NOT_ACQUIRED


def test_a_mark_just_under_is_not_shown_as_a_pass():
    assert (
        "Moyenne des preuves notées\u00a0: 9,99/20."
        in judge_competency(prove("C01", "a/q"), mark("a/q", 4.9999)).reasons
    )


def test_extra_credit_and_penalties_stay_within_their_evidence():
    found = judge_competency(prove("C01", "a/q", "b/q"), mark("a/q", 15), mark("b/q", -5))
    assert found.score == 0.5


def test_a_cell_out_of_nothing_proves_nothing():
    found = judge_competency(prove("C01", "a"), mark("a/q", 0, 0))
    assert (found.status, found.score, found.missing) == (OPEN, None, ("a",))


def test_a_competency_without_evidence_is_shown_and_holds_its_bloc_back():
    found = judge_bloc(AnyOf(), [prove("C01", "a/q"), prove("C02")], mark("a/q", 10))
    assert [item.status for item in found.competencies] == [Standing.ACQUIRED, OPEN]
    assert (found.status, found.provisional) == (Standing.PARTLY_ACQUIRED, True)
    assert found.competencies[1].reasons == ("Aucune preuve n’est rattachée à cet élément.",)
    assert "Compétences sans preuve rattachée\u00a0: C02." in found.reasons
    assert "Compétences non évaluées\u00a0: C02." in found.reasons


def test_a_bloc_says_how_many_of_its_competencies_are_acquired():
    competencies = [prove("C01", "a/q"), prove("C02", "b/q")]
    found = judge_bloc(AllOf(), competencies, mark("a/q", 8), mark("b/q", 2))
    assert (found.status, found.score, found.provisional) == (Standing.PARTLY_ACQUIRED, 0.5, False)
    assert found.reasons == (
        "Règle\u00a0: toutes les compétences doivent être acquises.",
        "Compétences acquises\u00a0: 1 sur 2.",
        "Compétences non acquises\u00a0: C02.",
    )


def test_a_bloc_may_average_its_own_competencies_with_a_floor():
    competencies = [prove("C01", "a/q"), prove("C02", "b/q")]
    cells = (mark("a/q", 9), mark("b/q", 3))
    assert judge_bloc(MeanOf(0.5), competencies, *cells).status is Standing.ACQUIRED
    assert judge_bloc(MeanOf(0.5, 0.35), competencies, *cells).status is Standing.PARTLY_ACQUIRED


def test_blocs_never_make_up_for_each_other():
    second = prove("C01", "b/q", bloc="X1BC02")
    found = judge(make_course((AllOf(), prove("C01", "a/q")), (AllOf(), second)), mark("a/q", 10), mark("b/q", 4.9))
    assert [bloc.status for bloc in found.blocs] == [Standing.ACQUIRED, Standing.NOT_ACQUIRED]
    assert (found.status, found.score) == (Standing.PARTLY_ACQUIRED, None)
    assert found.reasons == ("Blocs acquis\u00a0: 1 sur 2.", "Les blocs ne se compensent pas.")


def test_a_diploma_without_partial_validation_is_acquired_or_not():
    blocs = [(AllOf(), prove("C01", "a/q")), (AllOf(), prove("C01", "b/q", bloc="X1BC02"))]
    course = make_course(*blocs, is_divisible=False)
    assert judge(course, mark("a/q", 10), mark("b/q", 1)).status is Standing.NOT_ACQUIRED
    assert judge(course, mark("a/q", 10)).status is OPEN
    assert judge(course, mark("a/q", 10), mark("b/q", 9)).status is Standing.ACQUIRED


def test_requirements_are_demanded_beyond_the_blocs():
    oral = Requirement("soutenance", "Soutenance", RequirementKind.ORAL)
    course = make_course((AllOf(), prove("C01", "a/q")), requirements=[oral])
    cell = mark("a/q", 10)
    unknown = judge(course, cell)
    assert (unknown.status, unknown.provisional) == (Standing.PARTLY_ACQUIRED, True)
    assert "Exigences à justifier\u00a0: Soutenance." in unknown.reasons
    failed = judge(course, cell, requirements={"soutenance": False})
    assert (failed.status, failed.provisional) == (Standing.PARTLY_ACQUIRED, False)
    assert judge(course, cell, requirements={"soutenance": True}).status is Standing.ACQUIRED
    assert judge(course, requirements={"soutenance": True}).status is OPEN
    dispensed = judge(course, cell, dispensations=[Dispensation("X1.soutenance", "sans objet")])
    assert dispensed.status is Standing.ACQUIRED
    with pytest.raises(GradebookError, match="no requirement is called oral"):
        judge(course, cell, requirements={"oral": True})


WAIVABLE = Criterion("anglais", "Parler anglais", True, (), (Evidence("a", "en"),))
PLAIN = Criterion("ecoute", "Écouter", False, (), (Evidence("a", "fr"),))
HANDICAP = Dispensation("X1BC01.C01.anglais", "aménagement du 3 mars.")


def test_a_waived_criterion_is_left_out():
    competency = prove("C01", rule=AllOf(), criteria=[WAIVABLE, PLAIN])
    cells = (mark("a/en", 0), mark("a/fr", 8))
    assert judge_competency(competency, *cells).status is Standing.PARTLY_ACQUIRED
    found = judge_competency(competency, *cells, dispensations=[HANDICAP])
    assert (found.status, found.score) == (Standing.ACQUIRED, 0.8)
    assert [item.status for item in found.criteria] == [Standing.DISPENSED, Standing.ACQUIRED]
    assert found.criteria[0].reasons == ("Dispense\u00a0: aménagement du 3 mars.",)


def test_a_competency_whose_every_criterion_is_waived_is_dispensed():
    found = judge_competency(prove("C01", criteria=[WAIVABLE]), dispensations=[HANDICAP])
    assert (found.status, found.score, found.provisional) == (Standing.DISPENSED, None, False)


def test_only_a_waivable_criterion_can_be_waived():
    competency = prove("C01", criteria=[PLAIN])
    with pytest.raises(GradebookError, match=r"nobody can be dispensed from X1BC01\.C01\.ecoute"):
        judge_competency(competency, dispensations=[Dispensation("X1BC01.C01.ecoute", "")])


def test_a_waiver_leaves_at_least_to_what_remains():
    competency = prove("C01", rule=AtLeast(2), criteria=[WAIVABLE, PLAIN])
    found = judge_competency(competency, mark("a/fr", 8), dispensations=[HANDICAP])
    assert found.status is Standing.ACQUIRED


def test_a_dispensed_competency_passes_and_weighs_nothing():
    competencies = [prove("C01"), prove("C02", "a/q")]
    dispensation = Dispensation("X1BC01.C01", "VAE")
    for rule in (AllOf(), MeanOf(0.5)):
        found = judge_bloc(rule, competencies, mark("a/q", 6), dispensations=[dispensation])
        assert (found.status, found.score, found.provisional) == (Standing.ACQUIRED, 0.6, False)
    low = judge_bloc(MeanOf(0.5), competencies, mark("a/q", 4), dispensations=[dispensation])
    assert low.status is Standing.PARTLY_ACQUIRED


def test_a_dispensed_bloc_counts_as_acquired():
    course = make_course((AllOf(), prove("C01")), (AllOf(), prove("C01", "a/q", bloc="X1BC02")))
    found = judge(course, mark("a/q", 9), dispensations=[Dispensation("X1BC01", "équivalence")])
    assert [bloc.status for bloc in found.blocs] == [Standing.DISPENSED, Standing.ACQUIRED]
    assert found.blocs[0].reasons == ("Dispense\u00a0: équivalence.",)
    assert found.status is Standing.ACQUIRED


def test_a_criterion_stands_on_its_own_evidence():
    plain = Criterion("sans", "Sans preuve")
    found = judge_competency(prove("C01", "b", criteria=[PLAIN, plain]), mark("a/fr", 2), mark("b/q", 10))
    assert [item.status for item in found.criteria] == [Standing.NOT_ACQUIRED, OPEN]
    assert (found.status, found.provisional) == (Standing.ACQUIRED, False)


@pytest.mark.parametrize(("points", "maximum"), [(float("nan"), 1), (float("inf"), 1), (1, float("nan")), (1, -1)])
def test_what_is_no_mark_is_refused(points, maximum):
    with pytest.raises(GradebookError, match="is no mark"):
        mark("a/q", points, maximum)


def test_a_cell_marked_twice_is_refused():
    with pytest.raises(GradebookError, match="marked twice"):
        judge_competency(prove("C01", "a"), mark("a/q", 1), mark("a/q", 2))


def test_the_cells_of_two_learners_are_a_cohort():
    course = make_course((AllOf(), prove("C01", "a/q")))
    cells = [mark("a/q", 9), mark("a/q", 1, learner="bob")]
    with pytest.raises(GradebookError, match="one learner was expected, not 2"):
        standing_of(course, cells)
    with pytest.raises(GradebookError, match="one learner was expected, not 0"):
        standing_of(course, [])
    found = standings_of(course, cells, learners=["cleo"], dispensations={"bob": [Dispensation("X1BC01", "VAE")]})
    assert [(item.learner, item.status) for item in found] == [
        ("ada", Standing.ACQUIRED),
        ("bob", Standing.ACQUIRED),
        ("cleo", OPEN),
    ]
