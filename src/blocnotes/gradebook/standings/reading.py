"""Reading the marks of a whole cohort fast: two scans of the gradebook, side by side, joined in numpy.

The points come as one column in the order of nbgrader's ids, and nothing else; whose they are comes as a few long
texts, put together inside the database, which costs no Python object a row. Both follow the covering index of
migration 0002. What a mark is worth is said as in `store.py`: a person's before the machine's, extra credit added.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, text

from blocnotes.errors import GradebookError
from blocnotes.gradebook.standings.joining import SEPARATOR, Ids, Places, match, read_ids
from blocnotes.gradebook.standings.marks import CohortMarks, Floats

AWAITED = -1e308
_POINTS = f"""
    SELECT coalesce(manual_score + coalesce(extra_credit, 0.0),
                    CASE WHEN needs_manual_grade THEN NULL ELSE auto_score + coalesce(extra_credit, 0.0) END, {AWAITED})
    FROM grade ORDER BY notebook_id, cell_id"""  # noqa: S608 - a constant of this module
_CELLS = """
    SELECT base_cell.notebook_id, base_cell.id, assignment.name, base_cell.name,
           coalesce(grade_cells.max_score, task_cells.max_score)
    FROM base_cell JOIN notebook ON notebook.id = base_cell.notebook_id
    JOIN assignment ON assignment.id = notebook.assignment_id
    LEFT JOIN grade_cells ON grade_cells.id = base_cell.id LEFT JOIN task_cells ON task_cells.id = base_cell.id
    WHERE grade_cells.id IS NOT NULL OR task_cells.id IS NOT NULL ORDER BY base_cell.notebook_id, base_cell.id"""
_RUNS = "(SELECT notebook_id, count(*) AS size FROM grade GROUP BY notebook_id ORDER BY notebook_id) AS runs"
_ONE_RUN = "SELECT cell_id FROM grade WHERE notebook_id = :run ORDER BY cell_id"


def read_marks(engine: Engine) -> CohortMarks:
    """Read every mark of a gradebook; raise GradebookError where it changes meanwhile."""
    with ThreadPoolExecutor(2) as both:
        reading, asking = both.submit(_read_points, engine), both.submit(_read_runs, engine)
        points, runs = reading.result(), asking.result()
    if points.size != int(runs.sizes.sum()):
        raise GradebookError("changed while it was read", where="gradebook", cure="run it again")
    with engine.connect() as connection:
        return _fill(connection, runs, points)


@dataclass(frozen=True, eq=False)
class _Runs:
    """Whose the points are, run by run (a run: one learner's hand-in of one notebook)."""

    ids: Ids
    sizes: Places
    notebooks: Ids
    owners: Places
    learners: Sequence[str]


def _read_points(engine: Engine) -> Floats:
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database and Path(database).is_file():
        return _read_column(database)
    with engine.connect() as connection:
        # The driver's own cursor: a row object for each of four million marks would take longer than all the rest.
        cursor: Any = connection.connection.cursor()
        cursor.execute(_POINTS)
        return np.fromiter(chain.from_iterable(cursor), dtype=np.float64)


def _read_column(database: str) -> Floats:
    # As Arrow: no Python object a mark, and the other scan runs meanwhile. It loads half a second of libraries.
    from adbc_driver_sqlite.dbapi import connect

    with connect(f"file:{quote(database)}?mode=ro") as connection, connection.cursor() as cursor:
        points: Floats = cursor.execute(_POINTS).fetch_arrow_table().column(0).to_numpy()
        return points


def _read_runs(engine: Engine) -> _Runs:
    with engine.connect() as connection:
        ids, sizes = _pack(connection, _RUNS, "notebook_id", "size")
        entries, their_hand_ins, notebooks = _pack(
            connection, "submitted_notebook", "id", "assignment_id", "notebook_id"
        )
        hand_ins, people = _pack(connection, "submitted_assignment", "id", "student_id")
        names = _split(people)
        learners = sorted({*names, *connection.exec_driver_sql("SELECT id FROM student").scalars()})
    runs = read_ids(ids)
    entry = match(runs, read_ids(entries))
    hand_in = match(read_ids(their_hand_ins)[entry], read_ids(hand_ins))
    places = {learner: place for place, learner in enumerate(learners)}
    owners = np.array([places[name] for name in names], dtype=np.int64)[hand_in]
    return _Runs(runs, np.array(_split(sizes), dtype=np.int64), read_ids(notebooks)[entry], owners, learners)


def _pack(connection: Connection, table: str, *columns: str) -> Sequence[str]:
    gather = "group_concat" if connection.dialect.name == "sqlite" else "string_agg"
    packed = ", ".join(f"{gather}(CAST({column} AS TEXT), '{SEPARATOR}')" for column in columns)
    # Names of this module's own: nothing here comes from outside.
    return [found or "" for found in connection.exec_driver_sql(f"SELECT {packed} FROM {table}").one()]  # noqa: S608


def _split(packed: str) -> list[str]:
    return packed.split(SEPARATOR) if packed else []


def _fill(connection: Connection, runs: _Runs, points: Floats) -> CohortMarks:
    found = connection.exec_driver_sql(_CELLS).all()
    names = tuple((assignment, cell) for _, _, assignment, cell, _ in found)
    _refuse_twins(names)
    shape = (len(names), len(runs.learners))
    maxima = np.array([maximum for *_, maximum in found], dtype=np.float64)
    marks = CohortMarks(tuple(runs.learners), names, maxima, np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_))
    rows = {cell: row for row, (_, cell, *_) in enumerate(found)}
    graded = {key: [cell for _, cell, *_ in group] for key, group in groupby(found, key=lambda row: str(row[0]))}
    starts = np.cumsum(runs.sizes) - runs.sizes
    for cells, chosen in _sort_runs(connection, runs, graded):
        given = points[starts[chosen] + np.arange(len(cells))[:, np.newaxis]]
        where = np.ix_(np.array([rows[cell] for cell in cells], dtype=np.int64), runs.owners[chosen])
        marks.points[where] = np.where(given == AWAITED, np.nan, given)
        marks.handed_in[where] = True
    return marks


def _sort_runs(
    connection: Connection, runs: _Runs, graded: dict[str, list[str]]
) -> Iterator[tuple[list[str], NDArray[np.intp]]]:
    """Give the runs that have the same cells together: nearly always all the cells of the notebook."""
    order = np.argsort(runs.notebooks, kind="stable")
    notebooks, firsts = np.unique(runs.notebooks[order], return_index=True)
    for notebook, chosen in zip(notebooks, np.split(order, firsts[1:]), strict=True):
        cells = graded.get(notebook.decode(), [])
        is_whole = runs.sizes[chosen] == len(cells)
        yield cells, chosen[is_whole]
        for run in chosen[~is_whole]:
            yield list(connection.scalars(text(_ONE_RUN), {"run": runs.ids[run].decode()})), np.array([run])


def _refuse_twins(names: Sequence[tuple[str, str]]) -> None:
    if len(set(names)) < len(names):
        twin = next(name for name in names if names.count(name) > 1)
        cure = "give the cells of an assignment different names"
        raise GradebookError("is in two notebooks", where="/".join(twin), cure=cure)
