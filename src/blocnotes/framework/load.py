"""From a folder of TOML files to a Course, with every fault of every file reported at once.

    courses/<code>/certification.toml    the certification, its rules, what it demands beyond its blocs
    courses/<code>/blocs/BC0N.toml       one bloc a file: competencies, criteria, evidence
    courses/<code>/course.toml           the assignments used, in order

Places in defects are keys, and count from 1: `competencies[3].code` is the third competency's code.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.bloc_file import read_bloc
from blocnotes.framework.certification_file import UNREAD, Defaults, read_certification, read_defaults
from blocnotes.framework.course_file import read_assignments
from blocnotes.framework.model import Bloc, Certification, Course, CourseAssignment
from blocnotes.framework.reading import Reading
from blocnotes.framework.references import Known, check_assignments, check_bloc, check_certification

CERTIFICATION_FILE = "certification.toml"
COURSE_FILE = "course.toml"
BLOCS_FOLDER = "blocs"


def load_course(folder: Path, cells: Mapping[str, Collection[str]] | None = None) -> Course:
    """Load one course; raise ContentDefects with all that is wrong.

    `cells` gives the graded cells of every known assignment; without it, evidence is only checked against the
    course's own list of assignments.
    """
    reading = Reading(folder)
    certification, defaults = _read_certification(reading)
    assignments = _read_assignments(reading)
    slugs = None if assignments is None else [assignment.slug for assignment in assignments]
    known = Known(slugs, cells)
    check_assignments(reading, COURSE_FILE, known)
    blocs = tuple(_read_blocs(reading, defaults, known))
    if certification is not None:
        certification = replace(certification, blocs=blocs)
        check_certification(reading, CERTIFICATION_FILE, certification)
    reading.finish()
    # finish() has raised where either could not be read.
    assert certification is not None and assignments is not None
    return Course(certification, assignments)


def load_courses(folder: Path, cells: Mapping[str, Collection[str]] | None = None) -> tuple[Course, ...]:
    """Load every course under a folder, by code; the defects of all of them are reported together."""
    courses, defects = [], []
    for course_folder in sorted(path for path in folder.glob("*") if path.is_dir()):
        try:
            courses.append(load_course(course_folder, cells))
        except ContentDefects as found:
            defects += [_prefix(course_folder.name, defect) for defect in found.defects]
    if not courses and not defects:
        defects.append(Defect(str(folder), "folder", "has no course", f"create {folder}/<code>/{CERTIFICATION_FILE}"))
    if defects:
        raise ContentDefects(defects)
    return tuple(courses)


def _prefix(name: str, defect: Defect) -> Defect:
    return replace(defect, file=f"{name}/{defect.file}")


def _read_certification(reading: Reading) -> tuple[Certification | None, Defaults]:
    table = reading.open(CERTIFICATION_FILE)
    if table is None:
        return None, UNREAD
    certification = read_certification(table)
    if certification.code not in (reading.folder.name, ""):
        table.note("code", "is not the folder's name", f"name the folder {certification.code}, or mend the code")
    return certification, read_defaults(table, certification.modalities)


def _read_assignments(reading: Reading) -> tuple[CourseAssignment, ...] | None:
    table = reading.open(COURSE_FILE)
    return None if table is None else read_assignments(table)


def _read_blocs(reading: Reading, defaults: Defaults, known: Known) -> Iterator[Bloc]:
    files = sorted((reading.folder / BLOCS_FOLDER).glob("*.toml"))
    if not files:
        reading.note(BLOCS_FOLDER, "folder", "has no bloc", f"create {BLOCS_FOLDER}/BC01.toml")
    for path in files:
        file = f"{BLOCS_FOLDER}/{path.name}"
        if not re.fullmatch(r"BC\d\d", path.stem):
            reading.note(file, "file", "is not named after a bloc", "name it BC01.toml, BC02.toml, …")
        elif table := reading.open(file):
            bloc = read_bloc(table, f"{reading.folder.name}{path.stem}", defaults)
            check_bloc(reading, file, bloc, known)
            yield bloc
