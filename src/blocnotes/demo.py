"""A whole session played with twelve sample learners: their stories are in demo/learners.toml."""

import json
import shutil
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from blocnotes import coursework, pipeline
from blocnotes.authoring.assignment import Assignment, read_assignments
from blocnotes.errors import ContentError
from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.collecting import Taken
from blocnotes.grading.executors import LocalExecutor
from blocnotes.grading.proofs import Proof, compose, read_proofs
from blocnotes.grading.sheets import Sheet, read_sheet
from blocnotes.records import Fault, Refusal
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.feedback import write_feedback
from blocnotes.reports.page import write_page
from blocnotes.settings import Settings

DATA = Path("demo") / "learners.toml"
CERTIFICATION = "RNCP37137"
Follow = Callable[[Iterable[pipeline.Outcome], int], Iterable[pipeline.Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One sample learner: who they are, what happens to them, what they hand in."""

    id: str
    first_name: str
    last_name: str
    story: str
    submissions: Mapping[str, str]
    days_late: int = 0
    marked: float | None = None
    """The share of the points that a marker gives to hand-marked cells; None while they are awaited."""


@dataclass(slots=True)
class Stopwatch:
    """How long each part took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def time(self, part: str) -> Iterator[None]:
        """Time one part."""
        started = time.monotonic()
        yield
        self.seconds[part] = round(time.monotonic() - started, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a session came to."""

    learners: list[Learner]
    refused: list[Taken]
    incidents: list[Fault | Refusal]
    cohort: Cohort
    report: Path
    feedback_pages: int
    seconds: Mapping[str, float]


def play(settings: Settings, *, workers: int, level: Level, follow: Follow) -> Session:
    """Play the session in var/demo, afresh; `follow` shows how the grading goes."""
    learners = read_learners(settings.course_dir / DATA)
    settings = _own_folder(settings)
    watch = Stopwatch()
    with watch.time("build and release"):
        _release(settings, learners)
    with watch.time("hand in and collect"):
        refused = _hand_in(settings, learners)
    with watch.time("run and mark"):
        incidents = _grade(settings, workers, level, follow)
    with watch.time("mark by hand"), Store(settings.database_url, settings.course_id) as store:
        _mark(store, learners)
    with watch.time("feedback and report"):
        with Store(settings.database_url, settings.course_id) as store:
            pages = len(list(write_feedback(settings, store)))
        cohort = coursework.read_cohort(settings, CERTIFICATION)
        report = write_page(cohort, settings.var / "report.html")
    return Session(
        learners=learners,
        refused=refused,
        incidents=incidents,
        cohort=cohort,
        report=report,
        feedback_pages=pages,
        seconds=watch.seconds,
    )


def read_learners(path: Path) -> list[Learner]:
    """Read the sample learners."""
    if not path.exists():
        cure = "run it in a checkout of Blocnotes, or give its folder with --course-dir"
        raise ContentError("the demo needs its learners", where=str(path), cure=cure)
    return [Learner(**item) for item in tomllib.loads(path.read_text(encoding="utf-8"))["learners"]]


def hand_in(assignment: Assignment, sheet: Sheet, proofs: Mapping[str, Proof], what: str) -> bytes:
    """Compose what a learner hands in: a known submission by name, or one that goes wrong in a known way."""
    if what == "corrupt":
        return json.dumps(compose(assignment, sheet, proofs["solution"])).encode()[:-40]
    if what in ("crashing", "looping"):
        line = "import os; os._exit(1)" if what == "crashing" else "while True: pass"
        return json.dumps(_spoil(compose(assignment, sheet, proofs["solution"]), line)).encode()
    if what == "tampered":
        return json.dumps(_tamper(compose(assignment, sheet, proofs["release"]))).encode()
    if what not in proofs:
        raise ContentError(
            f"no known submission is called {what!r}", where=assignment.slug, cure=f"there are: {', '.join(proofs)}"
        )
    return json.dumps(compose(assignment, sheet, proofs[what])).encode()


def _own_folder(settings: Settings) -> Settings:
    var = settings.var / "demo"
    if var.exists():
        kept = var / "references"
        for path in var.iterdir():
            if path not in (kept, var / "secret.key"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    limits = replace(settings.limits, cell_seconds=min(settings.limits.cell_seconds, 20.0))
    return replace(settings, var=var, limits=limits)


def _release(settings: Settings, learners: list[Learner]) -> None:
    with Store(settings.database_url, settings.course_id) as store:
        store.add_learners({item.id: {"first_name": item.first_name, "last_name": item.last_name} for item in learners})
    slugs = tuple(sorted({slug for item in learners for slug in item.submissions}))
    list(coursework.release_assignments(settings, slugs))


def _hand_in(settings: Settings, learners: list[Learner]) -> list[Taken]:
    due = {item.slug: item.due for course in coursework.read_courses(settings) for item in course.assignments}
    known = {}
    for slug, assignment in read_assignments(settings).items():
        if (settings.release / slug).exists():
            proofs = {proof.name: proof for proof in read_proofs(assignment, settings.autograders / slug)}
            known[slug] = (assignment, read_sheet(assignment, settings), proofs)
    refused = []
    for learner in learners:
        inbox = settings.var / "inbox" / learner.id
        for slug, what in learner.submissions.items():
            place = inbox / learner.id / slug
            place.mkdir(parents=True)
            (place / f"{slug}.ipynb").write_bytes(hand_in(*known[slug], what))
            moment = (due.get(slug) or datetime.now(UTC)) - timedelta(days=1) + timedelta(days=2 * learner.days_late)
            taken = coursework.collect_inbox(settings, inbox, moment)
            refused += [item for item in taken if item.status == "refused" and item.assignment == slug]
    return refused


def _grade(settings: Settings, workers: int, level: Level, follow: Follow) -> list[Fault | Refusal]:
    with Store(settings.database_url, settings.course_id) as store:
        plan = pipeline.plan(settings, coursework.read_sheets(settings, store), store)
        executor = LocalExecutor(workers, settings.retries)
        with pipeline.open_kernels(plan, level, settings.python) as runner:
            pipeline.prepare_references(plan.tasks, executor, runner)
            outcomes = pipeline.record(pipeline.run(plan, executor, runner), settings, store)
            done = list(follow(outcomes, len(plan.tasks) + len(plan.refused)))
    return [item for item in done if isinstance(item, Fault | Refusal)]


def _mark(store: Store, learners: list[Learner]) -> None:
    shares = {learner.id: learner.marked for learner in learners if learner.marked is not None}
    for cell in store.cells():
        share = shares.get(cell.learner)
        if cell.points is None and share is not None:
            store.mark_by_hand(cell.learner, cell.assignment, cell.cell, round(share * cell.maximum * 4) / 4)


def _spoil(notebook: dict[str, Any], line: str) -> dict[str, Any]:
    cells = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code"
    ]
    cell = cells[len(cells) // 2]
    cell["source"] = f"{line}\n{cell['source']}"
    return notebook


def _tamper(notebook: dict[str, Any]) -> dict[str, Any]:
    # Everything that a notebook can say of itself, said wrongly: none of it is believed.
    for cell in notebook["cells"]:
        marker = cell["metadata"].get("nbgrader", {})
        cell["metadata"]["tags"] = ["skip-execution", "parameters"]
        if marker.get("grade") and not marker.get("solution"):
            cell["source"] = "print('20/20')"
            marker |= {"points": 1000, "locked": False}
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "20/20"}]
    notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}
    return notebook
