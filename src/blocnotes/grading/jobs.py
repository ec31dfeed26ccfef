"""Make the jobs of a sheet: the same road for the learner's notebook and for the solution."""

import copy
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blocnotes.authoring.cells import Role
from blocnotes.errors import ContentError
from blocnotes.grading.graders import Challenge, Features, Grader
from blocnotes.grading.sheets import Sheet
from blocnotes.records import Job, Notebook


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is drawn for one variant: inputs that go in with their cells, and what checks may see of it, by answer."""

    challenges: Mapping[str, Mapping[str, Any]]
    kept: Mapping[str, Any]


def draw_inputs(sheet: Sheet, grader: Grader, seed: int) -> Inputs:
    """Draw the hidden inputs of a sheet's challenges: the same for the same seed.

    Raises ContentError for a challenge of an answer that no cell hands in.
    """
    homes = {answer: cell.name for cell in sheet.graded for answer in cell.hands_in}
    challenges: dict[str, dict[str, Any]] = {}
    kept: dict[str, Any] = {}
    for answer, draw in grader.challenges.items():
        if answer not in homes:
            cure = f"answers: {', '.join(homes)}"
            raise ContentError(
                f"a challenge for {answer!r}, which no cell hands in", where=str(grader.folder), cure=cure
            )
        drawn = draw(random.Random(f"{seed}:{answer}"), Challenge(variant=seed, folder=grader.folder))  # noqa: S311 - reproducible for appeals; the seed itself is keyed
        if isinstance(drawn, Features):
            kept[answer] = drawn.kept
            table = json.loads(drawn.table.to_json(orient="split", date_format="iso", double_precision=15))
            inputs: dict[str, Any] = {"features": {"columns": table["columns"], "rows": table["data"]}}
        else:
            kept[answer] = json.loads(json.dumps(drawn))
            inputs = {"calls": kept[answer]}
        challenges.setdefault(homes[answer], {})[answer] = inputs
    return Inputs(challenges, kept)


def make_job(sheet: Sheet, notebook: Notebook, seed: int, inputs: Inputs, *, to_be_read: bool = False) -> Job:
    """Make the job that runs a (sanitized) notebook of a sheet on one variant."""
    return Job(
        notebook=_announce(notebook, sheet),
        parameters={"variante": seed} if has_parameters(notebook) else {},
        challenges=inputs.challenges,
        files=sheet.files,
        limits=sheet.limits,
        render_figures=to_be_read and sheet.shows_figures,
        picture_answers=to_be_read,
    )


def has_parameters(notebook: Notebook) -> bool:
    """Tell whether a notebook has a parameters cell of the instructor's."""
    return any("parameters" in cell["metadata"].get("tags", ()) for cell in notebook["cells"])


def _announce(notebook: Notebook, sheet: Sheet) -> Notebook:
    # The engine knows an answer cell by this mark alone, and nothing of a hand-in can set it.
    answering = {cell.name for cell in sheet.graded if cell.role is Role.ANSWER}
    marked = copy.deepcopy(notebook)
    for cell in marked["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        reference = "nbgrader" not in cell["metadata"] and cell["metadata"].get("reference")
        if name in answering or reference:
            cell["metadata"]["blocnotes"] = {"answer": name or reference}
    return marked
