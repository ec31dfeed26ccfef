"""First-use costs, paid once: public cells of our own, run in the warm parent's shell and then forgotten.

Nothing of a course goes in here: what the parent has seen, every child can read.
"""

import sys
from typing import Any

from ipykernel.zmqshell import ZMQInteractiveShell

CELLS = {
    "": (
        "import sys, os\nx = [i for i in range(3)]\nx",
        "def f(value):\n    raise NotImplementedError\nf(1)",
        "assert 1 == 2, 'no'",
        "x = ((",
        "%time 1",
    ),
    "numpy": (
        "import numpy as np\nr = np.random.default_rng(0)\na = r.normal(size=(20, 3))",
        "a.mean(), a.std(), a @ a.T, a[:2]",
    ),
    "pandas": (
        "import pandas as pd\nd = pd.DataFrame({'a': [1, 2, 3, 4], 'b': [1.5, 2, None, 4], 'c': [*'xyxy']})",
        "d",
        "d.groupby('c').agg({'a': 'sum', 'b': 'mean'})",
        "d.merge(d, on='a').sort_values('a').describe()",
        "d.pivot_table(index='c', values='a').reset_index()",
        "d['c'].value_counts(), d.isna().sum(), d.query('a > 1')",
    ),
    "matplotlib": (
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2], label='x')\nax.legend()",
        "fig, ax = plt.subplots()\nax.bar([1, 2], [3, 4])\nax.hist([1, 2, 2])\nax.scatter([1, 2], [3, 4])",
        "fig, ax = plt.subplots()\nax.set_title('Titre')\nax.set_xlabel('x')\nax.grid(True)",
        "fig, ax = plt.subplots()\nax.loglog([1, 10], [1, 10])\nax.set_title('$x$')",
    ),
    "sklearn.linear_model": (
        "from sklearn.linear_model import LinearRegression\nmodel = LinearRegression()\nmodel",
        "model.fit([[0.0], [1.0]], [0.0, 1.0]).predict([[2.0]])",
    ),
}


def warm_up(shell: ZMQInteractiveShell) -> None:
    """Run the cells of the libraries that are loaded, and forget them."""
    outputs = sys.stdout, sys.stderr
    for library, cells in CELLS.items():
        if not library or library in sys.modules:
            for cell in cells:
                shell.run_cell(cell, store_history=True)
    sys.stdout, sys.stderr = outputs
    _forget(shell)


def _forget(shell: ZMQInteractiveShell) -> None:
    shell.reset(new_session=True)
    shell.execution_count = 1
    shell._last_traceback = None
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
