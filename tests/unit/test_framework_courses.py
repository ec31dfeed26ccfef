"""The courses of the project: they load cleanly, and say what the certifications say."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blocnotes.framework.load import load_course
from blocnotes.framework.model import Access, AllOf, MeanOf, Way

COURSES = Path(__file__).parents[2] / "courses"
PARIS = ZoneInfo("Europe/Paris")
COUNTS = {
    "CPIA2024": [6, 6, 4, 5],
    "RNCP36582": [7, 9, 6, 13],
    "RNCP37137": [10, 8, 7, 12, 9],
    "RNCP40514": [4, 3, 3, 6],
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
            elif name in ("indicators", "deliverables"):
                yield from found
            else:
                yield from list_titles(found)


def test_every_folder_is_a_course_that_is_tested_here():
    assert {path.name for path in COURSES.iterdir() if path.is_dir()} == set(COUNTS)


@pytest.mark.parametrize("code", COUNTS)
def test_the_blocs_and_their_competencies_are_all_there(code):
    blocs = load(code).certification.blocs
    assert [bloc.code for bloc in blocs] == [f"{code}BC0{i}" for i, _ in enumerate(COUNTS[code], start=1)]
    assert [len(bloc.competencies) for bloc in blocs] == COUNTS[code]


@pytest.mark.parametrize("code", COUNTS)
def test_titles_are_short_and_in_french_typography(code):
    titles = list(list_titles(load(code).certification))
    assert [title for title in titles if len(re.findall(r"[\w’'-]+", title)) > 15] == []
    # Typographic apostrophes, no full stop, no double space, and only fixed spaces before a high mark.
    faults = re.compile(r"'|\.$|^\s|\s$|\s\s|[^\u00a0\u202f][:;?!»]")
    assert [title for title in titles if faults.search(title)] == []


@pytest.mark.parametrize("code", COUNTS)
def test_no_two_competencies_of_a_bloc_have_the_same_title(code):
    for bloc in load(code).certification.blocs:
        titles = [competency.title for competency in bloc.competencies]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", COUNTS)
def test_assignments_are_due_in_the_order_of_the_course_by_the_clock_of_paris(code):
    moments = [item.due for item in load(code).assignments]
    assert moments == sorted(moments)
    assert all(moment.utcoffset() == PARIS.utcoffset(moment.replace(tzinfo=None)) for moment in moments)


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
        ("CPIA2024BC03.C13", "choix-sgbd"),
        ("CPIA2024BC03.C14", "qualite-donnees"),
        ("CPIA2024BC03.C14", "statistiques"),
        ("CPIA2024BC03.C16", "metriques-ml"),
        ("CPIA2024BC04.C17", "visualisation"),
        ("CPIA2024BC04.C18", "rgpd"),
        ("RNCP40514BC01.C04", "rgpd"),
        ("RNCP36582BC02.A2C2", "rgpd"),
        ("RNCP36582BC02.A2C3", "choix-sgbd"),
        ("RNCP36582BC02.A2C5", "statistiques"),
        ("RNCP36582BC02.A2C6", "metriques-ml"),
        ("RNCP36582BC02.A2C8", "metriques-ml"),
    ],
)
def test_the_first_assignments_prove_what_they_are_about(code, slug):
    assert slug in {proof.assignment for proof in find_competency(code).evidence}


def test_the_four_certifications_have_118_competencies():
    codes = [item.full_code for code in COUNTS for item in load(code).certification.competencies]
    assert len(set(codes)) == len(codes) == 118
    assert {"RNCP36582BC02.A2C8", "RNCP37137BC01.C06", "CPIA2024BC03.C16"} <= set(codes)


def test_cpia2024_keeps_the_numbers_of_its_document():
    certification = load("CPIA2024").certification
    assert (certification.level, certification.edition, certification.registration.end) == (
        7,
        "2024-2026",
        None,
    )
    assert [item.code for item in certification.competencies] == [f"C{i}" for i in range(1, 22)]
    assert len(certification.capacities) == 16
    assert not certification.is_divisible
    assert [len(bloc.modules) for bloc in certification.blocs] == [16, 11, 13, 15]


def test_cpia2024_examines_every_competency_in_one_of_eight_exams():
    certification = load("CPIA2024").certification
    blocs = {bloc.code[-4:]: [exam.code for exam in bloc.exams] for bloc in certification.blocs}
    assert blocs == {"BC01": ["E1", "E2", "E3"], "BC02": ["E4", "E5"], "BC03": ["E6", "E7"], "BC04": ["E8"]}
    exams = [exam for bloc in certification.blocs for exam in bloc.exams]
    assert [code for exam in exams for code in exam.competencies] == [item.code for item in certification.competencies]
    assert all(exam.criteria for exam in exams)
    assert exams[-1].conditions.oral_minutes == 15


def test_rncp40514_demands_english_mobility_and_a_company():
    certification = load("RNCP40514").certification
    assert certification.level == 6
    requirements = {item.key: item for item in certification.requirements}
    assert set(requirements) == {"anglais", "mobilite", "entreprise", "francais"}
    assert (requirements["anglais"].level, requirements["francais"].level) == ("B1", "B1")
    assert requirements["francais"].applies_to is not None
    assert (requirements["mobilite"].weeks, requirements["entreprise"].months) == (4, 6)
    assert certification.jury.president is not None


def test_rncp40514_is_registered_until_2029_and_delivered_until_2034():
    registration = load("RNCP40514").certification.registration
    dates = (registration.published, registration.start, registration.end, registration.last_delivery)
    assert dates == (date(2025, 4, 18), date(2025, 9, 1), date(2029, 8, 31), date(2034, 8, 31))


def test_rncp40514_keeps_its_detailed_competencies_beside_the_blocs():
    details = load("RNCP40514").certification.details
    assert [item.code for item in details] == [f"D{i:02}" for i in range(1, 58)]
    assert len({item.title for item in details}) == 57


def test_rncp36582_needs_a_final_exam_beyond_its_blocs():
    certification = load("RNCP36582").certification
    (final,) = certification.requirements
    conditions = final.conditions
    assert (conditions.pages_min, conditions.pages_max, conditions.oral_minutes) == (50, 60, 45)
    assert (conditions.jury.professionals, conditions.jury.school, conditions.jury.size) == (2, 1, 3)
    assert conditions.jury.are_professionals_external
    registration = certification.registration
    assert (registration.decided, registration.end, registration.years) == (
        date(2022, 7, 1),
        date(2025, 7, 1),
        3,
    )


def test_rncp36582_validates_each_bloc_by_one_professional_situation():
    for bloc in load("RNCP36582").certification.blocs:
        ((mspr,), conditions) = bloc.modalities, bloc.modalities[0].conditions
        assert mspr.key == "mspr"
        assert (conditions.team_max, conditions.oral_minutes, conditions.jury.professionals) == (4, 30, 2)
        assert (conditions.preparation_hours_min, conditions.preparation_hours_max) == (21, 30)


def test_rncp36582_has_activities_deliverables_and_criteria_for_every_competency():
    for competency in load("RNCP36582").certification.competencies:
        assert competency.criteria, competency.full_code
        assert competency.deliverables, competency.full_code
        assert competency.activity.startswith(competency.code[:2])


def test_rncp36582_waives_two_criteria_for_disability():
    criteria = [
        (item.full_code, criterion)
        for item in load("RNCP36582").certification.competencies
        for criterion in item.criteria
    ]
    assert [code for code, criterion in criteria if criterion.waivable_for_disability] == [
        "RNCP36582BC04.A4C8",
        "RNCP36582BC04.A4C11",
    ]


def test_rncp36582_accommodates_and_recognises():
    certification = load("RNCP36582").certification
    assert [item.extra_time_max for item in certification.accommodations if item.extra_time_max] == [Fraction(1, 3)]
    assert len(certification.accommodations) == 5
    (equivalence,) = certification.equivalences
    assert (equivalence.bloc, equivalence.with_bloc) == ("RNCP36582BC04", "RNCP35584BC02")
    assert equivalence.is_partial
    closed = [item.way for item in certification.ways_in if item.access is not Access.OPEN]
    assert closed == [Way.INDIVIDUAL]
