"""Standings and certifications as rows: for a terminal, a spreadsheet, a program."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from blocnotes.framework.coverage import cover
from blocnotes.framework.model import Course
from blocnotes.framework.wording import describe_registration
from blocnotes.gradebook.standing import BlocStanding, CompetencyStanding, Outcome
from blocnotes.reports.cohort import Cohort

Grid = tuple[str, Sequence[str], list[Sequence[object]]]
MARK = 20
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def blocs_by_learner(cohort: Cohort) -> Grid:
    """One row a learner, one column a bloc: the standing, its score out of 20, an asterisk while provisional."""
    certification = cohort.course.certification
    columns = ["apprenant", *(bloc.code.removeprefix(certification.code) for bloc in certification.blocs), "certification"]
    rows = [
        [cohort.names[item.learner], *(describe(bloc) for bloc in item.blocs), describe(item)] for item in cohort.standings
    ]
    return f"{certification.code} · {certification.title} (* : provisoire)", columns, [tuple(row) for row in rows]


def detail(cohort: Cohort, learner: str) -> Iterable[Grid]:
    """One table a bloc: every competency of one learner, with its reasons."""
    for bloc in cohort.of(learner).blocs:
        rows = [
            (item.code, item.title, describe(item), " ".join(item.reasons)) for item in bloc.competencies
        ]
        title = f"{bloc.code} · {bloc.title} : {describe(bloc)}"
        yield title, ("compétence", "intitulé", "position", "pourquoi"), list(rows)


def describe(outcome: Outcome) -> str:
    """Write a standing for a table: `acquis 14,5/20*`."""
    mark = "" if outcome.score is None else f" {write_mark(outcome.score)}/20"
    return f"{outcome.status.value}{mark}{'*' if outcome.provisional else ''}"


def write_mark(ratio: float) -> str:
    """Write a ratio as a mark out of 20, as the French do."""
    return f"{ratio * MARK:.1f}".replace(".", ",").removesuffix(",0")


def write_csv(cohort: Cohort) -> str:
    """One line a learner and competency; semicolons and decimal commas, and no cell that a spreadsheet would run."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ["apprenant", "nom", "bloc", "position du bloc", "compétence", "intitulé", "position", "note sur 20", "provisoire", "attendu"]
    )
    for item in cohort.standings:
        for bloc in item.blocs:
            for competency in bloc.competencies:
                writer.writerow([_inert(cell) for cell in _csv_row(cohort, item.learner, bloc, competency)])
    return file.getvalue()


def as_data(cohort: Cohort, learner: str | None = None) -> dict[str, Any]:
    """Give standings as plain values, with stable keys."""
    kept = [item for item in cohort.standings if learner in (None, item.learner)]
    return {
        "certification": cohort.course.certification.code,
        "learners": [
            {"learner": item.learner, "name": cohort.names[item.learner], **_outcome(item)}
            | {"blocs": [_bloc(bloc) for bloc in item.blocs]}
            | {"requirements": [{"key": r.key, **_outcome(r)} for r in item.requirements]}
            for item in kept
        ],
    }


def certification_rows(courses: Iterable[Course]) -> list[dict[str, Any]]:
    """One row a certification."""
    today = datetime.now(UTC).date()
    return [
        {
            "code": item.certification.code,
            "title": item.certification.title,
            "level": item.certification.level,
            "blocs": len(item.certification.blocs),
            "competencies": len(list(item.certification.competencies)),
            "registration": describe_registration(item.certification.registration, today),
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
        "registration": describe_registration(certification.registration, datetime.now(UTC).date()),
        "requirements": [{"key": item.key, "title": item.title} for item in certification.requirements],
        "blocs": [
            {
                "code": bloc.code,
                "title": bloc.title,
                "modalities": [item.title for item in bloc.modalities],
                "competencies": [
                    {
                        "code": item.code,
                        "title": item.title,
                        "evidence": [{"assignment": e.assignment, "cell": e.cell, "weight": e.weight} for e in item.evidence],
                    }
                    for item in bloc.competencies
                ],
            }
            for bloc in certification.blocs
        ],
    }


def certification_tables(course: Course) -> Iterable[Grid]:
    """A table a bloc, then what is demanded beyond the blocs."""
    certification = course.certification
    registered = describe_registration(certification.registration, datetime.now(UTC).date())
    for bloc in certification.blocs:
        rows: list[Sequence[object]] = [
            (item.code, item.title, ", ".join(e.name for e in item.evidence) or "aucune preuve encore")
            for item in bloc.competencies
        ]
        yield f"{bloc.code} · {bloc.title}", ("compétence", "intitulé", "preuves"), rows
    demands: list[Sequence[object]] = [(item.key, item.title) for item in certification.requirements]
    demands.append(("enregistrement", registered))
    yield f"{certification.code} · au-delà des blocs", ("exigence", "intitulé"), demands


def coverage_data(courses: Iterable[Course], cells: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """Give the coverage of certifications as plain values, with stable keys."""
    data = []
    for course in courses:
        coverage = cover(course, cells)
        blocs = [{"bloc": b.bloc, "proven": list(b.proven), "unproven": list(b.unproven)} for b in coverage.blocs]
        data.append(
            {"certification": course.certification.code, "blocs": blocs, "idle_cells": list(coverage.idle_cells)}
        )
    return data


def _csv_row(cohort: Cohort, learner: str, bloc: BlocStanding, competency: CompetencyStanding) -> list[str]:
    mark = "" if competency.score is None else f"{competency.score * MARK:.2f}".replace(".", ",")
    return [
        learner, cohort.names[learner], bloc.code, bloc.status.value, competency.code, competency.title,
        competency.status.value, mark, "oui" if competency.provisional else "non", " ".join(competency.awaited),
    ]  # fmt: skip


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "status": outcome.status.value,
        "score": None if outcome.score is None else round(outcome.score, 6),
        "provisional": outcome.provisional,
        "awaited": list(outcome.awaited),
        "reasons": list(outcome.reasons),
    }


def _bloc(bloc: BlocStanding) -> dict[str, Any]:
    competencies = [{"code": item.code, **_outcome(item)} for item in bloc.competencies]
    return {"code": bloc.code, **_outcome(bloc), "competencies": competencies}


