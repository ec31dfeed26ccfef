"""Wiring only: where the folders are, and the steps that make nbgrader's own commands run on Blocnotes' road."""

import os
from pathlib import Path

from blocnotes.settings import read_settings

c = get_config()  # noqa: F821 - given by traitlets

var = os.environ.get("BLOCNOTES_VAR")
settings = read_settings(Path(__file__).parent, var=Path(var) if var else None)

for name, value in settings.directories().items():
    setattr(c.CourseDirectory, name, value)

c.Autograde.sanitize_preprocessors = ["blocnotes.grading.nbgrader.Sanitize"]
c.Autograde.autograde_preprocessors = [
    "blocnotes.gradebook.saving.GrantTime",
    "blocnotes.grading.nbgrader.RunAndMark",
    "blocnotes.gradebook.saving.SaveMarks",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
for step in (c.Sanitize, c.RunAndMark):
    step.course_dir = str(settings.course_dir)
    step.var_dir = str(settings.var)

c.ClearSolutions.code_stub = {"python": "# Votre code ici\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Votre réponse ici.*"
