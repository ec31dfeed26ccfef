"""The crosswalk on paper: what each assignment proves, and what certifications have in common. French."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from blocnotes.framework.coverage import cover
from blocnotes.framework.crosswalk import Cells, Link, find_overlaps, link_cells
from blocnotes.framework.model import Bloc, Course
from blocnotes.reports.layout import open_templates


def write_crosswalk(courses: Sequence[Course], cells: Cells, path: Path, made_at: datetime) -> Path:
    """Write the map of several certifications; gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_crosswalk(courses, cells, made_at), encoding="utf-8")
    return path.resolve()


def render_crosswalk(courses: Sequence[Course], cells: Cells, made_at: datetime) -> str:
    """Render the map of several certifications, bloc by bloc, assignment by assignment, pair by pair."""
    links = {course.certification.code: list(link_cells(course, cells)) for course in courses}
    template = open_templates().get_template("crosswalk.html")
    return template.render(
        made_at=made_at,
        parts=[_certification(course, links[course.certification.code], cells) for course in courses],
        assignments=[_assignment(slug, links) for slug in _slugs(links)],
        codes=list(links),
        pairs=find_overlaps(courses, cells),
        titles=_titles(courses),
    )


def crosswalk_rows(courses: Sequence[Course], cells: Cells) -> list[dict[str, Any]]:
    """Give the pairs of competencies that share proofs as plain values, with stable keys."""
    return [
        {
            "first": pair.first,
            "second": pair.second,
            "cells": list(pair.cells),
            "share_of_first": round(pair.share_of_first, 6),
            "share_of_second": round(pair.share_of_second, 6),
        }
        for pair in find_overlaps(courses, cells)
    ]


def _certification(course: Course, links: Sequence[Link], cells: Cells) -> dict[str, Any]:
    return {
        "certification": course.certification,
        "blocs": [_bloc(bloc, links) for bloc in course.certification.blocs],
        "idle": cover(course, cells).idle_cells,
    }


def _bloc(bloc: Bloc, links: Sequence[Link]) -> dict[str, Any]:
    mine = [link for link in links if link.bloc == bloc.code]
    slugs = list(dict.fromkeys(link.assignment for link in mine))
    proven = {link.competency for link in mine}
    rows = [
        (item, [[link for link in mine if (link.competency, link.assignment) == (item.code, slug)] for slug in slugs])
        for item in bloc.competencies
        if item.code in proven
    ]
    bare = [item for item in bloc.competencies if item.code not in proven]
    return {"bloc": bloc, "slugs": slugs, "rows": rows, "bare": bare}


def _assignment(slug: str, links: dict[str, list[Link]]) -> dict[str, Any]:
    mine = [link for found in links.values() for link in found if link.assignment == slug]
    cells = list(dict.fromkeys(link.cell for link in mine))
    rows = [
        (cell, [[link for link in mine if (link.cell, link.certification) == (cell, code)] for code in links])
        for cell in cells
    ]
    return {"slug": slug, "rows": rows}


def _slugs(links: dict[str, list[Link]]) -> list[str]:
    return sorted({link.assignment for found in links.values() for link in found})


def _titles(courses: Sequence[Course]) -> dict[str, str]:
    return {item.full_code: item.title for course in courses for item in course.certification.competencies}
