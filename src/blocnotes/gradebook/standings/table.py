"""Where a cohort stands, as columns, and as the rows that a jury reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from blocnotes.framework.model import Certification
from blocnotes.framework.wording import write_mark
from blocnotes.gradebook.standings.columns import ORDER, Column
from blocnotes.gradebook.standings.values import LearnerStanding, Outcome


@dataclass(frozen=True, eq=False)
class CohortStandings:
    """Where every learner stands: a column a competency (by full code), a bloc (by code), the certification."""

    certification: Certification
    learners: tuple[str, ...]
    competencies: Mapping[str, Column]
    blocs: Mapping[str, Column]
    whole: Column

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Give the table of blocs by learner: the learner, each bloc's status and mark, the certification's status."""
        columns = [self.learners, *(_write(column) for column in self.blocs.values()), _write(self.whole)]
        return zip(*columns, strict=True)


def put(found: CohortStandings, place: int, standing: LearnerStanding) -> None:
    """Put one learner, judged one by one, in their place."""
    _put_one(found.whole, place, standing)
    for bloc in standing.blocs:
        _put_one(found.blocs[bloc.code], place, bloc)
        for competency in bloc.competencies:
            _put_one(found.competencies[f"{bloc.code}.{competency.code}"], place, competency)


def _put_one(column: Column, place: int, outcome: Outcome) -> None:
    for side, found in ((column.worst, outcome.bounds.worst), (column.best, outcome.bounds.best)):
        side.standing[place], side.ratio[place] = ORDER.index(found.standing), found.ratio
    column.score[place] = np.nan if outcome.score is None else outcome.score
    column.provisional[place] = outcome.provisional


def _write(column: Column) -> list[str]:
    """Write a column as a jury reads it: `acquis 14,5/20 *`; what looks alike is written once."""
    marks = np.floor(np.nan_to_num(column.score, nan=-1.0) * 2000 + 1e-6).astype(np.int64)
    keys = (marks * len(ORDER) + column.status) * 2 + column.provisional
    distinct, places = np.unique(keys, return_inverse=True)
    written = np.array([_write_one(int(key)) for key in distinct], dtype=object)
    texts: list[str] = written[places].tolist()
    return texts


def _write_one(key: int) -> str:
    mark, status = divmod(key // 2, len(ORDER))
    score = f"\u00a0: {write_mark(mark / 2000)}" if mark >= 0 else ""
    return f"{ORDER[status].value}{score}{' *' if key % 2 else ''}"
