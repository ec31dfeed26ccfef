"""What pages read from: the course's settings, the gradebook, the clock. One desk serves a server for its life."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock

from blocnotes.gradebook.store import Store
from blocnotes.settings import Settings

THREADS = 4


def tell_time() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


class Desk:
    """The course that a server shows. The gradebook is opened once; each thread reads through a session of its own."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = tell_time) -> None:
        self.settings = settings
        self.clock = clock
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

    def close(self) -> None:
        """Wait for the pages that are being made, then let the gradebook go."""
        self.pool.shutdown()
        if self._store is not None:
            self._store.gradebook.close()
