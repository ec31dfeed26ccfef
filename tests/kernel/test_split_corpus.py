"""Plain courses graded by real nbgrader and by the split: the same points on every honest hand-in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from blocnotes import coursework, pipeline
from blocnotes.cli.door import open_settings
from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.executors import LocalExecutor
from blocnotes.grading.split import review_plain, survey
from kernel.courses import change, hand_in, points


def cell(source, name="", **marker):
    node = nbformat.v4.new_code_cell(source)
    if name:
        base = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
        node.metadata["nbgrader"] = {**base, "grade_id": name, **marker}
    return node


def solution(name, source):
    return cell(f"### BEGIN SOLUTION\n{source}\n### END SOLUTION", name, solution=True)


def test(name, source, worth=2):
    return cell(source, name, grade=True, locked=True, points=worth)


def locked(name, source):
    return cell(source, name, locked=True)


test.__test__ = False
HIDDEN = "\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"

SQUARES = "def squares(n):\n    if n < 1:\n        raise ValueError('n must be positive')\n    return [i ** 2 for i in range(1, n + 1)]"
COURSES = {
    "problem1": [
        cell("import numpy as np\nimport math"),
        locked("assertions", (
            "def assert_equal(a, b):\n    if not a == b:\n        raise AssertionError(f'{a} != {b}')\n"
            "def assert_raises(kind, function, *args):\n    try:\n        function(*args)\n    except kind:\n        return\n"
            "    raise AssertionError(f'{kind.__name__} was not raised')"
        )),
        solution("squares-code", SQUARES),
        test("squares", "assert squares(1) == [1]\nassert squares(2) == [1, 4]" + HIDDEN.format("assert_equal(squares(11), [n * n for n in range(1, 12)])")),
        test("invalid", "assert_raises(ValueError, squares, 0)\ntry:\n    squares(-4)\nexcept ValueError as error:\n    assert str(error)\nelse:\n    raise AssertionError('no error')", 1),
        solution("sum-code", "def sum_of_squares(n):\n    return sum(squares(n))"),
        test("sum", "assert_equal(sum_of_squares(1), 1)\nassert_equal(sum_of_squares(10), 385)", 1),
        test("sum-uses", "assert isinstance(sum_of_squares(3), int), 'a number'\nassert sum_of_squares(2) == sum(squares(2))", 0.5),
        solution("fact-code", "def fact(n):\n    return 1 if n == 0 else n * fact(n - 1)"),
        test("fact", "score = 0\nfor n in range(4):\n    if fact(n) == math.factorial(n):\n        score += 0.5\nscore"),
        solution("adder-code", "def make_adder(n):\n    def add(x):\n        return x + n\n    return add"),
        test("adder", "add3 = make_adder(3)\nassert add3(4) == 7\nassert make_adder(1)(1) == 2\nassert callable(add3)"),
        solution("compose-code", "def compose(f, g):\n    return lambda x: f(g(x))\ndef double(x):\n    return 2 * x\ndef inc(x):\n    return x + 1"),
        test("compose", "assert compose(double, inc)(3) == 8\nassert compose(len, list)((1, 2)) == 2"),
        solution("area", "class Square:\n    def __init__(self, side):\n        self.side = side\n    def area(self):\n        return self.side ** 2"),
        test("class", "s = Square(3)\nassert s.area() == 9"),
    ],
    "tables": [
        cell("import numpy as np\nimport pandas as pd"),
        locked("data", "df = pd.DataFrame({'town': ['Lyon', 'Lille', 'Lyon'], 'price': [10.5, 20.0, 30.0]})\nraw = df.copy()\nfares = {'a': [1, 2]}"),
        solution("total-code", "df['double'] = df['price'] * 2\nmeans = df.groupby('town')['price'].mean()\ntop = df.sort_values('price').iloc[-1]['town']"),
        test("mutated", "assert 'double' in df.columns\nnp.testing.assert_allclose(df['double'], 2 * raw['price'])"),
        test("means", "expected = pd.Series({'Lille': 20.0, 'Lyon': 20.25}, name='price')\nexpected.index.name = 'town'\npd.testing.assert_series_equal(means, expected)"),
        test("top", "assert top == 'Lyon'\nassert type(top) is str", 1),
        solution("norm-code", "def normalise(a):\n    return (a - a.mean()) / a.std()"),
        test("norm", "x = np.array([1.0, 2.0, 3.0, 6.0])\nout = normalise(x)\nnp.testing.assert_almost_equal(out.mean(), 0)\nassert out.dtype == np.float64 and out.shape == (4,)\nnp.testing.assert_array_equal(x, [1, 2, 3, 6])"),
        solution("clean-code", "def clean(table):\n    out = table.dropna().copy()\n    out['when'] = pd.to_datetime(out['when'])\n    return out"),
        test("clean", "t = pd.DataFrame({'when': ['2024-01-02', '2024-02-03', None], 'v': [1, 2, 3]})\nwant = pd.DataFrame({'when': pd.to_datetime(['2024-01-02', '2024-02-03']), 'v': [1, 2]})\npd.testing.assert_frame_equal(clean(t), want)\nassert t.shape == (3, 2)"),
        solution("inplace-code", "def drop_first(items):\n    del items[0]"),
        test("inplace", "items = [1, 2, 3]\nassert drop_first(items) is None\nassert items == [2, 3]"),
        solution("plot-code", "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
        test("plot", "import matplotlib.pyplot as plt\nassert len(plt.gcf().axes) >= 0", 1),
    ],
    "language": [
        cell("import random\nfrom collections import Counter, namedtuple"),
        solution("count-code", "def count_words(text):\n    return Counter(text.lower().split())\nwords = count_words('a b A')\npair = (1, 'x')\nseen = {3, 1}\nlevel = 0.1 + 0.2\nnested = {'a': [1, (2, 3)], 2: None}"),
        test("count", "assert words['a'] == 2\nassert isinstance(count_words('x'), dict)\nassert count_words('b b').most_common(1) == [('b', 2)]"),
        test("values", "assert pair == (1, 'x') and isinstance(pair, tuple)\nassert seen == {1, 3}\nassert abs(level - 0.3) < 1e-9\nassert nested[2] is None and nested['a'][1][0] == 2"),
        solution("gen-code", "def evens():\n    n = 0\n    while True:\n        yield n\n        n += 2"),
        test("gen", "g = evens()\nassert [next(g) for _ in range(3)] == [0, 2, 4]"),
        solution("error-code", "class TooPoor(Exception):\n    pass\ndef pay(have, cost, *, tip=0):\n    if cost + tip > have:\n        raise TooPoor('no money')\n    return have - cost - tip"),
        test("error", "import pytest\nassert pay(10, 3, tip=1) == 6\nwith pytest.raises(TooPoor, match='money'):\n    pay(1, 2)\nwith pytest.raises(TypeError):\n    pay(1)"),
        solution("dice-code", "def dice(n):\n    return [random.randint(1, 6) for _ in range(n)]"),
        test("dice", "random.seed(7)\nmine = [random.randint(1, 6) for _ in range(5)]\nrandom.seed(7)\nassert dice(5) == mine"),
        solution("hello-code", "def hello(name):\n    print('Bonjour', name)"),
        test("hello", "import io\nfrom contextlib import redirect_stdout\nout = io.StringIO()\nwith redirect_stdout(out):\n    hello('Zoé')\nassert out.getvalue().strip() == 'Bonjour Zoé'"),
        solution("rate-code", "rate = 0.2\ncalls = []\ndef tax(x):\n    calls.append(x)\n    return x * rate"),
        test("rate", "rate = 0.5\nassert tax(10) == 5.0", 1),
        test("calls", "tax(3)\nassert calls[-1] == 3", 1),
        solution("result-code", "result = 12"),
        test("result", "assert result == 12\nresult = 3"),
        test("result-after", "3 if result == 3 else 0", 3),
    ],
}  # fmt: skip
HONEST = {
    "problem1": {
        "right": {},
        "loop": {"squares-code": "def squares(n):\n    if n <= 0:\n        raise ValueError('bad')\n    out = []\n    for i in range(n):\n        out.append((i+1)*(i+1))\n    return out", "fact-code": "def fact(n):\n    p = 1\n    for i in range(1, n + 1):\n        p *= i\n    return p", "sum-code": "def sum_of_squares(n):\n    return n*(n+1)*(2*n+1)//6"},
        "array": {"squares-code": "def squares(n):\n    assert n > 0\n    return np.arange(1, n + 1) ** 2"},
        "hard": {"squares-code": "def squares(n):\n    return {1: [1], 2: [1, 4]}[n]"},
        "partial": {"fact-code": "def fact(n):\n    return 1 if n < 2 else n", "adder-code": "make_adder = lambda n: lambda x: x + n"},
        "empty": "release",
        "broken": {"squares-code": "def squares(n:", "adder-code": "def make_adder(n):\n    return n"},
        "tuple": {"squares-code": "def squares(n):\n    if n < 1: raise ValueError\n    return tuple(i * i for i in range(1, n + 1))", "sum-code": "def sum_of_squares(n):\n    return float(sum(squares(n)))"},
        "forever": {"fact-code": "def fact(n):\n    return fact(n)", "squares-code": "def squares(n):\n    if n < 1: raise IndexError('x')\n    return [i * i for i in range(1, n + 1)]"},
    },
    "tables": {
        "right": {},
        "other": {"total-code": "df = df.assign(double=2 * df.price)\nmeans = df.groupby('town').price.agg('mean')\ntop = df.loc[df.price.idxmax(), 'town']", "inplace-code": "def drop_first(items):\n    items.pop(0)"},
        "wrong": {"total-code": "df['double'] = df['price']\nmeans = df.groupby('town').mean(numeric_only=True)\ntop = df['town']", "inplace-code": "def drop_first(items):\n    return items[1:]"},
        "integer": {"norm-code": "def normalise(a):\n    a -= a.mean()\n    return a / a.std()", "clean-code": "def clean(table):\n    table.dropna(inplace=True)\n    table['when'] = pd.to_datetime(table['when'])\n    return table"},
        "series": {"norm-code": "def normalise(a):\n    return pd.Series(a).sub(a.mean()).div(a.std())", "clean-code": "def clean(t):\n    return t.dropna()"},
        "empty": "release",
        "nothing": {"total-code": "pass", "norm-code": "def normalise(a):\n    return None"},
        "index": {"total-code": "df['double'] = [21.0, 40, 60]\nmeans = df.groupby('town', as_index=False)['price'].mean()\ntop = max(zip(df.price, df.town))[1]"},
    },
    "language": {
        "right": {},
        "dict": {"count-code": "def count_words(text):\n    out = {}\n    for w in text.lower().split():\n        out[w] = out.get(w, 0) + 1\n    return out\nwords = count_words('a b A')\npair = [1, 'x']\nseen = {1, 3}\nlevel = 0.3\nnested = {'a': [1, [2, 3]], 2: None}", "gen-code": "import itertools\ndef evens():\n    return itertools.count(0, 2)"},
        "wrong": {"gen-code": "def evens():\n    return [0, 2, 4]", "error-code": "def pay(have, cost, *, tip=0):\n    return have - cost - tip", "dice-code": "def dice(n):\n    return [random.choice(range(1, 7)) for _ in range(n)]"},
        "errors": {"error-code": "class TooPoor(ValueError):\n    pass\ndef pay(have, cost, *, tip=0):\n    if cost + tip > have:\n        raise TooPoor('broke')\n    return have - cost - tip", "hello-code": "def hello(name):\n    return 'Bonjour ' + name"},
        "quiet": {"hello-code": "def hello(name):\n    import sys\n    sys.stdout.write('Bonjour ' + name)", "rate-code": "rate = 0.2\ncalls = []\ndef tax(x):\n    return x * 0.5"},
        "empty": "release",
        "numpy": {"count-code": "import numpy as np\nfrom collections import defaultdict\ndef count_words(text):\n    out = defaultdict(int)\n    for w in text.lower().split():\n        out[w] += 1\n    return out\nwords = count_words('a b A')\npair = (np.int64(1), 'x')\nseen = frozenset([1, 3])\nlevel = np.float64(0.3)\nnested = {'a': np.array([[1, 2]]), 2: None}", "result-code": "result = 12.0"},
        "exit": {"result-code": "result = 11", "hello-code": "import sys\ndef hello(name):\n    sys.exit(0)"},
    },
}  # fmt: skip


def build_course(folder, courses=COURSES):
    """A plain nbgrader course, one notebook per assignment, and its release."""
    for slug, cells in courses.items():
        kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}}
        notebook = nbformat.v4.new_notebook(metadata=kernel, cells=cells)
        (folder / "source" / slug).mkdir(parents=True)
        nbformat.write(notebook, folder / "source" / slug / f"{slug}.ipynb")
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")
    settings = open_settings(folder, None)
    for slug in courses:
        nbgrader(settings, "generate_assignment", slug)
    return settings


def nbgrader(settings, *arguments):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(
        command, cwd=settings.course_dir, env=environment, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-3000:]


def write_hand_ins(settings, slug, learners):
    released = json.loads((settings.release / slug / f"{slug}.ipynb").read_text())
    solved = json.loads((settings.source / slug / f"{slug}.ipynb").read_text())
    texts = {
        c["metadata"]["nbgrader"]["grade_id"]: "".join(c["source"])
        for c in solved["cells"]
        if c["metadata"].get("nbgrader", {}).get("solution")
    }
    for learner, changes in learners.items():
        notebook = json.loads(json.dumps(released))
        if changes != "release":
            for name, source in {**texts, **changes}.items():
                change(notebook, name, source)
        hand_in(settings, f"{slug}-{learner}", notebook, slug=slug)


def grade_split(settings):
    """Grade by the road, with the split in it; gives the sheets and the outcomes."""
    with Store(settings.database_url, settings.course_id) as store:
        sheets = coursework.open_plain_sheets(settings, store, store.notebooks())
        plan = pipeline.plan(settings, sheets, store)
        with pipeline.open_kernels(plan, Level.FULL) as runner:
            sheets = [survey(sheet, settings, runner) for sheet in sheets]
            plan = pipeline.plan(settings, sheets, store, force=True)
            outcomes = list(pipeline.record(pipeline.run(plan, LocalExecutor(2), runner), settings, store))
    return sheets, outcomes


def forget(settings):
    with Store(settings.database_url, settings.course_id) as store:
        for name in COURSES:
            for submission in store.gradebook.assignment_submissions(name):
                for notebook in submission.notebooks:
                    for given in notebook.grades:
                        given.auto_score = -1
        store.session.commit()


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The honest hand-ins, graded by nbgrader's own command and by the split."""
    settings = build_course(tmp_path_factory.mktemp("plain"))
    for slug, learners in HONEST.items():
        write_hand_ins(settings, slug, learners)
        nbgrader(settings, "autograde", slug)
    theirs = points(settings)
    forget(settings)
    sheets, outcomes = grade_split(settings)
    return settings, theirs, points(settings), sheets, outcomes


def test_every_honest_hand_in_gets_the_points_that_nbgrader_gives(graded):
    _, theirs, ours, _, _ = graded
    different = {key: (theirs[key], ours[key]) for key in theirs if theirs[key] != ours[key]}
    assert len({learner for learner, _ in theirs}) == sum(len(learners) for learners in HONEST.values())
    assert different == {}


def test_only_cells_that_need_the_learners_own_session_stay_there(graded):
    settings, _, _, sheets, outcomes = graded
    stays = {item.cell: item.reason for item in review_plain(settings, sheets) if not item.is_split}
    assert stays.keys() == {"class", "plot", "rate", "calls"}
    for outcome in outcomes:
        noted = {mark.cell for mark in outcome.marks if "bac à sable" in mark.sentence}
        assert noted == {mark.cell for mark in outcome.marks} & stays.keys()
