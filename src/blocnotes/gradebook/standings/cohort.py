"""Judging a whole cohort at once, from the matrix of its marks to the table of its blocs.

Who is dispensed from something is few: they are judged one by one, as for an explanation, and put in their place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from blocnotes.errors import GradebookError
from blocnotes.framework.model import Bloc, Certification, Competency, Course, Evidence
from blocnotes.framework.rules import Attempts, Rule
from blocnotes.gradebook.standings.columns import (
    ACQUIRED,
    NOT_ACQUIRED,
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
from blocnotes.gradebook.standings.table import CohortStandings, put
from blocnotes.gradebook.standings.values import Dispensation, GradedCell


def judge_cohort(
    course: Course,
    marks: CohortMarks,
    *,
    dispensations: Mapping[str, Sequence[Dispensation]] | None = None,
    requirements: Mapping[str, Mapping[str, bool]] | None = None,
    acquired: Mapping[str, Mapping[str, str]] | None = None,
    dated: Mapping[str, Iterable[GradedCell]] | None = None,
) -> CohortStandings:
    """Judge every learner of the matrix: the same statuses and scores as `standings_of`, without the reasons.

    `dated`: the marks, with the day of their hand-in, of those who have a waiver for a period; the matrix has no days.
    """
    if any(bloc.attempts is not Attempts.LAST for bloc in course.certification.blocs):
        what, cure = "counts other attempts than the last", "judge its learners with standings_of"
        raise GradebookError(what, where=course.certification.code, cure=cure)
    cohort = _Cohort(marks, requirements or {})
    blocs = {bloc.code: cohort.judge_bloc(bloc) for bloc in course.certification.blocs}
    whole = cohort.judge_certification(course.certification, list(blocs.values()))
    found = CohortStandings(course.certification, marks.learners, cohort.competencies, blocs, whole)
    granted, kept = dispensations or {}, acquired or {}
    for learner in sorted((granted.keys() | kept.keys()) & marks.columns.keys()):
        given = (granted.get(learner, ()), (requirements or {}).get(learner, {}), kept.get(learner))
        record = make_record(course.certification, _cells_of(learner, marks, dated or {}, given[0]), learner, *given)
        put(found, marks.columns[learner], judge_certification(course.certification, record))
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
        is_divisible = certification.is_divisible
        worst = self._sum_up([part.worst for part in blocs], [met for met, _ in demands], is_divisible)
        best = self._sum_up([part.best for part in blocs], [met for _, met in demands], is_divisible)
        provisional = self._any([*(part.provisional for part in blocs), *(low != high for low, high in demands)])
        return Column(worst, best, np.full(self.size, np.nan), provisional)

    def _sum_up(self, blocs: Sequence[Side], demands: Sequence[Flags], is_divisible: bool) -> Side:
        acquired = [side.is_acquired for side in blocs]
        everything = np.logical_and.reduce([*acquired, *demands])
        partial = self._any(acquired) & is_divisible
        standing = np.where(everything, ACQUIRED, np.where(partial, PARTLY, NOT_ACQUIRED))
        return Side(standing.astype(np.int8), everything.astype(np.float64))

    def _judge_competency(self, competency: Competency) -> Column:
        if competency.evidence:
            return self._judge_evidence(competency.rule, competency.evidence)
        nothing, all_ = np.zeros(self.size), np.ones(self.size)
        worst = Side(np.full(self.size, NOT_ACQUIRED, np.int8), nothing)
        best = Side(np.full(self.size, ACQUIRED, np.int8), all_)
        return Column(worst, best, np.full(self.size, np.nan), np.ones(self.size, dtype=np.bool_))

    def _judge_evidence(self, rule: Rule, evidence: Sequence[Evidence]) -> Column:
        weighed = [self._weigh(proof) for proof in evidence]
        weights = [np.where(each.is_marked, proof.weight, 0.0) for each, proof in zip(weighed, evidence, strict=True)]
        scores = (each.score * weight for each, weight in zip(weighed, weights, strict=True))
        score = self._mean(add(scores, self.size), add(weights, self.size))
        low, high = (
            complete(rule, [_item(side, rule, proof) for side, proof in zip(sides, evidence, strict=True)], self.size)
            for sides in ([each.worst for each in weighed], [each.best for each in weighed])
        )
        return Column(low, high, score, self._any(each.is_open for each in weighed))

    def _weigh(self, proof: Evidence) -> "_Weighed":
        rows = self.marks.find(proof)
        if len(rows) == 1 and (maximum := self.marks.maxima[rows[0]]) != 0:
            return self._weigh_cell(self.marks.points[rows[0]] / maximum, self.marked[rows[0]])
        maxima, points = self.marks.maxima, self.marks.points
        marked = [self.marked[row] for row in rows]
        awaited = [self.marks.handed_in[row] & ~self.marked[row] for row in rows]
        sum_up = partial(add, size=self.size)
        given = sum_up(np.where(is_, points[row], 0.0) for row, is_ in zip(rows, marked, strict=True))
        known = sum_up(np.where(is_, maxima[row], 0.0) for row, is_ in zip(rows, marked, strict=True))
        open_ = sum_up(np.where(is_, maxima[row], 0.0) for row, is_ in zip(rows, awaited, strict=True))
        total = known + open_
        is_missing = total == 0
        worst, best = divide(given, total), np.where(is_missing, 1.0, divide(given + open_, total))
        is_open = is_missing | self._any(awaited)
        return _Weighed(_clip(worst), _clip(best), _clip(divide(given, known)), known != 0, is_open)

    def _weigh_cell(self, ratio: Floats, is_marked: Flags) -> "_Weighed":
        """Weigh what is one cell, as nearly all evidence: the same as the sums over several, in fewer steps."""
        worst = np.where(is_marked, _clip(ratio), 0.0)
        return _Weighed(worst, np.where(is_marked, worst, 1.0), worst, is_marked, ~is_marked)

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


@dataclass(frozen=True, eq=False)
class _Weighed:
    """What evidence is worth: its ratio at worst, at best and in what is marked; whether any is, or some not."""

    worst: Floats
    best: Floats
    score: Floats
    is_marked: Flags
    is_open: Flags


def _cells_of(
    learner: str, marks: CohortMarks, dated: Mapping[str, Iterable[GradedCell]], granted: Sequence[Dispensation]
) -> Iterable[GradedCell]:
    if learner not in dated and any(item.period for item in granted):
        cure = "hand over their marks with the days of their hand-ins"
        raise GradebookError("has a waiver for a period", where=learner, cure=cure)
    return dated[learner] if learner in dated else marks.cells_of(learner)


def _item(ratio: Floats, rule: Rule, proof: Evidence) -> Items:
    return Items(ratio, reach(ratio, rule.pass_mark), proof.weight)


def _clip(ratio: Floats) -> Floats:
    return np.clip(ratio, 0.0, 1.0)
