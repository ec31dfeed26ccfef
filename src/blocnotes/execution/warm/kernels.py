"""A kernel manager whose kernels are forked from a warm parent; nbclient and papermill use it unchanged."""

import socket
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.manager import AsyncKernelManager

from .client import WarmKernelClient
from .lease import borrow
from .session import Session
from .usage import KernelLimits, Usage

PATIENCE = 10.0


class WarmKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """One notebook's kernel. Subclasses, made by WarmParent.kernel_manager, know their parent and limits."""

    control: ClassVar[socket.socket]
    language: ClassVar[dict[str, Any]]
    request: ClassVar[dict[str, Any]]
    limits: ClassVar[KernelLimits]
    files: ClassVar[Path | None]
    usage: ClassVar[Usage | None] = None
    """What the last kernel of this class used; None before it has ended."""

    _session: Session | None = None
    _line: socket.socket | None = None
    _client: WarmKernelClient | None = None

    async def start_kernel(self, **_: Any) -> None:
        """Borrow a kernel; paths, arguments and names from a notebook's metadata are not looked at."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            lease = borrow(self.control, self.request, theirs.fileno(), self.files)
        self._line, self._session = ours, Session(lease, self.limits)

    @property
    def has_kernel(self) -> bool:
        """Say whether a kernel was started."""
        return self._session is not None

    def client(self, **_: Any) -> WarmKernelClient:
        """Give the client of the kernel."""
        assert self._session is not None and self._line is not None
        self._client = WarmKernelClient(self._session, self._line, self.language)
        return self._client

    async def is_alive(self) -> bool:
        """Say whether the kernel can still answer."""
        return self._session is not None and not self._session.over

    async def interrupt_kernel(self) -> None:
        """Interrupt the cell that runs."""
        if self._session is not None:
            self._session.interrupt()

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """End the kernel and everything that it started."""
        if self._session is not None:
            self._session.lease.order("kill")
            self._session.lease.wait(PATIENCE)

    async def cleanup_resources(self, restart: bool = False) -> None:
        """Keep the account, close the lines."""
        if self._session is None:
            return
        if self._client is not None:
            # nbclient closes the client after us, when there is nothing left to close.
            self._client.stop_channels()
        self._session.lease.wait(PATIENCE)
        self._session.finish()
        type(self).usage = self._session.usage()
        self._session.lease.close()
        if self._line is not None:
            self._line.close()
        self._session = self._line = self._client = None
