"""What a kernel does with matplotlib's figures at the end of a cell."""

import sys
from typing import Any

from IPython.core.getipython import get_ipython


def prepare(render: bool) -> None:
    """Draw each figure once where somebody will look, and not at all where nobody does."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        _spare_the_unseen_draw(pyplot)
    if not render:
        _show_no_pictures()


def _spare_the_unseen_draw(pyplot: Any) -> None:
    # At the end of a cell pyplot draws every figure; then the inline backend draws it again for its picture.
    events = get_ipython().events
    if pyplot._draw_all_if_interactive in events.callbacks["post_execute"]:
        events.unregister("post_execute", pyplot._draw_all_if_interactive)
    pyplot._draw_all_if_interactive = _draw_nothing


def _draw_nothing() -> None:
    return


def _show_no_pictures() -> None:
    shell = get_ipython()
    shell.config.InlineBackend.figure_formats = set()
    # An import for this alone would load matplotlib in every kernel that never plots.
    backend: Any = sys.modules.get("matplotlib_inline.config")
    if backend is not None:
        backend.InlineBackend.instance(parent=shell).figure_formats = set()
