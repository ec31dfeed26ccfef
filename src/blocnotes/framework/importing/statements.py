"""A TOML text as statements with their lines, so that one value can change and every comment stays."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blocnotes.framework.importing.merging import Path, identify


@dataclass(frozen=True, slots=True)
class Statement:
    """A header (`is_header`) or a key with its value: its path in the file, and its lines from `start` up to `end`."""

    path: Path
    start: int
    end: int
    is_header: bool = False


def read_statements(lines: Sequence[str]) -> list[Statement]:
    """Give the statements of a TOML text, which must be valid; blank lines and comments belong to none."""
    scope = _Scope(tomllib.loads("".join(lines)))
    return list(_read(lines, scope))


def _read(lines: Sequence[str], scope: "_Scope") -> Iterator[Statement]:
    start, here = 0, Path()
    while start < len(lines):
        line = lines[start].strip()
        end = start + 1
        if line.startswith("["):
            here = scope.enter(line)
            yield Statement(here, start, end, is_header=True)
        elif line and not line.startswith("#"):
            end = _find_end(lines, start)
            yield Statement((*here, *_read_keys("".join(lines[start:end]))), start, end)
        start = end


def _find_end(lines: Sequence[str], start: int) -> int:
    # A value goes on over lines until what was read is TOML.
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return len(lines)


def _read_keys(statement: str) -> Path:
    node: Any = tomllib.loads(statement)
    keys = list[str]()
    # Only the dotted part is the key: an inline table is a value, and comes after the sign.
    depth = len(_split_key(statement.partition("=")[0]))
    for _ in range(depth):
        (key,) = node
        keys.append(key)
        node = node[key]
    return tuple(keys)


def _split_key(text: str) -> list[str]:
    node: Any = tomllib.loads(f"{text} = 0")
    keys = list[str]()
    while isinstance(node, Mapping):
        (key,) = node
        keys.append(key)
        node = node[key]
    return keys


class _Scope:
    """Where a header leads to, given all the data: which element of a list is meant now."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._counts: dict[Path, int] = {}

    def enter(self, header: str) -> Path:
        is_list = header.startswith("[[")
        keys = _split_key(header.partition("#")[0].strip().strip("[]"))
        path, node = Path(), self._data
        for i, key in enumerate(keys):
            value: Any = node[key]
            path = (*path, key)
            if isinstance(value, list):
                if is_list and i == len(keys) - 1:
                    self._counts[path] = self._counts.get(path, -1) + 1
                index = self._counts.get(path, 0)
                names = identify(value)
                path = (*path, names[index] if names else f"[#{index}]")
                value = value[index]
            node = value
        return path
