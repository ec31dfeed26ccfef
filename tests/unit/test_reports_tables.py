"""Standings as rows: a spreadsheet reads them in French and runs none of them; a program finds the same keys."""

import csv
import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from blocnotes.reports import tables
from browser.cohorts import HOSTILE, course, sample

OUTCOME = ["status", "score", "provisional", "awaited", "reasons"]


def read(text):
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture(scope="module")
def cohort():
    return sample()


def test_the_csv_has_a_line_for_each_learner_and_competency(cohort):
    rows = read(tables.write_csv(cohort))
    assert list(rows[0]) == [
        "apprenant", "nom", "bloc", "position du bloc", "compétence", "intitulé", "position", "note sur 20",
        "provisoire", "attendu",
    ]  # fmt: skip
    assert len(rows) == 12 * 46
    found = next(row for row in rows if (row["apprenant"], row["compétence"]) == ("amina.benali", "C06"))
    assert found["nom"] == "Amina Benali"
    assert (found["position"], found["note sur 20"], found["provisoire"]) == ("acquis", "20", "oui")
    assert found["attendu"] == "choix-sgbd/note"


def test_marks_have_decimal_commas_and_are_never_rounded_up(cohort):
    marks = {row["note sur 20"] for row in read(tables.write_csv(cohort))}
    assert any("," in mark for mark in marks)
    assert all(mark.replace(",", "", 1).isdigit() for mark in marks if mark)
    judged = replace(cohort.standings[0].blocs[0], score=0.49999)
    assert "9,99/20" in tables.describe(judged)


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\uff1d1", HOSTILE["bastien.leroy"]],
)
def test_no_cell_is_a_formula(name):
    (row, *_) = read(tables.write_csv(sample(names={"amina.benali": name})))
    assert row["nom"] == f"'{name}"


def test_an_ordinary_name_is_left_as_it_is(cohort):
    assert all(not row["nom"].startswith("'") for row in read(tables.write_csv(cohort)))


def test_the_file_opens_with_its_accents(cohort, monkeypatch, tmp_path):
    from blocnotes import coursework
    from blocnotes.cli import main

    monkeypatch.setattr(coursework, "read_cohort", lambda settings, certification: cohort)
    path = tmp_path / "positions.csv"
    result = CliRunner().invoke(main, ["standing", "--csv", str(path), "--course-dir", str(tmp_path)])
    assert result.exit_code == 0, result.output
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfapprenant;nom;")
    assert b"\r\n" in written
    assert written.decode("utf-8-sig") == tables.write_csv(cohort)


def test_the_keys_of_the_data_are_stable(cohort):
    data = json.loads(json.dumps(tables.as_data(cohort)))
    assert list(data) == ["certification", "learners"]
    learner = data["learners"][0]
    assert list(learner) == ["learner", "name", *OUTCOME, "blocs", "requirements"]
    assert list(learner["blocs"][0]) == ["code", *OUTCOME, "competencies"]
    assert list(learner["blocs"][0]["competencies"][0]) == ["code", *OUTCOME]
    assert list(learner["requirements"][0]) == ["key", *OUTCOME]
    assert learner["blocs"][0]["status"] in ("acquis", "partiellement acquis", "non acquis", "non évalué", "dispensé")


def test_the_data_of_one_learner(cohort):
    (found,) = tables.as_data(cohort, "leo.simon")["learners"]
    assert (found["learner"], found["score"]) == ("leo.simon", None)


def test_the_table_of_blocs_has_a_column_for_each(cohort):
    title, columns, rows = tables.blocs_by_learner(cohort)
    assert title.startswith("RNCP37137 · Chef de projet data et intelligence artificielle\nA acquis")
    assert columns == ("apprenant", "BC01", "BC02", "BC03", "BC04", "BC05", "certification")
    assert len(rows) == 12
    assert {len(row) for row in rows} == {7}


def test_the_detail_gives_each_competency_its_reasons(cohort):
    grids = list(tables.detail(cohort, "chloe.nguyen"))
    assert [len(rows) for _, _, rows in grids] == [10, 8, 7, 12, 9]
    assert all(row[3].endswith(".") for _, _, rows in grids for row in rows)


def test_a_certification_as_data_has_stable_keys():
    data = tables.certification_data(course())
    assert list(data) == ["code", "title", "level", "registration", "requirements", "description", "blocs"]
    assert list(data["blocs"][0]) == ["code", "title", "modalities", "description", "competencies"]
    assert list(data["blocs"][0]["competencies"][5]) == ["code", "title", "evidence"]
    assert list(data["blocs"][0]["competencies"][5]["evidence"][0]) == ["assignment", "cell", "weight"]
    (row,) = tables.certification_rows([course()])
    assert list(row) == ["code", "title", "level", "blocs", "competencies", "registration"]


def test_coverage_lists_what_nothing_proves():
    (found,) = tables.coverage_data([course()], {})
    assert list(found) == ["certification", "blocs", "idle_cells"]
    bare = [competency for competency in course().certification.competencies if not competency.evidence]
    assert sum(len(bloc["unproven"]) for bloc in found["blocs"]) == len(bare)
