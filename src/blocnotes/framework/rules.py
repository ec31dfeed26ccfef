"""The few words in which a referential says when something is acquired: rules are data, never code.

    all                      every item passes
    any                      one item passes
    at_least 3               three items pass
    mean >= 10               the weighted mean of the items reaches 10/20
    mean >= 10 floor 7       the same, and no item is under 7/20

and, beside, which attempt counts: `attempts = "last"`, `"best"` (cell by cell) or `"first"`.

Marks are out of 20 in the text, ratios from 0 to 1 in the values.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

PASS_MARK = 0.5
OUT_OF = 20
# Marks are decimal fractions that binary floats cannot hold: 0.1 + 0.2 must reach 0.3.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every item passes."""

    pass_mark: float = PASS_MARK


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One item at least passes."""

    pass_mark: float = PASS_MARK


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many items pass."""

    count: int
    pass_mark: float = PASS_MARK


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The weighted mean of the items reaches a ratio, and no item lies under the floor."""

    minimum: float
    floor: float = 0.0

    @property
    def pass_mark(self) -> float:
        """The ratio from which one item counts as passed: the one that the mean has to reach."""
        return self.minimum


class Attempts(StrEnum):
    """Which of a learner's attempts at an assignment counts."""

    LAST = "last"
    BEST = "best"
    FIRST = "first"


Rule = AllOf | AnyOf | AtLeast | MeanOf


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a rule weighs: its ratio of points, its weight, and whether it passes."""

    ratio: float
    passed: bool
    weight: float = 1.0


class RuleError(ValueError):
    """A rule's text that the vocabulary does not hold; the message says what was expected."""


_MEAN = re.compile(r"mean >= (?P<minimum>\d+(?:\.\d+)?)(?: floor (?P<floor>\d+(?:\.\d+)?))?")
_AT_LEAST = re.compile(r"at_least (?P<count>\d+)")


def parse_rule(text: str, pass_mark: float = PASS_MARK) -> Rule:
    """Read a rule's text; raise RuleError, with the vocabulary, where it is none."""
    words = " ".join(text.split())
    if words == "all":
        return AllOf(pass_mark)
    if words == "any":
        return AnyOf(pass_mark)
    if match := _AT_LEAST.fullmatch(words):
        return _at_least(int(match["count"]), pass_mark)
    if match := _MEAN.fullmatch(words):
        return _mean(float(match["minimum"]), float(match["floor"] or 0))
    raise RuleError(f"“{text}” is no rule: write all, any, at_least n, mean >= x or mean >= x floor y")


def _at_least(count: int, pass_mark: float) -> AtLeast:
    if count < 1:
        raise RuleError("at_least needs a count of 1 or more: at_least 0 would hold with nothing proven")
    return AtLeast(count, pass_mark)


def _mean(minimum: float, floor: float) -> MeanOf:
    if not 0 < minimum <= OUT_OF:
        raise RuleError(f"a mean of {minimum:g} is not above 0 and at most {OUT_OF}")
    if floor > minimum:
        raise RuleError(f"a floor of {floor:g} above the mean of {minimum:g} makes the mean useless")
    return MeanOf(minimum / OUT_OF, floor / OUT_OF)


def reaches(ratio: float, threshold: float) -> bool:
    """Tell whether a ratio is at least the threshold, but for the rounding of floats (NaN never is)."""
    return ratio >= lower(threshold)


def lower(threshold: float) -> float:
    """Give what a ratio is really held against: a little less than the threshold, for the rounding of floats."""
    return threshold - _ROUNDING


def holds(rule: Rule, items: Sequence[Item]) -> bool:
    """Tell whether the rule is satisfied; without an item none is, and of too few items all must pass."""
    passed = sum(item.passed for item in items)
    match rule:
        case AllOf():
            return 0 < passed == len(items)
        case AnyOf():
            return passed > 0
        case AtLeast(count):
            return 0 < passed >= min(count, len(items))
        case MeanOf(minimum, floor):
            return reaches(mean(items), minimum) and all(reaches(item.ratio, floor) for item in items)


def mean(items: Sequence[Item]) -> float:
    """Give the weighted mean of the ratios, the same in every order; 0 without an item."""
    weight = fsum(item.weight for item in items)
    return fsum(item.ratio * item.weight for item in items) / weight if weight else 0.0
