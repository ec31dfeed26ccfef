"""The line to a warm parent, handed to the workers of a batch: they all have kernels from one parent."""

import socket
from dataclasses import dataclass
from pathlib import Path

from .kernels import WarmKernelManager
from .launch import language_info
from .usage import KernelLimits


@dataclass(frozen=True, slots=True)
class Line:
    """Asks a warm parent for kernels; a copy in a worker, forked or sent to it, asks the same parent.

    The parent ends when every copy is closed.
    """

    control: socket.socket
    python: str
    """The version of the course's interpreter."""
    limits: KernelLimits

    def kernel_manager(
        self, *, files: Path | None = None, limits: KernelLimits | None = None, render_figures: bool = True
    ) -> type[WarmKernelManager]:
        """Make the `kernel_manager_class` of one notebook, which finds a copy of `files` in its folder."""
        limits = limits or self.limits
        attributes = {
            "control": self.control,
            "language": language_info(self.python),
            "request": {"limits": limits.values(), "render_figures": render_figures},
            "limits": limits,
            "files": files,
        }
        return type("ForkedKernelManager", (WarmKernelManager,), attributes)
