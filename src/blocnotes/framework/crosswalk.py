"""The crosswalk: which graded cell proves which competency, and which competencies share their proofs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from blocnotes.framework.model import Competency, Course, Evidence

Cells = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Link:
    """One graded cell that proves one competency; the shares of a competency's links add up to 1."""

    certification: str
    bloc: str
    competency: str
    assignment: str
    cell: str
    share: float
    reason: str = ""

    @property
    def full_code(self) -> str:
        """The full code of the competency."""
        return f"{self.bloc}.{self.competency}"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two competencies of two certifications, the cells that prove both, and how much of each they weigh."""

    first: str
    second: str
    cells: tuple[str, ...]
    share_of_first: float
    share_of_second: float


def link_cells(course: Course, cells: Cells) -> Iterator[Link]:
    """Give every link of a course; evidence by a whole assignment is shared out among its cells."""
    for competency in course.certification.competencies:
        total = fsum(evidence.weight for evidence in competency.evidence)
        for evidence in competency.evidence:
            yield from _link(course.certification.code, competency, evidence, total, cells)


def find_overlaps(courses: Iterable[Course], cells: Cells) -> list[Overlap]:
    """Give the pairs of competencies that share cells across certifications, those that share most first."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    homes: dict[str, str] = {}
    for course in courses:
        for link in link_cells(course, cells):
            shares[link.full_code][f"{link.assignment}/{link.cell}"] = link.share
            homes[link.full_code] = link.certification
    pairs = (pair for pair in combinations(sorted(shares), 2) if homes[pair[0]] != homes[pair[1]])
    found = (_overlap(first, second, shares) for first, second in pairs)
    return sorted((pair for pair in found if pair.cells), key=_strength)


def _link(certification: str, competency: Competency, evidence: Evidence, total: float, cells: Cells) -> Iterator[Link]:
    names = [evidence.cell] if evidence.cell else sorted(cells.get(evidence.assignment, ()))
    for name in names:
        share = evidence.weight / total / len(names)
        where = (certification, competency.bloc, competency.code, evidence.assignment, name)
        yield Link(*where, share, evidence.reason)


def _overlap(first: str, second: str, shares: Mapping[str, Mapping[str, float]]) -> Overlap:
    common = tuple(name for name in shares[first] if name in shares[second])
    weights = (fsum(shares[code][name] for name in common) for code in (first, second))
    return Overlap(first, second, common, *weights)


def _strength(pair: Overlap) -> tuple[float, str, str]:
    return (-min(pair.share_of_first, pair.share_of_second), pair.first, pair.second)
