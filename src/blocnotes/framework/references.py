"""What one course file says of another: evidence, examinations, details and equivalences name what exists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from blocnotes.framework.kinds import suggest
from blocnotes.framework.model import Bloc, Certification, Competency, Evidence
from blocnotes.framework.reading import Reading


@dataclass(frozen=True, slots=True)
class Known:
    """The assignments of the course and their graded cells; None where they are not known."""

    assignments: Collection[str] | None
    cells: Mapping[str, Collection[str]] | None


def check_assignments(reading: Reading, file: str, known: Known) -> None:
    """Note the assignments of the course that exist nowhere."""
    for i, slug in enumerate(known.assignments or (), start=1):
        if slug and known.cells is not None and slug not in known.cells:
            what = f"“{slug}” is no known assignment"
            reading.note(file, f"assignments[{i}].slug", what, suggest(slug, [*known.cells]))


def check_bloc(reading: Reading, file: str, bloc: Bloc, known: Known) -> None:
    """Note the evidence and the examinations of a bloc that name what does not exist."""
    for place, proof in _locate_evidence(bloc.competencies):
        _check_evidence(reading, file, place, proof, known)
    codes = [competency.code for competency in bloc.competencies]
    for place, code in _locate_exam_codes(bloc):
        if code and code not in codes:
            reading.note(file, place, f"“{code}” is no competency of the bloc", suggest(code, codes))


def _locate_evidence(competencies: Sequence[Competency]) -> Iterator[tuple[str, Evidence]]:
    for i, competency in enumerate(competencies, start=1):
        at = f"competencies[{i}]"
        for k, proof in enumerate(competency.own_evidence, start=1):
            yield f"{at}.evidence[{k}]", proof
        for j, criterion in enumerate(competency.criteria, start=1):
            for k, proof in enumerate(criterion.evidence, start=1):
                yield f"{at}.criteria[{j}].evidence[{k}]", proof


def _check_evidence(reading: Reading, file: str, place: str, proof: Evidence, known: Known) -> None:
    slug, cell = proof.assignment, proof.cell
    if slug and known.assignments is not None and slug not in known.assignments:
        what = f"“{slug}” is no assignment of the course"
        reading.note(file, f"{place}.assignment", what, suggest(slug, [*known.assignments]))
    elif cell and known.cells is not None and cell not in (cells := known.cells.get(slug, ())):
        what = f"“{cell}” is no graded cell of {slug}"
        reading.note(file, f"{place}.cell", what, suggest(cell, [*cells]))


def _locate_exam_codes(bloc: Bloc) -> Iterator[tuple[str, str]]:
    for i, exam in enumerate(bloc.exams, start=1):
        for k, code in enumerate(exam.competencies, start=1):
            yield f"exams[{i}].competencies[{k}]", code
        for j, criterion in enumerate(exam.criteria, start=1):
            for k, code in enumerate(criterion.competencies, start=1):
                yield f"exams[{i}].criteria[{j}].competencies[{k}]", code


def check_certification(reading: Reading, file: str, certification: Certification) -> None:
    """Note the details and equivalences that name no competency or bloc of the certification."""
    codes = [competency.full_code for competency in certification.competencies]
    for i, detail in enumerate(certification.details, start=1):
        for k, code in enumerate(detail.serves, start=1):
            if code and code not in codes:
                what = f"“{code}” is no competency of the certification"
                reading.note(file, f"details[{i}].serves[{k}]", what, suggest(code, codes))
    blocs = [bloc.code for bloc in certification.blocs]
    for i, equivalence in enumerate(certification.equivalences, start=1):
        if equivalence.bloc and equivalence.bloc not in blocs:
            what = f"“{equivalence.bloc}” is no bloc of the certification"
            reading.note(file, f"equivalences[{i}].bloc", what, suggest(equivalence.bloc, blocs))
