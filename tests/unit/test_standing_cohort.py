"""A whole cohort at once says what is said of each learner: the same statuses, the same scores to the last bit."""

from math import fsum

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from blocnotes.errors import GradebookError
from blocnotes.framework.model import (
    AllOf,
    AnyOf,
    AtLeast,
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
from blocnotes.gradebook.standing import Dispensation, standings_of
from blocnotes.gradebook.standings.cohort import judge_cohort
from blocnotes.gradebook.standings.columns import ORDER, add
from blocnotes.gradebook.standings.joining import match, read_ids
from blocnotes.gradebook.standings.marks import CohortMarks

RULES = st.sampled_from([AllOf(), AnyOf(), AtLeast(2), MeanOf(0.5), MeanOf(0.5, 0.35), MeanOf(0.7, 0.1)])
NAMES = [(assignment, cell) for assignment in ("a", "b", "c") for cell in ("q1", "q2", "q3")]
PLACES = st.sampled_from([("a", None), ("c", None), ("lost", None), *NAMES])
WEIGHTS = st.sampled_from([1.0, 2.0, 0.1, 1 / 3, 7.0])
POINTS = st.one_of(
    st.none(),
    st.just("absent"),
    st.floats(-1, 9).map(lambda points: round(points, 6)),
    st.integers(0, 8).map(float),
    st.sampled_from([0.1, 0.7, 4 / 3]),
)


@st.composite
def courses(draw):
    blocs = tuple(draw(blocs_of(f"X1BC0{i}")) for i in (1, 2))
    demands = (Requirement("oral", "Soutenir", RequirementKind.ORAL),) * draw(st.integers(0, 1))
    is_divisible = draw(st.booleans())
    return Course(Certification("X1", "Essai", 7, Registration(), blocs, demands, is_divisible=is_divisible))


@st.composite
def blocs_of(draw, code):
    return Bloc(code, "Bloc", draw(RULES), tuple(draw(competencies_of(code, f"C0{i}")) for i in (1, 2, 3)))


@st.composite
def competencies_of(draw, bloc, code):
    places = draw(st.lists(PLACES, max_size=5, unique=True))
    evidence = tuple(Evidence(*place, draw(WEIGHTS)) for place in places)
    criterion = Criterion("dit", "Dire", waivable_for_disability=True, evidence=evidence[3:])
    return Competency(bloc, code, "Savoir", draw(RULES), (criterion,), evidence[:3])


@st.composite
def cohorts(draw):
    learners = tuple(f"l{i}" for i in range(draw(st.integers(1, 6))))
    given_ = [[draw(POINTS) for _ in learners] for _ in NAMES]
    maxima = np.array([draw(st.sampled_from([0.0, 1.0, 3.0, 8.0])) for _ in NAMES])
    points = np.array([[np.nan if p in (None, "absent") else p for p in row] for row in given_], dtype=float)
    return CohortMarks(
        learners, tuple(NAMES), maxima, points, np.array([[p != "absent" for p in row] for row in given_])
    )


def draw_decisions(data, course, learners):
    codes = list(course.certification.dispensable_codes)
    chosen = st.lists(st.sampled_from(codes), max_size=2, unique=True)
    granted = {who: [Dispensation(code, "décision") for code in data.draw(chosen)] for who in learners}
    keys = [item.key for item in course.certification.requirements]
    return granted, {who: {key: data.draw(st.booleans()) for key in keys} for who in learners[::2]}


def one_by_one(course, marks, granted, known):
    cells = [cell for learner in marks.learners for cell in marks.cells_of(learner)]
    return standings_of(course, cells, learners=marks.learners, dispensations=granted, requirements=known)


def same(column, place, outcome):
    score = None if np.isnan(column.score[place]) else float(column.score[place])
    found = (ORDER[column.status[place]], score, bool(column.provisional[place]))
    return found == (outcome.status, outcome.score, outcome.provisional)


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(courses(), cohorts(), st.data())
def test_a_cohort_at_once_and_learners_one_by_one_are_the_same(course, marks, data):
    granted, known = draw_decisions(data, course, marks.learners) if data.draw(st.booleans()) else ({}, {})
    found = judge_cohort(course, marks, dispensations=granted, requirements=known)
    for place, learner in enumerate(one_by_one(course, marks, granted, known)):
        assert same(found.whole, place, learner)
        for bloc in learner.blocs:
            assert same(found.blocs[bloc.code], place, bloc)
            for item in bloc.competencies:
                assert same(found.competencies[f"{bloc.code}.{item.code}"], place, item)


def test_sums_are_rounded_once():
    for values in ((1e9, 0.1, 0.2, -1e9), (0.1,) * 10, (1 / 3, 2 / 3, 1e-9, 0.7)):
        assert add([np.array([value]) for value in values], 1)[0] == fsum(values)


def test_the_table_is_written_as_a_jury_reads_it():
    competency = Competency("X1BC01", "C01", "Savoir", MeanOf(0.5), (), (Evidence("a", "q1"),))
    course = Course(Certification("X1", "Essai", 7, Registration(), (Bloc("X1BC01", "Bloc", AllOf(), (competency,)),)))
    points, there = np.array([[1.4, 0.5, np.nan]]), np.array([[True, True, False]])
    marks = CohortMarks(("ana", "bob", "zoe"), (("a", "q1"),), np.array([2.0]), points, there)
    assert list(judge_cohort(course, marks).rows()) == [
        ("ana", "acquis\u00a0: 14/20", "acquis"),
        ("bob", "non acquis\u00a0: 5/20", "non acquis"),
        ("zoe", "non évalué *", "non évalué *"),
    ]


def test_ids_are_matched_by_what_they_are():
    names = [f"{i:032x}" for i in (5, 3, 11, 7)]
    known = read_ids("|".join(names))
    assert match(read_ids("|".join([names[2], names[0]])), known).tolist() == [2, 0]
    assert match(read_ids(""), known).tolist() == []
    with pytest.raises(GradebookError, match="changed while"):
        match(read_ids(f"{9:032x}"), known)
    with pytest.raises(GradebookError, match="not nbgrader's"):
        read_ids("short|ids")
