"""Making outcomes: of parts taken together, of a dispensation, of one kind out of another."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from blocnotes.framework import wording
from blocnotes.framework.bounds import DISPENSED, Bounds
from blocnotes.gradebook.standings.values import Outcome

OutcomeKind = TypeVar("OutcomeKind", bound=Outcome)


def as_kind(kind: type[OutcomeKind], outcome: Outcome, **more: Any) -> OutcomeKind:
    """Say what an outcome is the outcome of."""
    return kind(**{field.name: getattr(outcome, field.name) for field in fields(outcome)}, **more)


def gather(parts: Sequence[Outcome], bounds: Bounds, score: float | None, reasons: Iterable[str]) -> Outcome:
    """Make the outcome of several parts: provisional where one is, with all their marks."""
    return Outcome(
        status=bounds.standing,
        bounds=bounds,
        score=score,
        provisional=any(part.provisional for part in parts),
        awaited=once(name for part in parts for name in part.awaited),
        missing=once(name for part in parts for name in part.missing),
        reasons=tuple(reasons),
        evidence=tuple(proof for part in parts for proof in part.evidence),
    )


def dispense(motive: str) -> Outcome:
    """Make the outcome of what one is dispensed from."""
    reasons = wording.list_names("Dispense", [motive.rstrip(".")])
    return Outcome(status=DISPENSED.standing, bounds=DISPENSED, reasons=reasons)


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Give each name once, in the order of its first place."""
    return tuple(dict.fromkeys(names))
