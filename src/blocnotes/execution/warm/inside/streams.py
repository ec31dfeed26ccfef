"""sys.stdout and sys.stderr of a kernel, and what C code and subprocesses write to descriptors 1 and 2.

Text is gathered per stream and sent where ipykernel sends it: before a display, an error and the end of
a cell, when much has been gathered, or a quarter of a second later.
"""

import contextvars
import io
import os
import select
import threading
from typing import Any

from .wire import Wire

CHUNK = 16384
PAUSE_MS = 250


class Stream(io.TextIOBase):
    """A text stream whose text leaves as `stream` frames."""

    encoding = "UTF-8"

    def __init__(self, name: str, wire: Wire, descriptor: int) -> None:
        self.name = name
        self._wire = wire
        self._descriptor = descriptor
        self._owner = os.getpid()
        self._lock = threading.RLock()
        self._parts: list[str] = []
        self._size = 0
        self._addressee = ""
        self._parent: contextvars.ContextVar[str] = contextvars.ContextVar("parent")
        self._latest_parent = ""
        self._captured = _capture(descriptor)

    def set_parent(self, parent: dict[str, Any]) -> None:
        """Attribute what is written from here on to a request."""
        self._latest_parent = parent["header"]["msg_id"]
        self._parent.set(self._latest_parent)

    def write(self, text: str) -> int:
        """Gather text; a forked copy of the kernel writes to the descriptor, which the kernel captures."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._owner:
            os.write(self._descriptor, text.encode(errors="replace"))
        else:
            with self._lock:
                self._gather(text, self._parent.get(self._latest_parent))
        return len(text)

    def flush(self) -> None:
        """Send what was gathered, and what C code wrote before."""
        if os.getpid() != self._owner:
            return
        with self._lock:
            self.drain()
            self._send()

    def drain(self) -> None:
        """Take what lies in the pipe behind the descriptor."""
        with self._lock:
            while raw := _read_waiting(self._captured):
                self._gather(raw.decode(errors="replace"), self._latest_parent)

    def pipe(self) -> int:
        """Return the readable end behind the descriptor."""
        return self._captured

    def fileno(self) -> int:
        """Return the captured descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Say no: nobody sits there."""
        return False

    def writable(self) -> bool:
        """Say yes."""
        return True

    def _gather(self, text: str, parent: str) -> None:
        if parent != self._addressee:
            self._send()
            self._addressee = parent
        self._parts.append(text)
        self._size += len(text)
        if self._size > CHUNK:
            self._send()

    def _send(self) -> None:
        if self._parts:
            text = "".join(self._parts)
            self._parts = []
            self._size = 0
            self._wire.send("iopub", "stream", {"name": self.name, "text": text}, self._addressee)


def watch(streams: tuple[Stream, ...]) -> None:
    """Empty the captured pipes from a thread, so that nobody who writes to them ever waits for long."""
    threading.Thread(target=_empty_for_ever, args=(streams,), name="captured output", daemon=True).start()


def _empty_for_ever(streams: tuple[Stream, ...]) -> None:
    poll = select.poll()
    for stream in streams:
        poll.register(stream.pipe(), select.POLLIN)
    while True:
        if poll.poll(PAUSE_MS):
            for stream in streams:
                stream.drain()
        else:
            for stream in streams:
                stream.flush()


def _capture(descriptor: int) -> int:
    readable, writable = os.pipe()
    os.dup2(writable, descriptor)
    os.close(writable)
    os.set_blocking(readable, False)
    return readable


def _read_waiting(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except BlockingIOError:
        return b""
