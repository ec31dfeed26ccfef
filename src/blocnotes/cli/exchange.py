"""framework import, framework export: certifications from and for other systems."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

if TYPE_CHECKING:
    from blocnotes.framework.importing.source import Progress
    from blocnotes.framework.importing.update import Import
    from blocnotes.framework.model import Course

_PATH = click.Path(path_type=Path)
FORMATS = ("case", "moodle", "grades", "xlsx")
_SUFFIXES = {"case": ".case.json", "moodle": ".moodle.csv", "grades": ".grades.csv", "xlsx": ".xlsx"}


@click.argument("code", required=False)
@click.argument("source", type=_PATH)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--list", "words", help="List the fiches whose title holds these words.")
@command()
def import_(
    settings: Settings, source: Path, code: str | None, dry_run: bool, words: str | None, as_json: bool
) -> None:
    """Import a certification into courses/CODE, or update it; what a person edited is never overwritten.

    SOURCE is the national register's export (RNCP V4.1: .xml or .zip), a CASE package (.json) or Moodle's
    competency framework (.csv).

    \b
    Example: blocnotes framework import export.zip RNCP36582 --dry-run
    Example: blocnotes framework import export.zip --list "intelligence artificielle"
    JSON: {"certification", "written", "new", "files", "blocs": [{"bloc", "competencies", "confidence", "why",
           "set_aside"}], "doubts": [{"place", "why", "confidence"}], "changes": [{"file", "key", "kind", "base",
           "mine", "theirs"}]}; with --list: [{"code", "title", "level", "active", "blocs"}]
    """
    if words is not None:
        _list(source, words, as_json)
        return
    if not code:
        raise ContentError("which certification?", where=str(source), cure="give its code, or look for it with --list")
    from blocnotes.framework.importing.road import import_course

    with _progress(source, quiet=as_json) as progress:
        done = import_course(source, code, settings.courses, dry_run=dry_run, progress=progress)
    if as_json:
        print_json(_import_data(done, written=not dry_run))
    else:
        _tell(done, dry_run=dry_run)


def _list(source: Path, words: str, as_json: bool) -> None:
    from blocnotes.framework.importing.road import search_register

    with _progress(source, quiet=as_json) as progress:
        entries = search_register(source, words, progress)
    if as_json:
        print_json(
            [
                {"code": e.code, "title": e.title, "level": e.level, "active": e.is_active, "blocs": e.blocs}
                for e in entries
            ]
        )
        return
    rows = [(e.code, e.title, e.level or "–", "yes" if e.is_active else "no", e.blocs) for e in entries]
    print_table(f"{len(rows)} fiches", ("code", "title", "level", "active", "blocs"), rows)


@contextmanager
def _progress(source: Path, *, quiet: bool) -> "Iterator[Progress | None]":
    """Show how much of a large file was read; bytes, since nobody knows how many fiches there are."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    if quiet:
        yield None
        return
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(f"reading {source.name}", total=None)
        yield lambda count, total: shown.update(task, completed=count, total=total)


def _tell(done: "Import", *, dry_run: bool) -> None:
    from blocnotes.framework.importing.merging import Kind

    blocs = [(b.name, b.title, len(b.competencies), b.confidence.value, "\n".join(b.why)) for b in done.sketch.blocs]
    print_table(f"{done.sketch.code} · {done.sketch.title}", ("bloc", "title", "competencies", "split", "why"), blocs)
    aside = [(b.name, text) for b in done.sketch.blocs for text in b.set_aside]
    if aside:
        print_table("Set aside: no competency", ("bloc", "text"), aside)
    if done.sketch.doubts or not done.sketch.level:
        kept = [d for d in done.sketch.concerns if not d.place.startswith("BC") or d in done.sketch.doubts]
        print_table("To check", ("where", "why"), [(d.place, d.why) for d in kept])
    if not done.is_new:
        _tell_changes(done)
    counts = ", ".join(f"{len(done.of(kind))} {kind.value}" for kind in Kind)
    state = "nothing written (dry run)" if dry_run else f"{'written' if done.is_new else 'updated'}: {done.folder}"
    say(f"{state} · {counts}" if not done.is_new else state)


def _tell_changes(done: "Import") -> None:
    from blocnotes.framework.importing.merging import Kind

    for kind in (Kind.UPDATED, Kind.EDITED, Kind.CONFLICT):
        if changes := done.of(kind):
            rows = [(c.file, c.key, *map(_show, (c.base, c.mine, c.theirs))) for c in changes]
            print_table(kind.value.capitalize(), ("file", "key", "imported last", "now", "in the source"), rows)


def _show(value: object) -> str:
    from blocnotes.framework.importing.update import as_plain

    plain = as_plain(value)
    text = "–" if plain is None else str(plain)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _import_data(done: "Import", *, written: bool) -> dict[str, Any]:
    from blocnotes.framework.importing.update import as_plain

    return {
        "certification": done.sketch.code,
        "written": written,
        "new": done.is_new,
        "files": list(done.files),
        "blocs": [
            {
                "bloc": f"{done.sketch.code}{b.name}",
                "competencies": [{"code": c.code, "title": c.title} for c in b.competencies],
                "confidence": b.confidence.value,
                "why": list(b.why),
                "set_aside": list(b.set_aside),
            }
            for b in done.sketch.blocs
        ],
        "doubts": [{"place": d.place, "why": d.why, "confidence": d.confidence.value} for d in done.sketch.concerns],
        "changes": [
            {"file": c.file, "key": c.key, "kind": c.kind.name.lower()}
            | {"base": as_plain(c.base), "mine": as_plain(c.mine), "theirs": as_plain(c.theirs)}
            for c in done.changes
        ],
    }


@click.argument("code", required=False)
@click.argument("kind", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--out", type=_PATH, help="The file, or the folder for several (default: the exports folder of --var).")
@click.option("--base-uri", default="", help="case: the server that will publish the packages.")
@click.option(
    "--identifier", default="idnumber", show_default=True, help="grades: the heading of the learners' column."
)
@click.option("--with-provisional", is_flag=True, help="grades: give provisional scores too.")
@command()
def export(
    settings: Settings, kind: str, code: str | None, out: Path | None, base_uri: str, identifier: str,
    with_provisional: bool, as_json: bool,
) -> None:  # fmt: skip
    """Export certifications, or a cohort's standings, for other systems.

    FORMAT is case (1EdTech CASE 1.1 JSON), moodle (competency framework CSV), grades (Moodle grade CSV) or xlsx
    (a cohort's workbook). Without a CODE, case and moodle export every certification.

    \b
    Example: blocnotes framework export case --out exports/
    Example: blocnotes framework export xlsx RNCP37137 --out cohort.xlsx
    JSON: [{"certification", "format", "path"}]
    """
    folder = settings.var / "exports"
    if kind in ("grades", "xlsx"):
        rows = [_export_cohort(settings, kind, code, out or folder, identifier, with_provisional)]
    else:
        rows = _export_courses(settings, kind, code, out or folder, base_uri)
    if as_json:
        print_json(
            [{"certification": certification, "format": kind, "path": str(path)} for certification, path in rows]
        )
    else:
        for _, path in rows:
            say(f"written: {path}")


def _export_courses(
    settings: Settings, kind: str, code: str | None, out: Path, base_uri: str
) -> list[tuple[str, Path]]:
    import json

    from blocnotes.coursework import read_courses
    from blocnotes.reports.exports.case import Stamp, make_package
    from blocnotes.reports.exports.moodle import write_framework

    courses = read_courses(settings)
    chosen = [course for course in courses if code in (None, course.certification.code)]
    if not chosen:
        known = ", ".join(course.certification.code for course in courses)
        raise ContentError(
            f"no certification is called {code!r}", where=str(settings.courses), cure=f"there are: {known}"
        )
    rubrics = _read_rubrics(settings) if kind == "case" else {}
    written = []
    for course in chosen:
        if kind == "moodle":
            text = write_framework(course)
        else:
            stamp = Stamp(_changed_at(settings, course), base_uri)
            text = json.dumps(make_package(course, courses, rubrics, stamp), ensure_ascii=False, indent=1) + "\n"
        path = _place(out, course.certification.code, kind, alone=code is not None)
        path.write_text(text, encoding="utf-8", newline="")
        written.append((course.certification.code, path.resolve()))
    return written


def _export_cohort(
    settings: Settings, kind: str, code: str | None, out: Path, identifier: str, with_provisional: bool
) -> tuple[str, Path]:
    from blocnotes.coursework import read_cohort
    from blocnotes.reports.exports.moodle import write_grades
    from blocnotes.reports.exports.workbook import write_workbook

    cohort = read_cohort(settings, code)
    certification = cohort.course.certification.code
    path = _place(out, certification, kind, alone=True)
    if kind == "xlsx":
        return certification, write_workbook(cohort, path)
    text = write_grades(cohort, identifier=identifier, with_provisional=with_provisional)
    path.write_text(text, encoding="utf-8", newline="")
    return certification, path.resolve()


def _place(out: Path, code: str, kind: str, *, alone: bool) -> Path:
    # One certification may name its file; several go into a folder.
    path = out if alone and out.suffix and not out.is_dir() else out / f"{code}{_SUFFIXES[kind]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _read_rubrics(settings: Settings) -> dict[str, Any]:
    from blocnotes.authoring.assignment import read_assignments

    if settings.is_plain:
        return {}
    return {slug: assignment.manifest.rubrics for slug, assignment in read_assignments(settings).items()}


def _changed_at(settings: Settings, course: "Course") -> datetime:
    # The moment of the newest course file, not of the export: an unchanged course exports unchanged.
    files = (settings.courses / course.certification.code).rglob("*.toml")
    return datetime.fromtimestamp(max(path.stat().st_mtime for path in files), UTC)
