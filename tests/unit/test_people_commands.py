"""group, extension, accommodation, marking, audit, batch from the command line: what they print is what is described."""

import json
import re
import shlex

import pytest
from click.testing import CliRunner

from blocnotes.cli import main
from browser.marked import build_pile
from house.test_cli_docs import EMPTY, KEY, paths, section

SAME = {
    "extension end": "extension grant", "extension list": "extension grant",
    "accommodation end": "accommodation add", "accommodation list": "accommodation add",
    "batch show": "batch start", "batch stop": "batch start", "batch list": "batch start",
}  # fmt: skip
"""Commands that print what another one prints."""
OPEN = re.compile(r"((?:counts|details))\..*")
"""Keys under which anything may stand."""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    build_pile(folder)
    return folder


def run(course, line, code=0):
    """Run a command, and hold the keys that it prints to those that docs/cli.md names."""
    done = CliRunner().invoke(main, [*shlex.split(line), "--course-dir", str(course), "--json"])
    assert done.exit_code == code, done.output
    if code:
        return None
    data = json.loads(done.stdout)
    name = " ".join(line.split()[:2])
    described = {key for other in (name, SAME.get(name, name)) for key in KEY.findall(section(f"blocnotes {other}"))}
    found = {OPEN.sub(r"\1", path) for path in paths(data) if not path.endswith(EMPTY)}
    prefix = "[]." if isinstance(data, list) and name in SAME else ""
    assert found <= {prefix + key for key in described}, sorted(found - described)
    return data


def test_groups(course):
    assert run(course, "group add lundi zoe bob") == [{"group": "lundi", "learners": ["bob", "zoe"]}]
    run(course, "group add lundi eve", code=3)
    assert run(course, "group remove lundi zoe") == [{"group": "lundi", "learners": ["bob"]}]
    assert run(course, "group list")[0]["group"] == "lundi"


def test_extensions(course):
    run(course, "group add mardi max")
    line = run(course, 'extension grant enquete mardi --group --days 1 --hours 12 --reason "Panne"')
    assert (line["group"], line["minutes"], line["learner"]) == ("mardi", 36 * 60, "")
    for wrong, code in (
        ('extension grant enquete eve --days 1 --reason "x"', 3), ('extension grant fin zoe --days 1 --reason "x"', 3),
        ('extension grant enquete zoe --reason "x"', 6), ('extension grant enquete eve --group --days 1 --reason x', 3),
    ):  # fmt: skip
        run(course, wrong, code)
    assert [item["number"] for item in run(course, "extension list enquete")] == [line["number"]]
    assert run(course, f"extension end {line['number']}")["ended_at"]
    run(course, f"extension end {line['number']}", code=6)
    assert run(course, "extension list") == []
    assert len(run(course, "extension list --all")) == 1


def test_accommodations(course, tmp_path):
    paper = tmp_path / "avis.txt"
    paper.write_text("confidentiel", "utf-8")
    line = run(course, f'accommodation add ida --time 133 --days 2 --reference "26-1" --document {paper}')
    assert (line["time_percent"], line["extra_days"], line["sealed"]) == (133, 2, True)
    run(course, "accommodation add ida --reference 26-1", code=6)
    run(course, "accommodation add ida --reference 26-1 --waive X1.C1.a", code=3)
    assert run(course, f"accommodation verify {line['number']} {paper}")["same"]
    paper.write_text("autre", "utf-8")
    run(course, f"accommodation verify {line['number']} {paper}", code=3)
    run(course, f"accommodation verify 99 {paper}", code=3)
    assert [item["learner"] for item in run(course, "accommodation list ida")] == ["ida"]
    assert run(course, f"accommodation end {line['number']}")["ends_on"]
    run(course, "accommodation end 99", code=6)


def test_marking(course):
    (question,) = run(course, "marking list essai")
    assert (question["cell"], question["first"], question["settled"]) == ("avis", 4, 0)
    assert run(course, "marking double essai avis --threshold 0.5")["threshold"] == 0.5
    (found,) = run(course, "marking agreement essai")
    assert (found["pairs"], found["kappa"], len(found["criteria"])) == (0, None, 1)
    run(course, "marking double essai absente --threshold 0.5", code=3)
    run(course, "marking double essai avis", code=2)
    assert run(course, "marking double essai avis --off")["threshold"] is None


def test_the_audit_knows_all_of_it(course):
    run(course, "group add jeudi zoe")
    lines = run(course, "audit list jeudi --last 1")
    assert (lines[0]["action"], lines[0]["details"]) == ("group.add", {"learners": ["zoe"]})
    assert run(course, "audit verify") == {"broken": []}


def test_batches(course):
    assert run(course, "batch list") == []
    done = run(course, "batch start feedback essai --wait")
    assert (done["state"], done["counts"]) == ("done", {"written": 5})
    assert run(course, f"batch show {done['number']}")["result"] is None
    assert run(course, f"batch stop {done['number']}")["state"] == "done"
    run(course, "batch show 20270120-083000-4f2a", code=1)
    assert run(course, "batch list --last 1")[0]["number"] == done["number"]
