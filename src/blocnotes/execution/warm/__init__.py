"""Warm kernels: one process loads the course's libraries, and forks a sandboxed kernel per notebook.

    with WarmParent(python=..., preload=("numpy", "pandas"), level=Level.FULL, limits=KernelLimits()) as warm:
        manager_class = warm.kernel_manager(files=folder, render_figures=False)
        NotebookClient(notebook, kernel_manager_class=manager_class, allow_errors=True).execute()
        manager_class.usage   # Usage(end=End.COMPLETED, cpu_seconds=..., peak_bytes=...)

nbclient and papermill's client use the class unchanged. One class serves one notebook at a time. A limit ends
the cell that hits it with an error named TimeLimit, MemoryLimit or OutputLimit, and the run goes on where the
kernel survives; where it does not, the next cell raises nbclient's DeadKernelError. GradingFault is ours:
no kernel came up. `add_listing` and `take_listing` find out what a solution loads; `probe` tries each defence of
the sandbox. A batch hands `warm.line()` to its workers: it makes the same classes, and all kernels come from the
one parent.
"""

from ..sandbox.defences import probe
from ..sandbox.levels import Defence, Level
from .learn import add_listing, take_listing
from .line import Line
from .parent import Readiness, WarmParent
from .usage import End, KernelLimits, Usage

__all__ = [
    "Defence",
    "End",
    "KernelLimits",
    "Level",
    "Line",
    "Readiness",
    "Usage",
    "WarmParent",
    "add_listing",
    "probe",
    "take_listing",
]
