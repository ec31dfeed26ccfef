"""A sketch into a course folder: written where there is none, and otherwise merged with what a person made of it.

courses/<code>/            the course, a person's to edit
courses/<code>/imported/   what the source said last: the base of the next comparison
"""

import shutil
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from tomllib import TOMLDecodeError, loads

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.importing.files import Files, lay_out, read_files, write_file, write_table
from blocnotes.framework.importing.merging import MISSING, Change, Kind, compare
from blocnotes.framework.importing.outline import Codes
from blocnotes.framework.importing.patching import patch_text
from blocnotes.framework.importing.sketch import Sketch
from blocnotes.framework.load import CERTIFICATION_FILE, load_course

BASE = "imported"
_BASE_HEADER = "# What the source said at the last import. Not read as a course: the next import compares with it.\n\n"
Texts = dict[str, str | None]
"""File → its new text; None takes the file away."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did, or would do: the course's folder, every key, and the files that change."""

    sketch: Sketch
    folder: FilePath
    is_new: bool
    changes: tuple[Change, ...]
    files: tuple[str, ...]

    def of(self, kind: Kind) -> list[Change]:
        """Give the keys of which became so."""
        return [change for change in self.changes if change.kind is kind]


def known_codes(folder: FilePath) -> tuple[Codes, dict[str, list[str]]]:
    """Give, by bloc, the competencies imported last (code, title), and the codes in use now.

    In a course that nobody imported, the competencies that a person wrote stand in for the first.
    """
    now = _list_competencies(folder)
    before = _list_competencies(folder / BASE) or now
    return before, {name: [code for code, _ in rows] for name, rows in now.items()}


def _list_competencies(folder: FilePath) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for file, data in _read(folder).items():
        rows = data.get("competencies")
        # A person's file may hold anything: what is no competency is told when the course is loaded.
        tables = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        found[FilePath(file).stem] = [(str(row.get("code", "")), str(row.get("title", ""))) for row in tables]
    return {name: rows for name, rows in found.items() if rows}


def import_sketch(sketch: Sketch, courses: FilePath, *, dry_run: bool = False) -> Import:
    """Write or update `courses/<code>`; raise ContentDefects, with nothing written, where it would not load."""
    folder = courses / sketch.code
    theirs, mine, base = lay_out(sketch), _read(folder), _read(folder / BASE)
    is_new = not mine
    if not is_new and not base:
        # A course that nobody imported is a person's from end to end: it is compared, and never written to.
        base = theirs
    changes = compare(base, mine, theirs)
    changes, texts = _make_texts(folder, base, mine, theirs, changes)
    _write(folder, texts, theirs, dry_run=dry_run)
    return Import(sketch, folder, is_new, tuple(changes), tuple(texts))


def _read(folder: FilePath) -> Files:
    try:
        return read_files(folder)
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        cure = "mend it first: blocnotes check says where"
        raise ContentDefects([Defect(str(folder), "file", f"is not TOML: {error}", cure)]) from error


def _make_texts(
    folder: FilePath, base: Files, mine: Files, theirs: Files, changes: Sequence[Change]
) -> tuple[list[Change], Texts]:
    texts, settled = Texts(), list[Change]()
    # The certification comes last: what it may drop depends on the blocs that stay.
    for file in sorted({change.file for change in changes}, key=lambda name: (name == CERTIFICATION_FILE, name)):
        own = [change for change in changes if change.file == file]
        if file == CERTIFICATION_FILE:
            own = _keep_modalities(own, _name_modalities(mine, texts))
        updated = [change for change in own if change.kind is Kind.UPDATED]
        if updated and not _update_file(folder, file, base, mine, theirs, updated, texts):
            own = [replace(item, kind=Kind.CONFLICT) if item in updated else item for item in own]
        settled += own
    if not mine:
        texts |= {file: write_file(file, data) for file, data in theirs.items()}
    return settled, texts


def _name_modalities(mine: Files, texts: Texts) -> set[str]:
    after = {file: loads(text) for file, text in texts.items() if text is not None}
    kept = {file: data for file, data in mine.items() if texts.get(file, "") is not None}
    return {str(key) for data in (kept | after).values() for key in data.get("modalities", ()) if isinstance(key, str)}


def _keep_modalities(changes: Sequence[Change], named: Collection[str]) -> list[Change]:
    # A bloc that a person keeps still names its modality: the course would not load without it.
    kept = {("modalities", f"[{key}]") for key in named}
    return [
        replace(change, kind=Kind.CONFLICT) if change.path[1:3] in kept and change.theirs is MISSING else change
        for change in changes
    ]


def _update_file(
    folder: FilePath, file: str, base: Files, mine: Files, theirs: Files, updated: Sequence[Change], texts: Texts
) -> bool:
    if file not in mine:
        texts[file] = write_file(file, theirs[file])
        return True
    text = (folder / file).read_text(encoding="utf-8")
    if file not in theirs:
        # The bloc is gone from the source: its file goes if nobody touched it, comments included.
        if text != write_file(file, base[file]):
            return False
        texts[file] = None
        return True
    patched = patch_text(text, {change.path[1:]: change.theirs for change in updated})
    if patched is not None:
        texts[file] = patched
    return patched is not None


def _write(folder: FilePath, texts: Texts, theirs: Files, *, dry_run: bool) -> None:
    # The course is made and loaded beside the real one first: a course that does not load is never written.
    with tempfile.TemporaryDirectory() as made:
        draft = FilePath(made) / folder.name
        if folder.is_dir():
            shutil.copytree(folder, draft)
        _put(draft, texts)
        load_course(draft)
    if not dry_run:
        _put(folder, texts)
        shutil.rmtree(folder / BASE, ignore_errors=True)
        _put(folder / BASE, {file: _BASE_HEADER + write_table(data) for file, data in theirs.items() if data})


def _put(folder: FilePath, texts: Texts) -> None:
    for file, text in texts.items():
        path = folder / file
        if text is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and moved: a machine that stops midway leaves the old file whole.
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
