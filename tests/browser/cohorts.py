"""Sample cohorts, invented in memory: real courses, real questions, made-up people and marks."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from blocnotes.authoring.cells import GRADED, Role
from blocnotes.authoring.source import read_source
from blocnotes.framework.load import load_course
from blocnotes.gradebook.standing import Dispensation, GradedCell, standings_of
from blocnotes.reports.cohort import Cohort, Incident

ROOT = Path(__file__).parents[2]
MADE_AT = datetime(2027, 1, 20, 9, 30, tzinfo=UTC)
TITLES = {
    "qualite-donnees": "Qualité des données",
    "statistiques": "Ce que les rappels disent",
    "visualisation": "La bonne figure pour décider",
    "choix-sgbd": "SQL ou NoSQL",
    "rgpd": "Contrôler un traitement de données personnelles",
    "metriques-ml": "Un score de crédit à mettre en service",
}
PEOPLE = (
    ("amina.benali", "Amina Benali", 0.95), ("bastien.leroy", "Bastien Leroy", 0.85),
    ("chloe.nguyen", "Chloé Nguyen", 0.45), ("david.okafor", "David Okafor", 0.0),
    ("elodie.martin", "Élodie Martin", 0.7), ("farid.haddad", "Farid Haddad", 0.3),
    ("gaelle.petit", "Gaëlle Petit", 0.8), ("hugo.fernandes", "Hugo Fernandes", 0.05),
    ("ines.rousseau", "Inès Rousseau", 0.5), ("jules.moreau", "Jules Moreau", 0.65),
    ("karima.dubois", "Karima Dubois", 0.9), ("leo.simon", "Léo Simon", None),
)  # fmt: skip
HOSTILE = {
    "amina.benali": "<script>alert('nom')</script>",
    "bastien.leroy": "=cmd|' /C calc'!A0",
    "chloe.nguyen": "\u202eevil\u202c أمينة بن علي",
    "david.okafor": '"><img src=x onerror=alert(1)>{{ 7 * 7 }}',
    "elodie.martin": "Marie-Antoinette" * 12,
}


@cache
def course(code="RNCP37137"):
    """A real course, cut down to six assignments: what is counted here does not move when another one is written."""
    whole = load_course(ROOT / "courses" / code)
    blocs = tuple(
        replace(bloc, competencies=tuple(cut(item) for item in bloc.competencies)) for bloc in whole.certification.blocs
    )
    assignments = tuple(item for item in whole.assignments if item.slug in TITLES)
    return replace(whole, certification=replace(whole.certification, blocs=blocs), assignments=assignments)


def cut(competency):
    criteria = tuple(replace(item, evidence=keep(item.evidence)) for item in competency.criteria)
    return replace(competency, own_evidence=keep(competency.own_evidence), criteria=criteria)


def keep(evidence):
    return tuple(item for item in evidence if item.assignment in TITLES)


@cache
def questions():
    """The graded cells of every assignment: (slug, name, points, marked by a person)."""
    return tuple(
        (folder.parent.name, cell.name, cell.points, cell.role is Role.MANUAL)
        for folder in sorted((ROOT / "assignments").glob("*/notebook.py"))
        for cell in read_source(folder)
        if cell.role in GRADED and folder.parent.name in TITLES
    )


def mark_cells(learner, skill, seed, skip=()):
    """Invent one learner's marks; a person's are awaited of every fourth learner, some work is never handed in."""
    if skill is None:
        return
    draw = Random(seed)
    for slug, name, points, by_hand in questions():
        luck = draw.random()
        share = 1.0 if luck < skill else 0.5 if luck < 1.2 * skill else 0.0
        if slug in skip:
            continue
        awaited = by_hand and seed % 4 == 0
        given = None if awaited else share * points
        yield GradedCell(learner, slug, name, given, points, f"{seed:08x}{'0' * 56}", MADE_AT, "machine")


def skip_work(learner, seed):
    """Say what a learner did not hand in, or handed in unreadable."""
    slugs = sorted(TITLES)
    refused = {"statistiques"} if learner == "jules.moreau" else set()
    return refused | {slugs[(seed + place) % 6] for place in range(seed % 4)}


def sample(people=PEOPLE, *, names=None, code="RNCP37137", sentence="Le fichier n’est pas un notebook lisible."):
    """Twelve learners by default, each with a story: a late one, a refused one, one who is dispensed."""
    cells = [
        cell
        for seed, (learner, _, skill) in enumerate(people)
        for cell in mark_cells(learner, skill, seed, skip=skip_work(learner, seed))
    ]
    known = {learner: name for learner, name, _ in people} | (names or {})
    dispensed = {"gaelle.petit": [Dispensation("RNCP37137BC03.C04", "acquise dans une autre certification")]}
    standings = standings_of(
        course(code),
        cells,
        learners=known,
        dispensations=dispensed if code == "RNCP37137" else None,
        requirements={"amina.benali": {"memoire": True}} if code == "RNCP37137" else None,
    )
    refused = Incident(learner="jules.moreau", assignment="statistiques", status="refusée", what=sentence)
    return Cohort(
        course=course(code),
        names=known,
        standings=standings,
        titles=TITLES,
        late=frozenset({("gaelle.petit", "statistiques")}) if len(people) > 6 else frozenset(),
        incidents=(refused,) if "jules.moreau" in known else (),
        made_at=MADE_AT,
    )


def crowd(number):
    """Many learners, each with a name of their own."""
    people = [(f"l{i:03d}", f"Prénom{i} Nom-de-Famille{i}", (i * 37 % 100) / 100) for i in range(number)]
    return sample(tuple(people))
