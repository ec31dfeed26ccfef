"""Judging a whole cohort at once, from the matrix of its marks to the table of its blocs.

Who is dispensed from something is few: they are judged one by one, as for an explanation, and put in their place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from blocnotes.framework.model import Bloc, Certification, Competency, Course, Evidence
from blocnotes.framework.rules import Rule
from blocnotes.framework.wording import write_mark
from blocnotes.gradebook.standings.columns import (
    ACQUIRED,
    NOT_ACQUIRED,
    ORDER,
    PARTLY,
    Column,
    Items,
    Side,
    add,
    complete,
    divide,
    reach,
)
from blocnotes.gradebook.standings.judging import judge_certification
from blocnotes.gradebook.standings.marks import CohortMarks, Flags, Floats
from blocnotes.gradebook.standings.record import make_record
from blocnotes.gradebook.standings.values import Dispensation, LearnerStanding, Outcome


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


def judge_cohort(
    course: Course,
    marks: CohortMarks,
    *,
    dispensations: Mapping[str, Sequence[Dispensation]] | None = None,
    requirements: Mapping[str, Mapping[str, bool]] | None = None,
) -> CohortStandings:
    """Judge every learner of the matrix: the same statuses and scores as `standings_of`, without the reasons."""
    cohort = _Cohort(marks, requirements or {})
    blocs = {bloc.code: cohort.judge_bloc(bloc) for bloc in course.certification.blocs}
    whole = cohort.judge_certification(course.certification, list(blocs.values()))
    found = CohortStandings(course.certification, marks.learners, cohort.competencies, blocs, whole)
    for learner, granted in (dispensations or {}).items():
        if granted and learner in marks.columns:
            known = (requirements or {}).get(learner, {})
            record = make_record(course.certification, marks.cells_of(learner), learner, granted, known)
            _put(found, marks.columns[learner], judge_certification(course.certification, record))
    return found


class _Cohort:
    """The judging of one matrix; it keeps the columns of the competencies on its way."""

    def __init__(self, marks: CohortMarks, requirements: Mapping[str, Mapping[str, bool]]) -> None:
        self.marks, self.requirements = marks, requirements
        self.size = len(marks.learners)
        self.competencies: dict[str, Column] = {}
        self.marked = marks.handed_in & ~np.isnan(marks.points)

    def judge_bloc(self, bloc: Bloc) -> Column:
        parts = [self._judge_competency(competency) for competency in bloc.competencies]
        codes = (competency.full_code for competency in bloc.competencies)
        self.competencies.update(zip(codes, parts, strict=True))
        worst, best = (
            complete(bloc.rule, [Items(side.ratio, side.is_acquired) for side in sides], self.size)
            for sides in ([part.worst for part in parts], [part.best for part in parts])
        )
        if not all(competency.evidence for competency in bloc.competencies):
            worst = Side(np.where(worst.standing == ACQUIRED, PARTLY, worst.standing).astype(np.int8), worst.ratio)
        scored = [~np.isnan(part.score) for part in parts]
        total = add((np.where(has, part.score, 0.0) for has, part in zip(scored, parts, strict=True)), self.size)
        return Column(worst, best, self._mean(total, np.sum(scored, axis=0)), self._any(p.provisional for p in parts))

    def judge_certification(self, certification: Certification, blocs: Sequence[Column]) -> Column:
        demands = [self._witness(requirement.key) for requirement in certification.requirements]
        sides = []
        for has in ([p.worst.is_acquired for p in blocs], [p.best.is_acquired for p in blocs]):
            met = [worst if not sides else best for worst, best in demands]
            partial = self._any(has) if certification.is_divisible else np.zeros(self.size, dtype=np.bool_)
            standing = np.where(np.logical_and.reduce([*has, *met]), ACQUIRED, np.where(partial, PARTLY, NOT_ACQUIRED))
            sides.append(Side(standing.astype(np.int8), np.zeros(self.size)))
        provisional = self._any([*(part.provisional for part in blocs), *(worst != best for worst, best in demands)])
        return Column(sides[0], sides[1], np.full(self.size, np.nan), provisional)

    def _judge_competency(self, competency: Competency) -> Column:
        if competency.evidence:
            return self._judge_evidence(competency.rule, competency.evidence)
        nothing, all_ = np.zeros(self.size), np.ones(self.size)
        worst = Side(np.full(self.size, NOT_ACQUIRED, np.int8), nothing)
        best = Side(np.full(self.size, ACQUIRED, np.int8), all_)
        return Column(worst, best, np.full(self.size, np.nan), np.ones(self.size, dtype=np.bool_))

    def _judge_evidence(self, rule: Rule, evidence: Sequence[Evidence]) -> Column:
        worst, best, scores, weights, provisional = [], [], [], [], []
        for proof in evidence:
            points, maximum, awaited, is_awaited = self._weigh(proof)
            total = maximum + awaited
            is_missing = total == 0
            low = _clip(divide(points, total))
            high = np.where(is_missing, 1.0, _clip(divide(points + awaited, total)))
            worst.append(Items(low, reach(low, rule.pass_mark), proof.weight))
            best.append(Items(high, reach(high, rule.pass_mark), proof.weight))
            weights.append(np.where(maximum != 0, proof.weight, 0.0))
            scores.append(_clip(divide(points, maximum)) * weights[-1])
            provisional.append(is_missing | is_awaited)
        score = self._mean(add(scores, self.size), add(weights, self.size))
        sides = (complete(rule, items, self.size) for items in (worst, best))
        return Column(*sides, score, self._any(provisional))

    def _weigh(self, proof: Evidence) -> tuple[Floats, Floats, Floats, Flags]:
        rows = self.marks.find(proof)
        maxima = self.marks.maxima
        marked = [self.marked[row] for row in rows]
        open_ = [self.marks.handed_in[row] & ~self.marked[row] for row in rows]
        points = add((np.where(is_, self.marks.points[row], 0.0) for row, is_ in zip(rows, marked, strict=True)), self.size)
        maximum = add((np.where(is_, maxima[row], 0.0) for row, is_ in zip(rows, marked, strict=True)), self.size)
        awaited = add((np.where(is_, maxima[row], 0.0) for row, is_ in zip(rows, open_, strict=True)), self.size)
        return points, maximum, awaited, self._any(open_)

    def _witness(self, key: str) -> tuple[Flags, Flags]:
        worst, best = np.zeros(self.size, dtype=np.bool_), np.ones(self.size, dtype=np.bool_)
        for learner, known in self.requirements.items():
            if key in known and learner in self.marks.columns:
                worst[self.marks.columns[learner]] = best[self.marks.columns[learner]] = known[key]
        return worst, best

    def _any(self, flags: Iterable[Flags]) -> Flags:
        found = np.zeros(self.size, dtype=np.bool_)
        for flag in flags:
            found |= flag
        return found

    def _mean(self, total: Floats, weight: Floats) -> Floats:
        return np.where(weight != 0, divide(total, weight.astype(np.float64)), np.nan)


def _clip(ratio: Floats) -> Floats:
    return np.clip(ratio, 0.0, 1.0)


def _put(found: CohortStandings, place: int, standing: LearnerStanding) -> None:
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
