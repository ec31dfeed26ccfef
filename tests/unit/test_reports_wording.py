"""French for readers: numbers, counts, days."""

from datetime import UTC, datetime

import pytest

from blocnotes.framework.bounds import Standing
from blocnotes.reports import wording


@pytest.mark.parametrize(
    ("value", "written"), [(3.0, "3"), (1.52, "1,52"), (2.5, "2,5"), (0, "0"), (10, "10"), (17.999, "18"), (100, "100")]
)
def test_numbers_have_a_comma_and_no_idle_zero(value, written):
    assert wording.write_number(value) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0\u00a0note"), (1, "1\u00a0note"), (2, "2\u00a0notes"), (1200, "1\u202f200\u00a0notes")],
)
def test_counts_agree(number, written):
    assert wording.count(number, "note") == written


def test_standings_agree():
    counts = {Standing.ACQUIRED: 2, Standing.NOT_ASSESSED: 2, Standing.DISPENSED: 1, Standing.NOT_ACQUIRED: 0}
    assert wording.count_standings(counts) == "2\u00a0acquis, 2\u00a0non évalués, 1\u00a0dispensé"


def test_moments_are_told_in_paris_whether_or_not_they_say_their_offset():
    late = datetime(2027, 7, 31, 22, 5)
    expected = "1er\u00a0août 2027 à 0\u00a0h\u00a005 (heure de Paris)"
    assert wording.write_moment(late) == wording.write_moment(late.replace(tzinfo=UTC)) == expected
    assert wording.write_day(datetime(2027, 1, 8, tzinfo=UTC)) == "8\u00a0janvier 2027"


def test_a_share_is_a_percentage():
    assert wording.write_share(0.425) == "42\u00a0%"
