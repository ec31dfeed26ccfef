"""The courses of the project: they load cleanly, and say what the certifications say."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from blocnotes.framework.load import load_course
from blocnotes.framework.model import Access, AllOf, MeanOf, Way

COURSES = Path(__file__).parents[2] / "courses"
SIX = {"choix-sgbd", "qualite-donnees", "statistiques", "visualisation", "metriques-ml", "rgpd"}
COUNTS = {
    "RNCP37137": [10, 8, 7, 12, 9],
}


@cache
def load(code):
    return load_course(COURSES / code)


def find_competency(code):
    certification = load(code.split("BC")[0]).certification
    return next(item for item in certification.competencies if item.full_code == code)


def list_titles(value) -> Iterator[str]:
    """Yield everything that people read in a frozen tree."""
    if isinstance(value, tuple):
        for part in value:
            yield from list_titles(part)
    elif is_dataclass(value):
        for name in (field.name for field in fields(value)):
            found = getattr(value, name)
            if name in ("title", "means", "president", "applies_to") and found:
                yield found
            elif name == "indicators":
                yield from found
            else:
                yield from list_titles(found)


def test_every_folder_is_a_course_that_is_tested_here():
    assert {path.name for path in COURSES.iterdir() if path.is_dir()} == set(COUNTS)


@pytest.mark.parametrize("code", COUNTS)
def test_the_blocs_and_their_competencies_are_all_there(code):
    certification = load(code).certification
    assert [bloc.code for bloc in certification.blocs] == [
        f"{code}BC0{i + 1}" for i in range(len(COUNTS[code]))
    ]
    assert [len(bloc.competencies) for bloc in certification.blocs] == COUNTS[code]


@pytest.mark.parametrize("code", COUNTS)
def test_titles_are_short_and_in_french_typography(code):
    titles = list(list_titles(load(code).certification))
    assert [title for title in titles if len(re.findall(r"[\w’'-]+", title)) > 15] == []
    assert [
        title for title in titles if re.search(r"'|\s[:;?!»]|«\s|  |^\s|\s$|\.$", title.replace("\u00a0", ""))
    ] == []
    assert [title for title in titles if re.search(r"[^\u00a0\u202f][:;?!»]", title)] == []


@pytest.mark.parametrize("code", COUNTS)
def test_no_two_competencies_of_a_bloc_have_the_same_title(code):
    for bloc in load(code).certification.blocs:
        titles = [competency.title for competency in bloc.competencies]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", COUNTS)
def test_the_six_assignments_are_due_in_january_in_the_order_of_the_course(code):
    assignments = load(code).assignments
    assert {item.slug for item in assignments} <= SIX
    moments = [item.due for item in assignments]
    assert moments == sorted(moments)
    assert {(moment.year, moment.month, moment.utcoffset().seconds) for moment in moments} == {
        (2027, 1, 3600)
    }


def test_rncp37137_demands_more_than_its_blocs():
    certification = load("RNCP37137").certification
    assert (certification.level, certification.registration.end) == (7, date(2025, 12, 14))
    assert {bloc.rule for bloc in certification.blocs} == {AllOf()}
    assert {competency.rule for competency in certification.competencies} == {MeanOf(0.5)}
    requirements = {item.key: item for item in certification.requirements}
    assert set(requirements) == {"these", "memoire", "soutenance", "entreprise"}
    assert requirements["soutenance"].conditions.oral_minutes == 60
    assert requirements["soutenance"].conditions.team_max == 1
    assert requirements["entreprise"].months == 4
    assert (certification.jury.professionals, certification.jury.school) == (3, 2)


def test_rncp37137_evaluates_each_bloc_in_its_own_way():
    certification = load("RNCP37137").certification
    case, play, situation = "etude-de-cas", "jeu-de-role", "mise-en-situation"
    assert [{item.key for item in bloc.modalities} for bloc in certification.blocs] == [
        {case, play, situation},
        {situation, case},
        {situation},
        {case, play},
        {case, play},
    ]
    conditions = {item.key: item.conditions for bloc in certification.blocs for item in bloc.modalities}
    assert (conditions[case].team_max, conditions[case].pages_about) == (1, 30)
    assert (conditions[play].team_min, conditions[play].team_max) == (2, 2)


def test_rncp37137_is_open_to_all_but_individual_candidates():
    certification = load("RNCP37137").certification
    assert {item.way for item in certification.ways_in} == set(Way)
    assert [item.way for item in certification.ways_in if item.access is not Access.OPEN] == [Way.INDIVIDUAL]


def test_rncp37137_is_filed_as_in_the_register():
    certification = load("RNCP37137").certification
    assert certification.nsf == ("326p", "326t")
    assert set(certification.formacodes) == {"31028", "31094", "31014"}
    assert set(certification.rome) == {"M1802", "M1803", "M1805"}
    sirets = {item.name: item.siret for item in certification.certifiers}
    assert set(sirets.values()) == {"82955681000036", "38935885400054", "45303523000094", None}
    assert sirets["CYBER MANAGEMENT SCHOOL"] is None


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("RNCP37137BC01.C06", "choix-sgbd"),
        ("RNCP37137BC01.C07", "rgpd"),
        ("RNCP37137BC01.C08", "qualite-donnees"),
        ("RNCP37137BC02.C03", "statistiques"),
        ("RNCP37137BC02.C04", "visualisation"),
        ("RNCP37137BC03.C01", "qualite-donnees"),
        ("RNCP37137BC03.C04", "metriques-ml"),
    ],
)
def test_the_first_assignments_prove_what_they_are_about(code, slug):
    assert slug in {proof.assignment for proof in find_competency(code).evidence}
