"""Reading TOML with every fault noted and none raised: a wrong value is replaced, and the reading goes on.

A key is known because it was asked for: what nobody asked for, once all is read, is an unknown key.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.kinds import Kind, UnfitError, suggest

T = TypeVar("T")
B = TypeVar("B")


class Table:
    """One TOML table, with its place in its file; it notes what is wrong in its reading."""

    def __init__(self, reading: "Reading", file: str, place: str, data: Mapping[str, object]) -> None:
        self._reading = reading
        self._file = file
        self._place = place
        self._data = data
        self._asked: set[str] = set()
        reading.tables.append(self)

    def take(self, key: str, kind: Kind[T]) -> T:
        """Give the value of a key that must be there."""
        if key not in self:
            self.note(key, "is missing", f"write {key} = {kind.wanted}")
            return kind.blank
        return self._read(key, self._data[key], kind, kind.blank)

    def find(self, key: str, kind: Kind[T]) -> T | None:
        """Give the value of a key that may be left out; None where it is, or where it is wrong."""
        return self._read(key, self._data[key], kind, None) if key in self else None

    def take_all(self, key: str, kind: Kind[T]) -> tuple[T, ...]:
        """Give the values of a list, empty where it is left out."""
        return tuple(
            self._read(f"{key}[{i}]", value, kind, kind.blank) for i, value in enumerate(self._list(key), start=1)
        )

    def table(self, key: str) -> "Table":
        """Give the table under a key, empty where it is left out."""
        return self._open(key, self._data[key] if key in self else {})

    def tables(self, key: str) -> tuple["Table", ...]:
        """Give the tables of a list, empty where it is left out."""
        return tuple(self._open(f"{key}[{i}]", value) for i, value in enumerate(self._list(key), start=1))

    def read_all(self, key: str, unique: str, read: Callable[["Table"], T]) -> tuple[T, ...]:
        """Read the tables of a list, of which no two may have the same value under the key `unique`."""
        seen: set[object] = set()
        tables = self.tables(key)
        for table in tables:
            table._note_twin(unique, seen)
        return tuple(read(table) for table in tables)

    def note(self, key: str, what: str, cure: str = "") -> None:
        """Note a defect at a key of this table."""
        self._reading.note(self._file, self._at(key), what, cure)

    def note_unknown_keys(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._data.keys() - self._asked:
            self.note(key, "is no known key", suggest(key, sorted(self._asked)))

    def __contains__(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._data

    def _note_twin(self, key: str, seen: set[object]) -> None:
        value = self._data.get(key)
        if isinstance(value, str):
            if value in seen:
                self.note(key, f"“{value}” is there twice", "give each its own")
            seen.add(value)

    def _read(self, key: str, value: object, kind: Kind[T], blank: B) -> T | B:
        try:
            return kind.read(value)
        except UnfitError as unfit:
            self.note(key, str(unfit), unfit.cure)
        except ValueError as error:
            self.note(key, str(error))
        return blank

    def _list(self, key: str) -> Sequence[object]:
        value = self._data[key] if key in self else []
        if isinstance(value, list):
            return value
        self.note(key, f"{value!r} is not a list", f"write {key} = […], or [[{key}]] above each table")
        return []

    def _open(self, key: str, value: object) -> "Table":
        if not isinstance(value, dict):
            self.note(key, f"{value!r} is not a table")
            value = {}
        return Table(self._reading, self._file, self._at(key), value)

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


class Reading:
    """The reading of one folder: the files opened, and the defects found on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: list[Table] = []
        self.defects: list[Defect] = []

    def open(self, file: str) -> Table | None:
        """Open a TOML file of the folder; None, with a defect, where it cannot be read."""
        try:
            data = tomllib.loads((self.folder / file).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.note(file, "file", "is missing", f"create {self.folder / file}")
        except (OSError, UnicodeDecodeError) as error:
            self.note(file, "file", f"cannot be read: {error}", "make it a readable file in UTF-8")
        except tomllib.TOMLDecodeError as error:
            self.note(file, *_locate(str(error)))
        else:
            return Table(self, file, "", data)
        return None

    def note(self, file: str, place: str, what: str, cure: str = "") -> None:
        """Note one defect, and go on."""
        self.defects.append(Defect(file, place, what, cure))

    def finish(self) -> None:
        """Raise ContentDefects with everything that was found, file by file, unknown keys included."""
        for table in self.tables:
            table.note_unknown_keys()
        if self.defects:
            raise ContentDefects(sorted(set(self.defects), key=lambda defect: (defect.file, _ranked(defect.place))))


def _locate(message: str) -> tuple[str, str, str]:
    match = re.search(r" \(at (line \d+), column \d+\)", message)
    place = match[1] if match else "end of file"
    return place, f"is not TOML: {message}", "mend the syntax; the file's other faults show after that"


def _ranked(place: str) -> list[tuple[int, str]]:
    # `competencies[10]` comes after `competencies[9]`.
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", place)]
