"""From levels to points: what a rubric adds up to, and which totals it allows. Pure."""

from collections.abc import Mapping, Sequence
from itertools import product

from blocnotes.authoring.manifest import RubricCriterion

Rubric = Sequence[RubricCriterion]
TOTALS = 500


def add_up(rubric: Rubric, levels: Mapping[str, float]) -> float | None:
    """Give the points of the chosen levels (criterion → points); None while a criterion has none."""
    if any(item.criterion not in levels for item in rubric):
        return None
    return sum(levels[item.criterion] for item in rubric)


def keep_known(rubric: Rubric, levels: Mapping[str, float]) -> dict[str, float]:
    """Keep the choices that the rubric has, and drop what it does not know."""
    allowed = {item.criterion: {level.points for level in item.levels} for item in rubric}
    return {name: points for name, points in levels.items() if points in allowed.get(name, ())}


def list_totals(rubric: Rubric) -> list[float]:
    """List the totals that the levels can add up to, lowest first."""
    totals = {0.0}
    for item in rubric:
        totals = {round(total + level.points, 6) for total, level in product(totals, item.levels)}
        if len(totals) > TOTALS:  # a rubric that fine is a scale of points
            return []
    return sorted(totals)
