"""What is known of one learner: cells by assignment, dispensations, requirements; refused where it cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

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
    """Of what one is dispensed from for good; what holds for a period stands under `waivers`."""

    requirements: Mapping[str, bool]
    acquired: Mapping[str, str] = field(default_factory=dict)
    """The blocs that a jury declared acquired, and why they stay so."""

    histories: Mapping[Attempts, Mapping[str, Sequence[GradedCell]]] = field(default_factory=dict)
    """The cells that count where not the last attempt does."""

    waivers: Mapping[str, Sequence[Dispensation]] = field(default_factory=dict)
    """By the full code of a criterion: each holds for hand-ins of its period."""

    def under(self, attempts: Attempts) -> "Record":
        """Give the record in which a rule's attempts count; the last one where no history is known."""
        return replace(self, cells=self.histories.get(attempts, self.cells))

    def find(self, evidence: Evidence) -> tuple[GradedCell, ...]:
        """Give the cells that a piece of evidence names."""
        cells = self.cells.get(evidence.assignment, ())
        return tuple(cell for cell in cells if evidence.cell in (None, cell.cell))

    def day_of(self, evidence: Evidence) -> date | None:
        """Give the day on which a piece of evidence was handed in, the last one of several; None where it was not."""
        return max((cell.handed_in_on for cell in self.find(evidence) if cell.handed_in_on), default=None)

    def find_waiver(self, code: str, evidence: Evidence | None) -> Dispensation | None:
        """Give what lets the learner off a criterion for one piece of evidence, or, where it has none, today."""
        day = self.day_of(evidence) if evidence else None
        held = (item for item in self.waivers.get(code, ()) if item.period and item.period.covers(day))
        return next(held, None)


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
    ordered, given = _sorted(cells), tuple(dispensations)
    record = Record(
        _name_learner(ordered, learner),
        _sort_by_assignment(ordered),
        {dispensation.code: dispensation.motive for dispensation in given if dispensation.period is None},
        requirements,
        acquired or {},
        {attempts: _sort_by_assignment(_sorted(chosen)) for attempts, chosen in (history or {}).items()},
        _sort_by_code(item for item in given if item.period is not None),
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


def _sort_by_code(dispensations: Iterable[Dispensation]) -> Mapping[str, Sequence[Dispensation]]:
    by_code: dict[str, list[Dispensation]] = {}
    for item in dispensations:
        by_code.setdefault(item.code, []).append(item)
    return by_code


def _check_codes(certification: Certification, record: Record) -> None:
    known = {requirement.key for requirement in certification.requirements}
    if unknown := sorted(record.requirements.keys() - known):
        raise GradebookError(f"no requirement is called {', '.join(unknown)}", where=certification.code)
    if unknown := sorted((record.motives.keys() | record.waivers.keys()) - set(certification.dispensable_codes)):
        what = f"nobody can be dispensed from {', '.join(unknown)}"
        cure = "name a bloc, a competency, a requirement or a waivable criterion by its full code"
        raise GradebookError(what, where=certification.code, cure=cure)
