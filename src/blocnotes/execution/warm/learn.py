"""Find out what to preload: which modules a solution's run has loaded."""

import ast
import json
from typing import Any

from blocnotes.records import Notebook

LISTING = "import sys as _s, json as _j; _j.dumps(sorted(_s.modules))"
"""The code of a last cell, after a solution: it lists what is loaded then."""


def add_listing(notebook: Notebook) -> Notebook:
    """Give a notebook of the instructor's with one more cell, that lists the modules."""
    cell = {"cell_type": "code", "id": "modules", "metadata": {}, "source": LISTING}
    return {**notebook, "cells": [*notebook["cells"], {**cell, "execution_count": None, "outputs": []}]}


def take_listing(notebook: Notebook) -> tuple[Notebook, tuple[str, ...]]:
    """Take the cell out again; gives the notebook as it was, and the modules (none where the run did not get there)."""
    *cells, last = notebook["cells"]
    return {**notebook, "cells": cells}, _read(last)


def _read(cell: dict[str, Any]) -> tuple[str, ...]:
    for output in cell["outputs"]:
        if output["output_type"] == "execute_result":
            names = json.loads(ast.literal_eval("".join(output["data"]["text/plain"])))
            return tuple(name for name in names if not name.startswith("_") and name != "__main__")
    return ()
