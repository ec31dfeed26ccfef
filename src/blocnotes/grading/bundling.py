"""Proofs that run together: known submissions that differ in other cells, and move other marks, are one notebook.

See decision 0024 for what this can hide, and why each of them runs alone where anything is not as stated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from blocnotes.authoring.assignment import Assignment
from blocnotes.grading.proofs import Finding, Proof


def bundle(assignment: Assignment, proofs: Sequence[Proof]) -> list[tuple[Proof, ...]]:
    """Put together what can share a notebook: the largest first, each in the first bundle that it fits."""
    concerns = {id(proof): _concerns(assignment, proof) for proof in proofs}
    bundles: list[list[Proof]] = []
    for proof in sorted(proofs, key=lambda proof: -len(proof.cells)):
        room = next((found for found in bundles if _fit([*found, proof], concerns)), None)
        if room is None:
            bundles.append([proof])
        else:
            room.append(proof)
    return [tuple(found) for found in bundles]


def join(proofs: Sequence[Proof]) -> Proof:
    """Make one proof of a bundle: the cells of all, and the marks and sentences that all state."""
    if len(proofs) == 1:
        return proofs[0]
    return Proof(
        name=" + ".join(proof.name for proof in proofs),
        title=" + ".join(proof.title for proof in proofs),
        cells={name: text for proof in proofs for name, text in proof.cells.items()},
        marks={name: points for proof in proofs for name, points in proof.marks.items()},
        sentences={name: part for proof in proofs for name, part in proof.sentences.items()},
    )


def part(assignment: Assignment, finding: Finding, proofs: Sequence[Proof]) -> Iterator[Finding]:
    """Give each proof of a bundle its finding: the marks that no other proof concerns, and its share of the time."""
    for proof in proofs:
        others = [other for other in proofs if other is not proof]
        foreign = set().union(*(_concerns(assignment, other) for other in others))
        yield replace(
            finding,
            proof=proof,
            marks=tuple(mark for mark in finding.marks if mark.cell not in foreign),
            seconds=finding.seconds / len(proofs),
            together=tuple(other.name for other in others),
        )


def _fit(proofs: Sequence[Proof], concerns: Mapping[int, set[str]]) -> bool:
    taken = [{*proof.cells, *concerns[id(proof)]} for proof in proofs]
    alike = all(proof.base == "solution" and proof.cells for proof in proofs)
    return alike and sum(map(len, taken)) == len(set().union(*taken))


def _concerns(assignment: Assignment, proof: Proof) -> set[str]:
    """Give the graded cells that a proof speaks of: those that it states, and those after the cells that it changes."""
    found = {*proof.marks, *proof.sentences}
    graded = {cell.name for cell in assignment.graded}
    is_changed = False
    for cell in assignment.cells:
        is_changed = is_changed or cell.name in proof.cells
        if is_changed and cell.name in graded:
            found.add(cell.name)
            is_changed = False
    return found
