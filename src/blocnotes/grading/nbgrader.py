"""nbgrader's own commands, on our road: the preprocessors that `nbgrader_config.py` lists.

`nbgrader autograde` still finds the hand-ins and lays folders out; in between, its sanitize step puts the learner's
strings into the skeleton, and its execute step grades the hand-in as `blocnotes grade` would.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from blocnotes.authoring.assignment import read_assignment
from blocnotes.execution.runners import open_runner
from blocnotes.execution.warm import Level
from blocnotes.grading.collecting import received_at
from blocnotes.grading.copies import neutralise
from blocnotes.grading.grading import grade, make_task
from blocnotes.grading.intake import fingerprint, parse_notebook, read_bytes
from blocnotes.grading.references import make_reference
from blocnotes.grading.sanitize import sanitize
from blocnotes.grading.sheets import Sheet, read_sheet
from blocnotes.records import Submission
from blocnotes.settings import Settings, read_settings

REPORT = "blocnotes"
"""Under this key of nbgrader's resources the report waits for the step that saves it."""


TIME = "blocnotes_time"
"""Under this key waits the factor of time that an accommodation grants, where the step before found one."""


class Sanitize(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces nbgrader's sanitizing steps: the learner's strings, in the instructor's skeleton."""

    course_dir = Unicode("").tag(config=True)
    var_dir = Unicode("").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give the sanitized notebook."""
        _, sheet = _open(self, resources)
        notebook, notes = sanitize(sheet.skeleton, parse_notebook(json.dumps(nb).encode(), sheet.notebook))
        for note in notes:
            self.log.warning(note)
        return nbformat.from_dict(notebook), resources


class RunAndMark(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces nbgrader's Execute: runs the hand-in through papermill, and marks what it hands in."""

    course_dir = Unicode("").tag(config=True)
    var_dir = Unicode("").tag(config=True)
    sandbox = Unicode("full", help="full, limited or none").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give the executed copy; the report goes to the next step through the resources."""
        settings, sheet = _open(self, resources)
        sheet = replace(sheet, limits=sheet.limits.scaled(resources.get(TIME, 1.0)))
        task = make_task(settings, sheet, _submission(settings, sheet, resources["nbgrader"]["student"]))
        with open_runner(Level(self.sandbox), python=settings.python) as runner:
            for variant, path in task.references.items():
                make_reference(sheet, task.seeds[variant], path, runner)
            report = grade(task, runner)
        resources[REPORT] = report
        return nbformat.from_dict(neutralise(report.notebook)), resources


def _open(step: Any, resources: Any) -> tuple[Settings, Sheet]:
    settings = read_settings(Path(step.course_dir), var=Path(step.var_dir) if step.var_dir else None)
    folder = settings.assignments / resources["nbgrader"]["assignment"]
    return settings, read_sheet(read_assignment(folder, settings.limits), settings)


def _submission(settings: Settings, sheet: Sheet, learner: str) -> Submission:
    path = settings.submitted / learner / sheet.assignment / f"{sheet.notebook}.ipynb"
    digest = fingerprint(read_bytes(path))
    return Submission(
        learner=learner, assignment=sheet.assignment, notebook=sheet.notebook, path=path, sha256=digest,
        received_at=received_at(path),
    )  # fmt: skip
