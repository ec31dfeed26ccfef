"""The explanation is true: what it says would change a standing does change it, and no less would."""

from datetime import UTC, datetime

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from blocnotes.framework.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Bloc,
    Certification,
    Competency,
    Course,
    Evidence,
    MeanOf,
    Registration,
)
from blocnotes.gradebook.standing import GradedCell, Standing, explain_standing
from blocnotes.gradebook.standings.changes import STEPS, Change, find_gains, find_joint_gain, find_losses, with_mark
from blocnotes.gradebook.standings.evidence import judge_competency
from blocnotes.gradebook.standings.record import make_record

MOMENT = datetime(2027, 1, 20, tzinfo=UTC)
RULES = st.sampled_from([AllOf(), AnyOf(), AtLeast(2), MeanOf(0.5), MeanOf(0.5, 0.35)])
NAMES = ("a/q1", "a/q2", "b/q1", "b/q2")
PLACES = st.lists(st.sampled_from(["a", *NAMES, "c/q1"]), min_size=1, max_size=4, unique=True)
MARKS = st.lists(st.one_of(st.none(), st.integers(0, 32).map(lambda n: n / 4)), min_size=4, max_size=4)


def make(rule, places, marks):
    evidence = tuple(Evidence(*place.split("/"), 1.0 + i) for i, place in enumerate(places))
    competency = Competency("X1BC01", "C01", "Savoir", rule, (), evidence)
    bloc = Bloc("X1BC01", "Bloc", AllOf(), (competency,))
    course = Course(Certification("X1", "Essai", 7, Registration(), (bloc,)))
    cells = [
        GradedCell("ana", *name.split("/"), points, 8.0, f"sha-{name}", MOMENT, "machine")
        for name, points in zip(NAMES, marks, strict=True)
    ]
    return course, bloc, competency, make_record(course.certification, cells, "ana", (), {})


def is_acquired(bloc, competency, record):
    return judge_competency(bloc, competency, record).status is Standing.ACQUIRED


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(RULES, PLACES, MARKS)
def test_what_is_said_to_change_a_standing_does_and_no_less_does(rule, places, marks):
    _, bloc, competency, record = make(rule, places, marks)
    if is_acquired(bloc, competency, record):
        for loss in find_losses(bloc, competency, record):
            assert not is_acquired(bloc, competency, with_mark(record, loss))
            above = Change(loss.cell, loss.points + 1 / STEPS)
            assert above.points >= loss.cell.points or is_acquired(bloc, competency, with_mark(record, above))
        return
    gains = find_gains(bloc, competency, record)
    for gain in gains:
        assert is_acquired(bloc, competency, with_mark(record, gain))
        below = Change(gain.cell, gain.points - 1 / STEPS)
        assert below.points < 0 or not is_acquired(bloc, competency, with_mark(record, below))
    together = record
    for change in (joint := find_joint_gain(bloc, competency, record)):
        together = with_mark(together, change)
    assert is_acquired(bloc, competency, together) == bool(joint)
    assert not gains or joint


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(RULES, PLACES, MARKS)
def test_an_explanation_says_what_the_standing_says(rule, places, marks):
    course, bloc, competency, record = make(rule, places, marks)
    found = judge_competency(bloc, competency, record)
    cells = [cell for beside in record.cells.values() for cell in beside]
    text = "\n".join(explain_standing(course, cells, learner="ana"))
    assert f"C01 · Savoir\u00a0: {found.status.value}" in text
    assert all(reason in text for reason in found.reasons)
    assert all(f"{proof.assignment}/{proof.cell}" in text and proof.sha256 in text for proof in found.evidence)


def test_the_reasoning_is_complete_and_french():
    course, *_, record = make(MeanOf(0.5), ["a/q1", "a/q2"], [3.0, None, 8.0, 8.0])
    cells = [cell for beside in record.cells.values() for cell in beside]
    assert list(explain_standing(course, cells, learner="ana", bloc="X1BC01"))[4:] == [
        "X1BC01 · Bloc\u00a0: non évalué, 7,5/20 (provisoire)",
        "  Règle\u00a0: toutes les compétences doivent être acquises.",
        "  Compétences acquises\u00a0: 0 sur 1.",
        "  Compétences non évaluées\u00a0: C01.",
        "  C01 · Savoir\u00a0: non évalué, 7,5/20 (provisoire)",
        "    Règle\u00a0: la moyenne des preuves doit atteindre 10/20.",
        "    Moyenne des preuves notées\u00a0: 7,5/20.",
        "    En attente d’une note manuelle\u00a0: a/q2.",
        "    Le résultat dépend encore des notes à venir.",
        "    Preuve a/q1\u00a0: 3 sur 8, poids 1, par la machine, le 20-01-2027, empreinte SHA-256 sha-a/q1.",
        "    Serait acquise avec au moins 4,5 points sur 8 à a/q2 (note attendue), tout le reste inchangé.",
    ]


def test_a_learner_who_handed_in_nothing_is_told_what_to_hand_in():
    course, *_ = make(MeanOf(0.5), ["a/q1", "c/q1"], [None] * 4)
    text = "\n".join(explain_standing(course, [], learner="ana"))
    assert "Ne peut pas être acquise sans remettre\u00a0: a/q1, c/q1." in text
