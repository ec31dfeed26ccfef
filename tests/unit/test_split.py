"""The split without kernels: whose each name is, what stays in the sandbox, and what crosses the border as data."""

import collections
import datetime
import decimal
import fractions
import json
import math

import numpy as np
import pandas as pd
import pytest

from blocnotes.grading.split.asking import SILENCE, read_reply
from blocnotes.grading.split.inside.faithful import Unsendable, decode, encode
from blocnotes.grading.split.inside.tables import decode_table, encode_table
from blocnotes.grading.split.names import read_names
from blocnotes.grading.split.routes import Way, annotate, bindings_of, reason_of, way_of
from blocnotes.grading.split.showing import only_shows


def give(value):
    found = encode_table(value, give)
    if found is None:
        raise Unsendable(type(value).__name__)
    return found


def take(value):
    return decode_table(value, take)


def cross(value):
    return decode(json.loads(json.dumps(encode(value, give))), take)


Point = collections.namedtuple("Point", "x y")
PLAIN = [
    None, True, 3, 10**40, 0.1, -0.0, math.inf, "é", [1, (2, {3}), {"a": 1, 2: (3,)}], frozenset({1}), 1 + 2j, b"\x00x",
    range(2, 9, 3), datetime.datetime(2024, 1, 2, 3), datetime.date(2024, 1, 2), datetime.timedelta(1, 2, 3),
    decimal.Decimal("1.10"), fractions.Fraction(1, 3), collections.Counter("aab"), collections.OrderedDict(b=1, a=2),
    collections.defaultdict(list, {"a": [1]}), collections.deque([1, 2], maxlen=3), Point(1, [2]),
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_cross_with_their_types(value):
    found = cross(value)
    assert found == value
    assert type(found).__name__ == type(value).__name__
    assert repr(found) == repr(value) or isinstance(value, set | frozenset)


def test_nan_stays_a_nan():
    assert math.isnan(cross(math.nan))


@pytest.mark.parametrize("value", [np.arange(6).reshape(2, 3), np.array([True]), np.array(["a", "bcd"]), np.zeros((0, 2)),
                                   np.array([1.5, np.nan]), np.array("2024-01-01", dtype="M8[D]"), np.array([1, "x", None], dtype=object)])  # fmt: skip
def test_arrays_cross_with_shape_and_dtype(value):
    found = cross(value)
    np.testing.assert_array_equal(found, value)
    assert found.dtype == value.dtype and found.flags.writeable


@pytest.mark.parametrize("value", [np.float64(0.1), np.int8(3), np.bool_(True), np.str_("x"), pd.Timestamp("2024-01-02", tz="Europe/Paris"),
                                   pd.Timestamp("2024-01-02 03:04:05.678"), pd.Timedelta("3h"), pd.NA, pd.NaT])  # fmt: skip
def test_scalars_of_libraries_cross(value):
    found = cross(value)
    assert type(found) is type(value)
    assert found is value or found == value


def table():
    return pd.DataFrame(
        {
            "n": [1, 2], "f": [0.5, math.nan], "s": ["a", None], "c": pd.Categorical(["x", "y"], ordered=True),
            "d": pd.to_datetime(["2024-01-01", None]), "z": pd.to_datetime(["2024-01-01", "2024-06-01"]).tz_localize("Europe/Paris"),
            "i": pd.array([1, None], dtype="Int64"), "o": pd.Series([[1], (2,)], dtype=object),
        },
        index=pd.Index(["u", "v"], name="key"),
    )  # fmt: skip


FRAMES = {
    "types": table,
    "rows": lambda: pd.DataFrame({"a": [1, 2, 3]}).iloc[1:],
    "levels": lambda: table().groupby(["n", "key"])[["f"]].sum(),
    "columns": lambda: pd.DataFrame([[1, 2.0]], columns=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])),
    "days": lambda: pd.DataFrame({"v": [1, 2]}, index=pd.date_range("2024-01-01", periods=2)),
    "empty": lambda: pd.DataFrame({"a": []}),
    "twice": lambda: pd.DataFrame([[1, 2]], columns=["a", "a"]),
}


@pytest.mark.parametrize("name", FRAMES)
def test_tables_cross_as_pandas_itself_compares_them(name):
    value = FRAMES[name]()
    pd.testing.assert_frame_equal(cross(value), value)


def test_series_cross_with_name_and_index():
    value = table()["f"].rename(("a", 1))
    pd.testing.assert_series_equal(cross(value), value)


@pytest.mark.parametrize("value", [object(), len, Ellipsis, type("L", (list,), {})(), type("S", (str,), {})("x"), np.ma.array([1])])  # fmt: skip
def test_what_is_no_plain_data_does_not_leave(value):
    with pytest.raises(Unsendable):
        cross(value)


@pytest.mark.parametrize("value", [{"t": "eval", "v": "1"}, {"t": "array", "d": "|O8", "s": [1], "v": ""}, {"v": 1},
                                   {"t": "array", "d": "<f8", "s": [9], "v": "AAAA"}, {"t": "namedtuple", "n": "x", "f": ["import os"], "v": [1]},
                                   {"t": "index", "v": {"k": "extension", "d": "pkg.Type", "v": []}, "n": None}])  # fmt: skip
def test_forged_payloads_are_refused(value):
    with pytest.raises((Unsendable, KeyError, ValueError)):
        decode(value, take)


def test_a_reply_counts_for_its_own_question_alone():
    assert read_reply(json.dumps({"nonce": "a", "value": 1}), "a") == json.dumps({"value": 1})
    for forged in (
        '{"nonce": "b", "value": 1}',
        '{"value": 1}',
        "[" * 100_000,
        "{",
        None,
        3,
        '{"nonce": "a", "silent": 1}',
    ):
        assert read_reply(forged, "a") == SILENCE


def test_names_are_read_as_python_scopes_them():
    names = read_names(
        "import numpy as np\nfrom m import *\n%time\ndef f(x):\n    return x + rate\ny = np.mean(f(z))\nd['a'] = 1\nl.append(2)"
    )
    assert names.reads == {"np", "rate", "f", "z", "d", "l"}
    assert names.read_by_functions == {"rate"}
    assert names.writes == {"y", "d", "l"}
    assert names.imports == {"np": "import numpy as np", "*from m import *": "from m import *"}


def node(source, name="", **marker):
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {"nbgrader": {"grade_id": name, **marker}} if name else {},
    }


def route(source, solution="def square(x):\n    return x * x * unit\nunit = 1\nclass Shape:\n    pass", before=""):
    cells = [node(before), node(solution, "code", solution=True), node(source, "test", grade=True, locked=True)]
    return annotate({"cells": cells}, None, {"data.csv": None})["cells"][-1]


@pytest.mark.parametrize("source", ["assert square(2) == 4", "assert square(2) is not None", "square(3) / 9", "import pandas as pd\nassert len(pd.read_csv('data.csv')) == 2",
                                    "for _ in range(3):\n    assert square(_) >= 0", "assert type(square(2)) is int"])  # fmt: skip
def test_a_test_of_values_and_calls_is_split(source):
    found = route(source)
    assert way_of(found) is Way.TRUSTED
    assert "square" not in source or bindings_of(found)["theirs"] == ["square"]


@pytest.mark.parametrize("source", ["%time square(2)", "!ls", "assert Out[1] == 2", "assert get_ipython()", "assert Shape()", "assert square(2) is result",
                                    "assert plt.gca().lines", "unit = 2\nassert square(2) == 8", "square.calls = 1", "import inspect\ninspect.getsource(square)",
                                    "assert open('out.txt').read()", "assert square(lambda: 3)", "check()", "eval('square(2)')", "def ("])  # fmt: skip
def test_what_needs_the_learners_own_session_stays_there(source):
    found = route(source, before="import matplotlib.pyplot as plt\ndef check():\n    return plt.gcf()")
    assert way_of(found) is Way.LEARNER
    assert reason_of(found)


def test_names_that_the_instructor_defines_are_never_asked_of_the_learner():
    before = "import numpy as np\nexpected = 4\ntable = {}\ndef check(a):\n    assert a == expected + offset"
    found = bindings_of(route("check(square(2))\nassert table", "def square(x):\n    return x\ntable['a'] = 1", before))
    assert found["theirs"] == ["square", "table"]
    assert found["unknown"] == ["offset"]


def test_the_last_cell_that_sets_a_name_owns_it():
    cells = [
        node("result = 1", "code", solution=True),
        node("assert result == 1\nresult = 3", "a", grade=True),
        node("assert result == 3", "b", grade=True),
        node("result = 2", "more", solution=True),
        node("assert result == 2", "c", grade=True),
    ]
    ways = [bindings_of(cell).get("theirs") for cell in annotate({"cells": cells})["cells"]]
    assert [ways[1], ways[2], ways[4]] == [["result"], [], ["result"]]


@pytest.mark.parametrize(("source", "shows"), [
    ("frame.describe()", True),
    ("frame.drop(columns='a', inplace=True)", True),  # the learner's: each test gets it anew
    ("plt.hist(frame['a'], bins=30);", True),
    ("pd.crosstab(frame['a'], frame['b'] > 2)", True),
    ("print(len(frame), frame.head())", True),
    ("data.head()", True),
    ("data.sort_values('a', inplace=True)", False),
    ("pd.set_option('display.max_rows', 5)", False),
    ("np.random.seed(0)", False),
    ("frame.sample(3)", False),
    ("x = frame.describe()", False),
    ("import os", False),
    ("print(y := 3)", False),
    ("%matplotlib inline\nframe.head()", False),
    ("helper(frame)", False),
    ("unknown.thing()", False),
])  # fmt: skip
def test_a_cell_that_only_shows_something_is_told_by_its_text(source, shows):
    tools = {"pd": "import pandas", "plt": "import matplotlib.pyplot", "np": "import numpy"}
    assert only_shows(source, {"frame"}, tools) is shows
