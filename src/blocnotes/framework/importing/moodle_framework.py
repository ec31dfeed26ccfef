"""Moodle's competency-framework CSV into a sketch.

Source: Moodle's `tool_lpimportcsv` (framework_importer, framework_exporter): fourteen columns, known by their
order; the headers are in the site's language. One row is the framework, the others hang on it by id number.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.importing.outline import NO_TITLE
from blocnotes.framework.importing.plain import flatten, tidy
from blocnotes.framework.importing.sketch import Doubt, Sketch
from blocnotes.framework.importing.source import refuse
from blocnotes.framework.importing.tree import Node, check_tree, grow_blocs

COLUMNS = (
    "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values",
    "Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)",
    "Cross-referenced competency ID numbers", "Exported ID (optional)", "Is framework", "Taxonomy",
)  # fmt: skip
PARENT, ID, NAME, DESCRIPTION, IS_FRAMEWORK = 0, 1, 2, 3, 12
SHORT_NAME = 100
"""Moodle cuts names and id numbers at so many characters."""
MAX_BYTES = 64 << 20
_FALSE = ("", "0", "false")
_DELIMITERS = ",;\t"


def read_moodle(path: Path, code: str) -> Sketch:
    """Read a framework; raise ContentDefects with every fault of it."""
    rows = _load(path)
    _check_rows(path.name, rows)
    framework = next(row for _, row in rows if _is_framework(row))
    nodes = [
        Node(row[ID], row[PARENT], row[ID], _title(row), f"line {line}") for line, row in rows if not _is_framework(row)
    ]
    check_tree(path.name, nodes)
    doubts = list[Doubt]()
    blocs = grow_blocs(nodes, code, doubts)
    return Sketch(
        code=code,
        title=_title(framework) or NO_TITLE,
        level=None,
        blocs=blocs,
        doubts=tuple(doubts),
        source="Moodle competency framework",
    )


def _load(path: Path) -> list[tuple[int, list[str]]]:
    if not path.is_file():
        raise refuse(str(path), "file", "is not there", "give the path of the framework")
    if path.stat().st_size > MAX_BYTES:
        raise refuse(path.name, "file", f"is larger than {MAX_BYTES >> 20} MiB", "export one framework at a time")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        cure = "export it again as UTF-8, or save it so from the spreadsheet"
        raise refuse(path.name, f"byte {error.start}", "is not UTF-8", cure) from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        raise refuse(path.name, f"line {reader.line_num}", f"is no CSV: {error}", "export it again") from error


def _check_rows(file: str, rows: list[tuple[int, list[str]]]) -> None:
    if not rows or len(rows[0][1]) != len(COLUMNS):
        count = len(rows[0][1]) if rows else 0
        cure = f"export the framework from Moodle; its columns are: {', '.join(COLUMNS)}"
        raise refuse(file, "line 1", f"has {count} columns instead of {len(COLUMNS)}", cure)
    del rows[0]
    defects = list(_faults(file, rows))
    if defects:
        raise ContentDefects(defects)


def _faults(file: str, rows: Sequence[tuple[int, list[str]]]) -> Iterator[Defect]:
    frameworks = [line for line, row in rows if len(row) == len(COLUMNS) and _is_framework(row)]
    if len(frameworks) != 1:
        what = f"{len(frameworks)} rows say that they are the framework, instead of one"
        yield Defect(file, COLUMNS[IS_FRAMEWORK], what, "write 1 in that column of the framework's row alone")
    for line, row in rows:
        if len(row) != len(COLUMNS):
            what = f"has {len(row)} columns instead of {len(COLUMNS)}"
            yield Defect(file, f"line {line}", what, "put quotes around cells that hold the delimiter")
        elif not row[ID] or not row[NAME]:
            empty = COLUMNS[ID if not row[ID] else NAME]
            yield Defect(file, f"line {line}", f"{empty} is empty", "Moodle leaves such a row out: fill it in")


def _is_framework(row: Sequence[str]) -> bool:
    return row[IS_FRAMEWORK].casefold() not in _FALSE


def _title(row: Sequence[str]) -> str:
    # A name was cut if the description starts as it does: then the whole text is there.
    name = tidy(row[NAME])
    described = tidy(" ".join(line.text for line in flatten(row[DESCRIPTION])))
    start = name.removesuffix("…").removesuffix("...").strip()
    return (
        described
        if len(described) > len(name) and described.startswith(start) and len(name) > SHORT_NAME // 2
        else name
    )
