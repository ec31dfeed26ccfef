"""What a learner's notebook imports: hand in named answers, and hear at once what is still missing.

This package runs in the learner's kernel. It imports the standard library only, knows nothing of
the grader, holds no expected value, and never gives points: in a grading run it only emits data.
"""

from blocnotes_handin.answers import MIME, answer
from blocnotes_handin.forms import (
    choice,
    figure,
    function,
    integer,
    mapping,
    model,
    number,
    numbers,
    sequence,
    source,
    table,
    text,
    truth,
)
from blocnotes_handin.variants import own_variant

__all__ = [
    "MIME",
    "answer",
    "choice",
    "figure",
    "function",
    "integer",
    "mapping",
    "model",
    "number",
    "numbers",
    "own_variant",
    "sequence",
    "source",
    "table",
    "text",
    "truth",
]
