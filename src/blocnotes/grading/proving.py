"""Run many proofs, spread over workers like hand-ins."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from blocnotes.authoring.assignment import Assignment, read_assignments
from blocnotes.errors import ContentDefects, ContentError, Defect
from blocnotes.grading.executors import LocalExecutor
from blocnotes.grading.grading import Runner
from blocnotes.grading.proofs import SEEDS, Finding, Proof, prove, read_proofs
from blocnotes.grading.references import make_reference, read_modules, reference_path
from blocnotes.grading.sheets import Sheet, draft_sheet
from blocnotes.records import Variant
from blocnotes.settings import Settings

Item = tuple[Assignment, Sheet, Proof]


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


def run_proofs(proofs: list[Item], settings: Settings, workers: int, runner: Runner) -> Iterator[Finding]:
    """Run proofs: references first, each once, then every known submission.

    An error of content in one proof is its finding; the others go on.
    """
    executor = LocalExecutor(workers, settings.retries)
    cache = settings.var / "references"
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
    runner.learn(read_modules(path for path in references if path.exists()))
    for assignment, _, proof in proofs:
        if assignment.slug in broken:
            yield Finding(
                assignment=assignment.slug, proof=proof, marks=(), faults=(broken[assignment.slug],), seconds=0.0
            )
    rest = [item for item in proofs if item[0].slug not in broken]
    for item in executor.run(partial(_prove, cache, runner), rest, seconds=900):
        assignment, _, proof = item.task
        yield item.result or Finding(
            assignment=assignment.slug, proof=proof, marks=(), faults=(str(item.error),), seconds=0.0
        )


def _make_reference(runner: Runner, task: tuple[Sheet, int, Path]) -> None:
    make_reference(*task, runner)


def _prove(cache: Path, runner: Runner, item: Item) -> Finding:
    return prove(*item, cache, runner)
