"""The trusted line between the grader and the warm parent about one kernel: it lives while this is open."""

import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from blocnotes.errors import GradingFault

MOST = 1 << 16


class Lease:
    """One kernel, borrowed: orders out, news in. Closing it ends the kernel."""

    def __init__(self, line: socket.socket) -> None:
        line.setblocking(False)
        self._line = line
        self.news: list[dict[str, Any]] = []
        self.ended: dict[str, Any] | None = None

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return self._line.fileno()

    def order(self, do: str, **details: Any) -> None:
        """Send an order; one to a parent that is gone is void."""
        try:
            self._line.send(json.dumps({"do": do, **details}).encode())
        except OSError:
            self._lose()

    def listen(self) -> Iterator[dict[str, Any]]:
        """Yield what the warm parent has said since the last time, without waiting."""
        while self.ended is None:
            try:
                data = self._line.recv(MOST)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self._lose()
                return
            message = json.loads(data)
            if message["is"] == "ended":
                self.ended = message
            yield message

    def wait(self, seconds: float) -> dict[str, Any] | None:
        """Wait for the end of the kernel; None when it has not come in time."""
        deadline = time.monotonic() + seconds
        while self.ended is None and (left := deadline - time.monotonic()) > 0:
            self._line.settimeout(left)
            try:
                message = self._line.recv(MOST, socket.MSG_PEEK)
            except OSError:
                message = b""
            finally:
                self._line.setblocking(False)
            if message:
                list(self.listen())
            elif time.monotonic() < deadline:
                self._lose()
        return self.ended

    def close(self) -> None:
        """Give the kernel back."""
        self._line.close()

    def _lose(self) -> None:
        if self.ended is None:
            self.ended = {"is": "ended", "why": "parent died", "code": -9, "cpu": 0.0, "wall": 0.0, "peak": 0}


def borrow(
    control: socket.socket, request: dict[str, Any], frames: int | None = None, files: Path | None = None
) -> Lease:
    """Ask a warm parent for a kernel that speaks on `frames`, or for what needs none.

    Raises GradingFault when the parent is gone.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    folder = None if files is None else os.open(files, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    given = (theirs.fileno(), frames, folder)
    descriptors = [number for number in given if number is not None]
    try:
        socket.send_fds(control, [json.dumps(request).encode()], descriptors)
    except OSError as error:
        ours.close()
        raise GradingFault(f"the warm parent is gone: {error}", cure="it is started again, then listed") from error
    finally:
        theirs.close()
        if folder is not None:
            os.close(folder)
    return Lease(ours)
