"""What is awaited, and from whom: marks, hand-ins, vouchers, and competencies that nothing proves yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from blocnotes.framework.bounds import Standing
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.tallies import tally
from blocnotes.reports.wording import COLON, count, write_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One thing that is awaited, and the learners (by identifier) who wait for it or owe it."""

    what: str
    learners: tuple[str, ...] = ()
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Those who have to act: who they are, how much is awaited from them, and what in detail."""

    who: str
    number: int
    what: str
    """What the number counts, agreeing with it: `notes à donner`."""
    waits: tuple[Wait, ...]
    note: str = ""


def list_parties(cohort: Cohort) -> tuple[Party, ...]:
    """List those who have to act, markers first; who owes nothing is left out."""
    parties = (_markers(cohort), _learners(cohort), _incidents(cohort), _registrar(cohort), _authors(cohort))
    return tuple(party for party in parties if party.number)


def _markers(cohort: Cohort) -> Party:
    found = _group((name, item.learner) for item in cohort.standings for name in item.awaited)
    waits = tuple(Wait(what=cohort.title(name), learners=learners) for name, learners in found)
    return _party("Les personnes qui corrigent", waits, ("note à donner", "notes à donner"))


def _learners(cohort: Cohort) -> Party:
    # What was handed in and has no mark is an incident: the learner is not asked for it twice.
    stopped = {(item.learner, item.assignment) for item in cohort.incidents}
    missing = ((name, item.learner) for item in cohort.standings for name in item.missing)
    found = _group(pair for pair in missing if (pair[1], pair[0].partition("/")[0]) not in stopped)
    waits = tuple(_owed(cohort, name, learners) for name, learners in found)
    overdue = sum(len(wait.learners) for wait in waits if wait.is_overdue)
    note = f"échéance passée pour {count(overdue, 'remise')}" if overdue else ""
    return _party("Les apprenants", waits, ("remise attendue", "remises attendues"), note)


def _owed(cohort: Cohort, name: str, learners: tuple[str, ...]) -> Wait:
    due = {item.slug: item.due for item in cohort.course.assignments}.get(name.partition("/")[0])
    is_overdue = due is not None and due < cohort.made_at
    what = f"{cohort.title(name)}{_describe_due(due, is_overdue=is_overdue)}"
    return Wait(what=what, learners=learners, is_overdue=is_overdue)


def _describe_due(due: datetime | None, *, is_overdue: bool) -> str:
    if due is None:
        return ""
    return f", échéance passée le {write_day(due)}" if is_overdue else f", pour le {write_day(due)}"


def _incidents(cohort: Cohort) -> Party:
    waits = tuple(
        Wait(what=f"{cohort.title(item.assignment)}{COLON}{item.status}. {item.what}", learners=(item.learner,))
        for item in cohort.incidents
    )
    return _party("Remises reçues, sans note", waits, ("remise à reprendre", "remises à reprendre"))


def _registrar(cohort: Cohort) -> Party:
    found = _group(
        (requirement.title, item.learner)
        for item in cohort.standings
        for requirement in item.requirements
        if requirement.status is Standing.NOT_ASSESSED
    )
    waits = tuple(Wait(what=title, learners=learners) for title, learners in found)
    return _party("Le secrétariat du jury", waits, ("justificatif à enregistrer", "justificatifs à enregistrer"))


def _authors(cohort: Cohort) -> Party:
    bare = [row for rows in tally(cohort).values() for row in rows if not row.has_evidence]
    found = _group((row.bloc, row.code) for row in bare)
    waits = tuple(Wait(what=f"{bloc}{COLON}{', '.join(codes)}") for bloc, codes in found)
    nouns = ("compétence sans preuve rattachée", "compétences sans preuve rattachée")
    noun = nouns[len(bare) > 1]
    return Party(who="L’équipe pédagogique", number=len(bare), what=noun, waits=waits)


def _party(who: str, waits: tuple[Wait, ...], nouns: tuple[str, str], note: str = "") -> Party:
    number = sum(len(wait.learners) for wait in waits)
    return Party(who=who, number=number, what=nouns[number > 1], waits=waits, note=note)


def _group(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for name, learner in pairs:
        found.setdefault(name, []).append(learner)
    return ((name, tuple(learners)) for name, learners in found.items())
