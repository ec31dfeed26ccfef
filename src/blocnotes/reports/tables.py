"""Standings as rows: for a terminal, a spreadsheet, a program."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from blocnotes.framework.bounds import Standing
from blocnotes.framework.wording import write_mark
from blocnotes.gradebook.standing import BlocStanding, CompetencyStanding, Outcome
from blocnotes.reports.catalogue import (
    Grid,
    certification_data,
    certification_rows,
    competency_table,
    coverage_data,
)
from blocnotes.reports.cohort import Cohort

# The doors find every table here, whichever module lays it out.
__all__ = [
    "as_data", "blocs_by_learner", "certification_data", "certification_rows", "competency_table",
    "coverage_data", "describe", "detail", "write_csv",
]  # fmt: skip

CSV_COLUMNS = (
    "apprenant", "nom", "bloc", "position du bloc", "compétence", "intitulé", "position", "note sur 20",
    "provisoire", "attendu",
)  # fmt: skip
# What a spreadsheet takes for a formula, in ASCII and in full width, and the controls that may hide one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def blocs_by_learner(cohort: Cohort) -> Grid:
    """One row a learner, one column a bloc: the standing, its score out of 20, `*` while provisional."""
    certification = cohort.course.certification
    columns = ("apprenant", *(cohort.short(bloc) for bloc in certification.blocs), "certification")
    rows: list[Sequence[object]] = [
        (cohort.name(item.learner), *(abbreviate(bloc) for bloc in item.blocs), abbreviate(item))
        for item in cohort.standings
    ]
    key = ", ".join(f"{letter} {standing.value}" for standing, letter in LETTERS.items())
    return f"{certification.code} · {certification.title}\n{key}, * provisoire ; notes sur 20", columns, rows


def detail(cohort: Cohort, learner: str) -> Iterable[Grid]:
    """One table a bloc: every competency of one learner, with its reasons."""
    for bloc in cohort.of(learner).blocs:
        rows: list[Sequence[object]] = [
            (item.code, item.title, describe(item), " ".join(item.reasons)) for item in bloc.competencies
        ]
        title = f"{bloc.code} · {bloc.title} : {describe(bloc)}"
        yield title, ("compétence", "intitulé", "position", "pourquoi"), rows


LETTERS = {
    Standing.ACQUIRED: "A",
    Standing.PARTLY_ACQUIRED: "P",
    Standing.NOT_ACQUIRED: "N",
    Standing.NOT_ASSESSED: "·",
    Standing.DISPENSED: "D",
}


def abbreviate(outcome: Outcome) -> str:
    """Write a standing for a narrow table: `A 14,5*`."""
    mark = "" if outcome.score is None else " " + write_mark(outcome.score).removesuffix("/20")
    return f"{LETTERS[outcome.status]}{mark}{'*' if outcome.provisional else ''}"


def describe(outcome: Outcome) -> str:
    """Write a standing for a table: `acquis 14,5/20*`."""
    mark = "" if outcome.score is None else f" {write_mark(outcome.score)}"
    return f"{outcome.status.value}{mark}{'*' if outcome.provisional else ''}"


def write_csv(cohort: Cohort) -> str:
    """One line a learner and competency; semicolons, decimal commas, and no cell that a spreadsheet would run.

    Write it in `utf-8-sig`: without that mark, a French spreadsheet misreads the accents.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for item in cohort.standings:
        for bloc in item.blocs:
            for competency in bloc.competencies:
                row = _csv_row(cohort, item.learner, bloc, competency)
                writer.writerow([_make_inert(cell) for cell in row])
    return file.getvalue()


def as_data(cohort: Cohort, learner: str | None = None) -> dict[str, Any]:
    """Give standings as plain values, with stable keys."""
    kept = [item for item in cohort.standings if learner in (None, item.learner)]
    return {
        "certification": cohort.course.certification.code,
        "learners": [
            {"learner": item.learner, "name": cohort.name(item.learner), **_outcome(item)}
            | {"blocs": [_bloc(bloc) for bloc in item.blocs]}
            | {"requirements": [{"key": need.key, **_outcome(need)} for need in item.requirements]}
            for item in kept
        ],
    }


def _csv_row(cohort: Cohort, learner: str, bloc: BlocStanding, competency: CompetencyStanding) -> list[str]:
    mark = "" if competency.score is None else write_mark(competency.score).partition("/")[0]
    return [
        learner, cohort.name(learner), bloc.code, bloc.status.value, competency.code, competency.title,
        competency.status.value, mark, "oui" if competency.provisional else "non",
        " ".join(competency.awaited),
    ]  # fmt: skip


def _make_inert(text: str) -> str:
    # Blanks before a formula do not save the reader.
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


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
