"""Two readings: when a question needs another pair of eyes, and what mark comes of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean, median


class Stage(Enum):
    """What an answer waits for, in the words that markers read."""

    FIRST = "à corriger"
    SECOND = "attend une seconde correction"
    THIRD = "attend une troisième correction"
    SETTLED = "corrigée"


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where an answer stands, and the mark that counts once it is settled."""

    stage: Stage
    points: float | None = None


def settle(signed: Sequence[float], threshold: float | None) -> Settlement:
    """Find the mark that counts, from signed marks in the order in which they came.

    threshold None: one reading, the last signed mark counts. Otherwise two readings: their mean where they are at most
    `threshold` points apart, and else, after a third reading, the middle one of the three.
    """
    if not signed:
        return Settlement(Stage.FIRST)
    if threshold is None:
        return Settlement(Stage.SETTLED, signed[-1])
    if len(signed) == 1:
        return Settlement(Stage.SECOND)
    if not diverge(signed[0], signed[1], threshold):
        return Settlement(Stage.SETTLED, fmean(signed[:2]))
    if len(signed) == 2:
        return Settlement(Stage.THIRD)
    return Settlement(Stage.SETTLED, median(signed[:3]))


def diverge(first: float, second: float, threshold: float) -> bool:
    """Tell whether two marks are further apart than they may be."""
    return abs(first - second) > threshold + 1e-9
