"""What an attack is, and what it may look for: a secret of the grader's, a listener, a folder."""

import secrets
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from blocnotes.records import Mark, Run

BROKEN = "BROKEN"
SANDBOX = "the sandbox does not hold here: run `blocnotes doctor`, and grade on a machine where every defence is there"


@dataclass(frozen=True, slots=True)
class Bait:
    """What lies outside, for a hostile notebook to reach."""

    secret: str
    folder: Path
    port: int
    listener: socket.socket

    def words(self) -> Mapping[str, str]:
        """Say what the placeholders of an attack stand for; the secret is written backwards."""
        return {
            "@SECRET@": self.secret[::-1],
            "@FILE@": str(self.folder / "gradebook.db"),
            "@MARKER@": str(self.folder / "marker"),
            "@PORT@": str(self.port),
            "@HOME@": str(Path.home()),
        }

    def was_touched(self) -> bool:
        """Tell whether anything outside was reached or changed."""
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return (self.folder / "marker").exists() or (self.folder / "gradebook.db").read_text() != self.secret
        return True


@dataclass(frozen=True, slots=True)
class Trace:
    """What a hostile notebook came to."""

    run: Run
    marks: tuple[Mark, ...]
    bait: Bait

    @property
    def said(self) -> str:
        """All that it printed."""
        outputs = (output for cell in self.run.notebook["cells"] for output in cell.get("outputs", ()))
        return "".join(output["text"] for output in outputs if output["output_type"] == "stream")

    @property
    def ran(self) -> bool:
        """Tell whether its cells were run at all: what never ran was not stopped."""
        return sum(cell.get("execution_count") is not None for cell in self.run.notebook["cells"]) > 1

    @property
    def points(self) -> float:
        """The points that it got."""
        return sum(mark.points or 0.0 for mark in self.marks)


def got_through(trace: Trace) -> bool:
    """It says that it got there, it got points, or something outside was touched."""
    return BROKEN in trace.said or trace.points > 0 or trace.bait.was_touched()


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile notebook: what is tried, the cell that tries it, what success would be, and the cure."""

    name: str
    tried: str
    source: str
    succeeded: Callable[[Trace], bool] = got_through
    cure: str = SANDBOX


@contextmanager
def lay_bait() -> Iterator[Bait]:
    """Put a file and a listener where a hostile notebook must not get, and take them away again."""
    secret = secrets.token_hex(12)
    with (
        tempfile.TemporaryDirectory(prefix="blocnotes-bait-") as folder,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        listener.setblocking(False)
        Path(folder, "gradebook.db").write_text(secret, encoding="utf-8")
        yield Bait(secret, Path(folder), listener.getsockname()[1], listener)
