"""The arithmetic of evidence: points that are known, points that are still awaited, and nothing at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from blocnotes.framework.bounds import Bounds, complete
from blocnotes.framework.rules import Item, Rule, mean, reaches


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece of evidence: the points marked, out of how many, and those still awaited."""

    weight: float
    points: float
    maximum: float
    awaited_maximum: float = 0.0

    @property
    def is_missing(self) -> bool:
        """Tell whether there is nothing to weigh, marked or awaited."""
        return self.maximum + self.awaited_maximum == 0

    @property
    def ratio(self) -> float:
        """The ratio of what is marked; evidence without a mark has none."""
        return _ratio(self.points, self.maximum)

    def complete(self, rule: Rule, *, at_best: bool) -> Item:
        """Take what is awaited or missing as nothing, or as full marks."""
        total = self.maximum + self.awaited_maximum
        points = self.points + (self.awaited_maximum if at_best else 0.0)
        ratio = float(at_best) if self.is_missing else _ratio(points, total)
        return Item(ratio, reaches(ratio, rule.pass_mark), self.weight)


def weigh(weight: float, marked: Iterable[tuple[float, float]], awaited: Iterable[float]) -> Weighed:
    """Sum up marks (points, maximum) and awaited maxima, the same in every order."""
    marks = tuple(marked)
    points, maximum = fsum(mark[0] for mark in marks), fsum(mark[1] for mark in marks)
    return Weighed(weight, points, maximum, fsum(awaited))


def bound_evidence(rule: Rule, evidence: Sequence[Weighed]) -> Bounds:
    """Apply a rule to evidence of which a part may be unknown."""
    worst = complete(rule, [weighed.complete(rule, at_best=False) for weighed in evidence])
    best = complete(rule, [weighed.complete(rule, at_best=True) for weighed in evidence])
    return Bounds(worst, best)


def score_of(evidence: Iterable[Weighed]) -> float | None:
    """Give the weighted mean of what is marked; None where nothing is."""
    marked = [Item(weighed.ratio, False, weighed.weight) for weighed in evidence if weighed.maximum]
    return mean(marked) if marked else None


def _ratio(points: float, maximum: float) -> float:
    # Extra credit may exceed a maximum, and a penalty go under zero: neither reaches beyond its own evidence.
    return min(max(points / maximum, 0.0), 1.0)
