"""framework import, framework export: certifications from and for other systems."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

if TYPE_CHECKING:
    from blocnotes.framework.importing.source import Progress
    from blocnotes.framework.model import Course

_PATH = click.Path(path_type=Path)


@click.argument("code", required=False)
@click.argument("source", type=_PATH)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--list", "words", metavar="WORDS", help="List the fiches whose title holds these words.")
@command()
def import_(
    settings: Settings, source: Path, code: str | None, dry_run: bool, words: str | None, as_json: bool
) -> None:
    """Import a certification into courses/CODE, or update it; what a person edited is never overwritten.

    SOURCE is the national register's export (RNCP V4.1, .xml or .zip), a CASE package (.json) or Moodle's
    competency framework (.csv).

    \b
    Example: blocnotes framework import export.zip RNCP36582 --dry-run
    Example: blocnotes framework import export.zip --list "intelligence artificielle"
    JSON: {"certification", "written", "new", "files", "blocs": [{"bloc", "competencies", "confidence", "why",
           "set_aside"}], "doubts": [{"place", "why", "confidence"}], "changes": [{"file", "key", "kind", "base",
           "mine", "theirs"}]}; with --list: [{"code", "title", "level", "active", "blocs"}]
    """
    if words is not None:
        _search(source, words, as_json)
        return
    if not code:
        cure = "give its code, or look it up with --list"
        raise ContentError("no certification is named", where=str(source), cure=cure)
    from blocnotes.framework.importing.account import account_for, summarise, tabulate_import
    from blocnotes.framework.importing.road import import_course

    with _progress(source, quiet=as_json) as progress:
        done = import_course(source, code, settings.courses, dry_run=dry_run, progress=progress)
    if as_json:
        print_json(account_for(done, dry_run=dry_run))
        return
    for title, columns, rows in tabulate_import(done):
        print_table(title, columns, rows)
    say(summarise(done, dry_run=dry_run))


def _search(source: Path, words: str, as_json: bool) -> None:
    from blocnotes.framework.importing.account import list_entries, tabulate_entries
    from blocnotes.framework.importing.road import search_register

    with _progress(source, quiet=as_json) as progress:
        entries = search_register(source, words, progress)
    if as_json:
        print_json(list_entries(entries))
    else:
        print_table(*tabulate_entries(entries))


@contextmanager
def _progress(source: Path, *, quiet: bool) -> "Iterator[Progress | None]":
    # In bytes: nobody knows how many fiches a file holds before its end.
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    if quiet:
        yield None
        return
    columns = (TextColumn("[bold]{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(f"Reading {source.name}", total=None)
        yield lambda count, total: shown.update(task, completed=count, total=total)


@click.argument("code", required=False)
@click.argument("kind", type=click.Choice(("case", "moodle", "grades", "xlsx")), metavar="FORMAT")
@click.option("--out", type=_PATH, help="The file, or the folder for several (default: exports/ under --var).")
@click.option("--base-uri", default="", help="case: the server that will publish the packages.")
@click.option("--identifier", default="idnumber", show_default=True, help="grades: the heading of the first column.")
@click.option("--with-provisional", is_flag=True, help="grades: give provisional scores too.")
@command()
def export(
    settings: Settings, kind: str, code: str | None, out: Path | None, base_uri: str, as_json: bool, **options: Any
) -> None:
    """Export certifications, or where a cohort stands, for other systems.

    FORMAT is case (1EdTech CASE 1.1 JSON), moodle (competency framework CSV), grades (Moodle grade CSV) or xlsx
    (a cohort's workbook). Without a CODE, case and moodle export every certification.

    \b
    Example: blocnotes framework export case --out exports/
    Example: blocnotes framework export xlsx RNCP37137 --out cohort.xlsx
    JSON: [{"certification", "format", "path"}]
    """
    out = out or settings.var / "exports"
    if kind in ("grades", "xlsx"):
        written = _export_cohort(settings, kind, code, out, options)
    else:
        written = _export_courses(settings, kind, code, out, base_uri)
    rows = [{"certification": name, "format": kind, "path": str(path)} for name, path in written]
    if as_json:
        print_json(rows)
    for row in rows:
        say(f"written: {row['path']}")


def _export_courses(
    settings: Settings, kind: str, code: str | None, out: Path, base_uri: str
) -> Iterator[tuple[str, Path]]:
    from blocnotes.coursework import read_courses
    from blocnotes.reports.exports import writing

    courses = read_courses(settings)
    write = _write_moodle if kind == "moodle" else _write_case(settings, courses, base_uri)
    for course in writing.choose_courses(courses, code):
        name = course.certification.code
        yield name, write(course, writing.place(out, name, kind, is_alone=code is not None))


def _write_moodle(course: "Course", path: Path) -> Path:
    from blocnotes.reports.exports.writing import write_moodle

    return write_moodle(course, path)


def _write_case(settings: Settings, courses: list["Course"], base_uri: str) -> "Callable[[Course, Path], Path]":
    from blocnotes.coursework import graded_cells
    from blocnotes.framework.crosswalk import find_overlaps
    from blocnotes.reports.exports.case import Stamp
    from blocnotes.reports.exports.crosswalk import cross
    from blocnotes.reports.exports.writing import find_change, write_case

    overlaps, rubrics = find_overlaps(courses, graded_cells(settings)), _read_rubrics(settings)

    def write(course: "Course", path: Path) -> Path:
        stamp = Stamp(find_change(settings.courses / course.certification.code), base_uri)
        return write_case(course, cross(course, courses, overlaps), rubrics, stamp, path)

    return write


def _export_cohort(
    settings: Settings, kind: str, code: str | None, out: Path, options: dict[str, Any]
) -> Iterator[tuple[str, Path]]:
    from blocnotes.coursework import read_cohort
    from blocnotes.reports.exports import writing

    cohort = read_cohort(settings, code)
    name = cohort.course.certification.code
    yield name, writing.write_cohort(cohort, kind, writing.place(out, name, kind, is_alone=True), **options)


def _read_rubrics(settings: Settings) -> dict[str, Any]:
    from blocnotes.authoring.assignment import read_assignments

    if settings.is_plain:
        return {}
    return {slug: assignment.manifest.rubrics for slug, assignment in read_assignments(settings).items()}
