"""Grade one hand-in from end to end: what one worker does, and all that it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from blocnotes.authoring.variants import hidden_seed, released_seed
from blocnotes.errors import SubmissionRefused
from blocnotes.grading.graders import Grader, load_grader
from blocnotes.grading.intake import fingerprint, parse_notebook, read_bytes
from blocnotes.grading.jobs import draw_inputs, make_job
from blocnotes.grading.marking import Trial, mark
from blocnotes.grading.references import read_reference, reference_path
from blocnotes.grading.sanitize import sanitize
from blocnotes.grading.sheets import Sheet, digest_of
from blocnotes.records import Job, Notebook, Report, Run, Submission, Variant
from blocnotes.settings import Settings


class Runner(Protocol):
    """What runs jobs, and can be told what solutions load."""

    def __call__(self, job: Job) -> Run:
        """Run a job."""
        ...

    def learn(self, modules: Sequence[str]) -> None:
        """Have modules ready."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One hand-in to grade, with the variants that it runs on and where their references lie."""

    submission: Submission
    sheet: Sheet
    seeds: Mapping[Variant, int]
    references: Mapping[Variant, Path]
    graded_with: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        """Who, which assignment, which notebook."""
        return self.submission.learner, self.submission.assignment, self.submission.notebook


def make_task(settings: Settings, sheet: Sheet, submission: Submission) -> Task:
    """Draw the variants of a hand-in, and fingerprint all that its marks will rest on."""
    released = settings.release / sheet.assignment
    seeds = {Variant.OWN: released_seed(released, submission.learner)}
    if sheet.hidden_variant:
        key, pool = settings.key(), settings.hidden_variants
        seeds[Variant.HIDDEN] = hidden_seed(key, sheet.assignment, submission.sha256, pool)
    cache = settings.var / "references"
    references = {variant: reference_path(cache, sheet, seed) for variant, seed in seeds.items() if sheet.solution}
    rests_on = digest_of(submission.sha256, sheet.digest, sorted(seeds.values()), repr(sheet.limits))
    return Task(submission=submission, sheet=sheet, seeds=seeds, references=references, graded_with=rests_on)


def grade(task: Task, runner: Runner) -> Report:
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
        variant: run_trial(
            task.sheet, grader, notebook, seed, task.references.get(variant), runner, to_be_read=variant is Variant.OWN
        )
        for variant, seed in task.seeds.items()
    }
    own = trials[Variant.OWN].run
    return Report(
        submission=submission,
        marks=mark(task.sheet, grader, trials),
        notebook=own.notebook,
        ending=own.ending,
        seconds=sum(trial.run.seconds for trial in trials.values()),
        cpu_seconds=sum(trial.run.cpu_seconds for trial in trials.values()),
        variants={variant.value: seed for variant, seed in task.seeds.items()},
        graded_with=task.graded_with,
        notes=notes,
    )


def run_trial(
    sheet: Sheet,
    grader: Grader,
    notebook: Notebook,
    seed: int,
    reference: Path | None,
    runner: Runner,
    *,
    to_be_read: bool = False,
) -> Trial:
    """Run a sanitized notebook on one variant, beside the reference of that variant."""
    inputs = draw_inputs(sheet, grader, seed)
    return Trial(
        run=runner(make_job(sheet, notebook, seed, inputs, to_be_read=to_be_read)),
        reference=read_reference(reference) if reference else {"cells": []},
        seed=seed,
        kept=inputs.kept,
    )
