"""The cells of an assignment's text: their roles, their names, their points."""

import re
from dataclasses import dataclass
from enum import Enum

from blocnotes.errors import Defect

NAME = re.compile(r"^[a-z][a-z0-9-]*$")


class Role(Enum):
    """What a cell is for."""

    STATEMENT = "statement"
    PARAMETERS = "parameters"
    SETUP = "setup"
    SOLUTION = "solution"
    ANSWER = "answer"
    MANUAL = "manual"
    REFERENCE = "reference"
    TEST = "test"
    """A cell of tests inside the notebook, as plain nbgrader courses have them."""


GRADED = frozenset({Role.ANSWER, Role.MANUAL})
LOCKED = frozenset({Role.PARAMETERS, Role.SETUP, Role.ANSWER})
CODE_ONLY = frozenset({Role.PARAMETERS, Role.SETUP, Role.SOLUTION, Role.ANSWER, Role.REFERENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the text, with its marker read."""

    kind: str
    """`code` or `markdown`."""
    source: str
    role: Role = Role.STATEMENT
    name: str = ""
    points: float = 0.0


def find_defects(cells: list[Cell], file: str) -> list[Defect]:
    """Find everything that is wrong with the markers of a text, at once."""
    defects: list[Defect] = []

    def report(cell: Cell, index: int, what: str, cure: str = "") -> None:
        defects.append(Defect(file, f"cell {index + 1} ({cell.name or 'unnamed'})", what, cure))

    seen: set[str] = set()
    for index, cell in enumerate(cells):
        for what, cure in _faults(cell):
            report(cell, index, what, cure)
        if cell.name and cell.name in seen:
            report(cell, index, f"the name {cell.name!r} is used twice", "names are unique within a notebook")
        seen.add(cell.name)
    if sum(cell.role is Role.PARAMETERS for cell in cells) > 1:
        defects.append(Defect(file, "cells", "more than one parameters cell", "keep the first"))
    if not any(cell.role in GRADED for cell in cells):
        defects.append(Defect(file, "cells", "no graded cell", 'mark one with role="answer" points=…'))
    return defects


def _faults(cell: Cell) -> list[tuple[str, str]]:
    faults = []
    if cell.role is not Role.STATEMENT and not cell.name:
        faults.append((f"a {cell.role.value} cell needs a name", 'add name="…" to its marker'))
    if cell.name and not NAME.match(cell.name):
        faults.append((f"bad name {cell.name!r}", "small letters, digits and hyphens, a letter first"))
    if cell.role in GRADED and cell.points <= 0:
        faults.append((f"a {cell.role.value} cell needs points", "add points=… to its marker"))
    if cell.role not in GRADED and cell.points:
        faults.append((f"a {cell.role.value} cell carries no points", "remove points, or change the role"))
    if cell.role in CODE_ONLY and cell.kind != "code":
        faults.append((f"a {cell.role.value} cell must be code", "remove [markdown] from its marker"))
    if cell.source.count("BEGIN SOLUTION") != cell.source.count("END SOLUTION"):
        faults.append(("BEGIN SOLUTION and END SOLUTION do not pair up", "close every solution region"))
    if "BEGIN SOLUTION" in cell.source and cell.role not in (Role.SOLUTION, Role.MANUAL):
        faults.append(("a solution region in a cell that learners cannot edit", "use role=solution or manual"))
    if cell.role is Role.SOLUTION and "BEGIN SOLUTION" not in cell.source:
        faults.append(("a solution cell without a solution region", "put ### BEGIN SOLUTION … ### END SOLUTION"))
    if cell.role is Role.ANSWER and "answer(" not in cell.source:
        faults.append(("an answer cell that hands nothing in", 'call answer("…") in it'))
    return faults
