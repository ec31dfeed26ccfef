"""The workbook of a cohort: its sheets, its frozen headers, and no learner who becomes a formula."""

import zipfile
from datetime import UTC, datetime

from lxml import etree

from blocnotes.framework.model import Bloc, Certification, Competency, Course, Evidence, MeanOf, Registration
from blocnotes.gradebook.standing import GradedCell, standings_of
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.exports.workbook import write_workbook

NAMES = {"ada": "Ada L.", "eve": '=HYPERLINK("x")'}
NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TEN = MeanOf(0.5)


def make_cohort():
    first = Competency("X1BC01", "C01", "Choisir", TEN, (), (Evidence("sql", "q1"),))
    second = Competency("X1BC01", "C02", "Dire", TEN, (), (Evidence("sql", "oral"),))
    course = Course(Certification("X1", "Essai", 6, Registration(), (Bloc("X1BC01", "Un bloc", TEN, (first, second)),)))
    cells = [
        GradedCell("ada", "sql", "q1", 8, 10, "s"),
        GradedCell("ada", "sql", "oral", 7, 10, "s"),
        GradedCell("eve", "sql", "q1", 4.5, 10, "s"),
        GradedCell("eve", "sql", "oral", None, 10, "s"),
    ]
    standings = tuple(standings_of(course, cells, learners=NAMES))
    return Cohort(course=course, names=NAMES, standings=standings, made_at=datetime(2027, 1, 20, tzinfo=UTC))


def read_workbook(path):
    with zipfile.ZipFile(path) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in book.findall("x:sheets/x:sheet", NS)]
        sheets = [etree.fromstring(archive.read(f"xl/worksheets/sheet{i}.xml")) for i in range(1, len(names) + 1)]
    return dict(zip(names, sheets, strict=True))


def rows_of(sheet):
    return [["".join(cell.itertext()) for cell in row] for row in sheet.findall("x:sheetData/x:row", NS)]


def test_the_three_sheets_say_where_each_learner_stands(tmp_path):
    sheets = read_workbook(write_workbook(make_cohort(), tmp_path / "cohort.xlsx"))
    assert list(sheets) == ["Blocs", "Compétences", "Notes attendues"]
    assert rows_of(sheets["Blocs"])[1:] == [
        ["ada", "Ada L.", "acquis", "15", "acquis", "non"],
        ["eve", '=HYPERLINK("x")', "non évalué (provisoire)", "9", "non évalué", "oui"],
    ]
    assert [row[:1] + row[3:] for row in rows_of(sheets["Compétences"])] == [
        ["Identifiant", "BC01.C02\nDire"],
        ["ada", "acquis 14/20"],
        ["eve", "non évalué*"],
    ]
    assert rows_of(sheets["Notes attendues"])[1:] == [["eve", '=HYPERLINK("x")', "X1BC01", "C02", "Dire", "sql/oral"]]


def test_headers_are_frozen_and_nothing_is_a_formula_or_a_link(tmp_path):
    for sheet in read_workbook(write_workbook(make_cohort(), tmp_path / "cohort.xlsx")).values():
        assert sheet.find("x:sheetViews/x:sheetView/x:pane", NS).get("state") == "frozen"
        assert not sheet.findall(".//x:f", NS)
        assert not sheet.findall(".//x:hyperlink", NS)


def test_a_cohort_without_learners_is_a_workbook_too(tmp_path):
    cohort = make_cohort()
    empty = Cohort(course=cohort.course, names={}, standings=(), made_at=cohort.made_at)
    sheets = read_workbook(write_workbook(empty, tmp_path / "cohort.xlsx"))
    assert [len(rows_of(sheet)) for sheet in sheets.values()] == [1, 1, 1]
