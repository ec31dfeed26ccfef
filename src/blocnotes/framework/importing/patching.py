"""Single values changed in a TOML text that a person wrote in: comments, order and all other keys stay."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from blocnotes.framework.importing.files import write_table, write_value
from blocnotes.framework.importing.merging import MISSING, Leaves, Path, flatten
from blocnotes.framework.importing.statements import Statement, read_statements


def patch_text(text: str, updates: Leaves) -> str | None:
    """Give the text with the updates made (MISSING takes a key out); None where that cannot be done cleanly.

    Paths are those of one file, without its name. The result is read again and compared before it is trusted.
    """
    wanted = {path[1:]: value for path, value in flatten({"": tomllib.loads(text)}).items()} | updates
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    try:
        lines = _take_out(lines, [path for path, value in updates.items() if value is MISSING])
        for path, value in updates.items():
            if value is not MISSING:
                lines = _put(lines, path, value, updates)
        found = flatten({"": tomllib.loads("".join(lines))})
    except (tomllib.TOMLDecodeError, LookupError, ValueError):
        return None
    expected = {path: value for path, value in wanted.items() if value is not MISSING}
    return "".join(lines) if {path[1:]: value for path, value in found.items()} == expected else None


def _take_out(lines: list[str], gone: Collection[Path]) -> list[str]:
    # All at once: an element that has lost its code could not be found again.
    statements = read_statements(lines)
    out = [item for item in statements if _goes(item, statements, gone)]
    dropped = {index for item in out for index in range(item.start, item.end)}
    return [line for index, line in enumerate(lines) if index not in dropped]


def _goes(statement: Statement, statements: Sequence[Statement], gone: Collection[Path]) -> bool:
    if not statement.is_header:
        return statement.path in gone
    depth = len(statement.path)
    held = [item.path for item in statements if not item.is_header and item.path[:depth] == statement.path]
    return bool(held) and all(path in gone for path in held)


def _put(lines: list[str], path: Path, value: Any, updates: Leaves) -> list[str]:
    statements = read_statements(lines)
    found = next((item for item in statements if item.path == path and not item.is_header), None)
    if found is not None:
        old = "".join(lines[found.start : found.end])
        lines[found.start : found.end] = [f"{path[-1]} = {write_value(value)}{_trailing_comment(old)}\n"]
    elif len(path) == 1 or any(item.path == path[:-1] for item in statements):
        lines.insert(_end_of_own_keys(statements, path[:-1]), f"{path[-1]} = {write_value(value)}\n")
    else:
        _append_table(lines, statements, path[:-1], updates)
    return lines


def _trailing_comment(statement: str) -> str:
    line = statement.rstrip("\n")
    for index, char in enumerate(line):
        if char == "#" and "\n" not in line and _is_toml(line[:index]):
            return f"  {line[index:]}"
    return ""


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _end_of_own_keys(statements: Sequence[Statement], owner: Path) -> int:
    own = [item.end for item in statements if item.path == owner and item.is_header]
    own += [item.end for item in statements if item.path[:-1] == owner and not item.is_header]
    return max(own, default=0)


def _append_table(lines: list[str], statements: Sequence[Statement], table: Path, updates: Leaves) -> None:
    # All the keys of a new table come at once; a later update then finds them there, equal.
    name = ".".join(step for step in table if not step.startswith("["))
    is_element = table[-1].startswith("[")
    values: Mapping[str, Any] = {
        path[-1]: value for path, value in updates.items() if path[:-1] == table and value is not MISSING
    }
    header = f"[[{name}]]" if is_element else f"[{name}]"
    at = _end_of_siblings(statements, table, len(lines))
    lines[at:at] = [f"\n{header}\n", *write_table(values).splitlines(keepends=True)]
    lines[:] = "".join(lines).splitlines(keepends=True)


def _end_of_siblings(statements: Sequence[Statement], table: Path, end: int) -> int:
    """Find the line after the table's siblings, else after its owner, else the end of the file."""
    owner = table[:-2] if table[-1].startswith("[") else table[:-1]
    for prefix in (table[:-1], owner):
        ends = [item.end for item in statements if prefix and item.path[: len(prefix)] == prefix]
        if ends:
            return max(ends)
    return end
