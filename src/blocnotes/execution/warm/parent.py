"""The warm parent, seen from the grader: started once a course, asked for one kernel per notebook."""

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from blocnotes.errors import GradingFault

from ..sandbox.levels import Level
from .kernels import WarmKernelManager
from .launch import explain, launch
from .launch import language_info as language_info
from .line import Line
from .usage import KernelLimits

MOST_THREADED = 12


class ThreadedModule(Exception):
    """Found while warming up: a module that has to be left to the children."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What a warm parent says about itself once it can fork."""

    python: str
    modules: tuple[str, ...]
    threaded: tuple[str, ...]
    """Modules that start threads when they are imported: left to the children."""
    missing: tuple[str, ...]
    cgroups: str
    resident_bytes: int


@dataclass(kw_only=True)
class WarmParent:
    """A process with the course's libraries loaded, that forks one sandboxed kernel per notebook."""

    python: Path = field(default_factory=lambda: Path(sys.executable))
    preload: Sequence[str] = ()
    read_only: Sequence[Path] = ()
    packages: Sequence[Path] = ()
    level: Level = Level.FULL
    limits: KernelLimits = field(default_factory=KernelLimits)
    start_seconds: float = 120.0
    readiness: Readiness | None = None
    _process: subprocess.Popen[bytes] | None = None
    _control: socket.socket | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the process, wait until it is warm. Raises GradingFault; ContentError for its interpreter."""
        skipped: list[str] = []
        while (threaded := self._start(skipped)) and len(skipped) < MOST_THREADED:
            # An import cannot be undone: start again without it.
            skipped.append(threaded)

    def _start(self, skipped: Sequence[str]) -> str:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with tempfile.TemporaryFile() as complaints:
            with theirs:
                self._process = launch(self.python, theirs, complaints)
            self._control = ours
            try:
                self.readiness = self._wait_until_warm(ours, complaints, skipped)
            except ThreadedModule as found:
                self.close()
                return found.name
            except BaseException:
                self.close()
                raise
        return ""

    def kernel_manager(
        self, *, files: Path | None = None, limits: KernelLimits | None = None, render_figures: bool = True
    ) -> type[WarmKernelManager]:
        """Make the `kernel_manager_class` of one notebook, which finds a copy of `files` in its folder."""
        return self.line().kernel_manager(files=files, limits=limits, render_figures=render_figures)

    def line(self) -> Line:
        """Give the line to the parent, for workers. Raises GradingFault when it does not run."""
        if self._control is None or self.readiness is None:
            raise GradingFault("the warm parent is not running", cure="use it in a with statement")
        return Line(self._control, self.readiness.python, self.limits)

    def close(self) -> None:
        """End the process, and with it every kernel that still runs."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(2.0)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = self.readiness = None

    def _wait_until_warm(self, control: socket.socket, complaints: IO[bytes], skipped: Sequence[str]) -> Readiness:
        settings = {
            "skipped": list(skipped),
            "preload": list(self.preload),
            "read_only": [str(path.resolve()) for path in self.read_only],
            "packages": [str(path.resolve()) for path in self.packages],
            "level": self.level.value,
        }
        control.settimeout(self.start_seconds)
        control.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        try:
            control.send(json.dumps(settings).encode())
            answer = json.loads(control.recv(1 << 20) or b'{"is": "gone"}')
        except OSError as error:
            answer = {"is": "gone", "what": str(error)}
        control.settimeout(None)
        if answer.get("module"):
            raise ThreadedModule(answer["module"])
        if answer["is"] != "ready":
            raise explain(answer, complaints)
        return Readiness(**{name: _freeze(value) for name, value in answer["values"].items()})


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
