"""Certifications as rows and as plain values: what is certified, what proves it, and what nothing proves."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from blocnotes.framework.coverage import cover
from blocnotes.framework.model import Bloc, Competency, Course
from blocnotes.framework.wording import describe_registration
from blocnotes.reports.description import Section, describe_bloc, describe_certification
from blocnotes.reports.wording import count

Grid = tuple[str, Sequence[str], list[Sequence[object]]]


def certification_rows(courses: Iterable[Course]) -> list[dict[str, Any]]:
    """One row a certification."""
    return [
        {
            "code": item.certification.code,
            "title": item.certification.title,
            "level": item.certification.level,
            "blocs": len(item.certification.blocs),
            "competencies": len(list(item.certification.competencies)),
            "registration": _registration(item),
        }
        for item in courses
    ]


def certification_data(course: Course) -> dict[str, Any]:
    """Give a certification as plain values, with stable keys."""
    certification = course.certification
    return {
        "code": certification.code,
        "title": certification.title,
        "level": certification.level,
        "registration": _registration(course),
        "requirements": [{"key": item.key, "title": item.title} for item in certification.requirements],
        "description": as_rows(describe_certification(certification, datetime.now(UTC).date())),
        "blocs": [_bloc(bloc) for bloc in certification.blocs],
    }


def competency_table(bloc: Bloc) -> Grid:
    """One row a competency of a bloc, with the assignments that prove it."""
    return f"{bloc.code} · {bloc.title}", ("compétence", "intitulé", "preuves"), _competency_rows(bloc)


def as_rows(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Give the sections of a description as plain values."""
    return [{"title": section.title, "lines": [line.strip() for line in section.lines]} for section in sections]


def coverage_data(courses: Iterable[Course], cells: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """Give the coverage of certifications as plain values, with stable keys."""
    return [_coverage(course, cells) for course in courses]


def _coverage(course: Course, cells: Mapping[str, Collection[str]]) -> dict[str, Any]:
    coverage = cover(course, cells)
    blocs = [
        {"bloc": bloc.bloc, "proven": list(bloc.proven), "unproven": list(bloc.unproven)} for bloc in coverage.blocs
    ]
    code = course.certification.code
    return {"certification": code, "blocs": blocs, "idle_cells": list(coverage.idle_cells)}


def _registration(course: Course) -> str:
    return describe_registration(course.certification.registration, datetime.now(UTC).date())


def _bloc(bloc: Bloc) -> dict[str, Any]:
    return {
        "code": bloc.code,
        "title": bloc.title,
        "modalities": [item.title for item in bloc.modalities],
        "description": as_rows(describe_bloc(bloc)),
        "competencies": [_competency(item) for item in bloc.competencies],
    }


def _competency(competency: Competency) -> dict[str, Any]:
    evidence = [
        {"assignment": item.assignment, "cell": item.cell, "weight": item.weight} for item in competency.evidence
    ]
    return {"code": competency.code, "title": competency.title, "evidence": evidence}


def _competency_rows(bloc: Bloc) -> list[Sequence[object]]:
    return [(item.code, item.title, _proofs(item) or "aucune preuve encore") for item in bloc.competencies]


def _proofs(competency: Competency) -> str:
    cells = Counter(proof.assignment for proof in competency.evidence)
    return ", ".join(f"{slug} ({count(number, 'cellule')})" for slug, number in cells.items())
