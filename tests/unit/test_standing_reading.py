"""The marks of a cohort, read in bulk, are those of nbgrader's gradebook, one by one."""

import numpy as np
import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from blocnotes.errors import GradebookError
from blocnotes.gradebook.database import prepare_database
from blocnotes.gradebook.standings import reading
from blocnotes.gradebook.standings.reading import read_marks
from blocnotes.gradebook.standings.scanning import scan_apart

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


@pytest.mark.parametrize("statement", ["SELECT 1", "DELETE FROM grade", "DELETE FROM grade WHERE auto_score = 7.0"])
def test_a_large_gradebook_is_read_the_same_by_other_processes(filled, monkeypatch, statement):
    change(filled, "UPDATE grade SET needs_manual_grade = 1 WHERE auto_score = 2.0")
    change(filled, statement)
    here = read(filled)
    monkeypatch.setattr(reading, "MANY", -1)
    apart = read(filled)
    assert np.array_equal(here.points, apart.points, equal_nan=True)
    assert np.array_equal(here.handed_in, apart.handed_in)


def test_what_another_process_cannot_read_is_told(tmp_path):
    with pytest.raises(GradebookError, match="cannot be read: "):
        scan_apart(str(tmp_path / "nowhere.db"), ["SELECT 1"])


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
