"""Turn an assignment's cells into notebooks: the nbgrader source, and the solution that serves as reference."""

import hashlib
from dataclasses import replace

from blocnotes.authoring.cells import GRADED, LOCKED, Cell, Role
from blocnotes.records import Notebook

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def build_source(cells: list[Cell]) -> Notebook:
    """Build the nbgrader source notebook: everything that learners will see, solutions still in place."""
    return _notebook([cell for cell in cells if cell.role is not Role.REFERENCE])


def build_solution(cells: list[Cell]) -> Notebook:
    """Build the reference notebook: the source and the instructor's own reference cells."""
    return _notebook(cells)


def replace_cells(cells: list[Cell], sources: dict[str, str]) -> list[Cell]:
    """Put other sources into named cells."""
    return [replace(cell, source=sources[cell.name]) if cell.name in sources else cell for cell in cells]


def _notebook(cells: list[Cell]) -> Notebook:
    seen: dict[str, int] = {}
    return {
        "cells": [_node(cell, _identify(cell, seen)) for cell in cells],
        "metadata": {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _identify(cell: Cell, seen: dict[str, int]) -> str:
    # A name is its own stable id; an unnamed cell is known by its text, and by its rank among equals.
    if cell.name:
        return cell.name[:64]
    digest = hashlib.sha256(cell.source.encode()).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    return f"texte-{digest}-{seen[digest]}"


def _node(cell: Cell, identifier: str) -> dict[str, object]:
    node: dict[str, object] = {
        "cell_type": cell.kind,
        "id": identifier,
        "metadata": _metadata(cell),
        "source": cell.source,
    }
    if cell.kind == "code":
        node |= {"execution_count": None, "outputs": []}
    return node


def _metadata(cell: Cell) -> dict[str, object]:
    metadata: dict[str, object] = {}
    if cell.role is Role.PARAMETERS:
        metadata["tags"] = ["parameters"]
    if cell.role is Role.REFERENCE:
        return {"reference": cell.name}
    if cell.role is Role.STATEMENT:
        return metadata
    metadata["nbgrader"] = {
        "grade_id": cell.name,
        "grade": cell.role in GRADED,
        "solution": cell.role in (Role.SOLUTION, Role.MANUAL),
        "locked": cell.role in LOCKED,
        "task": False,
        "schema_version": 3,
        **({"points": cell.points} if cell.role in GRADED else {}),
    }
    if cell.role in LOCKED:
        metadata |= {"deletable": False, "editable": False}
    return metadata
