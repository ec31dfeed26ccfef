import datetime
import math

import numpy as np
import pandas as pd
import pytest

from blocnotes.grading.answers import Bag, decode, read_answers
from blocnotes_handin.codecs import encode
from unit.notebooks import handed_in


def travel(value, **options):
    return decode({"name": "x", **encode(value, **options)})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, 3),
        (2.5, 2.5),
        (True, True),
        ("été", "été"),
        ((1, 2), [1, 2]),
        ({"a": [1, None]}, {"a": [1, None]}),
        (np.float64(1.5), 1.5),
        (np.int8(3), 3),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (pd.Timestamp("2026-01-02"), "2026-01-02T00:00:00"),
        ({(1, "a"): 2}, {"1 / a": 2}),
        (range(3), [0, 1, 2]),
    ],
)
def test_plain_values_travel(value, expected):
    assert travel(value).value == expected


def test_sets_travel_as_bags_and_nan_as_nan():
    assert sorted(travel({3, 1}).value) == [1, 3]
    assert isinstance(travel({1}).value, Bag)
    assert math.isnan(travel(float("nan")).value)


def test_tables_keep_types_names_and_a_meaningful_index():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=pd.Index(["u", "v"], name="clé"))
    back = travel(frame).value
    assert list(back.columns) == ["clé", "a", "b"]
    assert back["a"].tolist() == [1, 2]
    assert travel(pd.Series([1.0, 2.0], name="s")).kind == "table"
    assert travel(frame.assign(c=pd.Categorical(["p", "q"]))).value["c"].tolist() == ["p", "q"]


def test_arrays_keep_their_shape():
    assert travel(np.arange(6).reshape(2, 3)).value.shape == (2, 3)


def test_what_is_no_data_is_refused_with_a_sentence():
    for value in (object(), lambda: 1, "x" * 200_000, list(range(60_000)), 10**400):
        answer = travel(value)
        assert answer.kind == "refused"
        assert answer.value


def test_recursive_values_are_refused():
    loop = []
    loop.append(loop)
    assert travel(loop).kind == "refused"


def test_calls_give_results_and_exceptions():
    answer = travel(lambda a: 1 / a, calls=[[2], [0]])
    assert answer.value[0] == {"value": 0.5}
    assert answer.value[1]["error"] == "ZeroDivisionError"


def test_missing_values_say_so():
    assert travel(None).kind == "missing"
    assert travel(...).kind == "missing"


@pytest.mark.parametrize(
    "payload",
    [
        None,
        3,
        {},
        {"name": 3, "kind": "value", "value": 1},
        {"name": "x", "kind": "score", "value": 20},
        {"name": "x", "kind": "value"},
        {"name": "x", "kind": "value", "value": {"$float": "1e999"}},
        {"name": "x", "kind": "value", "value": {"$set": 3}},
        {"name": "x", "kind": "table", "arrow": "pickle"},
        {"name": "x", "kind": "table", "arrow": 3},
        {"name": "x", "kind": "array", "arrow": "AAAA", "shape": [1]},
        {"name": "x", "kind": "calls", "results": [3]},
        {"name": "x", "kind": "value", "value": 1, "decimals": 10**9},
        {"name": "x", "kind": "figure", "figure": "no"},
    ],
)
def test_malformed_payloads_are_no_answer(payload):
    assert decode(payload).kind == "refused"


def test_only_the_first_payload_of_a_name_counts_and_only_in_its_cell():
    run = handed_in({"name": "x", "kind": "value", "value": 1}, {"name": "x", "kind": "value", "value": 2})
    assert read_answers(run.notebook, "x")["x"].value == 1
    assert read_answers(run.notebook, "y") == {}


def test_hostile_depth_and_size_are_dropped():
    deep = 1
    for _ in range(5000):
        deep = [deep]
    wide = list(range(700_000))
    run = handed_in({"name": "x", "kind": "value", "value": deep}, {"name": "x", "kind": "value", "value": wide})
    assert read_answers(run.notebook, "x") == {}


def test_an_arrow_extension_type_is_refused():
    import base64

    import pyarrow as pa

    sink = pa.BufferOutputStream()
    table = pa.table({"a": pa.array([{"x": 1}])})
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    encoded = base64.b64encode(sink.getvalue().to_pybytes()).decode()
    assert decode({"name": "x", "kind": "table", "arrow": encoded}).kind == "refused"


def test_row_numbers_left_over_from_a_filter_are_dropped():
    frame = pd.DataFrame({"a": [1, 2, 3]})
    assert list(travel(frame[frame["a"] > 1]).value.columns) == ["a"]
    assert list(travel(frame.set_index(pd.Index(["x", "y", "z"]))).value.columns) == ["index", "a"]
