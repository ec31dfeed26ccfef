"""Run many proofs, spread over workers like hand-ins."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from blocnotes.authoring.assignment import Assignment, read_assignments
from blocnotes.errors import ContentDefects, ContentError, Defect
from blocnotes.execution.runners import find_imports
from blocnotes.grading.bundling import bundle, join, part
from blocnotes.grading.executors import LocalExecutor
from blocnotes.grading.grading import Runner
from blocnotes.grading.proofs import SEEDS, Finding, Proof, prove, read_proofs
from blocnotes.grading.references import make_reference, read_modules, reference_path
from blocnotes.grading.sheets import Sheet, draft_sheet
from blocnotes.records import Variant
from blocnotes.settings import Settings

Item = tuple[Assignment, Sheet, Proof]
Bundle = tuple[Assignment, Sheet, tuple[Proof, ...]]


def find_proofs(settings: Settings, slugs: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[Item]:
    """Find every proof of the assignments (all, or those named)."""
    found: list[Item] = []
    defects: list[Defect] = []
    for slug, assignment in read_assignments(settings, slugs).items():
        try:
            proofs = read_proofs(assignment, settings.autograders / slug)
        except ContentDefects as error:
            defects += error.defects
            continue
        sheet = draft_sheet(assignment, settings)
        found += [(assignment, sheet, proof) for proof in proofs if not only or proof.name in only]
    if defects:
        raise ContentDefects(defects)
    if not found:
        raise ContentError(
            f"no proof is called {', '.join(only)}" if only else "no assignment to prove",
            where=str(settings.course_dir),
        )
    return found


def run_proofs(
    proofs: list[Item], settings: Settings, workers: int, runner: Runner, *, apart: bool = False
) -> Iterator[Finding]:
    """Run proofs: references first, each once, then the known submissions; those that can share a notebook do.

    Where a bundle does not show what its proofs state, each of them runs alone; `apart`: from the start.
    An error of content in one proof is its finding; the others go on.
    """
    executor = LocalExecutor(workers, settings.retries)
    cache = settings.var / "references"
    broken = _make_references(proofs, cache, executor, runner)
    for assignment, _, proof in proofs:
        if assignment.slug in broken:
            yield _failed(assignment, proof, broken[assignment.slug])
    whole = [item for item in proofs if item[0].slug not in broken]
    alone: list[Bundle] = []
    for (assignment, sheet, bundled), finding in _run(
        _apart(whole) if apart else _together(whole), cache, executor, runner
    ):
        if len(bundled) > 1 and finding.faults:
            alone += [(assignment, sheet, (proof,)) for proof in bundled]
        else:
            yield from part(assignment, finding, bundled)
    for _, finding in _run(alone, cache, executor, runner):
        yield finding


def _make_references(proofs: list[Item], cache: Path, executor: LocalExecutor, runner: Runner) -> dict[str, str]:
    """Run the solutions that were not run yet; gives the assignments whose solution fails, and why."""
    references = {
        reference_path(cache, sheet, seed): (sheet, seed)
        for _, sheet, _ in proofs
        for variant, seed in SEEDS.items()
        if sheet.hidden_variant or variant is Variant.OWN
    }
    broken: dict[str, str] = {}
    tasks = [(sheet, seed, path) for path, (sheet, seed) in references.items() if not path.exists()]
    for done in executor.run(partial(_make_reference, runner), tasks, seconds=900):
        if done.error:
            broken[done.task[0].assignment] = str(done.error)
    runner.learn((*read_modules(path for path in references if path.exists()), *_imports(proofs)))
    return broken


def _imports(proofs: list[Item]) -> tuple[str, ...]:
    # Another route has other libraries, which every one of its runs would import anew.
    texts = [text for *_, proof in proofs for text in proof.cells.values()]
    return find_imports([{"cells": [{"cell_type": "code", "source": text} for text in texts]}])


def _apart(items: Iterable[Item]) -> Iterator[Bundle]:
    for assignment, sheet, proof in items:
        yield assignment, sheet, (proof,)


def _together(items: Iterable[Item]) -> Iterator[Bundle]:
    for _, group in groupby(items, key=lambda item: item[0].slug):
        found = list(group)
        for bundled in bundle(found[0][0], [proof for *_, proof in found]):
            yield *found[0][:2], bundled


def _run(
    bundles: Iterable[Bundle], cache: Path, executor: LocalExecutor, runner: Runner
) -> Iterator[tuple[Bundle, Finding]]:
    for done in executor.run(partial(_prove, cache, runner), bundles, seconds=900):
        assignment, _, bundled = done.task
        yield done.task, done.result or _failed(assignment, join(bundled), str(done.error))


def _failed(assignment: Assignment, proof: Proof, what: str) -> Finding:
    return Finding(assignment=assignment.slug, proof=proof, marks=(), faults=(what,), seconds=0.0)


def _make_reference(runner: Runner, task: tuple[Sheet, int, Path]) -> None:
    make_reference(*task, runner)


def _prove(cache: Path, runner: Runner, task: Bundle) -> Finding:
    assignment, sheet, bundled = task
    return prove(assignment, sheet, join(bundled), cache, runner)
