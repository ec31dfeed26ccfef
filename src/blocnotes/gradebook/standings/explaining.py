"""The whole reasoning behind a standing, in French, line by line: what a jury asks, and what would change it."""

from collections.abc import Iterator, Sequence

from blocnotes.framework import wording
from blocnotes.framework.bounds import Standing
from blocnotes.framework.model import Bloc, Competency, Course
from blocnotes.framework.rules import Attempts
from blocnotes.framework.wording import COLON
from blocnotes.gradebook.standings.changes import Change, find_gains, find_joint_gain, find_losses
from blocnotes.gradebook.standings.judging import judge_certification
from blocnotes.gradebook.standings.record import Record
from blocnotes.gradebook.standings.values import BlocStanding, CompetencyStanding, Outcome, Proof

INDENT = "  "
_MARKERS = {"machine": "la machine", "correcteur": "une personne", "": "une personne"}


def explain(course: Course, record: Record, bloc: str | None = None) -> Iterator[str]:
    """Explain where a learner stands, on everything or on one bloc (by its full code)."""
    certification = course.certification
    standing = judge_certification(certification, record)
    yield f"{record.learner}, {certification.code}{COLON}{_state(standing)}"
    yield from _indent(standing.reasons)
    for requirement in standing.requirements:
        yield f"{INDENT}Exigence «\u00a0{requirement.title}\u00a0»{COLON}{_state(requirement)}"
        yield from _indent(requirement.reasons, 2)
    for model, found in zip(certification.blocs, standing.blocs, strict=True):
        if bloc in (None, model.code):
            yield ""
            yield from _explain_bloc(model, found, record)


def _explain_bloc(bloc: Bloc, found: BlocStanding, record: Record) -> Iterator[str]:
    record = record.under(bloc.attempts)
    yield f"{bloc.code} · {bloc.title}{COLON}{_state(found)}"
    yield from _indent(found.reasons)
    if bloc.attempts is not Attempts.LAST:
        yield f"{INDENT}{wording.describe_attempts(bloc.attempts)}"
    for model, competency in zip(bloc.competencies, found.competencies, strict=True):
        yield f"{INDENT}{model.code} · {model.title}{COLON}{_state(competency)}"
        yield from _indent(competency.reasons, 2)
        yield from _indent((_prove(proof) for proof in competency.evidence), 2)
        yield from _indent(_explain_changes(bloc, model, competency, record), 2)


def _state(outcome: Outcome) -> str:
    score = "" if outcome.score is None else f", {wording.write_mark(outcome.score)}"
    return f"{outcome.status.value}{score}{' (provisoire)' if outcome.provisional else ''}"


def _prove(proof: Proof) -> str:
    day = "" if proof.marked_at is None else f", le {wording.write_date(proof.marked_at)}"
    digest = proof.sha256 or "inconnue"
    mark = f"{_number(proof.points)} sur {_number(proof.maximum)}, poids {_number(round(proof.weight, 4))}"
    marker = f", par {_MARKERS.get(proof.marker, proof.marker)}"
    return f"Preuve {proof.assignment}/{proof.cell}{COLON}{mark}{marker}{day}, empreinte SHA-256 {digest}."


def _explain_changes(bloc: Bloc, competency: Competency, found: CompetencyStanding, record: Record) -> Iterator[str]:
    if found.status is Standing.DISPENSED or not found.has_evidence:
        return
    if found.status is Standing.ACQUIRED:
        yield from _explain_losses(find_losses(bloc, competency, record))
    elif gains := find_gains(bloc, competency, record):
        for change in gains:
            yield f"Serait acquise avec {_least(change)}, tout le reste inchangé."
    elif joint := find_joint_gain(bloc, competency, record):
        listed = "\u00a0; ".join(map(_least, joint))
        yield f"Aucune cellule n’y suffit seule. Serait acquise avec, ensemble{COLON}{listed}."
    else:
        yield from wording.list_names("Ne peut pas être acquise sans remettre", found.missing)


def _explain_losses(losses: Sequence[Change]) -> Iterator[str]:
    for change in losses:
        yield f"Serait perdue si {change.cell.name} descendait à {_points(change)} (aujourd’hui {_now(change)})."
    if not losses:
        yield "Aucune note, abaissée seule, ne la ferait perdre."


def _least(change: Change) -> str:
    return f"au moins {_points(change)} sur {_number(change.cell.maximum)} à {change.cell.name} ({_now(change)})"


def _points(change: Change) -> str:
    return f"{_number(change.points)} point{'s' if change.points >= 2 else ''}"


def _now(change: Change) -> str:
    return "note attendue" if change.cell.points is None else f"{_number(change.cell.points)} obtenus"


def _number(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def _indent(lines: Sequence[str] | Iterator[str], depth: int = 1) -> Iterator[str]:
    return (f"{INDENT * depth}{line}" for line in lines)
