"""The rubrics of a course's assignments as CASE rubrics."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from blocnotes.authoring.manifest import Level, RubricCriterion
from blocnotes.framework.coverage import trace_cells
from blocnotes.framework.model import Course
from blocnotes.reports.exports.identity import identify


class Stamping(Protocol):
    """What marks a part of a package with its id, and refers to one."""

    def mark(self, identifier: str, collection: str) -> dict[str, Any]:
        """Give the fields that every part has."""

    def link(self, identifier: str, collection: str, title: str) -> dict[str, Any]:
        """Give a reference to a part."""


def make_rubrics(
    course: Course, rubrics: Mapping[str, Mapping[str, Sequence[RubricCriterion]]], stamp: Stamping
) -> list[dict[str, Any]]:
    """Make the CFRubrics of the assignments that the course uses, cell by cell."""
    return [
        _make_rubric(course, slug, cell, criteria, stamp)
        for slug in (item.slug for item in course.assignments)
        for cell, criteria in rubrics.get(slug, {}).items()
    ]


def _make_rubric(
    course: Course, slug: str, cell: str, criteria: Sequence[RubricCriterion], stamp: Stamping
) -> dict[str, Any]:
    name = f"{course.certification.code}:{slug}/{cell}"
    identifier = identify("rubric", name)
    proven = _link_proven(course, slug, cell, stamp)
    return {
        **stamp.mark(identifier, "CFRubrics"),
        "title": f"{slug}/{cell}",
        "CFRubricCriteria": [
            _make_criterion(name, identifier, position, criterion, stamp) | proven
            for position, criterion in enumerate(criteria, start=1)
        ],
    }


def _link_proven(course: Course, slug: str, cell: str, stamp: Stamping) -> dict[str, Any]:
    # A criterion of CASE refers to one item: where the cell proves several, none is singled out.
    traced = trace_cells(course)
    codes = list(dict.fromkeys((*traced.get(f"{slug}/{cell}", ()), *traced.get(slug, ()))))
    if len(codes) != 1:
        return {}
    title = next(item.title for item in course.certification.competencies if item.full_code == codes[0])
    return {"CFItemURI": stamp.link(identify("item", codes[0]), "CFItems", title)}


def _make_criterion(
    name: str, rubric: str, position: int, criterion: RubricCriterion, stamp: Stamping
) -> dict[str, Any]:
    identifier = identify("rubric criterion", name, str(position))
    return {
        **stamp.mark(identifier, "CFRubricCriteria"),
        "description": criterion.criterion,
        "weight": criterion.points,
        "position": position,
        "rubricId": rubric,
        "CFRubricCriterionLevels": list(_make_levels(name, identifier, position, criterion.levels, stamp)),
    }


def _make_levels(
    name: str, criterion: str, position: int, levels: Sequence[Level], stamp: Stamping
) -> Iterator[dict[str, Any]]:
    for rank, level in enumerate(levels, start=1):
        identifier = identify("rubric level", name, str(position), str(rank))
        yield {
            **stamp.mark(identifier, "CFRubricCriterionLevels"),
            "quality": level.title,
            "description": level.text,
            "score": level.points,
            "position": rank,
            "rubricCriterionId": criterion,
        }
