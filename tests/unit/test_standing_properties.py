"""What holds for every learner, whatever the marks: no surprise in front of a jury."""

from hypothesis import given, settings
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
from blocnotes.gradebook.standing import GradedCell, Standing, standing_of

FEW = settings(max_examples=8, deadline=None)
RULES = st.sampled_from([AllOf(), AnyOf(), AtLeast(2), MeanOf(0.5), MeanOf(0.5, 0.35)])
LADDER = [Standing.NOT_ACQUIRED, Standing.NOT_ASSESSED, Standing.PARTLY_ACQUIRED, Standing.ACQUIRED]
CELLS = [(f"{bloc}{assignment}", cell) for bloc in "xy" for assignment in "ab" for cell in ("q1", "q2")]
MARKS = st.lists(st.one_of(st.none(), st.just("missing"), st.integers(0, 8)), min_size=len(CELLS), max_size=len(CELLS))


@st.composite
def courses(draw):
    """Two blocs that share no evidence, each with three competencies, the third with evidence or not."""
    blocs = tuple(draw(blocs_of(letter, i)) for i, letter in enumerate("xy", start=1))
    return Course(Certification("X1", "Essai", 7, Registration(), blocs, is_divisible=draw(st.booleans())))


@st.composite
def blocs_of(draw, letter, number):
    code, places = f"X1BC0{number}", [(f"{letter}a", None), (f"{letter}b", "q1"), (f"{letter}b", "q2")]
    competencies = tuple(
        Competency(code, f"C0{i}", "Savoir", draw(RULES), (), tuple(Evidence(*place) for place in chosen))
        for i, chosen in enumerate([places, places[1:], draw(st.sampled_from([[], places[:1]]))], start=1)
    )
    return Bloc(code, "Bloc", draw(RULES), competencies)


def make_cells(marks):
    # An assignment comes with all its cells or with none: its first mark says whether it was handed in.
    handed_in = [marks[i - i % 2] != "missing" for i in range(len(marks))]
    points = [None if mark == "missing" else mark for mark in marks]
    return [
        GradedCell("ada", *place, given, 8.0, "sha")
        for place, given, is_there in zip(CELLS, points, handed_in, strict=True)
        if is_there
    ]


def judge(course, marks):
    return standing_of(course, make_cells(marks), learner="ada")


def all_standings(learner):
    yield learner
    for bloc in learner.blocs:
        yield bloc
        yield from bloc.competencies


def pair_standings(course, marks, others):
    return zip(all_standings(judge(course, marks)), all_standings(judge(course, others)), strict=True)


@FEW
@given(courses(), MARKS, st.data())
def test_a_better_mark_never_lowers_a_standing(course, marks, data):
    better = [data.draw(st.integers(mark, 8)) if isinstance(mark, int) else mark for mark in marks]
    for before, after in pair_standings(course, marks, better):
        assert LADDER.index(before.status) <= LADDER.index(after.status)
        assert before.provisional == after.provisional


@FEW
@given(courses(), MARKS, st.data())
def test_what_is_settled_is_not_undone_by_what_was_still_to_come(course, marks, data):
    whole = [mark if isinstance(mark, int) else data.draw(st.integers(0, 8)) for mark in marks]
    for before, after in pair_standings(course, marks, whole):
        if before.status in (Standing.ACQUIRED, Standing.NOT_ACQUIRED):
            assert after.status is before.status
        if before.status is Standing.PARTLY_ACQUIRED:
            assert after.status in (Standing.PARTLY_ACQUIRED, Standing.ACQUIRED)


@FEW
@given(courses(), MARKS)
def test_a_standing_is_provisional_until_its_evidence_is_complete(course, marks):
    for found in all_standings(judge(course, marks)):
        unproven = not getattr(found, "has_evidence", True) or any(
            not getattr(part, "has_evidence", True)
            for bloc in getattr(found, "blocs", [found])
            for part in getattr(bloc, "competencies", ())
        )
        assert found.provisional == bool(found.awaited or found.missing or unproven)
        if not found.provisional:
            assert found.status is not Standing.NOT_ASSESSED


@FEW
@given(courses(), MARKS, st.randoms())
def test_the_order_of_the_marks_changes_nothing(course, marks, random):
    cells = make_cells(marks)
    shuffled = random.sample(cells, len(cells))
    assert standing_of(course, shuffled, learner="ada") == standing_of(course, cells, learner="ada")


@FEW
@given(courses(), MARKS, MARKS)
def test_the_marks_of_a_bloc_never_move_another(course, marks, others):
    half = len(CELLS) // 2
    before, after = judge(course, marks), judge(course, others[:half] + marks[half:])
    assert before.blocs[1] == after.blocs[1]
    if before.blocs[1].status is not Standing.ACQUIRED:
        assert after.status is not Standing.ACQUIRED


@FEW
@given(courses(), MARKS)
def test_the_score_is_the_weighted_mean_of_the_marks_given_as_evidence(course, marks):
    for found in (item for bloc in judge(course, marks).blocs for item in bloc.competencies):
        weight = sum(proof.weight for proof in found.evidence)
        assert (found.score is None) == (weight == 0)
        if found.score is not None:
            mean = sum(proof.weight * proof.points / proof.maximum for proof in found.evidence) / weight
            assert abs(found.score - mean) < 1e-9
