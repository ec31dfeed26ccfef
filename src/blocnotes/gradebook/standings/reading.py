"""Reading the marks of a whole cohort fast: joined in numpy, not in the database.

The points come as one column in the order of nbgrader's ids, and nothing else; whose they are comes meanwhile as a few
long texts, put together inside the database, which costs no Python object a row.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, groupby

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, text

from blocnotes.errors import GradebookError
from blocnotes.gradebook.standings.joining import SEPARATOR, Ids, Places, match, read_ids, sort
from blocnotes.gradebook.standings.marks import CohortMarks, Floats
from blocnotes.gradebook.standings.scanning import begin_scan

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
    with ThreadPoolExecutor(2) as pool, engine.connect() as connection:
        scan = begin_scan(engine, pool)
        sheets = _read_sheets(connection)
        runs = _read_runs(connection, sheets)
        points = np.concatenate([part.result() for part in scan])
        # A run has each of its notebook's cells once at most: with as many marks as cells in all, every run is whole.
        if points.size != runs.sizes.sum():
            runs = _count_runs(connection, runs)
        if points.size != runs.sizes.sum():
            raise GradebookError("changed while it was read", where="gradebook", cure="run it again")
        return _fill(connection, sheets, runs, points, pool)


@dataclass(frozen=True, eq=False)
class _Sheets:
    """What is graded: the cells in order, those of one notebook side by side in the order of their ids."""

    notebooks: Sequence[str]
    cells: Sequence[tuple[str, ...]]
    names: tuple[tuple[str, str], ...]
    maxima: Floats


@dataclass(frozen=True, eq=False)
class _Runs:
    """Whose the points are, run by run (a run: one learner's hand-in of one notebook), in the order of their ids.

    sizes: how many marks; sheets, owners: places among the notebooks and the learners.
    """

    ids: Ids
    sizes: Places
    sheets: Places
    owners: Places
    learners: Sequence[str]


def _read_sheets(connection: Connection) -> _Sheets:
    found = connection.exec_driver_sql(_CELLS).all()
    names = tuple((assignment, cell) for _, _, assignment, cell, _ in found)
    _refuse_twins(names)
    groups = [(notebook, tuple(row[1] for row in rows)) for notebook, rows in groupby(found, key=lambda row: row[0])]
    maxima = np.array([maximum for *_, maximum in found], dtype=np.float64)
    return _Sheets([notebook for notebook, _ in groups], [cells for _, cells in groups], names, maxima)


def _read_runs(connection: Connection, sheets: _Sheets) -> _Runs:
    entries, their_hand_ins, notebooks = _pack(connection, "submitted_notebook", "id", "assignment_id", "notebook_id")
    hand_ins, people = _pack(connection, "submitted_assignment", "id", "student_id")
    names = _split(people)
    learners = sorted({*names, *connection.exec_driver_sql("SELECT id FROM student").scalars()})
    places = {learner: place for place, learner in enumerate(learners)}
    order = sort(ids := read_ids(entries))
    hand_in = match(read_ids(their_hand_ins), read_ids(hand_ins))[order]
    owners = np.array([places[name] for name in names], dtype=np.int64)[hand_in]
    known = match(read_ids(notebooks)[order], read_ids(SEPARATOR.join(sheets.notebooks)))
    sizes = np.array([len(cells) for cells in sheets.cells], dtype=np.int64)[known]
    return _Runs(ids[order], sizes, known, owners, learners)


def _count_runs(connection: Connection, runs: _Runs) -> _Runs:
    """Count the marks of each run: some are not whole, since cells came or went between two releases."""
    ids, sizes = _pack(connection, _RUNS, "notebook_id", "size")
    counted = match(read_ids(ids), runs.ids)
    sizes_found = np.array(_split(sizes), dtype=np.int64)
    return _Runs(runs.ids[counted], sizes_found, runs.sheets[counted], runs.owners[counted], runs.learners)


def _pack(connection: Connection, table: str, *columns: str) -> Sequence[str]:
    gather = "group_concat" if connection.dialect.name == "sqlite" else "string_agg"
    packed = ", ".join(f"{gather}(CAST({column} AS TEXT), '{SEPARATOR}')" for column in columns)
    # Names of this module's own: nothing here comes from outside.
    return [found or "" for found in connection.exec_driver_sql(f"SELECT {packed} FROM {table}").one()]  # noqa: S608


def _split(packed: str) -> list[str]:
    return packed.split(SEPARATOR) if packed else []


def _fill(connection: Connection, sheets: _Sheets, runs: _Runs, points: Floats, pool: Executor) -> CohortMarks:
    shape = (len(sheets.names), len(runs.learners))
    learners = tuple(runs.learners)
    marks = CohortMarks(learners, sheets.names, sheets.maxima, np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_))
    rows = {cell: row for row, cell in enumerate(chain.from_iterable(sheets.cells))}
    starts = np.cumsum(runs.sizes) - runs.sizes

    def put(cells: Sequence[str], chosen: NDArray[np.intp]) -> None:
        owners = runs.owners[chosen]
        # Run by run, as the points lie in memory.
        given = np.lib.stride_tricks.sliding_window_view(points, len(cells))[starts[chosen]]
        for cell, column in zip(cells, given.T, strict=True):
            marks.points[rows[cell], owners] = column
            marks.handed_in[rows[cell], owners] = True

    for written in [pool.submit(put, *run) for run in _sort_runs(connection, sheets, runs) if run[1].size]:
        written.result()
    return marks


def _sort_runs(
    connection: Connection, sheets: _Sheets, runs: _Runs
) -> Iterator[tuple[Sequence[str], NDArray[np.intp]]]:
    """Give the runs that have the same cells together: nearly always all the cells of the notebook."""
    order = np.argsort(runs.sheets, kind="stable")
    ends = np.cumsum(np.bincount(runs.sheets, minlength=len(sheets.cells)))
    for sheet, chosen in enumerate(np.split(order, ends)[:-1]):
        is_whole = runs.sizes[chosen] == len(sheets.cells[sheet])
        yield sheets.cells[sheet], chosen[is_whole]
        for run in chosen[~is_whole]:
            yield list(connection.scalars(text(_ONE_RUN), {"run": runs.ids[run].decode()})), np.array([run])


def _refuse_twins(names: Sequence[tuple[str, str]]) -> None:
    if len(set(names)) < len(names):
        twin = next(name for name in names if names.count(name) > 1)
        cure = "give the cells of an assignment different names"
        raise GradebookError("is in two notebooks", where="/".join(twin), cure=cure)
