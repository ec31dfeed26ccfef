"""Read and write an assignment's text (py:percent). The one home of jupytext."""

from pathlib import Path
from typing import Any

import jupytext

from blocnotes.authoring.cells import Cell, Role, find_defects
from blocnotes.errors import ContentDefects, ContentError, Defect

MARKERS = {"name", "role", "points"}
JUPYTEXT_OWN = {"lines_to_next_cell", "title", "cell_marker", "tags"}


def read_source(path: Path) -> list[Cell]:
    """Read a text into cells; every defect is reported at once.

    Raises ContentError when the file cannot be read, ContentDefects when markers are wrong.
    """
    cells, defects = parse(_text(path), str(path))
    defects += find_defects(cells, str(path))
    if defects:
        raise ContentDefects(defects)
    return cells


def read_fragments(path: Path) -> dict[str, str]:
    """Read the named cells of a proof's text: name → source."""
    cells, defects = parse(_text(path), str(path))
    defects += [
        Defect(str(path), f"cell {index + 1}", "a cell without a name", 'add name="…" of the cell that it replaces')
        for index, cell in enumerate(cells)
        if not cell.name and cell.source.strip() and cell.kind == "code"
    ]
    if defects:
        raise ContentDefects(defects)
    return {cell.name: cell.source for cell in cells if cell.name}


def parse(text: str, file: str) -> tuple[list[Cell], list[Defect]]:
    """Split a text into cells, and list the markers that mean nothing."""
    notebook = jupytext.reads(text, fmt="py:percent")
    cells, defects = [], []
    for index, node in enumerate(notebook.cells):
        marker = dict(node.metadata)
        place = f"cell {index + 1} ({marker.get('name', 'unnamed')})"
        for key in sorted(set(marker) - MARKERS - JUPYTEXT_OWN):
            defects.append(Defect(file, place, f"unknown marker {key!r}", f"markers are {', '.join(sorted(MARKERS))}"))
        cell, fault = _cell(node, marker)
        cells.append(cell)
        if fault:
            defects.append(Defect(file, place, fault, f"roles are {', '.join(role.value for role in Role)}"))
    return cells, defects


def _cell(node: Any, marker: dict[str, Any]) -> tuple[Cell, str]:
    role, fault = Role.STATEMENT, ""
    try:
        role = Role(marker.get("role", "statement"))
    except ValueError:
        fault = f"unknown role {marker['role']!r}"
    points = marker.get("points", 0)
    if not isinstance(points, int | float) or isinstance(points, bool):
        points, fault = 0, f"points must be a number, not {points!r}"
    kind = "code" if node.cell_type == "code" else "markdown"
    cell = Cell(kind=kind, source=node.source, role=role, name=str(marker.get("name", "")), points=float(points))
    return cell, fault


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"cannot be read: {error}", where=str(path), cure="write it in UTF-8") from error
