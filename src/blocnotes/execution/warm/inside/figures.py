"""What a kernel does with matplotlib's figures at the end of a cell."""

import sys
from typing import Any


def prepare(render: bool) -> None:
    """Draw each figure once where somebody will look, and not at all where nobody does."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        # pyplot draws every figure before the inline backend draws it again for its picture: nobody sees the first.
        pyplot._draw_all_if_interactive = lambda: None
    if not render:
        _show_no_pictures()


def _show_no_pictures() -> None:
    from IPython.core.getipython import get_ipython
    from matplotlib_inline.config import InlineBackend

    InlineBackend.instance(parent=get_ipython()).figure_formats = set()
