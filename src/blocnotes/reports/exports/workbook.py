"""A cohort as a workbook: blocs by learner, competencies by learner, and the marks that are awaited.

Every text is written as a text, so that a learner called `=1+1` is a name and not a formula. A standing is
always a word, never a colour alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from blocnotes.framework.rules import OUT_OF
from blocnotes.gradebook.standing import BlocStanding
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.tables import describe

LAST_ROW = 1_048_575
_SAFELY: dict[str, Any] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    # Rows go to disk as they are written: ten thousand learners take no more memory than ten.
    "constant_memory": True,
}
Row = Sequence[str | float | None]


def write_workbook(cohort: Cohort, path: Path) -> Path:
    """Write the workbook of a cohort; gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), _SAFELY) as book:
        title = f"{cohort.course.certification.code} · {cohort.course.certification.title}"
        book.set_properties({"title": title, "created": cohort.made_at.replace(tzinfo=None)})
        formats = _Formats(book)
        _write_sheet(book, formats, "Blocs", _bloc_header(cohort), _bloc_rows(cohort))
        _write_sheet(book, formats, "Compétences", _competency_header(cohort), _competency_rows(cohort))
        _write_sheet(book, formats, "Notes attendues", AWAITED, awaited_rows(cohort))
    return path.resolve()


AWAITED = ("Identifiant", "Nom", "Bloc", "Compétence", "Intitulé", "Note attendue")


class _Formats:
    """The few looks that the sheets share."""

    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.mark = book.add_format({"num_format": "0.00"})


def _write_sheet(book: Any, formats: _Formats, name: str, header: Sequence[str], rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, len(header) - 1, 20)
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, formats.header)
    last = 0
    for last, row in enumerate(_bounded(rows, len(header)), start=1):
        _write_row(sheet, formats, last, row)
    sheet.autofilter(0, 0, last, len(header) - 1)


def _bounded(rows: Iterable[Row], width: int) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number == LAST_ROW:
            yield ("… la suite ne tient pas dans une feuille", *[None] * (width - 1))
            return
        yield row


def _write_row(sheet: Any, formats: _Formats, number: int, row: Row) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(number, column, value)
        elif value is not None:
            sheet.write_number(number, column, value, formats.mark)


def _bloc_header(cohort: Cohort) -> list[str]:
    blocs = [(bloc.code, bloc.title) for bloc in cohort.course.certification.blocs]
    pairs = (text for code, title in blocs for text in (f"{code}\n{title}", f"{code}\nnote sur {OUT_OF}"))
    return ["Identifiant", "Nom", *pairs, "Certification", "Provisoire"]


def _bloc_rows(cohort: Cohort) -> Iterator[Row]:
    for item in cohort.standings:
        cells = (cell for bloc in item.blocs for cell in _bloc_cells(bloc))
        provisional = "oui" if item.provisional else "non"
        yield (item.learner, cohort.names.get(item.learner, ""), *cells, item.status.value, provisional)


def _bloc_cells(bloc: BlocStanding) -> tuple[str, float | None]:
    mark = None if bloc.score is None else bloc.score * OUT_OF
    return bloc.status.value + (" (provisoire)" if bloc.provisional else ""), mark


def _competency_header(cohort: Cohort) -> list[str]:
    certification = cohort.course.certification
    names = (f"{item.full_code.removeprefix(certification.code)}\n{item.title}" for item in certification.competencies)
    return ["Identifiant", "Nom", *names]


def _competency_rows(cohort: Cohort) -> Iterator[Row]:
    for item in cohort.standings:
        cells = (describe(competency) for bloc in item.blocs for competency in bloc.competencies)
        yield (item.learner, cohort.names.get(item.learner, ""), *cells)


def awaited_rows(cohort: Cohort) -> Iterator[Row]:
    """Give one row for each mark that a person still has to give, under each competency that waits for it."""
    for item in cohort.standings:
        for bloc in item.blocs:
            for competency in bloc.competencies:
                for name in competency.awaited:
                    who = (item.learner, cohort.names.get(item.learner, ""))
                    yield (*who, bloc.code, competency.code, competency.title, name)
