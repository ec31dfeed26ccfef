"""The kernel's end of the conversation with the grader: frames out, requests in.

A frame is four bytes of length (big-endian) and a JSON array `[channel, kind, content, parent]`.
"""

import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from typing import Any

LENGTH = struct.Struct(">I")


class Wire:
    """One stream socket: any thread sends, the main thread receives."""

    def __init__(self, descriptor: int) -> None:
        self._socket = socket.socket(fileno=descriptor)
        self._socket.setblocking(True)
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._pending = bytearray()

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return self._socket.fileno()

    def send(self, channel: str, kind: str, content: Any, parent: str) -> None:
        """Send one frame whole; a forked copy of the kernel sends nothing."""
        if os.getpid() != self._owner:
            return
        body = json.dumps([channel, kind, content, parent], default=str).encode()
        with self._lock:
            self._socket.sendall(LENGTH.pack(len(body)) + body)

    def requests(self) -> Iterator[dict[str, Any]]:
        """Yield the requests that have arrived, without waiting; EOFError when the grader is gone."""
        try:
            data = self._socket.recv(1 << 16, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        if not data:
            raise EOFError
        self._pending += data
        while (body := self._next_body()) is not None:
            yield json.loads(body)

    def _next_body(self) -> bytes | None:
        pending = self._pending
        if len(pending) < LENGTH.size:
            return None
        (length,) = LENGTH.unpack_from(pending)
        end = LENGTH.size + length
        if len(pending) < end:
            return None
        body = bytes(pending[LENGTH.size : end])
        del pending[:end]
        return body
