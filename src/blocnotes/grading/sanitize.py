"""Put the learner's strings into the instructor's skeleton: nothing else of a hand-in goes on."""

import copy
from collections.abc import Iterator
from typing import Any

from blocnotes.records import Notebook

ADDED = "ajout-"
"""How the ids of cells that a learner added begin: given here, whatever the hand-in says."""


def sanitize(skeleton: Notebook, submission: Notebook) -> tuple[Notebook, tuple[str, ...]]:
    """Give a notebook with the skeleton's order, locked cells and metadata, and the learner's own sources.

    Cells that the learner added stay where they stood; tags, outputs, metadata and kernels are dropped. The notes
    say, in French, what was set right.
    """
    known = {_grade_id(cell): cell for cell in skeleton["cells"] if _grade_id(cell)}
    statements = {cell.get("id"): _text(cell) for cell in skeleton["cells"] if not _grade_id(cell)}
    written, extras, notes = _sort_out(submission, known, statements)
    cells: list[dict[str, Any]] = list(_extra_nodes(extras.get("", []), "debut"))
    for cell in skeleton["cells"]:
        name = _grade_id(cell)
        cells.append(_fill(cell, written, notes))
        cells += _extra_nodes(extras.get(name, []), name) if name else []
    return {**_frame(skeleton), "cells": cells}, tuple(notes)


def is_editable(cell: dict[str, Any]) -> bool:
    """Tell whether a skeleton's cell is the learner's to write."""
    return bool(cell.get("metadata", {}).get("nbgrader", {}).get("solution"))


def is_added(cell: dict[str, Any]) -> bool:
    """Tell whether a sanitized notebook's cell is one that the learner added."""
    return str(cell.get("id", "")).startswith(ADDED)


def _sort_out(
    submission: Notebook, known: dict[str, Any], statements: dict[Any, str]
) -> tuple[dict[str, str], dict[str, list[dict[str, Any]]], list[str]]:
    written: dict[str, str] = {}
    extras: dict[str, list[dict[str, Any]]] = {}
    notes: list[str] = []
    last = {cell["grade_id"]: index for index, cell in enumerate(submission["cells"]) if cell["grade_id"] in known}
    anchor = ""
    for index, cell in enumerate(submission["cells"]):
        name = cell["grade_id"]
        if name in known and last[name] == index and cell["cell_type"] == known[name]["cell_type"]:
            written[name], anchor = cell["source"], name
            continue
        if name in known:
            notes.append(f"La cellule « {name} » figure plusieurs fois ou a changé de type : la dernière compte.")
        if statements.get(cell["id"]) == cell["source"] or (name in known and not is_editable(known[name])):
            continue
        if cell["source"].strip():
            extras.setdefault(anchor, []).append(cell)
    return written, extras, notes


def _fill(cell: dict[str, Any], written: dict[str, str], notes: list[str]) -> dict[str, Any]:
    node = copy.deepcopy(cell)
    name = _grade_id(cell)
    if name and name not in written:
        notes.append(f"La cellule « {name} » manquait : elle a été remise en place.")
    elif name and is_editable(cell):
        node["source"] = written[name]
    elif name and written[name].strip() != _text(cell).strip():
        notes.append(f"La cellule verrouillée « {name} » avait été modifiée : elle a été rétablie.")
    node["source"] = _text(node)
    if node["cell_type"] == "code":
        node["outputs"], node["execution_count"] = [], None
    return node


def _extra_nodes(cells: list[dict[str, Any]], anchor: str) -> Iterator[dict[str, Any]]:
    for index, cell in enumerate(cells):
        node = {
            "cell_type": cell["cell_type"],
            "id": f"{ADDED}{anchor}-{index}"[:64],
            "metadata": {},
            "source": cell["source"],
        }
        yield node | ({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})


def _frame(skeleton: Notebook) -> dict[str, Any]:
    return {
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": skeleton.get("nbformat_minor", 5),
    }


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))


def _text(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
