"""Take a hand-in in: regular files only, capped, strict; kept untouched, known by its SHA-256."""

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Any

from blocnotes.errors import SubmissionRefused
from blocnotes.records import Notebook

MAX_BYTES = 10 << 20
MAX_CELLS = 2_000
MAX_SOURCE = 1 << 20
SAVE_AGAIN = "ouvrez-le dans JupyterLab, enregistrez-le, puis remettez-le à nouveau"


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a regular file without following links, at most `limit` bytes.

    Raises SubmissionRefused for a link, a device, a pipe or a file that is too large.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        cure = "remettez le fichier lui-même, et non un lien"
        raise SubmissionRefused("ce n’est pas un fichier lisible", where=str(path), cure=cure) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        cure = "remettez un fichier .ipynb ordinaire"
        raise SubmissionRefused("ce n’est pas un fichier ordinaire", where=str(path), cure=cure)
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(limit + 1)
    refuse_large(content, str(path), limit)
    return content


def refuse_large(content: bytes, where: str, limit: int = MAX_BYTES) -> None:
    """Raise SubmissionRefused for more bytes than a hand-in may have."""
    if len(content) > limit:
        size = f"le fichier dépasse {limit >> 20} Mio"
        cure = "effacez les sorties (Édition › Effacer les sorties de toutes les cellules) et les images collées"
        raise SubmissionRefused(size, where=where, cure=cure)


def fingerprint(content: bytes) -> str:
    """Give the SHA-256 of a hand-in, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def parse_notebook(content: bytes, where: str) -> Notebook:
    """Parse a hand-in into a notebook of plain cells: types and sources, and the graders' names.

    Raises SubmissionRefused when it is no notebook in nbformat 4.
    """
    try:
        data = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, UnicodeDecodeError) as error:
        raise SubmissionRefused(
            "ce n’est pas un notebook : le fichier est corrompu", where=where, cure=SAVE_AGAIN
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise SubmissionRefused("ce n’est pas un notebook (nbformat 4)", where=where, cure=SAVE_AGAIN)
    if data.get("nbformat") != 4:
        raise SubmissionRefused("le format du notebook n’est pas nbformat 4", where=where, cure=SAVE_AGAIN)
    if len(data["cells"]) > MAX_CELLS:
        raise SubmissionRefused(f"le notebook compte plus de {MAX_CELLS} cellules", where=where, cure="supprimez-en")
    return {"cells": [_cell(cell, index, where) for index, cell in enumerate(data["cells"])], "nbformat": 4}


def _cell(cell: Any, index: int, where: str) -> dict[str, Any]:
    place = f"{where}, cellule {index + 1}"
    if not isinstance(cell, dict):
        raise SubmissionRefused("une cellule est illisible", where=place, cure=SAVE_AGAIN)
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or len(source) > MAX_SOURCE:
        raise SubmissionRefused("le texte d’une cellule est illisible ou trop long", where=place, cure=SAVE_AGAIN)
    kind = "code" if cell.get("cell_type") == "code" else "markdown"
    # Half a surrogate pair is no character, and could not be written down again.
    source = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return {"cell_type": kind, "source": source, "id": _word(cell.get("id")), "grade_id": _grade_id(cell)}


def _grade_id(cell: dict[str, Any]) -> str:
    metadata = cell.get("metadata")
    marker = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return _word(marker.get("grade_id")) if isinstance(marker, dict) else ""


def _word(value: Any) -> str:
    return value[:200].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
