"""Certifications as rows and as plain values: what is certified, what proves it, and what nothing proves."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from blocnotes.framework.coverage import cover
from blocnotes.framework.model import Bloc, Competency, Course
from blocnotes.framework.wording import describe_registration

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
        "blocs": [_bloc(bloc) for bloc in certification.blocs],
    }


def certification_tables(course: Course) -> Iterable[Grid]:
    """A table a bloc, then what is demanded beyond the blocs."""
    certification = course.certification
    for bloc in certification.blocs:
        yield f"{bloc.code} · {bloc.title}", ("compétence", "intitulé", "preuves"), _competency_rows(bloc)
    demands: list[Sequence[object]] = [(item.key, item.title) for item in certification.requirements]
    demands.append(("enregistrement", _registration(course)))
    yield f"{certification.code} · au-delà des blocs", ("exigence", "intitulé"), demands


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
        "competencies": [_competency(item) for item in bloc.competencies],
    }


def _competency(competency: Competency) -> dict[str, Any]:
    evidence = [
        {"assignment": item.assignment, "cell": item.cell, "weight": item.weight} for item in competency.evidence
    ]
    return {"code": competency.code, "title": competency.title, "evidence": evidence}


def _competency_rows(bloc: Bloc) -> list[Sequence[object]]:
    return [
        (item.code, item.title, ", ".join(proof.name for proof in item.evidence) or "aucune preuve encore")
        for item in bloc.competencies
    ]
