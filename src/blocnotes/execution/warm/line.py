"""The line to a warm parent, handed to the workers of a batch: they all have kernels from one parent."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blocnotes.errors import GradingFault

from .kernels import WarmKernelManager
from .launch import language_info
from .lease import borrow
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

    def load(self, modules: Sequence[str], seconds: float = 60.0) -> None:
        """Let the parent import more modules, so that no kernel has to; those that start a thread are left out.

        Raises GradingFault when the parent is gone, or does not come back.
        """
        lease = borrow(self.control, {"do": "load", "names": list(modules)})
        if lease.wait(seconds) is None or lease.ended is None or "left_out" not in lease.ended:
            raise GradingFault("the warm parent did not come back from an import", cure="see `blocnotes doctor`")
        lease.close()

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
