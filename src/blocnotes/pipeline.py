"""THE ROAD, from hand-ins to recorded marks. Read this first."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from blocnotes.errors import ContentError, GradingFault, SubmissionRefused
from blocnotes.execution.runners import open_runner
from blocnotes.execution.warm import Level
from blocnotes.gradebook.people.accommodations import Accommodation, grant_time
from blocnotes.gradebook.store import Store
from blocnotes.grading.collecting import find_submissions
from blocnotes.grading.copies import write_copy
from blocnotes.grading.executors import Done, Executor
from blocnotes.grading.grading import Runner, Task, grade, make_task
from blocnotes.grading.references import make_reference, read_modules
from blocnotes.grading.sheets import Sheet
from blocnotes.grading.split import SplitRunner
from blocnotes.records import Fault, Job, Refusal, Report, Run, Submission
from blocnotes.settings import Settings

Outcome = Report | Fault | Refusal


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch would do: tasks to run, hand-ins that are up to date, hand-ins that cannot be graded."""

    tasks: tuple[Task, ...]
    unchanged: tuple[Submission, ...]
    refused: tuple[Refusal, ...] = field(default=())


def plan(settings: Settings, sheets: Iterable[Sheet], store: Store, *, force: bool = False, learner: str = "*") -> Plan:
    """Find the hand-ins, and leave out those whose marks already rest on the same content."""
    by_name = {(sheet.assignment, sheet.notebook): sheet for sheet in sheets}
    released = set(store.notebooks())
    others = {assignment for assignment, _ in released} - {assignment for assignment, _ in by_name}
    found = [
        item
        for item in find_submissions(settings.submitted, released)
        if learner in ("*", item.learner) and item.assignment not in others
    ]
    refused = tuple(item for item in found if isinstance(item, Refusal))
    submissions = [item for item in found if isinstance(item, Submission)]
    granted = store.accommodations()
    tasks = [
        make_task(settings, accommodate(by_name[item.assignment, item.notebook], granted, item), item)
        for item in submissions
    ]
    graded = {} if force else store.graded_with()
    fresh = {id(task) for task in tasks if graded.get(task.name) == task.graded_with}
    return Plan(
        tuple(task for task in tasks if id(task) not in fresh),
        tuple(task.submission for task in tasks if id(task) in fresh),
        refused,
    )


def accommodate(sheet: Sheet, granted: Iterable[Accommodation], item: Submission) -> Sheet:
    """Give the sheet with the time that a learner's accommodations grant on the day of their hand-in."""
    factor = grant_time((line for line in granted if line.learner == item.learner), item.received_at.date())
    return sheet if factor == 1 else replace(sheet, limits=sheet.limits.scaled(factor))


@contextmanager
def open_kernels(plan: Plan, level: Level, python: Path | None = None) -> Iterator[Runner]:
    """Start the warm parent of a batch: it knows what the solutions import, and nothing else of the course."""
    if not plan.tasks:
        yield NoKernels()
        return
    sheets = {id(task.sheet): task.sheet for task in plan.tasks}.values()
    with open_runner(level, tuple(dict.fromkeys(name for sheet in sheets for name in sheet.preload)), python) as runner:
        yield SplitRunner(runner)


class NoKernels:
    """Stands in for kernels where a plan has nothing to run."""

    def __call__(self, job: Job) -> Run:
        """Refuse to run a job."""
        raise GradingFault("no kernels were opened for this batch")

    def learn(self, modules: Sequence[str]) -> None:
        """Do nothing."""


def prepare_references(tasks: Collection[Task], executor: Executor, runner: Runner) -> None:
    """Run the solution once on every variant that is needed and not there yet.

    Raises the first ContentError: a solution that fails stops the batch before any learner is graded.
    """
    needed = {
        path: (task.sheet, task.seeds[variant], path)
        for task in tasks
        for variant, path in task.references.items()
        if not path.exists()
    }
    for done in executor.run(partial(_make_reference, runner), needed.values(), seconds=900):
        if done.error:
            raise done.error
    if paths := {path for task in tasks for path in task.references.values()}:
        runner.learn(read_modules(paths))


def run(plan: Plan, executor: Executor, runner: Runner) -> Iterator[Outcome]:
    """Grade every task of a plan; one that fails is a fault or a refusal, and the others go on."""
    yield from plan.refused
    # The wall clock of a worker only ends what hangs: kernels end by their own CPU seconds.
    longest = max((25 * task.sheet.limits.notebook_seconds for task in plan.tasks), default=0.0)
    for done in executor.run(partial(grade, runner=runner), plan.tasks, seconds=longest + 120):
        yield _outcome(done)


def record(outcomes: Iterable[Outcome], settings: Settings, store: Store) -> Iterator[Outcome]:
    """Write each outcome as it comes: the one place of the road that writes."""
    for outcome in outcomes:
        match outcome:
            case Report():
                outcome = _write(outcome, settings, store)
            case Fault():
                store.record_fault(outcome)
            case Refusal():
                store.record_refusal(outcome)
        yield outcome


def _write(report: Report, settings: Settings, store: Store) -> Report | Fault:
    # What one hand-in's copy cannot be written with is a fault of that one; a gradebook that fails stops the batch.
    try:
        write_copy(report, settings.autograded)
    except (ValueError, RecursionError) as error:
        fault = Fault(submission=report.submission, what=f"the executed copy cannot be written: {error}")
        store.record_fault(fault)
        return fault
    store.record(report)
    return report


def _outcome(done: Done[Task, Report]) -> Outcome:
    submission = done.task.submission
    if done.result is not None:
        return done.result
    if isinstance(done.error, ContentError):
        raise done.error
    if isinstance(done.error, SubmissionRefused):
        return Refusal(
            learner=submission.learner, assignment=submission.assignment, path=submission.path,
            sentence=str(done.error), sha256=submission.sha256,
        )  # fmt: skip
    return Fault(submission=submission, what=str(done.error), attempts=done.attempts)


def _make_reference(runner: Runner, needed: tuple[Sheet, int, Path]) -> None:
    make_reference(*needed, runner)
