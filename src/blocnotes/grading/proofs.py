"""Show that a grader can be trusted: known submissions earn their known marks."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blocnotes.authoring.assignment import Assignment
from blocnotes.authoring.build import build_source, replace_cells
from blocnotes.authoring.cells import Role
from blocnotes.authoring.release import find_leaks
from blocnotes.authoring.source import read_fragments
from blocnotes.errors import ContentDefects, Defect
from blocnotes.grading.graders import load_grader
from blocnotes.grading.grading import Runner, run_trial
from blocnotes.grading.intake import parse_notebook
from blocnotes.grading.marking import mark
from blocnotes.grading.references import make_reference, reference_path
from blocnotes.grading.sanitize import sanitize
from blocnotes.grading.sheets import Sheet
from blocnotes.records import Mark, Notebook, Variant

SEEDS = {Variant.OWN: 11, Variant.HIDDEN: 20_261}
KEYS = {"title", "base", "marks", "sentences"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One known submission: what it is, the cells that differ, the marks that it must earn."""

    name: str
    title: str
    base: str = "solution"
    cells: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, float] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a proof showed: the marks that it got, and everything that is not as it should be.

    `together` names the proofs that shared its notebook; the marks that they move are not among its own.
    """

    assignment: str
    proof: Proof
    marks: tuple[Mark, ...]
    faults: tuple[str, ...]
    seconds: float
    together: tuple[str, ...] = ()


def read_proofs(assignment: Assignment, folder: Path) -> list[Proof]:
    """Read an assignment's proofs, with the two implicit ones first; every defect is reported at once."""
    table = folder / "proofs" / "proofs.toml"
    proofs = [
        Proof(name="solution", title="The solution gets full marks"),
        Proof(name="release", title="The untouched release gets none", base="release"),
    ]
    defects: list[Defect] = []
    if not table.exists():
        raise ContentDefects([Defect(str(table), "file", "no proofs", "see docs/authoring.md, Proofs")])
    try:
        entries = tomllib.loads(table.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentDefects([Defect(str(table), "file", f"not valid TOML: {error}")]) from error
    names = {cell.name for cell in assignment.cells}
    graded = {cell.name for cell in assignment.graded}
    for name, entry in entries.items():
        path = table.parent / f"{name}.py"
        cells = read_fragments(path) if path.exists() else {}
        defects += [Defect(str(table), f"{name}.{key}", "unknown key") for key in entry if key not in KEYS]
        defects += [Defect(str(path), key, "no such cell") for key in cells if key not in names]
        defects += [
            Defect(str(table), f"{name}.marks.{key}", "no such graded cell")
            for key in entry.get("marks", {})
            if key not in graded
        ]
        if entry.get("base", "solution") not in ("solution", "release"):
            defects.append(Defect(str(table), f"{name}.base", "must be solution or release"))
        if not path.exists():
            defects.append(Defect(str(path), "file", "a proof needs its cells", f"write {name}.py"))
        proofs.append(Proof(name=name, title=entry.get("title", name), cells=cells, **_expectations(entry)))
    if defects:
        raise ContentDefects(defects)
    return proofs


def compose(assignment: Assignment, sheet: Sheet, proof: Proof) -> Notebook:
    """Compose the notebook that a proof hands in."""
    if proof.base == "solution":
        handed_in = build_source(replace_cells(list(assignment.cells), dict(proof.cells)))
        for cell in handed_in["cells"]:
            cell["source"] = "".join(line for line in cell["source"].splitlines(keepends=True) if not _is_fence(line))
        return handed_in
    notebook: Notebook = json.loads(json.dumps(sheet.skeleton))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in proof.cells:
            cell["source"] = proof.cells[name]
    return notebook


def _is_fence(line: str) -> bool:
    # A learner's notebook has no marks of the author's.
    return line.strip() in ("### BEGIN SOLUTION", "### END SOLUTION")


def prove(assignment: Assignment, sheet: Sheet, proof: Proof, cache: Path, runner: Runner) -> Finding:
    """Grade a proof's submission as any other, and compare its marks with the known ones."""
    handed_in = json.dumps(compose(assignment, sheet, proof)).encode()
    notebook, _ = sanitize(sheet.skeleton, parse_notebook(handed_in, proof.name))
    grader = load_grader(sheet.autograder)
    variants = SEEDS if sheet.hidden_variant else {Variant.OWN: SEEDS[Variant.OWN]}
    trials = {}
    for variant, seed in variants.items():
        reference = make_reference(sheet, seed, reference_path(cache, sheet, seed), runner)
        trials[variant] = run_trial(sheet, grader, notebook, seed, reference, runner)
    marks = mark(sheet, grader, trials)
    faults = [*_find_faults(assignment, proof, marks)]
    if proof.name == "release":
        faults += [str(leak) for leak in find_leaks(assignment, sheet.skeleton)]
    return Finding(
        assignment=assignment.slug,
        proof=proof,
        marks=marks,
        faults=tuple(faults),
        seconds=sum(trial.run.seconds for trial in trials.values()),
    )


def _find_faults(assignment: Assignment, proof: Proof, marks: tuple[Mark, ...]) -> Iterator[str]:
    roles = {cell.name: cell.role for cell in assignment.graded}
    for found in marks:
        full = None if roles[found.cell] is Role.MANUAL else found.maximum
        expected = proof.marks.get(found.cell, full if proof.base == "solution" else 0.0)
        if found.points != expected and not (expected and found.points and abs(found.points - expected) < 0.005):
            got = "awaited" if found.points is None else f"{found.points:g}"
            wanted = "awaited" if expected is None else f"{expected:g}"
            yield f"{found.cell}: {got} points instead of {wanted} ({found.sentence or 'no sentence'})"
        part = proof.sentences.get(found.cell, "")
        if part not in found.sentence:
            yield f"{found.cell}: the sentence does not say {part!r}: {found.sentence!r}"
        if found.points is not None and found.points < found.maximum and not found.sentence:
            yield f"{found.cell}: points are lost without a sentence"


def _expectations(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("base", "marks", "sentences") if key in entry}
