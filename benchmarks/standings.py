"""How long standings of a large cohort take, from the database to the table of blocs by learner.

    python benchmarks/standings.py                         10 000 learners, and how time grows before that
    python benchmarks/standings.py --learners 1000 10000   these sizes
    python benchmarks/standings.py --keep /tmp/cohorts     keep the databases (building one takes a minute)

The database is nbgrader's, filled by plain SQL: 50 assignments of 8 graded cells, every learner handed in all.
The four certifications of the repository are judged, with their 118 competencies proven by synthetic evidence.
Building is told apart from reading and judging; each size runs in a process of its own, for its memory.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

ASSIGNMENTS, CELLS = 50, 8
ROOT = Path(__file__).parents[1]


def build(path: Path, learners: int) -> None:
    """Make a gradebook in which everybody handed in everything, some marks given by hand, some awaited."""
    from blocnotes.gradebook.database import prepare_database

    url = f"sqlite:///{path}"
    prepare_database(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA cache_size=-300000")
        # Alone with a database that is thrown away if this fails.
        raw.execute("PRAGMA synchronous=OFF")
        _fill(raw, learners, random.Random(learners))
    engine.dispose()


def _fill(raw: Any, learners: int, dice: random.Random) -> None:
    def key() -> str:
        return f"{dice.getrandbits(128):032x}"

    raw.execute("INSERT OR IGNORE INTO course (id) VALUES ('default_course')")
    sheets = [(key(), key(), [key() for _ in range(CELLS)]) for _ in range(ASSIGNMENTS)]
    for i, (assignment, notebook, cells) in enumerate(sheets):
        name = f"a{i:02d}"
        raw.execute("INSERT INTO assignment (id, name, course_id) VALUES (?, ?, 'default_course')", (assignment, name))
        raw.execute("INSERT INTO notebook (id, name, assignment_id) VALUES (?, ?, ?)", (notebook, name, assignment))
        for k, cell in enumerate(cells):
            raw.execute("INSERT INTO base_cell VALUES (?, ?, ?, 'GradeCell')", (cell, f"q{k}", notebook))
            raw.execute("INSERT INTO grade_cells (id, max_score, cell_type) VALUES (?, ?, 'code')", (cell, 1.0 + k % 4))
    for n in range(learners):
        raw.execute("INSERT INTO student (id) VALUES (?)", (f"l{n:05d}",))
    handed_in = [
        (key(), key(), f"l{n:05d}", assignment, notebook, cells)
        for n in range(learners)
        for assignment, notebook, cells in sheets
    ]
    raw.executemany(
        "INSERT INTO submitted_assignment (id, assignment_id, student_id) VALUES (?, ?, ?)",
        ((entry, assignment, learner) for entry, _, learner, assignment, _, _ in handed_in),
    )
    raw.executemany(
        "INSERT INTO submitted_notebook (id, assignment_id, notebook_id, flagged) VALUES (?, ?, ?, 0)",
        ((mine, entry, notebook) for entry, mine, _, _, notebook, _ in handed_in),
    )
    raw.executemany(
        "INSERT INTO grade (id, notebook_id, cell_id, auto_score, manual_score, extra_credit, needs_manual_grade) "
        "VALUES (?, ?, ?, ?, ?, NULL, ?)",
        (
            (key(), mine, cell, *_draw(dice, 1.0 + k % 4))
            for _, mine, _, _, _, cells in handed_in
            for k, cell in enumerate(cells)
        ),
    )


def _draw(dice: random.Random, maximum: float) -> tuple[float | None, float | None, int]:
    chance, points = dice.random(), dice.randrange(9) / 8 * maximum
    if chance < 0.02:
        return None, None, 1
    return (None, points, 0) if chance < 0.10 else (points, None, 0)


