"""The course's texts, read once and read again only where a file has changed: pages are asked for far more often."""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from blocnotes.authoring.assignment import Assignment, read_assignment
from blocnotes.errors import ContentError
from blocnotes.framework.load import load_course
from blocnotes.framework.model import Course
from blocnotes.settings import Settings

Stamp = tuple[tuple[str, int, int], ...]
ReadT = TypeVar("ReadT")


class Shelf:
    """Assignments and courses of a course folder. What has a defect is left out: `blocnotes check` says why."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._kept: dict[Path, tuple[Stamp, Assignment | Course | None]] = {}
        self._reading = Lock()

    def assignments(self) -> dict[str, Assignment]:
        """Give the assignments that can be read, by slug."""
        folders = sorted(path.parent for path in self.settings.assignments.glob("*/notebook.py"))
        read = (self._read(folder, lambda place: read_assignment(place, self.settings.limits)) for folder in folders)
        return {item.slug: item for item in read if isinstance(item, Assignment)}

    def courses(self) -> tuple[Course, ...]:
        """Give the courses that learners follow: the one that the settings name, or those that have assignments."""
        folders = sorted(path.parent for path in self.settings.courses.glob("*/certification.toml"))
        named = self.settings.certification
        wanted = [folder for folder in folders if named in (None, folder.name)]
        read = (self._read(folder, load_course) for folder in wanted)
        return tuple(item for item in read if isinstance(item, Course) and item.assignments)

    def _read(self, folder: Path, read: Callable[[Path], Assignment | Course]) -> Assignment | Course | None:
        with self._reading:
            stamp = _stamp(folder)
            kept = self._kept.get(folder)
            if kept is None or kept[0] != stamp:
                # An author in the middle of a sentence takes no page away: what could be read last still stands.
                found = _try(read, folder) or (kept[1] if kept else None)
                kept = self._kept[folder] = (stamp, found)
        return kept[1]


def _try(read: Callable[[Path], ReadT], folder: Path) -> ReadT | None:
    try:
        return read(folder)
    except ContentError:
        return None


def _stamp(folder: Path) -> Stamp:
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in _texts(folder) for stat in [path.stat()])


def _texts(folder: Path) -> Iterable[Path]:
    yield from sorted(folder.glob("*.toml"))
    yield from sorted(folder.glob("blocs/*.toml"))
    yield from sorted(folder.glob("notebook.py"))
