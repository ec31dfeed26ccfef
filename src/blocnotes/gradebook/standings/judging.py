"""Judging what rests on competencies: a bloc, and the certification with its requirements."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from blocnotes.framework import wording
from blocnotes.framework.bounds import UNKNOWN, Bounds, Completion, Standing, bound_bloc, bound_certification
from blocnotes.framework.model import Bloc, Certification, Requirement
from blocnotes.gradebook.standings.evidence import judge_competency
from blocnotes.gradebook.standings.outcomes import as_kind, dispense, gather
from blocnotes.gradebook.standings.record import Record
from blocnotes.gradebook.standings.values import (
    BlocStanding,
    CompetencyStanding,
    LearnerStanding,
    Outcome,
    RequirementStanding,
)


def judge_certification(certification: Certification, record: Record) -> LearnerStanding:
    """Judge the certification, with all that is under it."""
    blocs = tuple(_judge_bloc(bloc, record) for bloc in certification.blocs)
    requirements = tuple(_judge_requirement(certification, item, record) for item in certification.requirements)
    bounds = bound_certification(
        [bloc.bounds for bloc in blocs],
        [requirement.bounds for requirement in requirements],
        is_divisible=certification.is_divisible,
    )
    reasons = _explain_certification(certification, blocs, requirements)
    outcome = gather((*blocs, *requirements), bounds, None, reasons)
    named = {"code": certification.code, "title": certification.title, "learner": record.learner}
    return as_kind(LearnerStanding, outcome, **named, blocs=blocs, requirements=requirements)


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


def _judge_requirement(certification: Certification, requirement: Requirement, record: Record) -> RequirementStanding:
    motive = record.motives.get(f"{certification.code}.{requirement.key}")
    outcome = _witness(record.requirements.get(requirement.key)) if motive is None else dispense(motive)
    return as_kind(RequirementStanding, outcome, key=requirement.key, title=requirement.title)


def _witness(is_met: bool | None) -> Outcome:
    if is_met is None:
        reasons = ("Aucun justificatif n’est enregistré.",)
        return Outcome(status=UNKNOWN.standing, bounds=UNKNOWN, provisional=True, reasons=reasons)
    found = Completion(Standing.ACQUIRED if is_met else Standing.NOT_ACQUIRED, float(is_met))
    return Outcome(status=found.standing, bounds=Bounds(found, found))


def _judge_bloc(bloc: Bloc, record: Record) -> BlocStanding:
    record = record.under(bloc.attempts)
    competencies = tuple(judge_competency(bloc, competency, record) for competency in bloc.competencies)
    if motive := record.acquired.get(bloc.code):
        outcome = _keep(motive)
    elif all(competency.status is Standing.DISPENSED for competency in competencies):
        outcome = dispense(record.motives.get(bloc.code, "toutes ses compétences sont dispensées"))
    else:
        outcome = _weigh_bloc(bloc, competencies)
    return as_kind(BlocStanding, outcome, code=bloc.code, title=bloc.title, competencies=competencies)


def _keep(motive: str) -> Outcome:
    # What a jury has declared stays, under the edition of its day, whatever becomes of the marks.
    kept = Completion(Standing.ACQUIRED, 1.0)
    reasons = wording.list_names("Décision du jury", [motive])
    return Outcome(status=Standing.ACQUIRED, bounds=Bounds(kept, kept), reasons=reasons)


def _weigh_bloc(bloc: Bloc, competencies: Sequence[CompetencyStanding]) -> Outcome:
    bounds = bound_bloc(
        bloc.rule,
        [competency.bounds for competency in competencies],
        is_proven=all(competency.has_evidence for competency in competencies),
    )
    scores = [competency.score for competency in competencies if competency.score is not None]
    score = fsum(scores) / len(scores) if scores else None
    return gather(competencies, bounds, score, _explain_bloc(bloc, competencies))


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
