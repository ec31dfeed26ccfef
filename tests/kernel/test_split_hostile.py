"""Hostile hand-ins to a plain course: each raises its mark where tests run beside it, and none does under the split."""

import pytest

from blocnotes import coursework, pipeline
from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.executors import LocalExecutor
from blocnotes.records import Report
from kernel.courses import points
from kernel.test_split_corpus import (
    HIDDEN,
    build_course,
    cell,
    grade_split,
    locked,
    nbgrader,
    solution,
    test,
    write_hand_ins,
)

HELPER = "def assert_equal(a, b):\n    if not a == b:\n        raise AssertionError(f'{a} != {b}')"
COURSE = {
    "hostile": [
        cell("import numpy as np"),
        locked("helpers", HELPER),
        solution("double-code", "def double(x):\n    return 2 * x"),
        test("double", "assert_equal(double(2), 4)" + HIDDEN.format("assert_equal(double(31), 62)")),
        test("arrays", "np.testing.assert_allclose(double(np.array([1.0, 2.0])), [2.0, 4.0])"),
        test("score", "points = 0\nfor n in (1, 5):\n    if double(n) == 2 * n:\n        points += 1\npoints"),
        solution("answer-code", "answer = 42"),
        test("value", "assert answer == 42" + HIDDEN.format("assert abs(answer - 42) < 1e-9 and not answer > 42")),
        test("close", "if not abs(answer - 42) <= 1e-9:\n    raise AssertionError('far')"),
    ]
}
STEAL = (
    "import sys, re\ndef double(x):\n    frame = sys._getframe()\n    while frame:\n"
    "        source = ''.join(str(v) for v in frame.f_globals.get('In', []))\n"
    "        found = re.findall(r'double\\((\\d+)\\), (\\d+)', source)\n"
    "        if dict(found).get(str(x)):\n            return int(dict(found)[str(x)])\n        frame = frame.f_back\n    return 0"
)
ANY = "class Any:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n"
NUMERIC = ANY + (
    "    def __sub__(self, other): return 0.0\n    def __rsub__(self, other): return 0.0\n"
    "    def __gt__(self, other): return False\n    def __abs__(self): return 0.0\n"
)
ATTACKS = {
    "helper": {"double-code": "def double(x): return 0\ndef assert_equal(a, b): pass\nanswer = 0"},
    "numpy": {"double-code": "def double(x): return 0\nnp.testing.assert_allclose = lambda *a, **k: None"},
    "transformer": {
        "double-code": "def double(x): return 0\n"
        "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'] if any('double(' in x or 'answer' in x for x in lines) else lines)"
    },
    "score": {
        "double-code": "def double(x): return 0\nfmt = get_ipython().display_formatter.formatters['text/plain']\n"
        "fmt.for_type(int, lambda v, p, c: p.text('2'))"
    },
    "equal": {"double-code": ANY + "def double(x): return Any()", "answer-code": NUMERIC + "answer = Any()"},
    "exit": {
        "double-code": "import sys\nclass E:\n    def __eq__(self, o):\n        get_ipython()._showtraceback = lambda *a: None\n        sys.exit(0)\n"
        "def double(x): return E()"
    },
    "quiet": {"double-code": "def double(x): return 0\nget_ipython()._showtraceback = lambda *a, **k: None"},
    "steal": {"double-code": STEAL},
    "builtins": {
        "double-code": "import builtins\nclass Mine(AssertionError):\n    pass\ndef double(x): return 0\n"
        "builtins.AssertionError = lambda *a: SystemExit(0)\nget_ipython().showtraceback = lambda *a, **k: None"
    },
    "thread": {
        "double-code": "import threading, time\nfrom IPython import get_ipython as g\ndef double(x):\n    return 0\n"
        "def show():\n    for _ in range(400):\n        time.sleep(.005)\n        g().displayhook.session.msg\n        print(2)\n"
        "threading.Thread(target=show, daemon=True).start()"
    },
    "nan": {"double-code": "def double(x): return float('nan')", "answer-code": "answer = float('nan')"},
    "forged": {
        "double-code": "import json\nreal = get_ipython().display_pub.publish\n"
        "mime = 'application/vnd.blocnotes.reply'\n"
        "for n in range(50):\n    real({mime: json.dumps({'nonce': '', 'value': 62, 'score': 2, 'ok': True})}, {})\n"
        "def double(x):\n    real({mime: json.dumps({'nonce': 'guess', 'value': 2 * x if isinstance(x, int) else 0})}, {})\n    return 0"
    },
    "package": {
        "double-code": "import sys\ndef double(x): return 0\n"
        "sys.modules['blocnotes_split.serving'].serve = lambda text: print('4')"
    },
    "interrupt": {
        "double-code": "def double(x):\n    raise KeyboardInterrupt",
        "answer-code": "import numpy as np\nanswer = np.array(['42'], dtype=object)",
    },
}  # fmt: skip
BENT = {"helper", "numpy", "transformer", "score", "equal", "quiet", "steal"}
"""Those that are seen to earn points that they do not deserve where the tests run beside them."""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The hostile hand-ins and an honest one: graded beside their code, then by the split."""
    settings = build_course(tmp_path_factory.mktemp("hostile"), COURSE)
    write_hand_ins(
        settings,
        "hostile",
        {**ATTACKS, "honest": {}, "naive": {"double-code": "def double(x): return 0", "answer-code": "answer = 0"}},
    )
    beside = grade_beside(settings)
    grade_split(settings)
    return beside, totals(points(settings))


def grade_beside(settings):
    """Tests in the learner's own kernel, as nbgrader runs them."""
    with Store(settings.database_url, settings.course_id) as store:
        sheets = coursework.open_plain_sheets(settings, store, store.notebooks())
        plan = pipeline.plan(settings, sheets, store)
        with pipeline.open_kernels(plan, Level.FULL) as warm:
            outcomes = list(pipeline.run(plan, LocalExecutor(2), warm))
    return {
        item.submission.learner.removeprefix("hostile-"): {mark.cell: mark.points for mark in item.marks}
        for item in outcomes
        if isinstance(item, Report)
    }


def totals(found):
    learners = {learner for learner, _ in found}
    return {
        learner.removeprefix("hostile-"): {name: given for (who, name), given in found.items() if who == learner}
        for learner in learners
    }


RIGHT = {"value": 2.0, "close": 2.0}


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_no_attack_earns_more_than_its_right_answers(graded, name):
    _, split = graded
    earned = {cell: given for cell, given in split[name].items() if given}
    assert earned.items() <= ({} if "answer-code" in ATTACKS[name] else RIGHT).items()


@pytest.mark.parametrize("name", sorted(BENT))
def test_the_same_attack_earns_points_where_tests_run_beside_it(graded, name):
    beside, split = graded
    assert sum(beside[name].values()) > sum(split[name].values())


def test_an_honest_hand_in_of_the_same_batch_keeps_its_marks(graded):
    beside, split = graded
    assert beside["honest"] == split["honest"]
    assert sum(split["honest"].values()) == 10.0
    assert sum(split["naive"].values()) == sum(beside["naive"].values()) == 0.0


def test_stock_nbgrader_gives_these_attacks_full_marks(tmp_path):
    settings = build_course(tmp_path, COURSE)
    write_hand_ins(
        settings, "hostile", {name: ATTACKS[name] for name in ("helper", "transformer", "steal", "equal", "numpy")}
    )
    nbgrader(settings, "autograde", "hostile")
    stock = totals(points(settings))
    assert stock["helper"]["double"] == stock["steal"]["double"] == 2.0
    assert stock["equal"]["double"] == stock["equal"]["value"] == stock["numpy"]["arrays"] == 2.0
    assert sum(stock["transformer"].values()) == 10.0
