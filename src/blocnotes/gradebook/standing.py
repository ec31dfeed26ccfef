"""Where a learner stands: from graded cells to criterion, competency, bloc and certification. Pure functions.

Standings are computed, never stored; each one says why, and on which marks it rests. What is still unknown is
taken at its worst and at its best (see `blocnotes.framework.bounds`):

- a cell that a person still has to mark is `awaited`, evidence without any mark is `missing`; while there is
  either, the standing is provisional;
- a competency without evidence is `non évalué`, never hidden, and its bloc `partiellement acquis` at most;
- a dispensed criterion is left out; a dispensed competency or bloc counts as acquired and has no score;
- blocs never compensate each other: a certification has no score.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from math import fsum, isfinite
from typing import Any, TypeVar

from blocnotes.errors import GradebookError
from blocnotes.framework import wording
from blocnotes.framework.bounds import (
    DISPENSED,
    UNKNOWN,
    Bounds,
    Completion,
    Standing,
    bound_bloc,
    bound_certification,
)
from blocnotes.framework.model import (
    Bloc,
    Certification,
    Competency,
    Course,
    Criterion,
    Evidence,
    Requirement,
)
from blocnotes.framework.rules import MeanOf, Rule
from blocnotes.framework.weighing import Weighed, bound_evidence, score_of, weigh

__all__ = [
    "BlocStanding", "CompetencyStanding", "CriterionStanding", "Dispensation", "GradedCell",
    "LearnerStanding", "Outcome", "Proof", "RequirementStanding", "Standing", "standing_of", "standings_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class GradedCell:
    """The mark of one cell of one learner; `points` is None while a person's mark is awaited."""

    learner: str
    assignment: str
    cell: str
    points: float | None
    maximum: float
    submission_sha256: str
    marked_at: datetime | None = None
    marker: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.maximum) or self.maximum < 0 or not isfinite(self.points or 0):
            what = f"{self.points} points of {self.maximum} is no mark"
            cure = "give finite points out of a maximum of 0 or more"
            raise GradebookError(what, where=f"{self.learner}: {self.name}", cure=cure)

    @property
    def name(self) -> str:
        """Where the mark was given: `assignment/cell`."""
        return f"{self.assignment}/{self.cell}"


@dataclass(frozen=True, slots=True)
class Dispensation:
    """What one is dispensed from (a criterion, competency, bloc or requirement, by full code), and why."""

    code: str
    motive: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One mark that a standing rests on; the weights are shares, so that they sum up to the score."""

    assignment: str
    cell: str
    points: float
    maximum: float
    sha256: str
    weight: float
    marked_at: datetime | None
    marker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A standing and why: the score of what is marked, what is still to come, the reasons, the marks used."""

    status: Standing
    bounds: Bounds
    score: float | None = None
    provisional: bool = False
    awaited: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionStanding(Outcome):
    """Where a learner stands on one criterion."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyStanding(Outcome):
    """Where a learner stands on one competency; `has_evidence` is false where nothing can prove it."""

    code: str
    title: str
    has_evidence: bool
    criteria: tuple[CriterionStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocStanding(Outcome):
    """Where a learner stands on one bloc."""

    code: str
    title: str
    competencies: tuple[CompetencyStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementStanding(Outcome):
    """Whether a demand beyond the blocs is met."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerStanding(Outcome):
    """Where a learner stands on the certification, with everything under it."""

    learner: str
    code: str
    title: str
    blocs: tuple[BlocStanding, ...]
    requirements: tuple[RequirementStanding, ...]


def standing_of(
    course: Course,
    cells: Iterable[GradedCell],
    *,
    learner: str | None = None,
    dispensations: Iterable[Dispensation] = (),
    requirements: Mapping[str, bool] | None = None,
) -> LearnerStanding:
    """Judge one learner; `requirements` says which demands beyond the blocs are met (absent: not known yet).

    All cells must be one learner's, each once, or GradebookError; `learner` is needed where there is no cell.
    An assignment that was handed in comes with all its cells, awaited ones included.
    """
    ordered = sorted(cells, key=lambda cell: (cell.assignment, cell.cell))
    record = _Record(
        _name_learner(ordered, learner),
        _sort_by_assignment(ordered),
        {dispensation.code: dispensation.motive for dispensation in dispensations},
        dict(requirements or {}),
    )
    _check_codes(course.certification, record)
    return _judge_certification(course.certification, record)


def standings_of(
    course: Course,
    cells: Iterable[GradedCell],
    *,
    learners: Iterable[str] = (),
    dispensations: Mapping[str, Iterable[Dispensation]] | None = None,
    requirements: Mapping[str, Mapping[str, bool]] | None = None,
) -> tuple[LearnerStanding, ...]:
    """Judge a cohort, by learner's name; `learners` adds those who have no mark yet."""
    by_learner: dict[str, list[GradedCell]] = {learner: [] for learner in learners}
    for cell in cells:
        by_learner.setdefault(cell.learner, []).append(cell)
    return tuple(
        standing_of(
            course,
            by_learner[learner],
            learner=learner,
            dispensations=(dispensations or {}).get(learner, ()),
            requirements=(requirements or {}).get(learner),
        )
        for learner in sorted(by_learner)
    )


@dataclass(frozen=True, slots=True)
class _Record:
    """What is known of one learner."""

    learner: str
    cells: Mapping[str, Sequence[GradedCell]]
    motives: Mapping[str, str]
    requirements: Mapping[str, bool]

    def find(self, evidence: Evidence) -> tuple[GradedCell, ...]:
        cells = self.cells.get(evidence.assignment, ())
        return tuple(cell for cell in cells if evidence.cell in (None, cell.cell))


def _name_learner(cells: Sequence[GradedCell], learner: str | None) -> str:
    learners = {cell.learner for cell in cells} | ({learner} if learner is not None else set())
    if len(learners) != 1:
        what = f"one learner was expected, not {len(learners)}"
        raise GradebookError(what, cure="use standings_of for a cohort")
    return learners.pop()


def _sort_by_assignment(cells: Sequence[GradedCell]) -> Mapping[str, Sequence[GradedCell]]:
    by_assignment: dict[str, list[GradedCell]] = {}
    for cell in cells:
        beside = by_assignment.setdefault(cell.assignment, [])
        if beside and beside[-1].cell == cell.cell:
            where = f"{cell.learner}: {cell.name}"
            raise GradebookError("marked twice", where=where, cure="hand over the mark that counts")
        beside.append(cell)
    return by_assignment


def _check_codes(certification: Certification, record: _Record) -> None:
    known = {requirement.key for requirement in certification.requirements}
    if unknown := sorted(record.requirements.keys() - known):
        raise GradebookError(f"no requirement is called {', '.join(unknown)}", where=certification.code)
    if unknown := sorted(record.motives.keys() - set(certification.dispensable_codes)):
        what = f"nobody can be dispensed from {', '.join(unknown)}"
        cure = "name a bloc, a competency, a requirement or a waivable criterion by its full code"
        raise GradebookError(what, where=certification.code, cure=cure)


def _judge_certification(certification: Certification, record: _Record) -> LearnerStanding:
    blocs = tuple(_judge_bloc(bloc, record) for bloc in certification.blocs)
    requirements = tuple(
        _judge_requirement(certification, item, record) for item in certification.requirements
    )
    bounds = bound_certification(
        [bloc.bounds for bloc in blocs],
        [requirement.bounds for requirement in requirements],
        is_divisible=certification.is_divisible,
    )
    reasons = _explain_certification(certification, blocs, requirements)
    outcome = _gather((*blocs, *requirements), bounds, None, reasons)
    named = {"code": certification.code, "title": certification.title, "learner": record.learner}
    return _as(LearnerStanding, outcome, **named, blocs=blocs, requirements=requirements)


def _explain_certification(
    certification: Certification, blocs: Sequence[BlocStanding], requirements: Sequence[RequirementStanding]
) -> Iterator[str]:
    yield wording.count_acquired("Blocs acquis", [bloc.status.counts_as_acquired for bloc in blocs])
    yield "Les blocs ne se compensent pas."
    if not certification.is_divisible:
        yield "La certification ne peut pas être validée en partie."
    for label, status in (("à justifier", Standing.NOT_ASSESSED), ("non remplies", Standing.NOT_ACQUIRED)):
        titles = (item.title for item in requirements if item.status is status)
        yield from wording.list_names(f"Exigences {label}", titles)


def _judge_requirement(
    certification: Certification, requirement: Requirement, record: _Record
) -> RequirementStanding:
    motive = record.motives.get(f"{certification.code}.{requirement.key}")
    outcome = _witness(record.requirements.get(requirement.key)) if motive is None else _dispense(motive)
    return _as(RequirementStanding, outcome, key=requirement.key, title=requirement.title)


def _witness(is_met: bool | None) -> Outcome:
    if is_met is None:
        reasons = ("Aucun justificatif n’est enregistré.",)
        return Outcome(status=UNKNOWN.standing, bounds=UNKNOWN, provisional=True, reasons=reasons)
    found = Completion(Standing.ACQUIRED if is_met else Standing.NOT_ACQUIRED, float(is_met))
    return Outcome(status=found.standing, bounds=Bounds(found, found))


def _judge_bloc(bloc: Bloc, record: _Record) -> BlocStanding:
    competencies = tuple(_judge_competency(bloc, competency, record) for competency in bloc.competencies)
    if all(competency.status is Standing.DISPENSED for competency in competencies):
        outcome = _dispense(record.motives.get(bloc.code, "toutes ses compétences sont dispensées"))
    else:
        outcome = _weigh_bloc(bloc, competencies)
    return _as(BlocStanding, outcome, code=bloc.code, title=bloc.title, competencies=competencies)


def _weigh_bloc(bloc: Bloc, competencies: Sequence[CompetencyStanding]) -> Outcome:
    bounds = bound_bloc(
        bloc.rule,
        [competency.bounds for competency in competencies],
        is_proven=all(competency.has_evidence for competency in competencies),
    )
    scores = [competency.score for competency in competencies if competency.score is not None]
    score = fsum(scores) / len(scores) if scores else None
    return _gather(competencies, bounds, score, _explain_bloc(bloc, competencies))


def _explain_bloc(bloc: Bloc, competencies: Sequence[CompetencyStanding]) -> Iterator[str]:
    yield wording.describe_bloc_rule(bloc.rule)
    yield wording.count_acquired(
        "Compétences acquises", [competency.status.counts_as_acquired for competency in competencies]
    )
    for status, label in _LABELS.items():
        codes = (competency.code for competency in competencies if competency.status is status)
        yield from wording.list_names(f"Compétences {label}", codes)
    unproven = [competency.code for competency in competencies if not competency.has_evidence]
    yield from wording.list_names("Compétences sans preuve rattachée", unproven)
    if unproven:
        yield "Un bloc dont une compétence est sans preuve est au mieux partiellement acquis."


_LABELS: Mapping[Standing, str] = {
    Standing.PARTLY_ACQUIRED: "partiellement acquises",
    Standing.NOT_ACQUIRED: "non acquises",
    Standing.NOT_ASSESSED: "non évaluées",
    Standing.DISPENSED: "dispensées",
}


def _judge_competency(bloc: Bloc, competency: Competency, record: _Record) -> CompetencyStanding:
    criteria = tuple(_judge_criterion(competency, criterion, record) for criterion in competency.criteria)
    motive = record.motives.get(competency.full_code, record.motives.get(bloc.code))
    if motive is None and criteria and all(criterion.status is Standing.DISPENSED for criterion in criteria):
        motive = "tous ses critères sont dispensés"
    evidence = _counted_evidence(competency, record)
    outcome = _judge_evidence(evidence, competency.rule, record) if motive is None else _dispense(motive)
    has_evidence = bool(evidence) or motive is not None
    named = {"code": competency.code, "title": competency.title}
    return _as(CompetencyStanding, outcome, **named, has_evidence=has_evidence, criteria=criteria)


def _counted_evidence(competency: Competency, record: _Record) -> tuple[Evidence, ...]:
    counted = (item for item in competency.criteria if competency.name(item) not in record.motives)
    return competency.own_evidence + tuple(evidence for item in counted for evidence in item.evidence)


def _judge_criterion(competency: Competency, criterion: Criterion, record: _Record) -> CriterionStanding:
    motive = record.motives.get(competency.name(criterion))
    rule = MeanOf(competency.rule.pass_mark)
    outcome = _judge_evidence(criterion.evidence, rule, record) if motive is None else _dispense(motive)
    return _as(CriterionStanding, outcome, key=criterion.key, title=criterion.title)


def _judge_evidence(evidence: Sequence[Evidence], rule: Rule, record: _Record) -> Outcome:
    found = [_Found(item, record.find(item)) for item in evidence]
    bounds = bound_evidence(rule, [item.weighed for item in found]) if found else UNKNOWN
    score = score_of(item.weighed for item in found)
    awaited = _once(cell.name for item in found for cell in item.awaited)
    missing = _once(item.evidence.name for item in found if item.weighed.is_missing)
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


_OutcomeKind = TypeVar("_OutcomeKind", bound=Outcome)


def _as(kind: type[_OutcomeKind], outcome: Outcome, **more: Any) -> _OutcomeKind:
    return kind(**{field.name: getattr(outcome, field.name) for field in fields(outcome)}, **more)


def _gather(parts: Sequence[Outcome], bounds: Bounds, score: float | None, reasons: Iterable[str]) -> Outcome:
    return Outcome(
        status=bounds.standing,
        bounds=bounds,
        score=score,
        provisional=any(part.provisional for part in parts),
        awaited=_once(name for part in parts for name in part.awaited),
        missing=_once(name for part in parts for name in part.missing),
        reasons=tuple(reasons),
        evidence=tuple(proof for part in parts for proof in part.evidence),
    )


def _dispense(motive: str) -> Outcome:
    reasons = wording.list_names("Dispense", [motive.rstrip(".")])
    return Outcome(status=DISPENSED.standing, bounds=DISPENSED, reasons=reasons)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
