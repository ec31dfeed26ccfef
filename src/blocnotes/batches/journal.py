"""What a batch writes as it goes, and what everybody reads: a folder of plain files under `var/batches/`.

`request.json` says what was asked, `events.jsonl` grows by a line an event, each on the disk before the next. A batch
holds a lock on its folder for as long as it lives: a reader who could take it knows that the process is gone, however
it ended.
"""

import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from blocnotes.errors import BlocnotesError
from blocnotes.settings import Settings

NUMBER = re.compile(r"^\d{8}-\d{6}-[0-9a-f]{4}$")
FOLDER = "batches"
"""Where batches are, under `var/`."""
PATIENCE = timedelta(seconds=60)
"""How long a process may take to start before it is given up."""


class Kind(StrEnum):
    """What a batch does, in the word of the command line."""

    RELEASE = "release"
    COLLECT = "collect"
    GRADE = "grade"
    PREVIEW = "preview"
    FEEDBACK = "feedback"


class State(StrEnum):
    """How a batch stands, in the words that people read."""

    WAITING = "démarre"
    RUNNING = "en cours"
    DONE = "terminé"
    FAILED = "arrêté par une erreur"
    STOPPED = "arrêté à la demande"
    LOST = "interrompu"


ENDINGS = {"done": State.DONE, "failed": State.FAILED, "stopped": State.STOPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked, by whom and when."""

    kind: Kind
    by: str
    slugs: tuple[str, ...] = ()
    learner: str = "*"
    force: bool = False
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as its files tell it now."""

    number: str
    request: Request
    state: State
    total: int = 0
    done: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    """Outcome of an item → how many."""
    incidents: tuple[Mapping[str, Any], ...] = ()
    """Items that were refused or that we failed, with a sentence."""
    step: str = ""
    sentence: str = ""
    ended_at: datetime | None = None
    result: Any = None

    @property
    def is_live(self) -> bool:
        """Tell whether it may still change."""
        return self.state in (State.WAITING, State.RUNNING)


def folder_of(settings: Settings) -> Path:
    """Say where batches are."""
    return settings.var / FOLDER


def write_request(settings: Settings, request: Request) -> str:
    """Make the folder of a batch; gives its number."""
    number = f"{request.asked_at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    folder = folder_of(settings) / number
    folder.mkdir(parents=True)
    text = json.dumps(asdict(request) | {"asked_at": request.asked_at.isoformat()}, ensure_ascii=False)
    (folder / "request.json").write_text(text, encoding="utf-8")
    return number


class Journal:
    """The writing end: opened by the process of the batch, and by nobody else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = (folder / "events.jsonl").open("a", encoding="utf-8")

    def write(self, event: str, **values: Any) -> None:
        """Add an event; it is on the disk when this returns."""
        line = {"at": datetime.now(UTC).isoformat(), "event": event, **values}
        self.file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def keep(self, result: Any) -> None:
        """Keep what the batch found, whole or not at all."""
        partial = self.folder / ".result.part"
        partial.write_text(json.dumps(result, ensure_ascii=False, default=str), encoding="utf-8")
        partial.replace(self.folder / "result.json")


@contextmanager
def hold(path: Path) -> Iterator[bool]:
    """Hold a lock for as long as the block runs, or until the process is gone; gives whether it could be had."""
    with path.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def read_batch(settings: Settings, number: str) -> Batch:
    """Read a batch; raise BlocnotesError where there is none of that number."""
    folder = folder_of(settings) / number
    if not NUMBER.match(number) or not (folder / "request.json").exists():
        raise BlocnotesError(f"no batch has the number {number!r}", cure="see: blocnotes batch list")
    return _read(folder)


def list_batches(settings: Settings, last: int = 50) -> list[Batch]:
    """Give the newest batches, the newest first."""
    folders = [path for path in folder_of(settings).glob("*") if NUMBER.match(path.name)]
    newest = sorted(folders, key=lambda path: path.name, reverse=True)[:last]
    return [_read(path) for path in newest if (path / "request.json").exists()]


def _read(folder: Path) -> Batch:
    request = _read_request(folder)
    # The lock is asked for before the events are read: a batch that ends in between has its end among them.
    alive = _is_held(folder / "lock")
    events = list(_read_events(folder))
    items = [event for event in events if event["event"] == "item"]
    counts: dict[str, int] = {}
    for item in items:
        counts[item["status"]] = counts.get(item["status"], 0) + 1
    last = events[-1] if events else {}
    ending = ENDINGS.get(last.get("event", ""))
    totals = [event["total"] for event in events if "total" in event]
    return Batch(
        number=folder.name,
        request=request,
        state=ending or _guess_state(request, alive=alive, has_begun=bool(events)),
        total=totals[-1] if totals else 0,
        done=len(items),
        counts=counts,
        incidents=tuple(item for item in items if item["status"] in ("refused", "fault")),
        step=next((event["step"] for event in reversed(events) if "step" in event), ""),
        sentence=last.get("sentence", ""),
        ended_at=datetime.fromisoformat(last["at"]) if ending else None,
        result=_read_result(folder) if ending else None,
    )


def _guess_state(request: Request, *, alive: bool, has_begun: bool) -> State:
    if alive:
        return State.RUNNING
    young = datetime.now(UTC) - request.asked_at < PATIENCE
    return State.WAITING if young and not has_begun else State.LOST


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _read_request(folder: Path) -> Request:
    values = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    return Request(
        kind=Kind(values["kind"]),
        by=values["by"],
        slugs=tuple(values["slugs"]),
        learner=values["learner"],
        force=values["force"],
        asked_at=datetime.fromisoformat(values["asked_at"]),
    )


def _read_events(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / "events.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            yield json.loads(line)
        except ValueError:  # the last line of a batch that was killed while it wrote
            return


def _read_result(folder: Path) -> Any:
    path = folder / "result.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
