"""What pages read from: the course's settings, the gradebook, the clock. One desk serves a server for its life."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.exchange import find_exchange
from blocnotes.grading.plain import read_nbgrader_config
from blocnotes.lab.errands import Errands
from blocnotes.lab.shelf import Shelf
from blocnotes.settings import Settings

THREADS = 4


def tell_time() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


def find_no_folder(_learner: str) -> Path | None:
    """Say that learners' folders are out of reach, as they are behind a Hub."""
    return None


class Desk:
    """The course that a server shows. The gradebook is opened once; each thread reads through a session of its own."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = tell_time,
        find_folder: Callable[[str], Path | None] = find_no_folder,
        level: Level = Level.FULL,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.find_folder = find_folder
        """Learner → the folder in which they work, where this server may read and write it."""
        self.level = level
        """How much of the sandbox rehearsals ask for."""
        self.shelf = Shelf(settings)
        self.exchange = find_exchange(settings, read_nbgrader_config(settings.course_dir))
        """Where hand-ins wait that nobody has collected yet."""
        self.errands = Errands(clock)
        self.pool = ThreadPoolExecutor(THREADS, "classroom")
        self._store: Store | None = None
        self._opening = Lock()

    @contextmanager
    def open_store(self) -> Iterator[Store]:
        """Lend the gradebook; what was not committed when it comes back is dropped, and nothing stale is kept."""
        with self._opening:
            if self._store is None:
                self._store = Store(self.settings.database_url, self.settings.course_id)
        try:
            yield self._store
        finally:
            self._store.session.remove()

    def warm_up(self) -> None:
        """Read the course and open the gradebook before the first page is asked for, without waiting for it."""
        self.pool.submit(self._read_all)

    def _read_all(self) -> None:
        self.shelf.courses()
        self.shelf.assignments()
        with self.open_store() as store:
            store.notebooks()
        # It stays as long as the server: looking through it for garbage would take a tenth of a second of many pages.
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """Wait for the pages that are being made, then let the gradebook go."""
        self.errands.close()
        self.pool.shutdown()
        if self._store is not None:
            self._store.gradebook.close()
