"""Which proofs may share a notebook, and what each is told of it."""

from types import SimpleNamespace

import pytest

from blocnotes.grading.bundling import bundle, join, part
from blocnotes.grading.proofs import Finding, Proof
from blocnotes.records import Mark, Verdict

CELLS = ["intro", "a-code", "a", "b-code", "b", "c-code", "c"]
ASSIGNMENT = SimpleNamespace(
    cells=[SimpleNamespace(name=name) for name in CELLS],
    graded=[SimpleNamespace(name=name) for name in ("a", "b", "c")],
)


def proof(name, cells, marks=(), base="solution"):
    return Proof(name=name, title=name, base=base, cells=dict.fromkeys(cells, name), marks=dict.fromkeys(marks, 0.0))


def names(*proofs):
    return sorted(sorted(one.name for one in together) for together in bundle(ASSIGNMENT, proofs))


def test_mistakes_of_different_questions_share_a_notebook():
    assert names(proof("x", ["a-code"], ["a"]), proof("y", ["b-code"], ["b"])) == [["x", "y"]]


@pytest.mark.parametrize(
    "other",
    [
        proof("same cell", ["a-code"]),
        proof("same mark", ["c-code"], ["a"]),
        proof("the whole release", ["b-code"], ["b"], base="release"),
        proof("nothing changed", []),
    ],
    ids=lambda one: one.name,
)
def test_what_touches_the_same_thing_stays_apart(other):
    assert len(names(proof("x", ["a-code"], ["a"]), other)) == 2


def test_a_right_answer_stays_apart_from_a_mistake_that_moves_its_mark():
    # It states nothing, for it loses nothing: its question is that of the next graded cell.
    assert len(names(proof("mistake", ["a-code"], ["a", "b"]), proof("route", ["b-code"]))) == 2


def test_no_proof_is_lost_and_none_comes_twice():
    proofs = [proof(f"{cell}{n}", [f"{cell}-code"], [cell]) for cell in "abc" for n in range(4)]
    bundles = bundle(ASSIGNMENT, proofs)
    assert sorted(one.name for together in bundles for one in together) == sorted(one.name for one in proofs)
    assert len(bundles) == 4


def test_a_bundle_states_all_that_its_proofs_state():
    joined = join([proof("x", ["a-code"], ["a"]), proof("y", ["b-code"], ["b"])])
    assert joined.cells == {"a-code": "x", "b-code": "y"}
    assert joined.marks == {"a": 0.0, "b": 0.0}


def test_each_proof_is_told_the_marks_that_no_other_concerns():
    proofs = [proof("x", ["a-code"], ["a"]), proof("y", ["b-code"], ["b"])]
    marks = tuple(Mark(cell=cell, points=0.0, maximum=1.0, verdict=Verdict.WRONG, sentence="") for cell in "abc")
    whole = Finding(assignment="s", proof=join(proofs), marks=marks, faults=(), seconds=3.0)
    first, second = part(ASSIGNMENT, whole, proofs)
    assert [mark.cell for mark in first.marks] == ["a", "c"]
    assert [mark.cell for mark in second.marks] == ["b", "c"]
    assert (first.together, second.seconds) == (("y",), 1.5)
