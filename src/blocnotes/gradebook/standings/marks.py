"""The marks of a cohort as one matrix: a row a graded cell, a column a learner."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blocnotes.framework.model import Evidence
from blocnotes.gradebook.standings.values import GradedCell

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CohortMarks:
    """Points by cell and learner: NaN where a mark is awaited, and where the learner has no such cell."""

    learners: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    maxima: Floats
    points: Floats
    handed_in: Flags
    """Whether the learner has the cell, marked or awaited; the same shape as the points."""

    @cached_property
    def columns(self) -> dict[str, int]:
        """The place of each learner."""
        return {learner: place for place, learner in enumerate(self.learners)}

    @cached_property
    def rows(self) -> dict[str, list[int]]:
        """The places of the cells of each assignment, and of each `assignment/cell`."""
        found: dict[str, list[int]] = {}
        for place, (assignment, cell) in enumerate(self.cells):
            found.setdefault(assignment, []).append(place)
            found[f"{assignment}/{cell}"] = [place]
        return found

    def find(self, evidence: Evidence) -> list[int]:
        """Give the rows that a piece of evidence names, by the name of the cell."""
        return sorted(self.rows.get(evidence.name, ()), key=self.cells.__getitem__)

    def cells_of(self, learner: str) -> Iterator[GradedCell]:
        """Give one learner's marks one by one, without what only the explanation needs."""
        column = self.columns[learner]
        for row in np.flatnonzero(self.handed_in[:, column]):
            points = float(self.points[row, column])
            marked = None if np.isnan(points) else points
            yield GradedCell(learner, *self.cells[row], marked, float(self.maxima[row]), "")
