"""What `framework show` says of a certification: every fact of its files, in French."""

from datetime import date

import pytest

from blocnotes.framework.load import load_courses
from blocnotes.reports.description import describe_bloc, describe_certification
from conftest import ROOT

TODAY = date(2026, 11, 28)
COURSES = {course.certification.code: course.certification for course in load_courses(ROOT / "courses", None)}


def said(code, bloc=None):
    found = COURSES[code]
    sections = describe_bloc(found.blocs[bloc - 1]) if bloc else describe_certification(found, TODAY)
    return "\n".join(f"{section.title}\n" + "\n".join(section.lines) for section in sections).replace("\u00a0", " ")


@pytest.mark.parametrize(("code", "facts"), [
    ("RNCP37137", ["échu le 14-12-2025", "3 professionnels, 2 personnes de l’école", "Candidature individuelle : fermée", "4 mois", "oral de 60 min", "30 pages environ", "à 2"]),
    ("RNCP40514", ["jusqu’au 31-08-2029", "01-09-2025", "31-08-2034", "niveau B1", "4 semaines", "6 mois", "Direction du programme", "D01 · "]),
    ("RNCP36582", ["échu le 01-07-2025", "en équipe de 4 au plus", "préparation de 21 à 30 h", "oral de 30 min", "50 à 60 pages", "oral de 45 min", "RNCP35584BC02", "partielle", "1/3", "(VAE)"]),
    ("CPIA2024", ["ne se valide pas en partie", "K16 · "]),
])  # fmt: skip
def test_every_demand_of_a_certification_is_said(code, facts):
    text = said(code)
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(("code", "bloc", "facts"), [
    ("RNCP36582", 4, ["A4T3S2 · ", "livrable : ", "non compté pour une personne handicapée", "toutes les compétences"]),
    ("CPIA2024", 2, ["E4 · ", "(C7, C8)", "E4-TC Hiring strategy"]),
    ("CPIA2024", 4, ["E8 · ", "oral de 15 min"]),
    ("RNCP37137", 1, ["30 pages environ", "à 2"]),
])  # fmt: skip
def test_every_examination_of_a_bloc_is_said(code, bloc, facts):
    text = said(code, bloc)
    assert [fact for fact in facts if fact not in text] == []


def test_nothing_is_said_of_what_the_files_do_not_say():
    assert "Jury" not in said("CPIA2024").splitlines()
