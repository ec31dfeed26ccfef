"""Reading `course.toml`: the assignments of a course, their due moments and their prerequisites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from blocnotes.framework.kinds import MOMENT, SLUG, suggest
from blocnotes.framework.model import CourseAssignment
from blocnotes.framework.reading import Table


def read_assignments(table: Table) -> tuple[CourseAssignment, ...]:
    """Read the assignments in the order of the file, and check that each prerequisite comes before."""
    rows = table.read_all("assignments", "slug", _read_assignment)
    assignments = tuple(replace(row, order=order) for order, row in enumerate(rows, start=1))
    graph = {assignment.slug: assignment.prerequisites for assignment in assignments}
    in_cycles = _note_cycles(table, graph)
    for assignment in assignments:
        _check_prerequisites(table, assignment, [*graph], in_cycles)
    return assignments


def _read_assignment(table: Table) -> CourseAssignment:
    return CourseAssignment(
        table.take("slug", SLUG), 0, table.find("due", MOMENT), table.take_all("prerequisites", SLUG)
    )


def _check_prerequisites(table: Table, assignment: CourseAssignment, slugs: Sequence[str], in_cycles: set[str]) -> None:
    for i, needed in enumerate(filter(None, assignment.prerequisites), start=1):
        place = f"assignments[{assignment.order}].prerequisites[{i}]"
        if needed not in slugs:
            table.note(place, f"“{needed}” is no assignment of the course", suggest(needed, [*slugs]))
        elif slugs.index(needed) >= assignment.order and assignment.slug not in in_cycles:
            table.note(place, f"“{needed}” comes later in the course", "put it before")


def _note_cycles(table: Table, graph: Mapping[str, Sequence[str]]) -> set[str]:
    cycles = {cycle for slug in graph for cycle in _find_cycle(graph, slug)}
    for cycle in sorted(cycles):
        place = f"assignments[{[*graph].index(cycle[0]) + 1}].prerequisites"
        table.note(place, f"is a circle: {' → '.join((*cycle, cycle[0]))}", "take one prerequisite away")
    return {slug for cycle in cycles for slug in cycle}


def _find_cycle(graph: Mapping[str, Sequence[str]], start: str) -> Iterator[tuple[str, ...]]:
    # Breadth first, so that a long circle is not told in place of the short one inside it.
    paths: list[tuple[str, ...]] = [(start,)]
    seen = set[str]()
    for path in paths:
        for needed in graph.get(path[-1], ()):
            if needed == start:
                first = path.index(min(path))
                yield path[first:] + path[:first]
                return
            if needed not in seen:
                seen.add(needed)
                paths.append((*path, needed))
