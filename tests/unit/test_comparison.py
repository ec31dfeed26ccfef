import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocnotes.grading.comparison import close, contrast, same_items, same_table


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (1.0000000001, 1.0),
        (1, 1.0),
        ("Été ", "été"),
        ([1, 2.0], (1.0, 2)),
        ({"A": 1}, {"a": 1}),
        (float("nan"), float("nan")),
        (None, None),
    ],
)
def test_right_answers_by_any_route(given_, expected):
    assert close(given_, expected)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (float("nan"), 1.0),
        (float("inf"), 1.0),
        (1e308 * 10, 5),
        (10**400, 5),
        (True, 1),
        (1, True),
        ("1", 1),
        (None, 0),
        ([1], [1, 2]),
        ([], [1]),
        ({}, {"a": 1}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ("ete", "été"),
        (object(), 1),
        (-0.1, 0.1),
    ],
)
def test_nothing_but_a_proven_equality_is_one(given_, expected):
    assert not close(given_, expected)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12), st.integers(0, 6))
def test_a_rounded_answer_is_as_right_as_an_exact_one(number, decimals):
    assert close(round(number, decimals), number, decimals=decimals)
    assert close(number, round(number, decimals), decimals=decimals)


@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.lists(st.integers()),
        st.dictionaries(st.text(), st.integers()),
    )
)
def test_close_never_raises_and_a_wrong_number_is_never_right(value):
    result = close(value, 12345.678)
    assert result == (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value - 12345.678) < 0.02
    )


def test_tables_by_column_name_with_rows_in_order_or_not():
    expected = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    assert same_table(pd.DataFrame({"B": ["x", "y"], "A": [1.0, 2.0]}), expected)
    reversed_rows = expected.iloc[::-1].reset_index(drop=True)
    assert not same_table(reversed_rows, expected)
    assert same_table(reversed_rows, expected, ordered=False)
    assert not same_table(expected.head(1), expected)
    assert not same_table(expected.assign(c=1), expected)
    assert same_table(expected.assign(c=1), expected, columns=["a", "b"])
    assert not same_table([1], expected)


def test_items_in_any_order():
    assert same_items([3, "b", 1.0], [1, 3, "B"])
    assert not same_items([1, 1, 2], [1, 2, 2])
    assert not same_items("ab", ["a", "b"])


def test_contrast_is_wcags():
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("huge", [1e308, -1e308, 1e16, 10**30])
def test_a_huge_number_is_only_wrong(huge):
    assert not close(huge, 1.5, decimals=2)
    assert close(huge, huge, decimals=2)
