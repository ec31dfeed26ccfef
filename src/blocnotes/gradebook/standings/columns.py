"""The rules of `blocnotes.framework`, for all learners at once: the same statuses, and the same scores to the last bit.

What is one value there is a column here, an element a learner. Sums are compensated, so that they round as
`math.fsum` does there. The tests hold the two against each other; the reasons are given only there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blocnotes.framework.bounds import Standing
from blocnotes.framework.rules import AllOf, AnyOf, AtLeast, MeanOf, Rule, lower
from blocnotes.gradebook.standings.marks import Flags, Floats

Codes = NDArray[np.int8]
ORDER = tuple(Standing)
"""The standing of each code."""
ACQUIRED, PARTLY, NOT_ACQUIRED, NOT_ASSESSED, DISPENSED = range(len(ORDER))


@dataclass(frozen=True, eq=False)
class Items:
    """One thing that a rule weighs, for all learners."""

    ratio: Floats
    passed: Flags
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Side:
    """The worst or the best that the evidence can give: standings and ratios."""

    standing: Codes
    ratio: Floats

    @property
    def is_acquired(self) -> Flags:
        """Whether a bloc or a certification may rest on it."""
        return np.equal(self.standing, ACQUIRED)


@dataclass(frozen=True, eq=False)
class Column:
    """Where all learners stand on one thing: status codes, scores (NaN where there is none), provisional or not."""

    worst: Side
    best: Side
    score: Floats
    provisional: Flags

    @property
    def status(self) -> Codes:
        """What may be said today, as codes: see `blocnotes.framework.bounds.Bounds`."""
        is_open = (self.worst.standing != self.best.standing) & (self.worst.standing == NOT_ACQUIRED)
        return np.where(is_open, NOT_ASSESSED, self.worst.standing).astype(np.int8)


def add(terms: Iterable[Floats], size: int) -> Floats:
    """Sum columns as if in twice the precision, rounded once at the end."""
    first, *others = [*terms] or [np.zeros(size)]
    if not others:
        return first
    total, lost = first, np.zeros(size)
    for term in others:
        sum_ = total + term
        kept = sum_ - total
        lost += (total - (sum_ - kept)) + (term - kept)
        total = sum_
    return total + lost


def divide(above: Floats, below: Floats) -> Floats:
    """Divide where it can be done; 0 elsewhere."""
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def complete(rule: Rule, items: Sequence[Items], size: int) -> Side:
    """Apply a rule to evidence of which nothing is missing."""
    mean = mean_of(items, size)
    passed = sum((item.passed.astype(np.int16) for item in items), np.zeros(size, np.int16))
    acquired = _holds(rule, items, passed, mean)
    standing = np.where(acquired, ACQUIRED, np.where(passed > 0, PARTLY, NOT_ACQUIRED)).astype(np.int8)
    return Side(standing, mean)


def mean_of(items: Sequence[Items], size: int) -> Floats:
    """Give the weighted mean of the ratios; 0 without an item."""
    weight = add((np.full(1, item.weight) for item in items), 1)
    return divide(add((item.ratio * item.weight for item in items), size), np.broadcast_to(weight, (size,)))


def _holds(rule: Rule, items: Sequence[Items], passed: NDArray[np.int16], mean: Floats) -> Flags:
    held: Flags
    match rule:
        case AllOf():
            held = (passed > 0) & (passed == len(items))
        case AnyOf():
            held = passed > 0
        case AtLeast(count):
            held = (passed > 0) & (passed >= min(count, len(items)))
        case MeanOf(minimum, floor):
            held = reach(mean, minimum)
            for item in items:
                held = held & reach(item.ratio, floor)
    return held


def reach(ratio: Floats, threshold: float) -> Flags:
    """Tell where a ratio is at least the threshold, but for the rounding of floats."""
    reached: Flags = np.greater_equal(ratio, lower(threshold))
    return reached
