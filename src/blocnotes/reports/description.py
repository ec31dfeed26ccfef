"""All that a certification's files say of it, in French: what `framework show` prints around its competencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from blocnotes.framework.examination import Accommodation, Conditions, Jury, Modality, Requirement
from blocnotes.framework.model import Bloc, Certification, Competency, Exam
from blocnotes.framework.registration import Access, Certifier, Registration, Way, WayIn
from blocnotes.framework.wording import describe_attempts, describe_bloc_rule, describe_registration, write_date
from blocnotes.reports.wording import COLON, NBSP, count

WAYS = {
    Way.INITIAL: "formation initiale",
    Way.APPRENTICESHIP: "apprentissage",
    Way.CONTINUING: "formation continue",
    Way.PROFESSIONALISATION: "contrat de professionnalisation",
    Way.INDIVIDUAL: "candidature individuelle",
    Way.EXPERIENCE: "validation des acquis de l’expérience (VAE)",
}
ACCESS = {Access.OPEN: "ouverte", Access.CLOSED: "fermée", Access.UNSTATED: "non précisée par la source"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and lines under it."""

    title: str
    lines: tuple[str, ...]


def describe_certification(certification: Certification, today: date) -> list[Section]:
    """Say all that is known of a certification beside its blocs; what its files do not say has no section."""
    sections = {
        "Enregistrement": _registration(certification.registration, today),
        "Certificateurs": [_certifier(item) for item in certification.certifiers],
        "Nomenclatures": list(_codes(certification)),
        "Voies d’accès": [_way(item) for item in certification.ways_in],
        "Jury": [_jury(certification.jury)] if certification.jury else [],
        "Validation": [] if certification.is_divisible else ["Le diplôme ne se valide pas en partie."],
        "Modalités d’évaluation": [_modality(item) for item in certification.modalities],
        "Exigences au-delà des blocs": [_requirement(item) for item in certification.requirements],
        "Aménagements": [_accommodation(item) for item in certification.accommodations],
        "Équivalences": list(_equivalences(certification)),
        "Capacités transversales, observées en entreprise": [f"{c.code} · {c.title}" for c in certification.capacities],
        "Compétences détaillées": [_detail(d.code, d.title, d.serves) for d in certification.details],
    }
    return [Section(title, tuple(lines)) for title, lines in sections.items() if lines]


def describe_bloc(bloc: Bloc) -> list[Section]:
    """Say all that is known of a bloc beside its evidence: rule, modalities, activities, épreuves, criteria."""
    sections = {
        "Validation": [describe_bloc_rule(bloc.rule), describe_attempts(bloc.attempts)],
        "Modalités": [_modality(item) for item in bloc.modalities],
        "Activités et tâches": [
            line
            for activity in bloc.activities
            for line in (
                _named(activity.code, activity.title),
                *(f"  {_named(t.code, t.title)}" for t in activity.tasks),
            )
        ],
        "Épreuves": [line for exam in bloc.exams for line in _exam(exam)],
        "Modules": list(bloc.modules),
        "Critères et livrables": [line for competency in bloc.competencies for line in _expectations(competency)],
    }
    return [Section(title, tuple(lines)) for title, lines in sections.items() if lines]


def describe_conditions(conditions: Conditions) -> str:
    """Say how an examination is held: team, preparation, pages, oral, jury; an empty text where nothing is said."""
    found = [_team(conditions), _preparation(conditions), _pages(conditions)]
    if conditions.oral_minutes:
        found.append(f"oral de {conditions.oral_minutes}{NBSP}min")
    if conditions.jury:
        found.append(f"jury{COLON}{_jury(conditions.jury)}")
    return ", ".join(part for part in found if part)


def _registration(registration: Registration, today: date) -> list[str]:
    dates = {
        "Décision": registration.decided,
        "Publication": registration.published,
        "Première rentrée": registration.start,
        "Dernière délivrance possible": registration.last_delivery,
    }
    lines = [describe_registration(registration, today)]
    lines += [f"{name}{COLON}{write_date(day)}." for name, day in dates.items() if day]
    return [*lines, f"Durée{COLON}{count(registration.years, 'an')}."] if registration.years else lines


def _certifier(certifier: Certifier) -> str:
    extra = [
        certifier.trade_name if certifier.trade_name != certifier.name else None,
        f"SIRET {certifier.siret}" if certifier.siret else None,
        f"depuis le {write_date(certifier.since)}" if certifier.since else None,
        certifier.website,
    ]
    return ", ".join([certifier.name, *(part for part in extra if part)])


def _codes(certification: Certification) -> Iterator[str]:
    lists = {"NSF": certification.nsf, "Formacode": certification.formacodes, "ROME": certification.rome}
    yield from (f"{name}{COLON}{', '.join(codes)}" for name, codes in lists.items() if codes)
    if certification.edition:
        yield f"Édition{COLON}{certification.edition}"
    if certification.predecessors:
        yield f"Remplace{COLON}{', '.join(certification.predecessors)}"


def _way(way: WayIn) -> str:
    means = f" ({way.means})" if way.means else ""
    name = WAYS[way.way]
    return f"{name[0].upper()}{name[1:]}{COLON}{ACCESS[way.access]}{means}"


def _jury(jury: Jury) -> str:
    people = []
    if jury.professionals:
        external = (" extérieur" + ("s" if jury.professionals > 1 else "")) if jury.are_professionals_external else ""
        people.append(count(jury.professionals, "professionnel") + external)
    if jury.school:
        people.append(count(jury.school, "personne") + " de l’école")
    if jury.president:
        people.append(f"présidence{COLON}{jury.president}")
    return ", ".join(people) or "composition non précisée"


def _modality(modality: Modality) -> str:
    return _with(modality.title, describe_conditions(modality.conditions))


def _requirement(requirement: Requirement) -> str:
    details = [
        count(requirement.months, "mois", "mois") if requirement.months else "",
        count(requirement.weeks, "semaine") if requirement.weeks else "",
        f"niveau {requirement.level}" if requirement.level else "",
        describe_conditions(requirement.conditions),
        f"concerne{COLON}{requirement.applies_to}" if requirement.applies_to else "",
    ]
    return _with(requirement.title, ", ".join(part for part in details if part))


def _accommodation(accommodation: Accommodation) -> str:
    share = accommodation.extra_time_max
    return _with(
        accommodation.title, f"jusqu’à {share.numerator}/{share.denominator} de temps en plus" if share else ""
    )


def _equivalences(certification: Certification) -> Iterator[str]:
    for item in certification.equivalences:
        how = "partielle" if item.is_partial else "totale"
        yield f"{item.bloc}{COLON}équivalence {how} avec {item.with_bloc} ({item.certification})"


def _exam(exam: Exam) -> Iterator[str]:
    held = describe_conditions(exam.conditions)
    yield _with(f"{_detail(exam.code, exam.title, exam.competencies)}", held)
    yield from (f"  {_detail('', item.title, item.competencies)}" for item in exam.criteria)


def _expectations(competency: Competency) -> Iterator[str]:
    if not competency.criteria and not competency.deliverables:
        return
    activity = f" (activité {competency.activity})" if competency.activity else ""
    yield f"{competency.code} · {competency.title}{activity}"
    yield from (f"  livrable{COLON}{item}" for item in competency.deliverables)
    for criterion in competency.criteria:
        waived = (
            " (non compté pour une personne handicapée qui le demande)" if criterion.waivable_for_disability else ""
        )
        shown = f"{COLON}{' ; '.join(criterion.indicators)}" if criterion.indicators else ""
        yield f"  critère{COLON}{criterion.title}{waived}{shown}"


def _team(conditions: Conditions) -> str:
    low, high = conditions.team_min, conditions.team_max
    if high == 1:
        return "seul·e"
    if low and low == high:
        return f"à {high}"
    return f"en équipe de {high} au plus" if high else ""


def _preparation(conditions: Conditions) -> str:
    low, high = conditions.preparation_hours_min, conditions.preparation_hours_max
    return f"préparation de {_span(low, high)}{NBSP}h" if low or high else ""


def _pages(conditions: Conditions) -> str:
    if conditions.pages_about:
        return f"{conditions.pages_about} pages environ"
    low, high = conditions.pages_min, conditions.pages_max
    return f"{_span(low, high)} pages" if low or high else ""


def _span(low: int | None, high: int | None) -> str:
    return f"{low} à {high}" if low and high and low != high else str(high or low)


def _detail(code: str, title: str, serves: Sequence[str]) -> str:
    return f"{_named(code, title)} ({', '.join(serves)})" if serves else _named(code, title)


def _named(code: str, title: str) -> str:
    return f"{code} · {title}" if code else title


def _with(title: str, details: str) -> str:
    return f"{title} ({details})" if details else title
