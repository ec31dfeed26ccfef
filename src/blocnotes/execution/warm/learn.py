"""Find out what to preload: run the reference once, and see which modules it has loaded."""

import ast
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from blocnotes.errors import ContentError

from ..sandbox.levels import Level
from .parent import WarmParent
from .usage import KernelLimits

FAILURES = ("assert 1 == 2", "def f():\n    raise NotImplementedError\nf()", "x = ((")
"""A learner's notebook fails where the reference does not, and loads what shows a failure."""
LIST = "import sys, json; json.dumps(list(sys.modules))"
LIMITS = KernelLimits(cell_output_bytes=16 << 20, total_output_bytes=64 << 20)


def learn_modules(
    cells: Sequence[str],
    *,
    python: Path | None = None,
    files: Path | None = None,
    packages: Sequence[Path] = (),
    level: Level = Level.FULL,
) -> tuple[str, ...]:
    """List the modules that a reference notebook loads, in the order in which it loads them.

    The run has a warm parent of its own, thrown away after it: what the reference knows is in no kernel.
    Raises ContentError when the reference kills its kernel.
    """
    node = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in (LIST, *cells, *FAILURES, LIST)]
    )
    with WarmParent(python=python or Path(sys.executable), packages=packages, level=level) as warm:
        manager = warm.kernel_manager(files=files, limits=LIMITS)
        try:
            NotebookClient(node, kernel_manager_class=manager, allow_errors=True).execute()
        except DeadKernelError as error:
            raise ContentError("the reference notebook kills its kernel", cure="run it by itself") from error
    before = set(_read(node.cells[0]))
    return tuple(name for name in _read(node.cells[-1]) if name not in before and not name.startswith("_"))


def _read(cell: nbformat.NotebookNode) -> list[str]:
    for output in cell.outputs:
        if output.output_type == "execute_result":
            return [str(name) for name in json.loads(ast.literal_eval(output.data["text/plain"]))]
    raise ContentError("the reference notebook hides its modules", cure="let it not replace sys.modules")
