"""What is known of one learner: cells by assignment, dispensations, requirements; refused where it cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blocnotes.errors import GradebookError
from blocnotes.framework.model import Certification, Evidence
from blocnotes.framework.rules import Attempts
from blocnotes.gradebook.standings.values import Dispensation, GradedCell


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one learner: cells by assignment, motives of dispensation by full code."""

    learner: str
    cells: Mapping[str, Sequence[GradedCell]]
    motives: Mapping[str, str]
    requirements: Mapping[str, bool]
    acquired: Mapping[str, str] = field(default_factory=dict)
    """The blocs that a jury declared acquired, and why they stay so."""

    histories: Mapping[Attempts, Mapping[str, Sequence[GradedCell]]] = field(default_factory=dict)
    """The cells that count where not the last attempt does."""

    def under(self, attempts: Attempts) -> "Record":
        """Give the record in which a rule's attempts count; the last one where no history is known."""
        return replace(self, cells=self.histories.get(attempts, self.cells))

    def find(self, evidence: Evidence) -> tuple[GradedCell, ...]:
        """Give the cells that a piece of evidence names."""
        cells = self.cells.get(evidence.assignment, ())
        return tuple(cell for cell in cells if evidence.cell in (None, cell.cell))


def make_record(
    certification: Certification,
    cells: Iterable[GradedCell],
    learner: str | None,
    dispensations: Iterable[Dispensation],
    requirements: Mapping[str, bool],
    acquired: Mapping[str, str] | None = None,
    history: Mapping[Attempts, Iterable[GradedCell]] | None = None,
) -> Record:
    """Put together what is known of one learner; raise GradebookError where it cannot be true."""
    ordered = _sorted(cells)
    record = Record(
        _name_learner(ordered, learner),
        _sort_by_assignment(ordered),
        {dispensation.code: dispensation.motive for dispensation in dispensations},
        requirements,
        acquired or {},
        {attempts: _sort_by_assignment(_sorted(chosen)) for attempts, chosen in (history or {}).items()},
    )
    _check_codes(certification, record)
    return record


def _sorted(cells: Iterable[GradedCell]) -> list[GradedCell]:
    return sorted(cells, key=lambda cell: (cell.assignment, cell.cell))


def _name_learner(cells: Sequence[GradedCell], learner: str | None) -> str:
    learners = {cell.learner for cell in cells} | ({learner} if learner is not None else set())
    if len(learners) != 1:
        what = f"one learner was expected, not {len(learners)}"
        raise GradebookError(what, cure="use standings_of for a cohort")
    return learners.pop()


def _sort_by_assignment(cells: Sequence[GradedCell]) -> Mapping[str, Sequence[GradedCell]]:
    by_assignment: dict[str, list[GradedCell]] = {}
    for cell in cells:
        beside = by_assignment.setdefault(cell.assignment, [])
        if beside and beside[-1].cell == cell.cell:
            where = f"{cell.learner}: {cell.name}"
            raise GradebookError("marked twice", where=where, cure="hand over the mark that counts")
        beside.append(cell)
    return by_assignment


def _check_codes(certification: Certification, record: Record) -> None:
    known = {requirement.key for requirement in certification.requirements}
    if unknown := sorted(record.requirements.keys() - known):
        raise GradebookError(f"no requirement is called {', '.join(unknown)}", where=certification.code)
    if unknown := sorted(record.motives.keys() - set(certification.dispensable_codes)):
        what = f"nobody can be dispensed from {', '.join(unknown)}"
        cure = "name a bloc, a competency, a requirement or a waivable criterion by its full code"
        raise GradebookError(what, where=certification.code, cure=cure)
