"""The marks of a cohort, read in bulk, are those of nbgrader's gradebook, one by one."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook, SubmittedAssignment
from sqlalchemy import create_engine, text

from blocnotes.errors import GradebookError
from blocnotes.gradebook.database import prepare_database
from blocnotes.gradebook.standings.reading import read_marks

LEARNERS = [f"l{n:02}" for n in range(12)]


@pytest.fixture
def url(tmp_path):
    url = f"sqlite:///{tmp_path}/gradebook.db"
    prepare_database(url)
    return url


@pytest.fixture
def filled(url):
    """Two assignments of three cells; the marks of learner n in cell k are n + k / 8."""
    with Gradebook(url) as book:
        for name in ("a", "b"):
            book.add_assignment(name)
            book.add_notebook("main", name)
            for k in range(3):
                book.add_grade_cell(f"q{k}", "main", name, max_score=20, cell_type="code")
        for n, learner in enumerate(LEARNERS):
            book.add_student(learner)
            for name in ("a", "b"):
                (notebook,) = book.add_submission(name, learner).notebooks
                for grade in notebook.grades:
                    grade.auto_score, grade.needs_manual_grade = n + int(grade.name[1]) / 8, False
        book.db.commit()
    return url


def change(url, statement):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def read(url):
    engine = create_engine(url)
    try:
        return read_marks(engine)
    finally:
        engine.dispose()


def test_every_mark_is_its_learners(filled):
    marks = read(filled)
    assert marks.learners == tuple(LEARNERS)
    assert sorted(marks.cells) == [(name, f"q{k}") for name in "ab" for k in range(3)]
    for row, (_, cell) in enumerate(marks.cells):
        expected = np.arange(len(LEARNERS)) + int(cell[1]) / 8
        assert np.array_equal(marks.points[row], expected)
    assert marks.handed_in.all()


def test_a_mark_that_is_missing_moves_no_other(filled):
    change(filled, "DELETE FROM grade WHERE auto_score IN (3.125, 7.0)")
    marks = read(filled)
    for row, (_, cell) in enumerate(marks.cells):
        for column in range(len(LEARNERS)):
            value = column + int(cell[1]) / 8
            is_there = value not in (3.125, 7.0)
            assert marks.handed_in[row, column] == is_there
            assert marks.points[row, column] == value if is_there else np.isnan(marks.points[row, column])


def test_a_persons_mark_comes_first_extra_credit_is_added_and_what_waits_has_none(filled):
    change(filled, "UPDATE grade SET manual_score = 5, extra_credit = 0.5 WHERE auto_score = 1.0")
    change(filled, "UPDATE grade SET needs_manual_grade = 1 WHERE auto_score = 2.0")
    marks = read(filled)
    for row, (_, cell) in enumerate(marks.cells):
        if cell == "q0":
            assert marks.points[row, 1] == 5.5
            assert np.isnan(marks.points[row, 2])
            assert marks.handed_in[row, 2]


ODD = (
    1 / 3,
    0.1 + 0.2,
    1 / 17,
    0.01,
    12.34,
    1e-9,
    999.999,
    1000.0,
    1387.4,
    1e12,
    1e300,
    5e-324,
    -0.25,
    -3.0,
    -1000.0,
    -1e12,
)


@pytest.mark.parametrize("field", ["auto_score", "manual_score"])
def test_every_mark_comes_back_to_the_last_bit(filled, field):
    engine = create_engine(filled)
    with engine.begin() as connection:
        ids = connection.execute(text("SELECT id FROM grade ORDER BY id")).scalars().all()
        for id_, points in zip(ids, ODD, strict=False):
            connection.execute(
                text(f"UPDATE grade SET {field} = :points WHERE id = :id"), {"points": points, "id": id_}
            )
    engine.dispose()
    assert_as_nbgrader_says(filled)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=72, max_size=72))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_marks_are(filled, drawn):
    engine = create_engine(filled)
    with engine.begin() as connection:
        ids = connection.execute(text("SELECT id FROM grade")).scalars().all()
        update = text("UPDATE grade SET auto_score = :points WHERE id = :id")
        connection.execute(update, [{"points": points, "id": id_} for id_, points in zip(ids, drawn, strict=True)])
    engine.dispose()
    assert_as_nbgrader_says(filled)


@pytest.mark.parametrize("statement", ["SELECT 1", "DELETE FROM grade", "DELETE FROM grade WHERE auto_score = 7.0"])
def test_a_gradebook_in_any_order_is_read_mark_by_mark(filled, statement):
    change(filled, "CREATE TABLE kept AS SELECT * FROM grade ORDER BY random()")
    change(filled, "DELETE FROM grade")
    change(filled, "INSERT INTO grade SELECT * FROM kept")
    change(filled, "UPDATE grade SET needs_manual_grade = 1 WHERE auto_score = 2.0")
    change(filled, "UPDATE grade SET extra_credit = 0.125 WHERE auto_score = 4.0")
    change(filled, statement)
    assert_as_nbgrader_says(filled)


@pytest.mark.parametrize("table", ["submitted_notebook", "submitted_assignment"])
def test_hand_ins_of_several_notebooks_in_any_order(url, table):
    with Gradebook(url) as book:
        book.add_assignment("a")
        for name in ("un", "deux"):
            book.add_notebook(name, "a")
            book.add_grade_cell(f"q-{name}", name, "a", max_score=20, cell_type="code")
        for n, learner in enumerate(LEARNERS):
            book.add_student(learner)
            for notebook in book.add_submission("a", learner).notebooks:
                for grade in notebook.grades:
                    grade.auto_score, grade.needs_manual_grade = n + len(grade.name) / 8, False
        book.db.commit()
    assert_as_nbgrader_says(url)
    change(url, f"CREATE TABLE kept AS SELECT * FROM {table} ORDER BY random()")
    change(url, f"DELETE FROM {table}")
    change(url, f"INSERT INTO {table} SELECT * FROM kept")
    assert_as_nbgrader_says(url)


def assert_as_nbgrader_says(url):
    """Hold the matrix against the rows that nbgrader gives, one by one."""
    marks = read(url)
    rows = {cell: row for row, cell in enumerate(marks.cells)}
    seen = np.zeros(marks.points.shape, dtype=bool)
    with Gradebook(url) as book:
        for submission in book.db.query(SubmittedAssignment):
            for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
                place = rows[submission.name, grade.name], marks.columns[submission.student.id]
                by_machine = None if grade.needs_manual_grade else grade.auto_score
                points = grade.manual_score if grade.manual_score is not None else by_machine
                expected = np.nan if points is None else points + (grade.extra_credit or 0.0)
                assert np.array_equal(marks.points[place], expected, equal_nan=True), (place, expected)
                seen[place] = True
    assert np.array_equal(marks.handed_in, seen)


def test_a_gradebook_without_marks_is_empty(url):
    marks = read(url)
    assert marks.learners == ()
    assert marks.points.shape == (0, 0)


def test_a_name_in_two_notebooks_is_refused(filled):
    with Gradebook(filled) as book:
        book.add_notebook("annexe", "a")
        book.add_grade_cell("q0", "annexe", "a", max_score=1, cell_type="code")
    with pytest.raises(GradebookError, match="two notebooks"):
        read(filled)
