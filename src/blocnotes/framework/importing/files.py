"""A sketch as the files of a course: plain values per file, then the TOML that a person goes on from."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from blocnotes.framework.importing.sketch import BlocSketch, CompetencySketch, Sketch
from blocnotes.framework.load import BLOCS_FOLDER, CERTIFICATION_FILE, COURSE_FILE

Files = dict[str, dict[str, Any]]
"""File (`blocs/BC01.toml`) → its values."""

UNKNOWN_LEVEL = 1
_HEADERS = {
    CERTIFICATION_FILE: "# What is certified. Imported: complete rules, jury and what is demanded beyond the blocs.",
    COURSE_FILE: "# The assignments that lead to the certification, in order: write [[assignments]] above each slug.",
    BLOCS_FOLDER: "# Imported: check the competencies against the source, then give each its evidence.",
}


def lay_out(sketch: Sketch) -> Files:
    """Lay a sketch out as files; `course.toml` is empty, because the sources know no assignment."""
    files: Files = {CERTIFICATION_FILE: _lay_out_certification(sketch), COURSE_FILE: {}}
    for bloc in sketch.blocs:
        files[f"{BLOCS_FOLDER}/{bloc.name}.toml"] = _lay_out_bloc(sketch.code, bloc)
    return files


def _name_modality(bloc: BlocSketch) -> str:
    # Each bloc has its own, the same text or not: a bloc can then come and go without taking another's along.
    return f"evaluation-{bloc.name.lower()}"


def _lay_out_certification(sketch: Sketch) -> dict[str, Any]:
    modalities = [{"key": _name_modality(bloc), "title": bloc.modality} for bloc in sketch.blocs if bloc.modality]
    details = dict(sketch.details)
    tables: dict[str, Any] = {key: details.pop(key) for key in ("certifiers", "ways_in") if key in details}
    return {
        "code": sketch.code,
        "title": sketch.title,
        "level": sketch.level or UNKNOWN_LEVEL,
        **details,
        **({"registration": dict(sketch.registration)} if sketch.registration else {}),
        "rules": {"bloc": "all", "competency": "mean >= 10"},
        **tables,
        **({"modalities": modalities} if modalities else {}),
    }


def _lay_out_bloc(certification: str, bloc: BlocSketch) -> dict[str, Any]:
    return {
        "code": f"{certification}{bloc.name}",
        "title": bloc.title,
        **({"modalities": [_name_modality(bloc)]} if bloc.modality else {}),
        "competencies": [_lay_out_competency(competency) for competency in bloc.competencies],
    }


def _lay_out_competency(competency: CompetencySketch) -> dict[str, Any]:
    criteria = [
        {"key": item.key, "title": item.title} | ({"waivable_for_disability": True} if item.is_waivable else {})
        for item in competency.criteria
    ]
    return {"code": competency.code, "title": competency.title} | ({"criteria": criteria} if criteria else {})


def write_file(file: str, data: Mapping[str, Any]) -> str:
    """Write the values of a file as TOML, under a line that says where they come from."""
    header = _HEADERS[file if file in _HEADERS else BLOCS_FOLDER]
    body = write_table(data)
    return f"{header}\n\n{body}" if body else f"{header}\n"


def write_table(data: Mapping[str, Any], path: str = "") -> str:
    """Write a table: its own keys, then its tables, then its lists of tables, under a header where it has a path."""
    lines = [f"{_key(key)} = {write_value(value)}\n" for key, value in data.items() if not _is_table(value)]
    text = "".join(lines)
    for key, value in data.items():
        name = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping):
            text += f"\n[{name}]\n{write_table(value, name)}"
        elif _is_table(value):
            text += "".join(f"\n[[{name}]]\n{write_table(row, name)}" for row in value)
    return text


def write_value(value: object) -> str:
    """Write one value as TOML; texts are on one line, in double quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # JSON escapes what TOML does, but for DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(write_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {write_value(item)}' for key, item in value.items())} }}"
    return repr(value)


def read_files(folder: Path) -> Files:
    """Read the TOML files of a course folder, as far as they are there; TOMLDecodeError where one is none."""
    paths = [folder / CERTIFICATION_FILE, folder / COURSE_FILE, *sorted((folder / BLOCS_FOLDER).glob("*.toml"))]
    return {
        path.relative_to(folder).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in paths
        if path.is_file()
    }


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)
