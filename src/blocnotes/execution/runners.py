"""Where jobs run: in kernels forked from a warm, sandboxed parent; or, by name only, in fresh ordinary ones."""

import ast
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import blocnotes_handin
from blocnotes.errors import GradingFault
from blocnotes.execution.engine import run_notebook
from blocnotes.execution.fresh import FreshKernelManager
from blocnotes.execution.warm import End, KernelLimits, Level, WarmParent
from blocnotes.execution.warm.line import Line
from blocnotes.records import Job, Notebook, Run

HANDIN = Path(blocnotes_handin.__file__).parent


@dataclass(frozen=True)
class WarmRunner:
    """Runs jobs in forked kernels; workers get a copy of it, and with it the line to the one warm parent."""

    line: Line

    def __call__(self, job: Job) -> Run:
        """Run a job; how long it takes on a loaded machine changes no verdict."""
        limits = KernelLimits.of(
            cell_seconds=job.limits.cell_seconds,
            notebook_seconds=job.limits.notebook_seconds,
            memory_bytes=job.limits.memory_bytes,
            output_bytes=job.limits.output_bytes,
        )
        with tempfile.TemporaryDirectory(prefix="blocnotes-", ignore_cleanup_errors=True) as scratch:
            folder = Path(scratch) / "work"
            link_files(job.files, folder)
            manager = self.line.kernel_manager(files=folder, limits=limits, render_figures=job.render_figures)
            done = run_notebook(job, manager, folder, watch_clock=False)
        usage = manager.usage
        if usage is None:
            raise GradingFault("the warm parent gave no account of a kernel", cure="it is retried, then listed")
        return Run(
            notebook=done.notebook,
            ending=done.ending if usage.end is End.COMPLETED else usage.end.ending,
            seconds=done.seconds,
            cpu_seconds=usage.cpu_seconds,
            peak_bytes=usage.peak_bytes,
        )

    def learn(self, modules: Sequence[str]) -> None:
        """Have modules that solutions were seen to load ready for every kernel to come."""
        self.line.load(modules)


@dataclass(frozen=True)
class FreshRunner:
    """Runs jobs in ordinary kernels, without a sandbox: for the author's own notebooks."""

    def __call__(self, job: Job) -> Run:
        """Run a job in a kernel of its own."""
        with tempfile.TemporaryDirectory(prefix="blocnotes-", ignore_cleanup_errors=True) as scratch:
            folder = Path(scratch) / "work"
            link_files(job.files, folder, copy=True)
            return run_notebook(job, FreshKernelManager, folder)


@contextmanager
def open_runner(level: Level, preload: Sequence[str] = (), python: Path | None = None) -> Iterator[WarmRunner]:
    """Start a warm parent that knows these modules, in the course's interpreter, and lend it.

    Raises GradingFault where a defence of the level cannot be had here.
    """
    interpreter = python or Path(sys.executable)
    with WarmParent(python=interpreter, preload=preload, packages=[HANDIN], level=level) as parent:
        yield WarmRunner(parent.line())


def find_imports(notebooks: Iterable[Notebook]) -> tuple[str, ...]:
    """List the modules that notebooks import, as their text says it; what cannot be parsed says nothing."""
    found: dict[str, None] = {}
    for notebook in notebooks:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                found |= dict.fromkeys(_imports("".join(cell["source"])))
    return tuple(found)


def link_files(files: Mapping[str, Path], folder: Path, *, copy: bool = False) -> None:
    """Lay files out in a folder: linked where the kernel copies them once more, copied where it works on them."""
    place = shutil.copyfile if copy else _link
    folder.mkdir()
    for name, path in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, copy_function=place)
        else:
            place(path, target)


def _link(source: Any, target: Any) -> Any:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return target


def _imports(source: str) -> Iterator[str]:
    plain = "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("%", "!")))
    try:
        tree = ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
