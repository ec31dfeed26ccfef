"""The French sentences in which a standing gives its reasons to a jury."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor

from blocnotes.framework.registration import Registration
from blocnotes.framework.rules import OUT_OF, AllOf, AnyOf, AtLeast, Attempts, MeanOf, Rule

COLON = "\u00a0: "


def write_mark(ratio: float) -> str:
    """Write a ratio out of 20, cut (never rounded up) to two decimals: 9.999 is not shown as a pass."""
    hundredths = floor(ratio * OUT_OF * 100 + 1e-6)
    return f"{hundredths / 100:g}".replace(".", ",") + f"/{OUT_OF}"


def write_date(day: date) -> str:
    """Write a date as the register does."""
    return f"{day:%d-%m-%Y}"


def describe_registration(registration: Registration, today: date) -> str:
    """Say whether the registration is running, over, or not dated."""
    if registration.end is None:
        return "Aucune date d’enregistrement n’est indiquée."
    if registration.is_over(today):
        return f"Enregistrement échu le {write_date(registration.end)}."
    return f"Enregistrement valable jusqu’au {write_date(registration.end)}."


def describe_evidence_rule(rule: Rule) -> str:
    """Say what the evidence of a competency has to reach."""
    match rule:
        case AllOf(mark):
            demand = f"chaque preuve doit atteindre {write_mark(mark)}"
        case AnyOf(mark):
            demand = f"une preuve au moins doit atteindre {write_mark(mark)}"
        case AtLeast(count, mark):
            demand = f"{_at_least(count, 'preuve')} atteindre {write_mark(mark)}"
        case MeanOf(minimum, lowest):
            demand = f"la moyenne des preuves doit atteindre {write_mark(minimum)}"
            demand += f", sans preuve au-dessous de {write_mark(lowest)}" if lowest else ""
    return f"Règle{COLON}{demand}."


def describe_bloc_rule(rule: Rule) -> str:
    """Say how many of a bloc's competencies have to be acquired."""
    match rule:
        case AllOf():
            demand = "toutes les compétences doivent être acquises"
        case AnyOf():
            demand = "une compétence au moins doit être acquise"
        case AtLeast(count):
            demand = f"{_at_least(count, 'compétence')} être acquise{_plural(count)}"
        case MeanOf(minimum, lowest):
            demand = f"la moyenne des compétences doit atteindre {write_mark(minimum)}"
            demand += f", sans compétence au-dessous de {write_mark(lowest)}" if lowest else ""
    return f"Règle{COLON}{demand}."


def describe_attempts(attempts: Attempts) -> str:
    """Say which of several attempts counts."""
    counted = {
        Attempts.LAST: "la dernière remise compte",
        Attempts.BEST: "pour chaque cellule, la meilleure note de toutes les remises compte",
        Attempts.FIRST: "la première remise compte",
    }
    return f"Remises{COLON}{counted[attempts]}."


def _at_least(count: int, noun: str) -> str:
    return f"{count} {noun}{_plural(count)} au moins {'doivent' if count > 1 else 'doit'}"


def _plural(count: int) -> str:
    return "s" if count > 1 else ""


def list_names(label: str, names: Iterable[str]) -> tuple[str, ...]:
    """Give one sentence that lists the names, or nothing where there are none."""
    listed = ", ".join(names)
    return (f"{label}{COLON}{listed}.",) if listed else ()


def count_acquired(label: str, acquired: Sequence[bool]) -> str:
    """Say how many of how many are acquired."""
    return f"{label}{COLON}{sum(acquired)} sur {len(acquired)}."


def describe_outlook(*, is_settled: bool) -> str:
    """Say whether the marks that are still to come can change the standing."""
    if is_settled:
        return "Les notes à venir ne peuvent plus changer ce résultat."
    return "Le résultat dépend encore des notes à venir."
