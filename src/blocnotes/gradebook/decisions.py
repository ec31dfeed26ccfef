"""What people decide beside the marks: a ledger that only grows, and what is in force according to it.

A dispensation, an equivalence or a waiver lets a learner off a bloc, a competency, a requirement or a waivable
criterion. A requirement beyond the blocs is met or not. A bloc that a jury declared acquired stays so, under its
edition, whatever becomes of the marks. The last line about a code counts; a revocation brings back what was before it.
A waiver that comes from an accommodation holds for its period; several such lines stand side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypedDict

from sqlalchemy import select

from blocnotes.errors import GradebookError
from blocnotes.framework.model import Certification, Course
from blocnotes.framework.wording import write_date
from blocnotes.gradebook.people.tables import AccommodationRow
from blocnotes.gradebook.standings.values import Dispensation, Period
from blocnotes.gradebook.tables import DecisionRow


class DecisionKind(StrEnum):
    """What was decided, in the words that a jury reads."""

    DISPENSATION = "dispense"
    EQUIVALENCE = "équivalence"
    WAIVER = "aménagement"
    MET = "rempli"
    NOT_MET = "non rempli"
    ACQUIRED = "bloc acquis"
    REVOCATION = "révocation"


LETS_OFF = (DecisionKind.DISPENSATION, DecisionKind.EQUIVALENCE, DecisionKind.WAIVER)
WAIVED = "aménagement d’épreuve"
"""The reason of a line that comes from an accommodation: the accommodation says for how long it holds."""
WITNESSES = (DecisionKind.MET, DecisionKind.NOT_MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the ledger: about whom, what (by full code), when, why, and the reference of the document."""

    learner: str
    kind: DecisionKind
    code: str
    decided_on: date
    reason: str
    reference: str
    edition: str = ""
    revokes: int | None = None
    number: int = 0
    is_temporary: bool = False
    """Whether it holds from `decided_on` to `ends_on` only, as the accommodation that it comes from."""
    ends_on: date | None = None

    @property
    def motive(self) -> str:
        """What a jury reads: the kind, the reason, the day or the period, and the reference."""
        if self.is_temporary:
            return f"{self.reason} {write_period(self.decided_on, self.ends_on)} ({self.reference})"
        edition = f", édition {self.edition}" if self.edition else ""
        return (
            f"{self.kind.value}{edition}, {self.reason.rstrip('.')} ({write_date(self.decided_on)}, {self.reference})"
        )


class Known(TypedDict):
    """What `standings_of` and `judge_cohort` take beside the marks."""

    dispensations: Mapping[str, Sequence[Dispensation]]
    requirements: Mapping[str, Mapping[str, bool]]
    acquired: Mapping[str, Mapping[str, str]]


def record_decision(session: Any, decision: Decision) -> Decision:
    """Add a line, and give it its number; raise GradebookError where it lacks what a jury would ask for."""
    if not (decision.learner and decision.code and decision.reason.strip() and decision.reference.strip()):
        what, cure = "a decision lacks something", "give the learner, the code, the reason and the reference"
        raise GradebookError(what, where=decision.learner, cure=cure)
    row = DecisionRow(
        learner=decision.learner,
        kind=decision.kind.value,
        code=decision.code,
        decided_on=decision.decided_on,
        reason=decision.reason,
        reference=decision.reference,
        edition=decision.edition,
        recorded_at=datetime.now(UTC),
        revokes=decision.revokes,
    )
    session.add(row)
    session.commit()
    return replace(decision, number=row.id)


def revoke_decision(session: Any, number: int, *, decided_on: date, reason: str, reference: str) -> Decision:
    """Revoke a line by another; raise GradebookError where there is none, or where it is revoked already."""
    lines = {line.number: line for line in read_decisions(session)}
    if number not in lines or lines[number].kind is DecisionKind.REVOCATION:
        raise GradebookError(f"no decision has the number {number}", cure="see: blocnotes decision list")
    if any(line.revokes == number for line in lines.values()):
        raise GradebookError(f"the decision {number} is revoked already", cure="see: blocnotes decision list")
    revocation = replace(lines[number], kind=DecisionKind.REVOCATION, decided_on=decided_on, edition="", number=0)
    return record_decision(session, replace(revocation, reason=reason, reference=reference, revokes=number))


def read_decisions(session: Any, learner: str | None = None) -> list[Decision]:
    """Give the whole ledger, or one learner's part, revocations included, in the order of its lines."""
    query = select(DecisionRow).order_by(DecisionRow.id)
    rows = session.scalars(query if learner is None else query.filter_by(learner=learner))
    ends = _read_ends(session)
    return [
        Decision(
            is_temporary=_granted_as(row) in ends,
            ends_on=ends.get(_granted_as(row)),
            learner=row.learner,
            kind=DecisionKind(row.kind),
            code=row.code,
            decided_on=row.decided_on,
            reason=row.reason,
            reference=row.reference,
            edition=row.edition,
            revokes=row.revokes,
            number=row.id,
        )
        for row in rows
    ]


def in_force(decisions: Iterable[Decision], day: date | None = None) -> list[Decision]:
    """Leave out revocations, what they revoke, and what a later line about the same code replaces.

    With a day, also what holds for a period to which the day does not belong.
    """
    lines = list(decisions)
    revoked = {line.revokes for line in lines}
    kept = (line for line in lines if line.kind is not DecisionKind.REVOCATION and line.number not in revoked)
    # One period does not replace another, nor what holds for good.
    last = {(line.learner, line.code, line.number if line.is_temporary else 0): line for line in kept}
    return [line for line in last.values() if day is None or not line.is_temporary or _period(line, day).is_current]


def know(course: Course, decisions: Iterable[Decision], today: date | None = None) -> Known:
    """Give what is in force for a course; decisions about other certifications are left out."""
    certification, today = course.certification, today or datetime.now(UTC).date()
    criteria = {competency.name(item) for competency in certification.competencies for item in competency.criteria}
    dispensations: dict[str, list[Dispensation]] = {}
    requirements: dict[str, dict[str, bool]] = {}
    acquired: dict[str, dict[str, str]] = {}
    for line in in_force(decisions):
        if line.kind not in kinds_for(certification, line.code):
            continue
        if line.kind in LETS_OFF and line.is_temporary:
            period = _period(line, today)
            if line.code in criteria:
                dispensations.setdefault(line.learner, []).append(Dispensation(line.code, line.motive, period))
            elif period.is_current:
                dispensations.setdefault(line.learner, []).append(Dispensation(line.code, line.motive))
        elif line.kind in LETS_OFF:
            dispensations.setdefault(line.learner, []).append(Dispensation(line.code, line.motive))
        elif line.kind in WITNESSES:
            key = line.code.removeprefix(f"{certification.code}.")
            requirements.setdefault(line.learner, {})[key] = line.kind is DecisionKind.MET
        else:
            acquired.setdefault(line.learner, {})[line.code] = line.motive
    return Known(dispensations=dispensations, requirements=requirements, acquired=acquired)


def write_period(starts_on: date, ends_on: date | None) -> str:
    """Write a period as a jury reads it."""
    if ends_on is None:
        return f"à partir du {write_date(starts_on)}"
    return f"du {write_date(starts_on)} au {write_date(ends_on)}"


def kinds_for(certification: Certification, code: str) -> tuple[DecisionKind, ...]:
    """Give the kinds of decision that a full code allows; none where the certification does not have it."""
    if code in {f"{certification.code}.{requirement.key}" for requirement in certification.requirements}:
        return (*LETS_OFF, *WITNESSES)
    if code in {bloc.code for bloc in certification.blocs}:
        return (*LETS_OFF, DecisionKind.ACQUIRED)
    return LETS_OFF if code in set(certification.dispensable_codes) else ()


def _period(line: Decision, day: date) -> Period:
    is_current = line.decided_on <= day and (line.ends_on is None or day <= line.ends_on)
    return Period(line.decided_on, line.ends_on, is_current)


def _granted_as(row: DecisionRow) -> tuple[str, str, str, date] | None:
    is_granted = row.kind == DecisionKind.WAIVER.value and row.reason == WAIVED
    return (row.learner, row.code, row.reference, row.decided_on) if is_granted else None


def _read_ends(session: Any) -> dict[tuple[str, str, str, date] | None, date | None]:
    # Of several that say the same, the longest counts.
    ends: dict[tuple[str, str, str, date] | None, date | None] = {}
    for row in session.scalars(select(AccommodationRow)):
        for code in row.waived:
            key = (row.learner, code, row.reference, row.starts_on)
            other = ends.get(key, date.min)
            ends[key] = None if other is None or row.ends_on is None else max(other, row.ends_on)
    return ends
