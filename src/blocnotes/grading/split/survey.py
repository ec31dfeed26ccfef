"""Split only what gives the same on the instructor's own solution: the proof of each split, before any learner."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from blocnotes.authoring.cells import Role
from blocnotes.execution.runners import find_imports
from blocnotes.execution.warm import add_listing, take_listing
from blocnotes.grading.grading import Runner
from blocnotes.grading.jobs import Inputs, make_job
from blocnotes.grading.plain import mark_test
from blocnotes.grading.sanitize import sanitize
from blocnotes.grading.sheets import Sheet, digest_of
from blocnotes.grading.split.routes import MARK, Way, annotate, is_test, reason_of, way_of
from blocnotes.records import Mark, Notebook
from blocnotes.settings import Settings

EDITION = 2
"""Raised when a split cell runs otherwise, so that old surveys are made again."""
DIFFERS = "the solution does not get the same points when it is split"


@dataclass(frozen=True, slots=True)
class Routing:
    """Which way one test cell of a plain course goes, and why it stays in the sandbox where it does."""

    assignment: str
    cell: str
    is_split: bool
    reason: str = ""


def split_sheet(sheet: Sheet, settings: Settings) -> Sheet:
    """Give a plain sheet whose cells know their way: by the instructor's text, and by its survey if there was one."""
    solution = read_solution(settings, sheet)
    path = _kept_path(settings, sheet, solution)
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"kept": {}}
    preload = tuple(known.get("modules", ())) or find_imports([solution or sheet.skeleton])
    return dataclasses.replace(_routed(sheet, solution, known["kept"]), preload=preload)


def survey(sheet: Sheet, settings: Settings, runner: Runner) -> Sheet:
    """Try the split on the solution, once, and give the sheet: a cell that gets other points stays in the sandbox."""
    solution = read_solution(settings, sheet)
    path = _kept_path(settings, sheet, solution)
    if solution is not None and not path.exists():
        routed = _routed(sheet, solution, {})
        expected, modules = _marks(_solve(sheet, solution), runner)
        found, _ = _marks(_solve(routed, solution), runner)
        runner.learn(modules)
        kept = {name: DIFFERS for name, mark in found.items() if mark.points != expected[name].points}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"kept": kept, "modules": modules}), encoding="utf-8")
    return split_sheet(sheet, settings)


def is_surveyed(sheet: Sheet, settings: Settings) -> bool:
    """Tell whether an unrouted sheet was surveyed already, or has no solution to survey."""
    solution = read_solution(settings, sheet)
    return solution is None or _kept_path(settings, sheet, solution).exists()


def review_plain(settings: Settings, sheets: list[Sheet]) -> list[Routing]:
    """Say for every test cell of plain sheets which way it goes; runs nothing."""
    return [
        Routing(sheet.assignment, cell["metadata"]["nbgrader"]["grade_id"], not reason_of(cell), reason_of(cell))
        for sheet in (each if _is_routed(each) else split_sheet(each, settings) for each in sheets)
        for cell in sheet.skeleton["cells"]
        if is_test(cell)
    ]


def read_solution(settings: Settings, sheet: Sheet) -> Notebook | None:
    """Read the instructor's own notebook of a plain course; None where there is none."""
    path = settings.source / sheet.assignment / f"{sheet.notebook}.ipynb"
    if not path.exists():
        return None
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def _kept_path(settings: Settings, sheet: Sheet, solution: Notebook | None) -> Path:
    name = digest_of(EDITION, sheet.digest, solution or {})[:32]
    return settings.var / "split" / sheet.assignment / f"{name}.json"


def _is_routed(sheet: Sheet) -> bool:
    return any(way_of(cell) is not Way.LEARNER or reason_of(cell) for cell in sheet.skeleton["cells"])


def _routed(sheet: Sheet, solution: Notebook | None, kept: Mapping[str, str]) -> Sheet:
    skeleton = annotate(sheet.skeleton, solution, sheet.files, kept)
    ways = [cell["metadata"].get("blocnotes", {}).get(MARK) for cell in skeleton["cells"]]
    return dataclasses.replace(sheet, skeleton=skeleton, digest=digest_of(sheet.digest, {"ways": ways}))


def _solve(sheet: Sheet, solution: Notebook) -> tuple[Sheet, Notebook]:
    written = [
        {"grade_id": cell["metadata"].get("nbgrader", {}).get("grade_id", ""), "id": cell.get("id"),
         "cell_type": cell["cell_type"], "source": "".join(cell["source"])}
        for cell in solution["cells"]
    ]  # fmt: skip
    return sheet, sanitize(sheet.skeleton, {"cells": [cell for cell in written if cell["grade_id"]]})[0]


def _marks(solved: tuple[Sheet, Notebook], runner: Runner) -> tuple[dict[str, Mark], tuple[str, ...]]:
    sheet, solution = solved
    run = runner(make_job(sheet, add_listing(solution), 0, Inputs({}, {})))
    notebook, modules = take_listing(run.notebook)
    run = dataclasses.replace(run, notebook=notebook)
    return {cell.name: mark_test(cell, run) for cell in sheet.graded if cell.role is Role.TEST}, modules
