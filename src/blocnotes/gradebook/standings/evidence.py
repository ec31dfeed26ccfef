"""Judging what rests on graded cells: a criterion, a competency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from blocnotes.framework import wording
from blocnotes.framework.bounds import UNKNOWN, Bounds, Standing
from blocnotes.framework.model import Bloc, Competency, Criterion, Evidence
from blocnotes.framework.rules import MeanOf, Rule
from blocnotes.framework.weighing import Weighed, bound_evidence, score_of, weigh
from blocnotes.gradebook.standings.outcomes import as_kind, dispense, once
from blocnotes.gradebook.standings.record import Record
from blocnotes.gradebook.standings.values import CompetencyStanding, CriterionStanding, GradedCell, Outcome, Proof
from blocnotes.gradebook.standings.waiving import count_evidence, explain_waivers, find_motive


def judge_competency(bloc: Bloc, competency: Competency, record: Record) -> CompetencyStanding:
    """Judge one competency, with its criteria, on the marks that prove it."""
    criteria = tuple(_judge_criterion(competency, criterion, record) for criterion in competency.criteria)
    motive = record.motives.get(competency.full_code, record.motives.get(bloc.code))
    if motive is None and criteria and all(criterion.status is Standing.DISPENSED for criterion in criteria):
        motive = "tous ses critères sont dispensés"
    evidence = _counted_evidence(competency, record)
    outcome = _judge_evidence(evidence, competency.rule, record) if motive is None else dispense(motive)
    outcome = replace(outcome, reasons=(*outcome.reasons, *explain_waivers(competency, record)))
    has_evidence = bool(evidence) or motive is not None
    named = {"code": competency.code, "title": competency.title}
    return as_kind(CompetencyStanding, outcome, **named, has_evidence=has_evidence, criteria=criteria)


def _counted_evidence(competency: Competency, record: Record) -> tuple[Evidence, ...]:
    counted = (count_evidence(competency, item, record) for item in competency.criteria)
    return competency.own_evidence + tuple(evidence for found in counted for evidence in found)


def _judge_criterion(competency: Competency, criterion: Criterion, record: Record) -> CriterionStanding:
    motive, evidence = find_motive(competency, criterion, record), count_evidence(competency, criterion, record)
    rule = MeanOf(competency.rule.pass_mark)
    outcome = _judge_evidence(evidence, rule, record) if motive is None else dispense(motive)
    return as_kind(CriterionStanding, outcome, key=criterion.key, title=criterion.title)


def _judge_evidence(evidence: Sequence[Evidence], rule: Rule, record: Record) -> Outcome:
    found = [_Found(item, record.find(item)) for item in evidence]
    bounds = bound_evidence(rule, [item.weighed for item in found]) if found else UNKNOWN
    score = score_of(item.weighed for item in found)
    awaited = once(cell.name for item in found for cell in item.awaited)
    missing = once(item.evidence.name for item in found if item.weighed.is_missing)
    return Outcome(
        status=bounds.standing,
        bounds=bounds,
        score=score,
        provisional=bool(awaited or missing or not found),
        awaited=awaited,
        missing=missing,
        reasons=tuple(_explain_evidence(rule, bounds, score, awaited, missing)) if found else _UNPROVEN,
        evidence=tuple(proof for item in found for proof in item.proofs()),
    )


_UNPROVEN = ("Aucune preuve n’est rattachée à cet élément.",)


@dataclass(frozen=True, slots=True)
class _Found:
    """One piece of evidence with the learner's cells."""

    evidence: Evidence
    cells: Sequence[GradedCell]

    @property
    def awaited(self) -> list[GradedCell]:
        return [cell for cell in self.cells if cell.points is None]

    @property
    def weighed(self) -> Weighed:
        marked = ((cell.points, cell.maximum) for cell in self.cells if cell.points is not None)
        return weigh(self.evidence.weight, marked, (cell.maximum for cell in self.awaited))

    def proofs(self) -> Iterator[Proof]:
        maximum = self.weighed.maximum
        for cell in self.cells:
            if cell.points is not None:
                weight = self.evidence.weight * cell.maximum / maximum if maximum else 0.0
                mark = (cell.assignment, cell.cell, cell.points, cell.maximum, cell.submission_sha256)
                yield Proof(*mark, weight, cell.marked_at, cell.marker)


def _explain_evidence(
    rule: Rule, bounds: Bounds, score: float | None, awaited: Sequence[str], missing: Sequence[str]
) -> Iterator[str]:
    yield wording.describe_evidence_rule(rule)
    if score is not None:
        yield f"Moyenne des preuves notées{wording.COLON}{wording.write_mark(score)}."
    yield from wording.list_names("En attente d’une note manuelle", awaited)
    yield from wording.list_names("Aucune note pour", missing)
    if score is not None and (awaited or missing):
        yield wording.describe_outlook(is_settled=bounds.is_settled)
