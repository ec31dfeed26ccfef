"""What lies in nbgrader's exchange and was not collected yet: its learner learns at once that it arrived.

Whoever owns the course may list the exchange's inbound folder; learners may not. Nothing of it is believed before it is
collected: only that a folder of this learner's is there, when they put it there, and the SHA-256 of what is in it.
"""

import os
import pwd
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from blocnotes.errors import SubmissionRefused
from blocnotes.grading.intake import fingerprint, read_bytes
from blocnotes.settings import Settings

ROOT = "/usr/local/share/nbgrader/exchange"
"""Where nbgrader's own default is."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One folder of a learner's in the exchange: for which assignment, since when (in UTC), the file's SHA-256."""

    assignment: str
    notebook: str
    dropped_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where hand-ins arrive, and whether a folder has to be its learner's own, as nbgrader's collector asks."""

    inbound: Path
    checks_owner: bool = True


def find_exchange(settings: Settings, config: Any) -> Exchange:
    """Find the exchange that a course's `nbgrader_config.py` names, or else the machine's."""
    root = config.get("Exchange", {}).get("root") or os.environ.get("BLOCNOTES_EXCHANGE", ROOT)
    course = config.get("CourseDirectory", {}).get("course_id") or settings.course_id
    checks = config.get("ExchangeCollect", {}).get("check_owner")
    return Exchange(Path(str(root)) / str(course) / "inbound", checks is not False)


def find_dropped(exchange: Exchange, learner: str, notebooks: dict[str, str]) -> Iterator[Dropped]:
    """Give what a learner has put into the exchange, in no order; `notebooks`: assignment → notebook.

    Where the folder is not there or not ours to list, there is nothing to say.
    """
    try:
        found = _list(exchange.inbound, exchange.inbound.stat().st_mtime_ns).get(learner, ())
    except OSError:
        return
    for name in found:
        _, assignment, moment = name.split("+", 2)
        if assignment not in notebooks:
            continue
        with suppress(SubmissionRefused, ValueError, OSError, KeyError):
            yield _read(exchange, learner, exchange.inbound / name, notebooks[assignment], assignment, moment)


@lru_cache(maxsize=4)
def _list(inbound: Path, _changed_at: int) -> dict[str, list[str]]:
    # Tens of thousands of names: listed again only when something arrived or went.
    found: dict[str, list[str]] = {}
    for name in os.listdir(inbound):  # noqa: PTH208 - a name is all that is needed of each
        if name.count("+") >= 2:
            found.setdefault(name.partition("+")[0], []).append(name)
    return found


def _read(exchange: Exchange, learner: str, place: Path, notebook: str, assignment: str, moment: str) -> Dropped:
    # Somebody else's folder may carry this learner's name, and a link may lead anywhere.
    if place.is_symlink() or (exchange.checks_owner and place.stat().st_uid != pwd.getpwnam(learner).pw_uid):
        raise ValueError(f"not a folder of {learner}")
    when = datetime.strptime(moment.partition("+")[0], "%Y-%m-%d %H:%M:%S.%f %Z").replace(tzinfo=UTC)
    return Dropped(assignment, notebook, when, fingerprint(read_bytes(place / f"{notebook}.ipynb")))
