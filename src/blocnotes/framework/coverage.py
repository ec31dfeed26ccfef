"""The crosswalk between competencies and graded cells: what proves what, and what proves nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from blocnotes.framework.model import Bloc, Course


@dataclass(frozen=True, slots=True)
class BlocCoverage:
    """The competencies of a bloc, by full code, that have evidence, and those that have none."""

    bloc: str
    proven: tuple[str, ...]
    unproven: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of every bloc, and the graded cells (`assignment/cell`) that prove no competency."""

    blocs: tuple[BlocCoverage, ...]
    idle_cells: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Tell whether every competency has evidence, and every graded cell proves something."""
        return not self.idle_cells and not any(bloc.unproven for bloc in self.blocs)


def cover(course: Course, cells: Mapping[str, Collection[str]] | None = None) -> Coverage:
    """Compare a course with the graded cells of its assignments (slug → cell names)."""
    blocs = tuple(_cover_bloc(bloc) for bloc in course.certification.blocs)
    return Coverage(blocs, tuple(_idle_cells(course, cells or {})))


def trace_cells(course: Course) -> dict[str, tuple[str, ...]]:
    """Give, for each piece of evidence (`assignment` or `assignment/cell`), the full codes that it proves."""
    traced: dict[str, list[str]] = {}
    for competency in course.certification.competencies:
        for proof in competency.evidence:
            traced.setdefault(proof.name, []).append(competency.full_code)
    return {name: tuple(codes) for name, codes in sorted(traced.items())}


def _cover_bloc(bloc: Bloc) -> BlocCoverage:
    proven = tuple(competency.full_code for competency in bloc.competencies if competency.evidence)
    unproven = tuple(competency.full_code for competency in bloc.competencies if not competency.evidence)
    return BlocCoverage(bloc.code, proven, unproven)


def _idle_cells(course: Course, cells: Mapping[str, Collection[str]]) -> list[str]:
    traced = trace_cells(course)
    used = (assignment.slug for assignment in course.assignments if assignment.slug not in traced)
    names = (f"{slug}/{cell}" for slug in used for cell in sorted(cells.get(slug, ())))
    return [name for name in names if name not in traced]
