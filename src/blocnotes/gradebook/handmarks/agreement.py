"""How far two markers agree: pure functions on pairs of marks.

Cohen's weighted kappa (Cohen 1968): 1 minus the weighted disagreement that was observed, over the one that two markers
with these habits would reach by chance. 1 is full agreement, 0 is chance, below 0 is worse than chance.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import fsum

Pairs = Sequence[tuple[float, float]]


class Weights(Enum):
    """How much it costs to be some ranks apart: nothing told apart, by ranks, by their square."""

    NONE = 0
    LINEAR = 1
    QUADRATIC = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings agree on one question or one criterion; shares are from 0 to 1."""

    pairs: int
    exact: float
    within: float
    mean_difference: float
    """First minus second, in points: who is more severe."""
    mean_distance: float
    kappa: float | None
    """Quadratically weighted; None where it cannot be told: no pair, or everybody always gives the same."""
    kappa_linear: float | None


def measure(pairs: Pairs, categories: Sequence[float], threshold: float) -> Agreement:
    """Measure the agreement of pairs of marks over the marks that can be given."""
    many = max(len(pairs), 1)
    gaps = [first - second for first, second in pairs]
    return Agreement(
        pairs=len(pairs),
        exact=sum(abs(gap) < 1e-9 for gap in gaps) / many,
        within=sum(abs(gap) <= threshold + 1e-9 for gap in gaps) / many,
        mean_difference=fsum(gaps) / many,
        mean_distance=fsum(map(abs, gaps)) / many,
        kappa=weigh_kappa(pairs, categories, Weights.QUADRATIC),
        kappa_linear=weigh_kappa(pairs, categories, Weights.LINEAR),
    )


def weigh_kappa(pairs: Pairs, categories: Sequence[float], weights: Weights) -> float | None:
    """Give Cohen's kappa; `categories` are all the marks that can be given, and their ranks are what is compared.

    None where it is not defined: without pairs, or where chance alone could not make anybody disagree.
    """
    ranks = {mark: rank for rank, mark in enumerate(sorted({*categories, *(mark for pair in pairs for mark in pair)}))}
    ranked = [(ranks[first], ranks[second]) for first, second in pairs]
    first, second = Counter(a for a, _ in ranked), Counter(b for _, b in ranked)
    observed = fsum(_cost(a, b, weights) for a, b in ranked) * len(ranked)
    by_chance = fsum(many * more * _cost(a, b, weights) for a, many in first.items() for b, more in second.items())
    return 1 - observed / by_chance if by_chance else None


def _cost(first: int, second: int, weights: Weights) -> float:
    # 0 ** 0 is 1: without weights two marks are the same, or they are not.
    return 0.0 if first == second else float(abs(first - second) ** weights.value)
