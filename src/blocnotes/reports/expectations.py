"""What is awaited, and from whom: marks, hand-ins, vouchers, and competencies that nothing proves yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from blocnotes.framework.bounds import Standing
from blocnotes.gradebook.standing import LearnerStanding
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.tallies import tally
from blocnotes.reports.wording import COLON, write_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One thing that is awaited, and the learners (by identifier) who wait for it or owe it."""

    what: str
    learners: tuple[str, ...] = ()
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Those who have to act: who they are, how much is awaited of them, and what in detail."""

    who: str
    number: int
    what: str
    """What the number counts, agreeing with it: `notes`."""
    waits: tuple[Wait, ...]
    note: str = ""


def list_parties(cohort: Cohort) -> tuple[Party, ...]:
    """List those who have to act, markers first; who owes nothing is left out."""
    parties = (_markers(cohort), _learners(cohort), _incidents(cohort), _registrar(cohort), _authors(cohort))
    return tuple(party for party in parties if party.number)


def list_missing(cohort: Cohort, standing: LearnerStanding) -> tuple[str, ...]:
    """Give the assignments that a learner still owes; each is one hand-in, whatever its cells."""
    # What was handed in and has no mark is an incident: the learner is not asked for it twice.
    stopped = {item.assignment for item in cohort.incidents if item.learner == standing.learner}
    owed = dict.fromkeys(name.partition("/")[0] for name in standing.missing)
    return tuple(slug for slug in owed if slug not in stopped)


def _markers(cohort: Cohort) -> Party:
    found = _group(cohort, ((name, item.learner) for item in cohort.standings for name in item.awaited))
    waits = tuple(Wait(what=cohort.title(name), learners=learners) for name, learners in found)
    return _party("Les personnes qui corrigent", waits, ("note", "notes"))


def _learners(cohort: Cohort) -> Party:
    missing = ((slug, item.learner) for item in cohort.standings for slug in list_missing(cohort, item))
    waits = tuple(_owed(cohort, slug, learners) for slug, learners in _group(cohort, missing))
    overdue = sum(len(wait.learners) for wait in waits if wait.is_overdue)
    return _party("Les apprenants", waits, ("remise", "remises"), f"{overdue} hors délai" if overdue else "")


def _owed(cohort: Cohort, slug: str, learners: tuple[str, ...]) -> Wait:
    due = {item.slug: item.due for item in cohort.course.assignments}.get(slug)
    if due is None:
        return Wait(what=cohort.title(slug), learners=learners)
    is_overdue = due < cohort.made_at
    when = "à rendre avant le" if not is_overdue else "était à rendre avant le"
    what = f"{cohort.title(slug)}, {when} {write_moment(due)}"
    return Wait(what=what, learners=learners, is_overdue=is_overdue)


def _incidents(cohort: Cohort) -> Party:
    waits = tuple(
        Wait(what=f"{cohort.title(item.assignment)}{COLON}{item.status}. {item.what}", learners=(item.learner,))
        for item in cohort.incidents
    )
    return _party("Remises à reprendre", waits, ("remise", "remises"))


def _registrar(cohort: Cohort) -> Party:
    found = _group(
        cohort,
        (
            (need.title, item.learner)
            for item in cohort.standings
            for need in item.requirements
            if need.status is Standing.NOT_ASSESSED
        ),
    )
    waits = tuple(Wait(what=title, learners=learners) for title, learners in found)
    return _party("Le secrétariat du jury", waits, ("justificatif", "justificatifs"))


def _authors(cohort: Cohort) -> Party:
    bare = [row for rows in tally(cohort).values() for row in rows if not row.has_evidence]
    found = _group(cohort, ((row.bloc, row.code) for row in bare))
    waits = tuple(Wait(what=f"{bloc}{COLON}{', '.join(codes)}") for bloc, codes in found)
    noun = "preuve à créer" if len(bare) < 2 else "preuves à créer"
    return Party(who="L’équipe pédagogique", number=len(bare), what=noun, waits=waits)


def _party(who: str, waits: tuple[Wait, ...], nouns: tuple[str, str], note: str = "") -> Party:
    number = sum(len(wait.learners) for wait in waits)
    return Party(who=who, number=number, what=nouns[number > 1], waits=waits, note=note)


def _group(cohort: Cohort, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Gather what is said of one thing, assignments in the order of the course."""
    places = {item.slug: place for place, item in enumerate(cohort.course.assignments)}
    found: dict[str, list[str]] = {}
    for name, whom in pairs:
        found.setdefault(name, []).append(whom)
    ordered = sorted(found, key=lambda name: places.get(name.partition("/")[0], len(places)))
    return [(name, tuple(found[name])) for name in ordered]
