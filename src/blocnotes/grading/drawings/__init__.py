"""Read what a figure shows from the summary that left the kernel: panels, bars, points, lines, texts, colours.

What a figure *should* show is for each grader to say.
"""

from blocnotes.grading.drawings.colours import (
    blended,
    confused,
    lab_deuteranope,
    ratio,
)
from blocnotes.grading.drawings.faults import (
    baseline_fault,
    faint_text,
    has_unit,
)
from blocnotes.grading.drawings.figure import Figure, Panel
from blocnotes.grading.drawings.lines import Line, beside, curves, looks_like
from blocnotes.grading.drawings.marks import (
    Mark,
    bars_and_points,
    is_dots,
    marker_of,
    motif_of,
)
from blocnotes.grading.drawings.raw import (
    MAX_MARKS,
    colour,
    items,
    mapping,
    name_key,
    numbers,
    plain,
    word,
)

__all__ = [
    "MAX_MARKS",
    "Figure",
    "Line",
    "Mark",
    "Panel",
    "bars_and_points",
    "baseline_fault",
    "beside",
    "blended",
    "colour",
    "confused",
    "curves",
    "faint_text",
    "has_unit",
    "is_dots",
    "items",
    "lab_deuteranope",
    "looks_like",
    "mapping",
    "marker_of",
    "motif_of",
    "name_key",
    "numbers",
    "plain",
    "ratio",
    "word",
]
