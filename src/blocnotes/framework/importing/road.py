"""The road of an import: a file in, a course folder out. The format is read from the file's name."""

from collections.abc import Callable
from pathlib import Path

from blocnotes.errors import ContentError
from blocnotes.framework.importing.case_package import read_case
from blocnotes.framework.importing.moodle_framework import read_moodle
from blocnotes.framework.importing.outline import outline_fiche
from blocnotes.framework.importing.register import Entry, find_fiche, list_fiches
from blocnotes.framework.importing.sketch import Sketch
from blocnotes.framework.importing.source import Progress, open_export
from blocnotes.framework.importing.update import Import, import_sketch, known_codes
from blocnotes.framework.kinds import CODE, UnfitError

_READERS: dict[str, Callable[[Path, str], Sketch]] = {".json": read_case, ".csv": read_moodle}


def import_course(
    path: Path, code: str, courses: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> Import:
    """Import a certification into `courses/<code>` from a register export, a CASE package or a Moodle framework.

    Raises ContentDefects with every fault of the file; nothing is written then.
    """
    return import_sketch(sketch_course(path, code, courses, progress), courses, dry_run=dry_run)


def sketch_course(path: Path, code: str, courses: Path, progress: Progress | None = None) -> Sketch:
    """Read a certification from a file, with the codes that its course already has."""
    code = code.upper()
    try:
        CODE.read(code)
    except UnfitError as error:
        raise ContentError(str(error), where="the certification's code", cure="such as RNCP36582") from error
    if reader := _READERS.get(path.suffix.lower()):
        return reader(path, code)
    with open_export(path, progress) as stream:
        fiche = find_fiche(stream, code)
    return outline_fiche(fiche, *known_codes(courses / code))


def search_register(path: Path, words: str, progress: Progress | None = None) -> list[Entry]:
    """List the fiches of a register export whose title or code holds all the words."""
    with open_export(path, progress) as stream:
        return list(list_fiches(stream, words))
