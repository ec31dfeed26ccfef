"""Pictures say in words what they draw, and draw no two standings alike."""

import re
from xml.etree import ElementTree

import pytest

from blocnotes.framework.bounds import Standing
from blocnotes.reports.pictures import (
    BAR_WIDTH,
    GLYPHS,
    define_glyphs,
    draw_bar,
    draw_codes,
    draw_glyph,
    draw_strip,
)
from blocnotes.reports.tallies import ORDER, add_up, rank_worst_first, tally
from browser.cohorts import sample

COUNTS = {Standing.ACQUIRED: 5, Standing.NOT_ACQUIRED: 4, Standing.NOT_ASSESSED: 3}


def parse(svg):
    return ElementTree.fromstring(str(svg))


def test_every_standing_has_a_glyph_of_its_own():
    assert set(ORDER) == set(GLYPHS) == set(Standing)
    assert len(set(GLYPHS.values())) == len(Standing)
    symbols = [each.get("id") for each in parse(define_glyphs()).iter("symbol")]
    assert len(set(symbols)) == len(Standing)
    assert {f"p-{standing.name.lower().replace('_', '-')}" for standing in Standing} == set(symbols)


@pytest.mark.parametrize("standing", Standing)
def test_every_picture_refers_to_a_glyph_that_is_defined(standing):
    href = parse(draw_glyph(standing)).find("use").get("href")
    assert f'id="{href[1:]}"' in define_glyphs()


def test_a_bar_is_cut_in_proportion_and_says_its_numbers():
    bar = parse(draw_bar(COUNTS))
    assert bar.get("aria-label") == "5\u00a0acquis, 4\u00a0non acquis, 3\u00a0non évalués"
    parts = [each for each in bar.iter("rect") if each.get("class")]
    assert [float(each.get("x")) - 1 for each in parts] == [0, BAR_WIDTH * 5 / 12, BAR_WIDTH * 9 / 12]
    assert [each.text for each in bar.iter("text")] == ["5", "4", "3"]
    assert bar.find("rect[@fill='url(#hatching)']") is not None, "what failed is hatched too"


def test_a_thin_part_has_no_text_that_would_not_fit():
    bar = parse(draw_bar({Standing.ACQUIRED: 199, Standing.NOT_ACQUIRED: 1}))
    assert [each.text for each in bar.iter("text")] == ["199"]
    assert "1\u00a0non acquis" in bar.get("aria-label")


def test_an_empty_bar_says_so():
    assert parse(draw_bar({})).get("aria-label") == "personne"


def test_codes_stand_over_their_glyphs():
    bloc = sample().of("amina.benali").blocs[0]
    codes = [item.code for item in bloc.competencies]
    above, below = parse(draw_codes(codes, 4)), parse(draw_strip(bloc.competencies, 4))
    assert above.get("viewBox") == below.get("viewBox") == "0 0 136 84"
    middles = [float(each.get("x")) for each in above.iter("text")]
    assert middles == [float(each.get("x")) + 12 for each in below.iter("use")]
    assert [each.text for each in above.iter("text")] == codes
    assert below.get("aria-label").count("\u00a0: ") == len(codes)


def test_codes_are_escaped():
    assert "<b>" not in draw_codes(["<b>&"], 4)
    assert parse(draw_codes(["<b>&"], 4)).find("text").text == "<b>&"


def test_a_cohort_is_counted_once_and_sorted_worst_first():
    rows = [row for rows in tally(sample()).values() for row in rows]
    assert len(rows) == 46
    assert all(sum(row.counts.values()) == 12 for row in rows)
    worst = rank_worst_first(rows)
    assert len(worst) == 7
    assert [row.failed for row in worst] == sorted((row.failed for row in worst), reverse=True)
    assert sum(add_up(worst).values()) == 84


def test_a_picture_stays_small():
    rows = [row for rows in tally(sample()).values() for row in rows if row.has_evidence]
    assert max(len(draw_bar(row.counts)) for row in rows) < 1500
    assert not re.search(r"\d\.\d{3,}", draw_bar(rows[0].counts))
