"""Decide, from the instructor's text alone, in which kernel each cell of a plain notebook runs."""

import ast
import copy
import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

from blocnotes.grading.split.names import Names, read_names
from blocnotes.grading.split.reasons import find_reason
from blocnotes.grading.split.showing import only_shows
from blocnotes.records import Notebook

MARK = "split"


class Way(Enum):
    """Where a cell runs."""

    LEARNER = "learner"
    """The learner's own cells, tests that cannot be split, and what only shows something: in the learner's sandbox."""
    BOTH = "both"
    """The instructor's cells without points: data, imports and functions that both sides need."""
    TRUSTED = "trusted"
    """Tests: in a kernel that the learner's code never enters."""


@dataclasses.dataclass
class Course:
    """What the cells so far have defined, and whose each name is."""

    files: frozenset[str]
    solution: Names
    """All learners' cells together, as the instructor solved them."""
    theirs: set[str] = dataclasses.field(default_factory=set)
    ours: set[str] = dataclasses.field(default_factory=set)
    imports: dict[str, str] = dataclasses.field(default_factory=dict)
    """Imports that learners' cells make."""
    functions: dict[str, ast.AST] = dataclasses.field(default_factory=dict)
    """The instructor's own."""
    tools: dict[str, str] = dataclasses.field(default_factory=dict)
    """Imports that the instructor's cells make: name → statement, without its alias."""
    reads: set[str] = dataclasses.field(default_factory=set)
    """Names that functions of the instructor's read: whoever calls them needs these too."""


def annotate(
    skeleton: Notebook,
    solution: Notebook | None = None,
    files: Mapping[str, Any] | None = None,
    kept: Mapping[str, str] | None = None,
) -> Notebook:
    """Give a skeleton with each code cell's way in its metadata.

    solution  the instructor's own notebook: says what learners' cells define and change
    kept      test cells that stay in the learner's sandbox whatever their text says: name → reason
    """
    notebook = copy.deepcopy(skeleton)
    texts = {_name(cell): _text(cell) for cell in (solution or {"cells": []})["cells"] if _name(cell)}
    sources = [texts.get(_name(cell), _text(cell)) for cell in notebook["cells"] if _is_learners(cell)]
    course = Course(frozenset(files or ()), read_names("\n".join(_parsable(sources))))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = texts.get(_name(cell), _text(cell)) if _is_learners(cell) else _text(cell)
            cell["metadata"].setdefault("blocnotes", {})[MARK] = _route(cell, read_names(source), course, kept or {})
    return notebook


def way_of(cell: Mapping[str, Any]) -> Way:
    """Tell where a cell runs; what nobody decided runs in the learner's sandbox."""
    return Way(cell["metadata"].get("blocnotes", {}).get(MARK, {}).get("way", "learner"))


def reason_of(cell: Mapping[str, Any]) -> str:
    """Say why a test cell stays in the learner's sandbox; nothing where it does not."""
    return str(cell["metadata"].get("blocnotes", {}).get(MARK, {}).get("reason", ""))


def bindings_of(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Give what has to be bound before a cell runs on the trusted side."""
    return dict(cell["metadata"].get("blocnotes", {}).get(MARK, {}).get("bind", {}))


def is_split(notebook: Notebook) -> bool:
    """Tell whether any cell of a notebook runs on the trusted side."""
    return any(way_of(cell) is Way.TRUSTED for cell in notebook["cells"])


def is_test(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell's tests give points."""
    marker = cell["metadata"].get("nbgrader", {})
    return cell["cell_type"] == "code" and bool(marker.get("grade")) and not marker.get("solution")


def _route(cell: dict[str, Any], names: Names, course: Course, kept: Mapping[str, str]) -> dict[str, Any]:
    if _is_learners(cell):
        _take_as_theirs(names, course)
        course.imports |= names.imports
        return {"way": Way.LEARNER.value}
    reason = ""
    if is_test(cell):
        reason = kept.get(_name(cell), "") or find_reason(_text(cell), names, course)
    bindings = _bindings(_text(cell), names, course)
    if not is_test(cell) and only_shows(_text(cell), course.theirs, course.tools):
        return {"way": Way.LEARNER.value}
    if reason:
        _take_as_theirs(names, course)
        return {"way": Way.LEARNER.value, "reason": reason}
    course.theirs -= names.defines
    course.ours |= names.defines
    course.functions |= names.functions
    course.tools |= {name: text.partition(" as ")[0] for name, text in names.imports.items()}
    course.reads |= names.read_by_functions
    return {"way": (Way.TRUSTED if is_test(cell) else Way.BOTH).value, "bind": bindings}


def _take_as_theirs(names: Names, course: Course) -> None:
    course.theirs |= names.defines - names.imports.keys()
    course.ours -= names.defines - names.imports.keys()


def _bindings(source: str, names: Names, course: Course) -> dict[str, Any]:
    wanted = names.reads | course.reads
    stars = {name: text for name, text in course.imports.items() if name.startswith("*")}
    imports = {name: course.imports[name] for name in wanted & course.imports.keys() - course.ours - course.theirs}
    unknown = wanted - course.ours - course.theirs - imports.keys()
    return {
        "theirs": sorted(wanted & course.theirs),
        "unknown": sorted(unknown - names.defines),
        "imports": imports | stars,
        "shares_random": "seed(" in source,
    }


def _parsable(sources: list[str]) -> list[str]:
    return [source for source in sources if read_names(source) != Names()]


def _is_learners(cell: Mapping[str, Any]) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _name(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _text(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
