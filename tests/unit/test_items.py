import math

import numpy as np
import pandas as pd
import pytest

from blocnotes.grading.graders import partial, right, wrong
from blocnotes.grading.items import (
    agree,
    by_key,
    columns_of,
    keyed,
    labels,
    near,
    number,
    same,
    same_reply,
    tally,
    weigh,
)


@pytest.mark.parametrize("value", [True, np.True_, "3", math.nan, math.inf, 10**400, None, 1e13, [3], 3j])
def test_what_is_no_number(value):
    assert number(value) is None
    assert not same(value, 1)
    assert not near(value, value, 1e9)


def test_items_add_up_and_name_what_is_missing():
    result = tally([(0.5, True, "a"), (0.3, False, "b"), (0.2, False, "c")])
    assert (result.share, result.sentence) == (0.5, "À revoir : b, c.")
    assert tally([(0.5, True, "a"), (0.5, True, "b")]) == right()
    assert tally([(1.0, False, "a")], ["x", "x", "y", "z"]) == wrong("x y")


def test_rounding_never_makes_a_full_mark_of_a_part():
    assert tally([(1.0, True, "a"), (0.0, False, "b")]).share < 1.0
    assert weigh((1.0, right()), (0.0, wrong("b"))).share < 1.0


def test_weighted_results():
    assert weigh((0.5, right()), (0.5, partial(0.5, "b"))) == partial(0.75, "b")
    assert weigh((0.5, right()), (0.5, right())) == right()


def test_rows_by_key_fold_case_and_refuse_doubles():
    table = pd.DataFrame({"Ville": ["Lyon ", "PARIS"], "an": [1, 2], "x": [3, 4]})
    assert by_key(table, "ville")[("paris",)] == {"ville": "PARIS", "an": 2, "x": 4}
    assert by_key(table, "ville", "an")[("lyon", "1")]["x"] == 3
    assert by_key(pd.concat([table, table]), "ville") == {}
    assert by_key(table, "pays") == by_key("texte", "ville") == columns_of(None) == {}


def test_mappings_and_replies():
    assert keyed({"A ": 1}) == {"a": 1} and keyed([1]) == {}
    assert agree({"a": 1.00001}, {"a": 1}, ["a"]) and not agree({}, {}, []) and not agree({"a": 1}, {}, ["a"])
    assert same_reply({"value": [1.0]}, {"value": [1]}) and not same_reply({"error": "ValueError"}, {"value": 1})
    assert same_reply({"error": "ValueError"}, {"error": "ValueError"})


def test_labels_are_texts_that_come_once():
    assert labels(["A ", "b"]) == labels(pd.Series(["B", "a"])) == {"a", "b"} and labels([]) == set()
    assert labels(["a", "A"]) is labels("ab") is labels({"a": 1}) is labels([1]) is labels(None) is None
    assert labels([str(n) for n in range(501)]) is None
