"""Moodle's files: read here by the rules of Moodle's own importers, and read again as a course."""

import csv
import io
import json
from pathlib import Path

import pytest

from blocnotes.errors import ContentDefects
from blocnotes.framework.importing.moodle_framework import COLUMNS
from blocnotes.framework.importing.road import import_course
from blocnotes.framework.load import load_course, load_courses
from blocnotes.reports.exports.moodle import write_framework, write_grades
from unit.test_export_case import outline
from unit.test_export_workbook import make_cohort

COURSES = Path(__file__).parents[2] / "courses"


def read_as_moodle(text):
    """Build the tree as framework_importer does: columns by index, children by the parent's id number."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    (framework,) = (row for row in rows if row[12] not in ("", "0"))
    flat = {row[1]: row for row in rows if row is not framework}

    def children(parent):
        return {row[1]: children(row[1]) for row in flat.values() if row[0] == parent}

    return header, framework, flat, children("")


@pytest.fixture(scope="module")
def courses():
    return load_courses(COURSES)


def test_moodle_finds_blocs_competencies_and_criteria(courses):
    for course in courses:
        header, _, flat, tree = read_as_moodle(write_framework(course))
        assert tuple(header) == COLUMNS
        assert list(tree) == [bloc.code for bloc in course.certification.blocs]
        for bloc in course.certification.blocs:
            assert list(tree[bloc.code]) == [item.full_code for item in bloc.competencies]
            for item in bloc.competencies:
                assert list(tree[bloc.code][item.full_code]) == [item.name(criterion) for criterion in item.criteria]
        assert all(0 < len(row[2]) <= 100 and 0 < len(row[1]) <= 100 and len(row) == 14 for row in flat.values())


def test_the_scale_has_a_default_and_a_proficient_value_for_moodle(courses):
    _, framework, _, _ = read_as_moodle(write_framework(courses[0]))
    first, *values = json.loads(framework[6])
    names = framework[5].split(",")
    assert list(first) == ["scaleid"]
    assert [names[value["id"] - 1] for value in values if value["scaledefault"]] == ["Non acquis"]
    assert [names[value["id"] - 1] for value in values if value["proficient"]] == ["Acquis"]
    assert set(framework[13].split(",")) <= {"domain", "competency", "indicator"}


def test_a_framework_comes_back_as_the_same_certification(courses, tmp_path):
    for course in courses:
        code = course.certification.code
        path = tmp_path / f"{code}.csv"
        path.write_text(write_framework(course), encoding="utf-8", newline="")
        import_course(path, code, tmp_path / "courses")
        again = outline(load_course(tmp_path / "courses" / code))
        # Moodle has no word for a criterion that may be waived.
        assert without_waivers(again) == without_waivers(outline(course))


def without_waivers(blocs):
    return [(c, t, [(k, u, [row[:2] for row in criteria]) for k, u, criteria in rows]) for c, t, rows in blocs]


def test_a_long_title_is_cut_in_the_name_and_whole_in_the_description(tmp_path):
    from unit.test_export_case import one_course

    title = "Choisir une base de données " * 6 + "& <finir>"
    text = write_framework(one_course("X1", title))
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    import_course(path, "X1", tmp_path)
    assert [item.title for item in load_course(tmp_path / "X1").certification.competencies] == [title]


HEAD = ",".join(f'"{name}"' for name in COLUMNS)
FRAMEWORK = ',F,Cadre,,1,"Non,Oui",[],,,,,,1,'


def defects_of(tmp_path, *rows, encoding="utf-8"):
    path = tmp_path / "framework.csv"
    path.write_bytes("\r\n".join(rows).encode(encoding))
    with pytest.raises(ContentDefects) as caught:
        import_course(path, "X1", tmp_path / "courses")
    assert all(defect.cure for defect in caught.value.defects)
    return [f"{defect.place} {defect.what}" for defect in caught.value.defects]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], ["line 1 has 0 columns instead of 14"]),
        (["a;b", "c;d"], ["line 1 has 2 columns instead of 14"]),
        ([HEAD, ",A,Nom,,1,,,,0,null,,1,,"], ["Is framework 0 rows say that they are the framework, instead of one"]),
        (
            [HEAD, FRAMEWORK, FRAMEWORK, ",A,Nom"],
            [
                "Is framework 2 rows say that they are the framework, instead of one",
                "line 4 has 3 columns instead of 14",
            ],
        ),
        ([HEAD, FRAMEWORK, ",,Nom,,1,,,,0,null,,1,,"], ["line 3 ID number is empty"]),
        ([HEAD, FRAMEWORK], ["file holds no competency"]),
        (
            [HEAD, FRAMEWORK, "Z,A,Nom,,1,,,,0,null,,1,,", ",B,Nom,,,,,,,,,,,", ",B,Nom,,,,,,,,,,,"],
            [
                "line 4 id “B” is there 2 times",
                "line 5 id “B” is there 2 times",
                "line 3 its parent “Z” is not in the file",
            ],
        ),
        (
            [HEAD, FRAMEWORK, "B,A,Nom,,,,,,,,,,,", "A,B,Nom,,,,,,,,,,,"],
            ["line 3 is its own ancestor: A → B → A"],
        ),
    ],
)
def test_a_bad_framework_is_one_report(tmp_path, rows, told):
    assert defects_of(tmp_path, *rows) == told


def test_a_wrong_encoding_is_told(tmp_path):
    (told,) = defects_of(tmp_path, HEAD, FRAMEWORK, ",A,Métier,,1,,,,0,null,,1,,", encoding="cp1252")
    assert "is not UTF-8" in told


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_framework_that_went_through_a_spreadsheet_is_read(tmp_path, delimiter):
    rows = [list(COLUMNS), ["", "F", "Cadre", *[""] * 9, "TRUE", ""], ["", "A", "Un métier", *[""] * 11]]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    (tmp_path / "f.csv").write_text(file.getvalue(), encoding="utf-8-sig", newline="")
    import_course(tmp_path / "f.csv", "X1", tmp_path)
    assert load_course(tmp_path / "X1").certification.title == "Cadre"


def test_grades_are_read_by_moodle_and_run_by_no_spreadsheet():
    header, *rows = csv.reader(io.StringIO(write_grades(make_cohort())))
    assert header == ["idnumber", "fullname", "X1BC01 /20", "X1BC01 feedback"]
    assert rows == [
        ["ada", "Ada L.", "15.00", "acquis"],
        ["eve", '\'=HYPERLINK("x")', "-", "non évalué (provisoire)"],
    ]


def test_provisional_grades_are_given_on_demand():
    text = write_grades(make_cohort(), identifier="email", with_provisional=True)
    header, _, eve = csv.reader(io.StringIO(text))
    assert (header[0], eve[2]) == ("email", "9.00")
