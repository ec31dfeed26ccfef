"""Grade one hand-in from end to end: what one worker does, and all that it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from blocnotes.errors import SubmissionRefused
from blocnotes.execution.engine import run
from blocnotes.grading.graders import Grader, load_grader
from blocnotes.grading.intake import fingerprint, parse_notebook, read_bytes
from blocnotes.grading.jobs import draw_inputs, make_job
from blocnotes.grading.marking import Trial, mark
from blocnotes.grading.references import read_reference
from blocnotes.grading.sanitize import sanitize
from blocnotes.grading.sheets import Sheet
from blocnotes.records import Job, Notebook, Report, Run, Submission, Variant

Runner = Callable[[Job], Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One hand-in to grade, with the variants that it runs on and where their references lie."""

    submission: Submission
    sheet: Sheet
    seeds: Mapping[Variant, int]
    references: Mapping[Variant, Path]
    graded_with: str = ""


def grade(task: Task, runner: Runner = run) -> Report:
    """Grade one hand-in: read, sanitize, run on each variant, mark.

    Raises SubmissionRefused for a hand-in that cannot be read, GradingFault when the machine fails.
    """
    submission = task.submission
    content = read_bytes(submission.path)
    if fingerprint(content) != submission.sha256:
        raise SubmissionRefused("le fichier a changé depuis sa réception", where=str(submission.path))
    notebook, notes = sanitize(task.sheet.skeleton, parse_notebook(content, submission.path.name))
    grader = load_grader(task.sheet.autograder)
    trials = {
        variant: run_trial(task.sheet, grader, notebook, seed, task.references[variant], runner)
        for variant, seed in task.seeds.items()
    }
    own = trials[Variant.OWN].run
    return Report(
        submission=submission,
        marks=mark(task.sheet, grader, trials),
        notebook=own.notebook,
        ending=own.ending,
        seconds=sum(trial.run.seconds for trial in trials.values()),
        variants={variant.value: seed for variant, seed in task.seeds.items()},
        graded_with=task.graded_with,
        notes=notes,
    )


def run_trial(
    sheet: Sheet, grader: Grader, notebook: Notebook, seed: int, reference: Path, runner: Runner = run
) -> Trial:
    """Run a sanitized notebook on one variant, beside the reference of that variant."""
    inputs = draw_inputs(sheet, grader, seed)
    return Trial(
        run=runner(make_job(sheet, notebook, seed, inputs)),
        reference=read_reference(reference),
        seed=seed,
        kept=inputs.kept,
    )
