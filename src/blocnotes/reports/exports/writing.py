"""Exports as files: certifications for other systems, a cohort for a school's own."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from blocnotes.errors import ContentError
from blocnotes.framework.model import Course
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.exports.case import Rubrics, Stamp, make_package
from blocnotes.reports.exports.crosswalk import Crossing
from blocnotes.reports.exports.moodle import write_framework, write_grades

CERTIFICATION_FORMATS = ("case", "moodle")
COHORT_FORMATS = ("grades", "xlsx")
_SUFFIXES = {"case": ".case.json", "moodle": ".moodle.csv", "grades": ".grades.csv", "xlsx": ".xlsx"}


def choose_courses(courses: Sequence[Course], code: str | None) -> list[Course]:
    """Give the course of a code, or all of them; raise ContentError where there is none."""
    chosen = [course for course in courses if code in (None, course.certification.code)]
    if not chosen:
        known = ", ".join(course.certification.code for course in courses) or "none"
        raise ContentError(f"no certification is called {code!r}", where="courses", cure=f"there are: {known}")
    return chosen


def write_case(course: Course, crossings: Iterable[Crossing], rubrics: Rubrics, stamp: Stamp, path: Path) -> Path:
    """Write a course as a CASE package."""
    package = make_package(course, crossings, rubrics, stamp)
    return _write(path, json.dumps(package, ensure_ascii=False, indent=1) + "\n")


def write_moodle(course: Course, path: Path) -> Path:
    """Write a course as a Moodle competency framework."""
    return _write(path, write_framework(course))


def write_cohort(cohort: Cohort, kind: str, path: Path, *, identifier: str, with_provisional: bool) -> Path:
    """Write a cohort as a workbook, or as marks for Moodle."""
    if kind == "xlsx":
        from blocnotes.reports.exports.workbook import write_workbook

        return write_workbook(cohort, path)
    return _write(path, write_grades(cohort, identifier=identifier, with_provisional=with_provisional))


def place(out: Path, code: str, kind: str, *, is_alone: bool) -> Path:
    """Choose the path of an export: the file that was named, or one in the folder that was named."""
    is_file = is_alone and bool(out.suffix) and not out.is_dir()
    return out if is_file else out / f"{code}{_SUFFIXES[kind]}"


def find_change(folder: Path) -> datetime:
    """Find when a course folder last changed, so that an unchanged course exports unchanged."""
    return datetime.fromtimestamp(max(path.stat().st_mtime for path in folder.rglob("*.toml")), UTC)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path.resolve()
