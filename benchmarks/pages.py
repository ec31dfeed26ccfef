"""How long pages of the classroom take with 1 000 learners and 50 assignments of 8 graded cells, everything handed in.

    python benchmarks/pages.py                        every page, ten times each
    python benchmarks/pages.py --learners 200         another size
    python benchmarks/pages.py --keep /tmp/classroom  keep what was built (building takes a minute or two)

Processor time of this process, from the call of the page's function to its HTML, the database's work included; the
wall clock beside it suffers from whatever else the machine does. The first call of each page is told apart: it reads the
course's texts.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from standings import ASSIGNMENTS, CELLS, build

NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)
BUDGET_MS = 200
LEARNER, SLUG = "l00042", "a07"


def build_course(folder: Path, learners: int) -> None:
    """Write a course of 50 assignments, and a gradebook in which everyone handed everything in."""
    import json

    from blocnotes.authoring.assignment import read_assignments
    from blocnotes.authoring.release import clear_solutions
    from blocnotes.settings import read_settings

    _write_texts(folder)
    settings = read_settings(folder)
    (settings.var).mkdir(parents=True, exist_ok=True)
    build(settings.var / "gradebook.db", learners)
    _add_attempts(settings.var / "gradebook.db", learners)
    for slug, assignment in read_assignments(settings).items():
        place = settings.release / slug
        place.mkdir(parents=True)
        (place / f"{slug}.ipynb").write_text(json.dumps(clear_solutions(assignment.source())), "utf-8")
        given = settings.feedback / LEARNER / slug
        given.mkdir(parents=True)
        (given / f"{slug}.html").write_text("given back", "utf-8")


def _write_texts(folder: Path) -> None:
    place = folder / "courses" / "BANC"
    (place / "blocs").mkdir(parents=True)
    (place / "certification.toml").write_text(
        'code = "BANC"\ntitle = "Banc d’essai"\nlevel = 6\n\n[registration]\n\n[rules]\nbloc = "all"\n'
        'competency = "mean >= 10"\n',
        "utf-8",
    )
    rows = []
    for n in range(ASSIGNMENTS):
        due, needs = (NOW + timedelta(days=n - 40)).isoformat(), f'prerequisites = ["a{n - 7:02d}"]\n' if n > 6 else ""
        rows.append(f'[[assignments]]\nslug = "a{n:02d}"\ndue = {due}\n{needs}')
        _write_assignment(folder / "assignments" / f"a{n:02d}", n)
    (place / "course.toml").write_text("\n".join(rows), "utf-8")
    for bloc in range(1, 6):
        lines = [f'code = "BANCBC{bloc:02d}"\ntitle = "Bloc {bloc}"\n']
        for k in range(8):
            cells = [((bloc * 8 + k) * 6 + i) * 7 % (ASSIGNMENTS * CELLS) for i in range(6)]
            proofs = ", ".join(
                f'{{ assignment = "a{i // CELLS:02d}", cell = "q{i % CELLS}", weight = 1, reason = "Banc" }}'
                for i in cells
            )
            lines.append(
                f'[[competencies]]\ncode = "C{k + 1:02d}"\ntitle = "Compétence {k + 1}"\nevidence = [{proofs}]\n'
            )
        (place / "blocs" / f"BC{bloc:02d}.toml").write_text("\n".join(lines), "utf-8")


def _write_assignment(folder: Path, n: int) -> None:
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text(
        f'title = "Épreuve {n}"\nsummary = "Une épreuve du banc d’essai."\nduration_minutes = 60\n', "utf-8"
    )
    cells = ["# %% [markdown]\n# # Épreuve\n"]
    for k in range(CELLS):
        cells.append(f'# %% name="q{k}-code" role="solution"\n### BEGIN SOLUTION\nx{k} = {k}\n### END SOLUTION\n')
        cells.append(f'# %% name="q{k}" role="answer" points={1 + k % 4}\nanswer("x{k}")\n')
    (folder / "notebook.py").write_text("\n".join(cells), "utf-8")


def _add_attempts(path: Path, learners: int) -> None:
    import sqlite3

    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE course SET id = 'blocnotes'")
        raw.execute("UPDATE assignment SET course_id = 'blocnotes'")
        for n in range(ASSIGNMENTS):
            due = (NOW + timedelta(days=n - 40)).replace(tzinfo=None).isoformat(" ")
            raw.execute("UPDATE assignment SET duedate = ? WHERE name = ?", (due, f"a{n:02d}"))
        moment = "2026-01-10 10:00:00.000000"  # before the feedback that is written here
        raw.execute("UPDATE submitted_assignment SET timestamp = ?", (moment,))
        raw.executemany(
            "INSERT INTO blocnotes_attempt (id, learner, assignment, notebook, sha256, received_at, graded_at, status, "
            "graded_with, ending, seconds, variants, notes) VALUES (?, ?, ?, ?, ?, ?, ?, 'graded', '', 'completed', 1, "
            "'{}', '[]')",
            (
                (n * ASSIGNMENTS + a + 1, f"l{n:05d}", f"a{a:02d}", f"a{a:02d}", f"{a:064x}", moment, moment)
                for n in range(learners)
                for a in range(ASSIGNMENTS)
            ),
        )
        raw.executemany(
            "INSERT INTO blocnotes_verdict (attempt_id, cell, points, maximum, verdict, sentence) "
            "VALUES (?, ?, 1, ?, 'juste', '')",
            ((i + 1, f"q{k}", 1.0 + k % 4) for i in range(learners * ASSIGNMENTS) for k in range(CELLS)),
        )


def list_calls() -> Iterator[tuple[str, Any, Any]]:
    """Give every page that can be shown, as somebody who may see it."""
    from blocnotes.lab.page import Call
    from blocnotes.lab.person import Person, Role
    from blocnotes.lab.table import ROUTES

    values = {"slug": SLUG, "sha256": f"{7:064x}", "learner": LEARNER, "cell": "q3", "name": "style.css"}
    for route in ROUTES:
        roles = [role for role in (Role.LEARNER, Role.INSTRUCTOR, Role.MARKER) if role in route.who]
        parts = [part.split("}")[0] for part in route.path.split("{")[1:]]
        if route.show is None or not set(parts) <= set(values):
            continue
        for role in roles if route.path == "" else roles[:1]:
            person = Person(LEARNER if role is Role.LEARNER else "formatrice", frozenset({role}))
            yield (
                f"{route.path or 'accueil'} ({role.value})",
                route,
                Call(person=person, parts={part: values[part] for part in parts}),
            )


def measure(folder: Path, times: int) -> list[tuple[str, float, float, float, float, int]]:
    """Give each page's milliseconds: first call, median and worst of the others (processor), median (clock), and bytes."""
    from blocnotes.lab.desk import Desk
    from blocnotes.lab.frame import Surroundings, open_frame, render
    from blocnotes.lab.page import Missing, Page
    from blocnotes.lab.table import ROUTES
    from blocnotes.settings import read_settings

    desk, frame = Desk(read_settings(folder), clock=lambda: NOW), open_frame()
    at, rows = Surroundings(root="/blocnotes/", lab="/lab/"), []
    for name, route, call in list_calls():
        spent, clock, size = [], [], 0
        try:
            for _ in range(times + 1):
                cpu, wall = time.process_time(), time.perf_counter()
                answer = route.show(desk, call)
                text = render(frame, answer, at, call.person, ROUTES) if isinstance(answer, Page) else ""
                spent.append(1000 * (time.process_time() - cpu))
                clock.append(1000 * (time.perf_counter() - wall))
                size = len(text.encode())
        except Missing:
            continue
        rows.append((name, spent[0], statistics.median(spent[1:]), max(spent[1:]), statistics.median(clock[1:]), size))
    desk.close()
    return rows


def main() -> None:
    """Build what is missing, and print a line a page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch) / "course"
        if not folder.exists():
            build_course(folder, options.learners)
        rows = measure(folder, options.times)
    print(
        f"{'page':58} {'first':>7} {'median':>7} {'worst':>7} {'clock':>7} {'kB':>6}   (ms, {options.learners} learners)"
    )
    for name, first, median, worst, clock, size in sorted(rows, key=lambda row: -row[2]):
        mark = "" if median < BUDGET_MS else f"  over {BUDGET_MS} ms"
        print(f"{name:58} {first:7.0f} {median:7.0f} {worst:7.0f} {clock:7.0f} {size / 1000:6.0f}{mark}")


if __name__ == "__main__":
    main()
