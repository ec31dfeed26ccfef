"""What is awaited and from whom: marks, hand-ins, vouchers, proofs; nobody is asked twice or in vain."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blocnotes.gradebook.standing import GradedCell, standings_of
from blocnotes.reports.expectations import list_missing, list_parties
from blocnotes.reports.tallies import rank_questions
from browser.cohorts import MADE_AT, questions, sample


@pytest.fixture(scope="module")
def cohort():
    return sample()


def party(cohort, who):
    return next(item for item in list_parties(cohort) if item.who == who)


def test_markers_are_told_which_marks_they_owe(cohort):
    found = party(cohort, "Les personnes qui corrigent")
    assert (found.number, found.what) == (24, "notes")
    assert found.waits[0].what == "Qualité des données, «\u00a0note\u00a0»"
    assert found.waits[0].learners == ("amina.benali", "elodie.martin", "ines.rousseau")


def test_learners_owe_hand_ins_not_cells(cohort):
    found = party(cohort, "Les apprenants")
    owed = sum(len(list_missing(cohort, item)) for item in cohort.standings)
    assert found.number == owed == 20
    assert len(list_missing(cohort, cohort.of("leo.simon"))) == 6


def test_a_passed_term_is_told_from_one_to_come(cohort):
    found = party(cohort, "Les apprenants")
    assert [wait.is_overdue for wait in found.waits] == [True, True, True, True, False, False]
    assert found.waits[0].what.endswith(
        "était à rendre avant le 8\u00a0janvier 2027 à 23\u00a0h\u00a059 (heure de Paris)"
    )
    assert "à rendre avant le 26\u00a0janvier 2027" in found.waits[-1].what
    assert found.note == f"{sum(len(wait.learners) for wait in found.waits if wait.is_overdue)} hors délai"
    early = party(replace(cohort, made_at=datetime(2026, 12, 1, tzinfo=UTC)), "Les apprenants")
    assert early.note == ""


def test_a_refused_hand_in_is_not_asked_for_twice(cohort):
    assert [wait.learners for wait in party(cohort, "Remises à reprendre").waits] == [("jules.moreau",)]
    asked = {wait.what: wait.learners for wait in party(cohort, "Les apprenants").waits}
    otherwise = {wait.what: wait.learners for wait in party(replace(cohort, incidents=()), "Les apprenants").waits}
    place = next(what for what in asked if what.startswith("Ce que les rappels"))
    assert set(otherwise[place]) - set(asked[place]) == {"jules.moreau"}


def test_vouchers_and_proofs_are_somebody_s_task_too(cohort):
    assert party(cohort, "Le secrétariat du jury").number == 4 * 12 - 1
    found = party(cohort, "L’équipe pédagogique")
    assert (found.number, found.what) == (39, "preuves à créer")
    assert found.waits[0].what == "BC01\u00a0: C01, C02, C03, C04, C05, C09, C10"


def test_who_owes_nothing_is_left_out(cohort):
    full = [GradedCell("ada", slug, name, top, top, "ab" * 32) for slug, name, top, _ in questions()]
    needs = {need.key: True for need in cohort.course.certification.requirements}
    standings = standings_of(cohort.course, full, requirements={"ada": needs})
    done = replace(cohort, standings=standings, incidents=(), names={"ada": "Ada"})
    assert [item.who for item in list_parties(done)] == ["L’équipe pédagogique"]


def test_questions_are_ranked_by_what_they_bring(cohort):
    found = rank_questions(cohort)
    assert [item.share for item in found] == sorted(item.share for item in found)
    assert len({item.name for item in found}) == len(found)
    assert all(0 <= item.share <= 1 and 1 <= item.marked <= 12 for item in found)
    assert cohort.made_at == MADE_AT
