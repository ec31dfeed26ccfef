"""Errands: what takes longer than a page may. They go on when the tab is closed, and are found again by name."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

KEPT = 200


@dataclass(kw_only=True)
class Errand:
    """One errand: how far it is, and what came of it. Only the thread that runs it writes here."""

    name: str
    started_at: datetime
    done: int = 0
    total: int = 0
    says: str = ""
    result: Any = None
    error: BaseException | None = None
    is_over: bool = False

    def tell(self, done: int, total: int, says: str = "") -> None:
        """Say how far it is, for whoever looks."""
        self.done, self.total, self.says = done, total, says


class Errands:
    """Runs errands a few at a time; one of a name at once, and the last one of each name is kept."""

    def __init__(self, clock: Callable[[], datetime], at_once: int = 1) -> None:
        self.clock = clock
        self.pool = ThreadPoolExecutor(at_once, "errands")
        self._kept: dict[str, Errand] = {}
        self._lock = Lock()

    def start(self, name: str, run: Callable[[Errand], Any]) -> Errand:
        """Start an errand, or give the one of that name that is still under way."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None and not found.is_over:
                return found
            errand = Errand(name=name, started_at=self.clock())
            self._kept.pop(name, None)
            self._kept[name] = errand
            self._forget()
        self.pool.submit(_run, errand, run)
        return errand

    def find(self, name: str) -> Errand | None:
        """Give the last errand of a name."""
        return self._kept.get(name)

    def close(self) -> None:
        """Let those under way end; those that wait are given up."""
        self.pool.shutdown(cancel_futures=True)

    def _forget(self) -> None:
        over = [name for name, errand in self._kept.items() if errand.is_over]
        for name in over[: max(len(self._kept) - KEPT, 0)]:
            del self._kept[name]


def _run(errand: Errand, run: Callable[[Errand], Any]) -> None:
    # The door of an errand: whatever goes wrong is kept for the page that asks.
    try:
        errand.result = run(errand)
    except BaseException as error:  # noqa: BLE001 - see above
        errand.error = error
    finally:
        errand.is_over = True
