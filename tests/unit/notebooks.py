"""Small notebooks for tests."""

import json

from blocnotes.records import Ending, Run


def cell(kind, source, name="", **marker):
    metadata = {"nbgrader": {"grade_id": name, **marker}} if name else {}
    node = {"cell_type": kind, "source": source, "metadata": metadata, "id": name or f"i{abs(hash(source)) % 10**6}"}
    return node | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def released():
    return {
        "cells": [
            cell("markdown", "# Titre"),
            cell("code", "# Votre code ici", "x-code", solution=True, grade=False, locked=False),
            cell("code", 'answer("x")', "x", solution=False, grade=True, locked=True, points=2),
            cell("markdown", "*Votre réponse ici.*", "avis", solution=True, grade=True, locked=False, points=1),
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def as_bytes(*cells):
    return json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()


def handed_in(*payloads, cell="x", ending=Ending.COMPLETED, avis="*Votre réponse ici.*"):
    """A run whose answer cell handed these payloads in."""
    from blocnotes.grading.answers import MIME

    notebook = released()
    for node in notebook["cells"]:
        if node["metadata"].get("nbgrader", {}).get("grade_id") == cell:
            node["metadata"]["blocnotes"] = {"answer": cell}
            node["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {MIME: p}} for p in payloads]
        if node["metadata"].get("nbgrader", {}).get("grade_id") == "avis":
            node["source"] = avis
    return Run(notebook=notebook, ending=ending, seconds=0.1)
