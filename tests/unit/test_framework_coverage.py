"""The crosswalk: which competencies are proven, and which graded cells prove nothing."""

from blocnotes.framework.coverage import BlocCoverage, cover, trace_cells
from blocnotes.framework.model import (
    AllOf,
    Bloc,
    Certification,
    Competency,
    Course,
    CourseAssignment,
    Criterion,
    Evidence,
    Registration,
)


def prove(code, *evidence, criteria=()):
    return Competency("X1BC01", code, "Savoir", AllOf(), tuple(criteria), evidence)


def make_course(*competencies):
    bloc = Bloc("X1BC01", "Bloc", AllOf(), competencies)
    assignments = (CourseAssignment("sql", 1), CourseAssignment("rgpd", 2), CourseAssignment("veille", 3))
    return Course(Certification("X1", "Essai", 7, Registration(), (bloc,)), assignments)


COURSE = make_course(
    prove("C01", Evidence("sql", "q1"), Evidence("rgpd")),
    prove("C02", criteria=[Criterion("oral", "Parler", evidence=(Evidence("sql", "q1"),))]),
    prove("C03"),
)


def test_competencies_with_and_without_evidence():
    assert cover(COURSE).blocs == (BlocCoverage("X1BC01", ("X1BC01.C01", "X1BC01.C02"), ("X1BC01.C03",)),)


def test_cells_that_prove_nothing():
    cells = {"sql": ["q2", "q1"], "rgpd": ["q1", "q2"], "veille": ["note"], "elsewhere": ["q1"]}
    assert cover(COURSE, cells).idle_cells == ("sql/q2", "veille/note")


def test_what_each_cell_proves():
    assert trace_cells(COURSE) == {"rgpd": ("X1BC01.C01",), "sql/q1": ("X1BC01.C01", "X1BC01.C02")}


def test_coverage_is_complete_when_nothing_is_left_over():
    assert not cover(COURSE).is_complete
    course = make_course(prove("C01", Evidence("sql")))
    assert cover(course, {"sql": ["q1"]}).is_complete
    assert not cover(course, {"sql": ["q1"], "rgpd": ["q1"]}).is_complete
