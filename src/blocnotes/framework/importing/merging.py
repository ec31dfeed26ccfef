"""Three versions of a course compared key by key: imported last, as it is now, imported today. Pure functions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from blocnotes.framework.importing.files import Files

Path = tuple[str, ...]
"""File, then keys; an element of a list by its name: `("blocs/BC01.toml", "competencies", "[C01]", "title")`."""
Leaves = dict[Path, Any]

_IDENTITIES = ("code", "key", "slug", "name", "way")


class Missing(Enum):
    """Stands where a key is not there."""

    MISSING = "missing"


MISSING = Missing.MISSING


class Kind(Enum):
    """What became of one key."""

    UNCHANGED = "unchanged"
    UPDATED = "updated from the register"
    EDITED = "edited by a person"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """One key and its three values; a conflict keeps `mine`, the person's."""

    path: Path
    kind: Kind
    base: Any
    mine: Any
    theirs: Any

    @property
    def file(self) -> str:
        """The file of the course."""
        return self.path[0]

    @property
    def key(self) -> str:
        """The key in its file: `competencies[C01].title`."""
        return ".".join(self.path[1:]).replace(".[", "[")


def flatten(files: Files) -> Leaves:
    """Give every value of the files by its path."""
    return {(file, *path): value for file, data in files.items() for path, value in _walk(data)}


def _walk(data: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from (((key, *path), leaf) for path, leaf in _walk(value))
        elif names := identify(value):
            for name, row in zip(names, value, strict=True):
                yield from (((key, name, *path), leaf) for path, leaf in _walk(row))
        else:
            yield (key,), value


def identify(value: object) -> list[str]:
    """Name the elements of a list of tables (`[C01]`); none where they have no name, or share one."""
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        return []
    for identity in _IDENTITIES:
        names = [f"[{row[identity]}]" for row in value if isinstance(row.get(identity), str)]
        if names and len(set(names)) == len(value):
            return names
    return []


def compare(base: Files, mine: Files, theirs: Files) -> list[Change]:
    """Say of each key that was or is imported what became of it."""
    versions = flatten(base), flatten(mine), flatten(theirs)
    return [_compare(path, *versions) for path in dict.fromkeys((*versions[2], *versions[0]))]


def _compare(path: Path, base: Leaves, mine: Leaves, theirs: Leaves) -> Change:
    values = tuple(leaves.get(path, MISSING) for leaves in (base, mine, theirs))
    return Change(path, _judge(path, base, mine, theirs), *values)


def _judge(path: Path, base: Leaves, mine: Leaves, theirs: Leaves) -> Kind:
    before, now, then = (leaves.get(path, MISSING) for leaves in (base, mine, theirs))
    if now == then:
        return Kind.UNCHANGED
    if before == then:
        return Kind.EDITED
    if before != now:
        return Kind.CONFLICT
    if then is MISSING and _holds_work(path, base, mine, theirs):
        return Kind.CONFLICT
    if before is MISSING and _was_taken_out(path, base, mine):
        return Kind.EDITED
    return Kind.UPDATED


def _holds_work(path: Path, base: Leaves, mine: Leaves, theirs: Leaves) -> bool:
    # The register drops a competency: what a person hung on it (evidence, a rule, criteria) must not go with it.
    gone = (element for element in elements_of(path) if not below(theirs, element))
    return any(below(mine, element) != below(base, element) for element in gone)


def _was_taken_out(path: Path, base: Leaves, mine: Leaves) -> bool:
    return any(below(base, element) and not below(mine, element) for element in elements_of(path))


def elements_of(path: Path) -> list[Path]:
    """Give the elements that a path goes through: its file, then each element of a list."""
    return [path[: i + 1] for i, step in enumerate(path) if i == 0 or step.startswith("[")]


def below(leaves: Leaves, element: Path) -> Leaves:
    """Give what lies under an element."""
    return {path: value for path, value in leaves.items() if path[: len(element)] == element}
