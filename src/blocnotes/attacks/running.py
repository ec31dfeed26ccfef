"""Run the attacks one after the other, in the sandbox that a hand-in gets, by the road's own steps."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from blocnotes.attacks.attack import Attack, Bait, Trace, lay_bait
from blocnotes.attacks.table import ATTACKS
from blocnotes.authoring.cells import Role
from blocnotes.errors import GradingFault
from blocnotes.execution.runners import open_runner
from blocnotes.execution.warm import Level
from blocnotes.grading.graders import Grader
from blocnotes.grading.grading import Runner, run_trial
from blocnotes.grading.marking import Trial, mark
from blocnotes.grading.sanitize import sanitize
from blocnotes.grading.sheets import GradedCell, Sheet
from blocnotes.records import Limits, Notebook, Variant

LIMITS = Limits(cell_seconds=1.0, notebook_seconds=3.0, memory_bytes=256 << 20, output_bytes=1 << 20)
VARIABLE = "BLOCNOTES_BAIT"
HONEST = "un = 1"
NO_SANDBOX = "see `blocnotes doctor` for what is missing; until then hostile hand-ins cannot be graded here"


@dataclass(frozen=True, slots=True)
class Finding:
    """One attack that was tried, whether it was stopped, and what to do where it was not."""

    probe: str
    ok: bool
    detail: str
    cure: str = ""


def run_attacks() -> list[Finding]:
    """Try every attack of the short form in the full sandbox; none is run where that cannot be had."""
    sheet = _make_sheet()
    try:
        with lay_bait() as bait, _secret_in_the_environment(bait), open_runner(Level.FULL, ()) as runner:
            reference = _run_reference(sheet, runner)
            findings = [_try(attack, sheet, reference, runner, bait) for attack in ATTACKS]
            return [*findings, _try_honest(sheet, reference, runner, bait)]
    except GradingFault as fault:
        return [Finding("attacks", ok=False, detail=f"not tried: {fault.what}", cure=NO_SANDBOX)]


def _run_reference(sheet: Sheet, runner: Runner) -> Notebook:
    """Run the right answer, as a solution is run."""
    return _grade(HONEST, sheet, {"cells": []}, runner).run.notebook


def _try(attack: Attack, sheet: Sheet, reference: Notebook, runner: Runner, bait: Bait) -> Finding:
    try:
        trial = _grade(attack.source, sheet, reference, runner, bait.words())
    except GradingFault as fault:
        return Finding(attack.name, ok=False, detail=f"{attack.tried}: {fault.what}", cure=attack.cure)
    trace = Trace(trial.run, mark(sheet, Grader(), {Variant.OWN: trial}), bait)
    stopped = trace.ran and not attack.succeeded(trace)
    word = "stopped" if stopped else "IT GOT THROUGH" if trace.ran else "it never ran"
    detail = f"{attack.tried}: {word} ({trial.run.seconds:.1f} s)"
    return Finding(attack.name, stopped, detail, "" if stopped else attack.cure)


def _try_honest(sheet: Sheet, reference: Notebook, runner: Runner, bait: Bait) -> Finding:
    trial = _grade(HONEST, sheet, reference, runner, bait.words())
    points = sum(found.points or 0.0 for found in mark(sheet, Grader(), {Variant.OWN: trial}))
    cure = "the machine grades honest work wrongly after these attacks: start it again, and report it"
    return Finding("honest work after them", points == 1.0, f"{points:g} of 1 point", "" if points == 1.0 else cure)


def _grade(
    source: str, sheet: Sheet, reference: Notebook, runner: Runner, words: Mapping[str, str] | None = None
) -> Trial:
    for word, value in (words or {}).items():
        source = source.replace(word, value)
    handed_in = {"cells": [{"cell_type": "code", "source": source, "id": "a", "grade_id": "un-code"}]}
    notebook, _ = sanitize(sheet.skeleton, handed_in)
    trial = run_trial(sheet, Grader(), notebook, 0, None, runner)
    return Trial(run=trial.run, reference=reference)


def _make_sheet() -> Sheet:
    cells = [
        _cell("debut", "from blocnotes_handin import answer", locked=True),
        _cell("un-code", "", solution=True),
        _cell("un", 'answer("un")', locked=True, grade=True, points=1),
    ]
    return Sheet(
        assignment="attaque", notebook="attaque", solution=None, files={}, autograder=Path(os.devnull),
        skeleton={"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, limits=LIMITS,
        graded=(GradedCell(name="un", role=Role.ANSWER, points=1.0, hands_in=("un",)),),
    )  # fmt: skip


def _cell(name: str, source: str, **marker: object) -> dict[str, object]:
    metadata = {"nbgrader": {"grade_id": name, "solution": False, "locked": False, "grade": False, **marker}}
    return {
        "cell_type": "code", "id": name, "metadata": metadata, "source": source,
        "outputs": [], "execution_count": None,
    }  # fmt: skip


@contextmanager
def _secret_in_the_environment(bait: Bait) -> Iterator[None]:
    os.environ[VARIABLE] = bait.secret
    try:
        yield
    finally:
        del os.environ[VARIABLE]
