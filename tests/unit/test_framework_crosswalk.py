"""The crosswalk across certifications: what each cell weighs, who shares what, and what the four courses say."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from math import fsum
from pathlib import Path

import pytest

from blocnotes.coursework import graded_cells
from blocnotes.framework.coverage import cover
from blocnotes.framework.crosswalk import find_overlaps, link_cells
from blocnotes.framework.load import load_courses
from blocnotes.framework.model import AllOf, Bloc, Certification, Competency, Course, Evidence, Registration
from blocnotes.reports.crosswalk import crosswalk_rows, render_crosswalk
from blocnotes.settings import read_settings

ROOT = Path(__file__).parents[2]
CELLS = {"sql": ["q1", "q2"], "rgpd": ["q1"]}
MOMENT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def make_course(code, *evidence):
    competency = Competency(f"{code}BC01", "C01", f"Savoir & <faire> {code}", AllOf(), (), evidence)
    bloc = Bloc(f"{code}BC01", "Bloc", AllOf(), (competency,))
    return Course(Certification(code, "Essai", 7, Registration(), (bloc,)))


WHOLE = make_course("X1", Evidence("sql", reason="Interroge"), Evidence("rgpd", "q1", 3.0))
PART = make_course("X2", Evidence("sql", "q1", 4.0))
ALONE = make_course("X3", Evidence("rgpd", "other"))


@pytest.fixture(scope="module")
def known():
    cells = graded_cells(read_settings(ROOT))
    return load_courses(ROOT / "courses", cells), cells


def test_a_whole_assignment_is_shared_out_among_its_cells():
    found = {(link.assignment, link.cell): link.share for link in link_cells(WHOLE, CELLS)}
    assert found == {("sql", "q1"): 0.125, ("sql", "q2"): 0.125, ("rgpd", "q1"): 0.75}


def test_neighbours_are_competencies_of_two_certifications_that_share_cells():
    (pair,) = find_overlaps([WHOLE, PART, ALONE], CELLS)
    assert (pair.first, pair.second, pair.cells) == ("X1BC01.C01", "X2BC01.C01", ("sql/q1",))
    assert (pair.share_of_first, pair.share_of_second) == (0.125, 1.0)
    assert crosswalk_rows([WHOLE, PART], CELLS)[0]["share_of_second"] == 1.0


def test_every_graded_cell_of_the_four_certifications_proves_something_and_says_why(known):
    courses, cells = known
    for course in courses:
        assert cover(course, cells).idle_cells == ()
        for competency in course.certification.competencies:
            assert all(evidence.cell and evidence.reason for evidence in competency.evidence)
            assert len({evidence.reason for evidence in competency.evidence}) == len(competency.evidence)


def test_the_shares_of_a_competency_add_up_to_one(known):
    courses, cells = known
    for course in courses:
        links = list(link_cells(course, cells))
        for code in {link.full_code for link in links}:
            assert abs(fsum(link.share for link in links if link.full_code == code) - 1) < 1e-9


def test_the_map_is_whole_french_and_escaped(known):
    page = render_crosswalk([WHOLE, PART], CELLS, MOMENT)
    assert '<html lang="fr">' in page
    assert "Savoir &amp; &lt;faire&gt; X1" in page
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    everything = render_crosswalk(*known, MOMENT)
    codes = [item.full_code for course in known[0] for item in course.certification.competencies]
    assert all(code.split(".")[1] in everything for code in codes)
    assert everything.count("<h1") == 1


def test_every_link_of_the_map_leads_somewhere(known):
    found = _Anchors()
    found.feed(render_crosswalk(*known, MOMENT))
    assert found.targets <= found.names


class _Anchors(HTMLParser):
    def __init__(self):
        super().__init__()
        self.targets, self.names = set(), set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a":
            self.targets.add(given["href"].removeprefix("#"))
        self.names.add(given.get("id"))
