"""The client that nbclient and papermill talk to: two channels, fed by a reader that never blocks."""

import asyncio
import json
import socket
import uuid
from typing import Any

from nbclient.exceptions import DeadKernelError

from blocnotes.errors import GradingFault

from .channels import Channel
from .frames import LENGTH, Frame
from .session import Session

READ = 1 << 18


class WarmKernelClient:
    """The part of jupyter_client's KernelClient that runs notebooks."""

    allow_stdin = False

    def __init__(self, session: Session, line: socket.socket, language: dict[str, Any]) -> None:
        self.shell_channel = Channel()
        self.iopub_channel = Channel()
        self._session = session
        self._line = line
        self._language = language
        self._unsent = bytearray()
        self._ready: asyncio.Future[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._count = 0

    def start_channels(self, **_: Any) -> None:
        """Do nothing: the line is open."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel is inside its sandbox. Raises GradingFault when it does not get there."""
        self._loop = asyncio.get_running_loop()
        self._ready = self._loop.create_future()
        self._loop.add_reader(self._line, self._read)
        self._loop.add_reader(self._session.lease, self._listen)
        try:
            await asyncio.wait_for(self._ready, timeout)
        except TimeoutError:
            raise GradingFault("the kernel did not come up in time", cure="it is retried, then listed") from None

    def kernel_info(self) -> str:
        """Answer for the kernel: its language does not depend on what a learner says."""
        request = uuid.uuid4().hex
        self.shell_channel.put(_message("kernel_info_reply", {"language_info": self._language}, request))
        return request

    async def execute(self, code: str, silent: bool = False, store_history: bool = True, **_: Any) -> str:
        """Send a cell. Raises DeadKernelError at once when nobody is there."""
        await self._session.settle()
        if self._session.over:
            raise DeadKernelError("Kernel died")
        request = uuid.uuid4().hex
        self._session.begin(request, self._count)
        self._count += 1
        self._send({"do": "run", "id": request, "code": code, "store": store_history and not silent})
        return request

    async def is_alive(self) -> bool:
        """Say whether the kernel can still answer."""
        return not self._session.over

    def stop_channels(self) -> None:
        """Stop reading."""
        if self._loop is not None and not self._loop.is_closed():
            for source in (self._line, self._session.lease):
                self._loop.remove_reader(source)
            self._loop.remove_writer(self._line)
        self._loop = None

    def _send(self, request: dict[str, Any]) -> None:
        body = json.dumps(request).encode()
        self._unsent += LENGTH.pack(len(body)) + body
        self._write()

    def _write(self) -> None:
        # The kernel may refuse to read: then the rest waits, and we do not.
        assert self._loop is not None
        try:
            sent = self._line.send(self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError:
            sent = len(self._unsent)
        del self._unsent[:sent]
        if self._unsent:
            self._loop.add_writer(self._line, self._write)
        else:
            self._loop.remove_writer(self._line)

    def _read(self) -> None:
        try:
            data = self._line.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._deliver(self._session.receive(data))
        elif self._loop is not None:
            self._loop.remove_reader(self._line)

    def _listen(self) -> None:
        self._session.listen()
        if self._session.lease.ended is not None and self._loop is not None:
            self._read_rest()
            self._loop.remove_reader(self._session.lease)
            self._deliver(self._session.finish())
            self._settle_ready()

    def _read_rest(self) -> None:
        # What the kernel said before it died is still in the line: a bounded buffer, read once.
        for _ in range(8):
            try:
                data = self._line.recv(READ)
            except OSError:
                return
            if not data:
                return
            self._deliver(self._session.receive(data))

    def _deliver(self, frames: list[Frame]) -> None:
        for frame in frames:
            if frame.channel == "control":
                self._settle_ready()
            else:
                channel = self.shell_channel if frame.channel == "shell" else self.iopub_channel
                channel.put(_message(frame.kind, frame.content, frame.parent))

    def _settle_ready(self) -> None:
        if self._ready is None or self._ready.done():
            return
        if self._session.fault:
            self._ready.set_exception(GradingFault(self._session.fault, cure="see `blocnotes doctor`"))
        elif self._session.over:
            self._ready.set_exception(GradingFault("the kernel died before its first cell"))
        else:
            self._ready.set_result(None)


def _message(kind: str, content: dict[str, Any], parent: str) -> dict[str, Any]:
    return {
        "header": {"msg_type": kind},
        "msg_type": kind,
        "content": content,
        "parent_header": {"msg_id": parent},
        "metadata": {},
    }
