"""The solution's own run: by the same road as a hand-in, once per variant, cached by content."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from blocnotes.errors import ContentError
from blocnotes.execution.warm import add_listing, take_listing
from blocnotes.grading.graders import load_grader
from blocnotes.grading.jobs import draw_inputs, make_job
from blocnotes.grading.sheets import Sheet, digest_of
from blocnotes.records import Ending, Job, Notebook, Run

EDITION = 2
"""Raised when what a reference holds changes its form, so that old ones are made again."""


def reference_path(cache: Path, sheet: Sheet, seed: int) -> Path:
    """Say where the reference of a sheet on a variant lies, or would lie."""
    return cache / sheet.assignment / f"{digest_of(EDITION, sheet.digest, seed)[:32]}.json"


def make_reference(sheet: Sheet, seed: int, path: Path, runner: Callable[[Job], Run]) -> Path:
    """Run the solution on a variant and keep what it hands in; nothing is done where it is there.

    Raises ContentError, naming the cell, when the solution itself fails.
    """
    if path.exists():
        return path
    if sheet.solution is None:
        raise ContentError("has no solution of its own to refer to", where=sheet.assignment)
    inputs = draw_inputs(sheet, load_grader(sheet.autograder), seed)
    done = runner(make_job(sheet, add_listing(sheet.solution), seed, inputs))
    notebook, modules = take_listing(done.notebook)
    _refuse_failures(sheet, replace(done, notebook=notebook), seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.part")
    partial.write_text(json.dumps({**_handed_in(notebook), "modules": modules}), encoding="utf-8")
    partial.replace(path)
    return path


def read_reference(path: Path) -> Notebook:
    """Read what a solution handed in: a notebook of its answer cells alone."""
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def read_modules(paths: Iterable[Path]) -> tuple[str, ...]:
    """List the modules that solutions loaded, from their references."""
    return tuple(dict.fromkeys(name for path in sorted(paths) for name in read_reference(path).get("modules", ())))


def _handed_in(notebook: Notebook) -> Notebook:
    return {"cells": [cell for cell in notebook["cells"] if cell.get("metadata", {}).get("blocnotes")]}


def _refuse_failures(sheet: Sheet, done: Run, seed: int) -> None:
    where = f"{sheet.assignment}, variant {seed}"
    for index, cell in enumerate(done.notebook["cells"]):
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                what = f"the solution fails: {output['ename']}: {output['evalue']}"
                raise ContentError(what, where=f"{where}, cell {_name(cell, index)}", cure="mend notebook.py")
    if done.ending is not Ending.COMPLETED:
        raise ContentError(f"the solution did not finish: {done.ending.value}", where=where, cure="raise its limits")


def _name(cell: dict[str, Any], index: int) -> str:
    marker = cell.get("metadata", {})
    return str(marker.get("nbgrader", {}).get("grade_id") or marker.get("reference") or index + 1)
