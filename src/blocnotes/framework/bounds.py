"""What a rule says when only a part of the evidence is known.

A rule is applied twice: as if all that is still unknown brought nothing, and as if it brought full marks.
Where both agree, the standing is settled: `acquis` and `non acquis` can then not be undone by what is still
to come, only by marking again what was marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from blocnotes.framework.rules import Item, Rule, holds, mean


class Standing(StrEnum):
    """Where a learner stands, in the words that a jury reads."""

    ACQUIRED = "acquis"
    PARTLY_ACQUIRED = "partiellement acquis"
    NOT_ACQUIRED = "non acquis"
    NOT_ASSESSED = "non évalué"
    DISPENSED = "dispensé"

    @property
    def counts_as_acquired(self) -> bool:
        """Tell whether a bloc or a certification may rest on it."""
        return self in (Standing.ACQUIRED, Standing.DISPENSED)


@dataclass(frozen=True, slots=True)
class Completion:
    """One way in which the evidence may turn out: the standing and the ratio that it would give."""

    standing: Standing
    ratio: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """The worst and the best that the evidence can still give."""

    worst: Completion
    best: Completion

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing that is still to come can change the standing."""
        return self.worst.standing is self.best.standing

    @property
    def standing(self) -> Standing:
        """What may be said today: what is proven, and `non évalué` while the outcome is open."""
        if self.is_settled or self.worst.standing is not Standing.NOT_ACQUIRED:
            return self.worst.standing
        return Standing.NOT_ASSESSED


UNKNOWN = Bounds(Completion(Standing.NOT_ACQUIRED, 0.0), Completion(Standing.ACQUIRED, 1.0))
DISPENSED = Bounds(Completion(Standing.DISPENSED, 1.0), Completion(Standing.DISPENSED, 1.0))


def complete(rule: Rule, items: Sequence[Item]) -> Completion:
    """Apply a rule to evidence of which nothing is missing."""
    return Completion(_standing(rule, items), mean(items))


def _standing(rule: Rule, items: Sequence[Item]) -> Standing:
    if holds(rule, items):
        return Standing.ACQUIRED
    return Standing.PARTLY_ACQUIRED if any(item.passed for item in items) else Standing.NOT_ACQUIRED


def bound_bloc(rule: Rule, competencies: Sequence[Bounds], *, is_proven: bool) -> Bounds:
    """Apply a bloc's rule to its competencies; it stays partly acquired while one is proven by nothing."""
    worst = complete(rule, [_item(competency.worst) for competency in competencies])
    best = complete(rule, [_item(competency.best) for competency in competencies])
    if worst.standing is Standing.ACQUIRED and not is_proven:
        worst = Completion(Standing.PARTLY_ACQUIRED, worst.ratio)
    return Bounds(worst, best)


def bound_certification(blocs: Sequence[Bounds], requirements: Sequence[Bounds], *, is_divisible: bool) -> Bounds:
    """Demand every bloc and every requirement; no bloc makes up for another."""
    worst = [part.worst.standing.counts_as_acquired for part in (*blocs, *requirements)]
    best = [part.best.standing.counts_as_acquired for part in (*blocs, *requirements)]
    return Bounds(*(_sum_up(parts, len(blocs), is_divisible=is_divisible) for parts in (worst, best)))


def _sum_up(acquired: Sequence[bool], blocs: int, *, is_divisible: bool) -> Completion:
    if all(acquired):
        return Completion(Standing.ACQUIRED, 1.0)
    # The blocs come first: a requirement alone acquires no part of a certification.
    is_partial = is_divisible and any(acquired[:blocs])
    return Completion(Standing.PARTLY_ACQUIRED if is_partial else Standing.NOT_ACQUIRED, 0.0)


def _item(completion: Completion) -> Item:
    # What is dispensed passes, and weighs nothing in a mean.
    weight = 0.0 if completion.standing is Standing.DISPENSED else 1.0
    return Item(completion.ratio, completion.standing.counts_as_acquired, weight)
