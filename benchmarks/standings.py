"""How long standings of a large cohort take, from the database to the table of blocs by learner.

    python benchmarks/standings.py                         10 000 learners, and how time grows before that
    python benchmarks/standings.py --learners 1000 10000   these sizes
    python benchmarks/standings.py --keep /tmp/cohorts     keep the databases (building one takes a minute)

The database is nbgrader's, filled by plain SQL: 50 assignments of 8 graded cells, every learner handed in all.
The four certifications of the repository are judged, with their 118 competencies proven by synthetic evidence.
Building is told apart from reading and judging; each size runs in a process of its own, for its memory. Processor
time and memory count the process that it starts (memory: as if both were at their peak at once).
"""

import argparse
import json
import os
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


def prove(course: Any, places: Iterator[int]) -> Any:
    """Give each competency six synthetic cells as evidence, so that all cells are used."""
    from blocnotes.framework.model import Evidence

    def proven(competency: Any) -> Any:
        drawn = [next(places) for _ in range(6)]
        evidence = tuple(Evidence(f"a{i // CELLS:02d}", f"q{i % CELLS}") for i in drawn)
        return replace(competency, criteria=(), own_evidence=evidence)

    blocs = tuple(
        replace(bloc, competencies=tuple(map(proven, bloc.competencies))) for bloc in course.certification.blocs
    )
    return replace(course, certification=replace(course.certification, blocs=blocs))


def measure(path: Path) -> dict[str, float]:
    """Read and judge one database; gives seconds of the clock and of the processors, and MiB."""
    from blocnotes.framework.load import load_courses
    from blocnotes.gradebook.standings.cohort import judge_cohort
    from blocnotes.gradebook.standings.reading import read_marks

    places = (place * 7 % (ASSIGNMENTS * CELLS) for place in range(10**6))
    courses = [prove(course, places) for course in load_courses(ROOT / "courses")]
    engine = create_engine(f"sqlite:///{path}")
    clock, spent = [time.perf_counter()], [sum(os.times()[:4])]
    marks = read_marks(engine)
    _note(clock, spent)
    cohorts = [judge_cohort(course, marks) for course in courses]
    _note(clock, spent)
    rows = [list(cohort.rows()) for cohort in cohorts]
    _note(clock, spent)
    assert all(len(table) == len(marks.learners) for table in rows)
    found = {"read": clock[1] - clock[0], "judge": clock[2] - clock[1], "table": clock[3] - clock[2]}
    return {**found, "all": clock[3] - clock[0], "cpu": spent[3] - spent[0], "mib": _peak()}


def _peak() -> float:
    # Not getrusage: that also counts what the parent held before this process became itself.
    lines = Path("/proc/self/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _note(clock: list[float], spent: list[float]) -> None:
    clock.append(time.perf_counter())
    spent.append(sum(os.times()[:4]))


def main() -> None:
    """Build what is missing, and print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, nargs="+", default=[1_250, 2_500, 5_000, 10_000])
    parser.add_argument("--keep", type=Path, help="keep the databases in this folder")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print("learners      marks   read s  judge s  table s    all s    cpu s      MiB")
        for learners in given.learners:
            path = folder / f"{learners}.db"
            if not path.exists():
                build(path, learners)
            command = [sys.executable, __file__, "--measure", str(path)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            figures = "".join(f"{found[name]:9.2f}" for name in ("read", "judge", "table", "all", "cpu"))
            print(f"{learners:8} {learners * ASSIGNMENTS * CELLS:10} {figures[1:]} {found['mib']:8.0f}", flush=True)


if __name__ == "__main__":
    main()
