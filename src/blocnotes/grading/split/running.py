"""Run a plain notebook in two kernels: the learner's cells in one, the instructor's tests in one they never enter."""

import asyncio
import copy
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient.client import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from blocnotes.errors import GradingFault
from blocnotes.execution.engine import LimitedClient, run_notebook
from blocnotes.execution.environment import kernel_environment
from blocnotes.execution.runners import WarmRunner, link_files
from blocnotes.execution.warm import End, KernelLimits
from blocnotes.execution.warm.kernels import WarmKernelManager
from blocnotes.grading.split.asking import SILENCE, Asker, laying
from blocnotes.grading.split.routes import Way, bindings_of, is_split, way_of
from blocnotes.records import Job, Run

QUESTION = "application/vnd.blocnotes.question"
ROOM = 4
"""How much more than a notebook's outputs may cross as questions and replies."""


@dataclass(frozen=True)
class SplitRunner:
    """Runs jobs; where a notebook has test cells that can be split, they run in a second kernel."""

    warm: WarmRunner

    def learn(self, modules: Sequence[str]) -> None:
        """Have modules that solutions were seen to load ready for every kernel to come."""
        self.warm.learn(modules)

    def __call__(self, job: Job) -> Run:
        """Run a job: as the warm runner does, but for split test cells."""
        if not is_split(job.notebook):
            return self.warm(job)
        with tempfile.TemporaryDirectory(prefix="blocnotes-", ignore_cleanup_errors=True) as scratch:
            folders = [Path(scratch) / side / "work" for side in ("learner", "tests")]
            for folder in folders:
                folder.parent.mkdir()
                link_files(job.files, folder)
            learner, tests = (
                self.warm.line.kernel_manager(files=folder, limits=_limits(job), render_figures=rendered)
                for folder, rendered in zip(folders, (job.render_figures, False), strict=True)
            )
            attributes = {"tests_manager": tests, "tests_folder": folders[1]}
            client = type("SplitClientOfJob", (SplitClient,), attributes)
            done = run_notebook(job, learner, folders[0], watch_clock=False, client=client)
        usage = learner.usage
        if usage is None or tests.usage is None or tests.usage.end in (End.DIED, End.MALFORMED):
            raise GradingFault("the kernel of the tests died", cure="it is retried, then listed")
        return Run(
            notebook=done.notebook,
            ending=done.ending if usage.end is End.COMPLETED else usage.end.ending,
            seconds=done.seconds,
            cpu_seconds=usage.cpu_seconds + tests.usage.cpu_seconds,
            peak_bytes=max(usage.peak_bytes, tests.usage.peak_bytes),
        )


class SplitClient(LimitedClient):
    """A client that sends each cell where it belongs: to the learner's kernel, to the tests' kernel, or to both."""

    tests_manager: type[WarmKernelManager]
    tests_folder: Path

    def _run_cells(self, deadline: float) -> None:
        self.tests = TestsClient(copy.deepcopy(self.nb), kernel_manager_class=self.tests_manager, allow_errors=True)
        with self.tests.setup_kernel(env=kernel_environment(self.tests_folder.parent)):
            self.tests.asker = Asker(self.kc)
            first = self.nb.cells[0]
            self.execute_cell(_code(laying("faithful", "tables", "serving")), 0, store_history=False)
            self.nb.cells[0] = first  # nbclient puts the cell that it ran into the notebook
            self.tests.run(laying("faithful", "tables", "stubs"))
            super()._run_cells(deadline)

    def _run_cell(self, cell: Any, index: int) -> None:
        way = way_of(cell)
        if way is Way.TRUSTED:
            self.tests.test(cell, index, bindings_of(cell))
            return
        super()._run_cell(cell, index)
        if way is Way.BOTH:
            self.tests.test(copy.deepcopy(cell), index, bindings_of(cell))


class TestsClient(NotebookClient):  # type: ignore[misc]
    """The client of the tests' kernel: it answers that kernel's questions by asking the learner's."""

    __test__ = False
    asker: Asker
    _answering: asyncio.Task[None] | None = None

    def test(self, cell: Any, index: int, bindings: Mapping[str, Any]) -> None:
        """Bind the names of a cell to the learner's values of this moment, and run it; outputs go into the cell."""
        cell.outputs, cell.execution_count = [], None
        if any(bindings.values()):
            self.run(f"__import__('blocnotes_split.stubs').stubs.bind(**{dict(bindings)!r})")
        self._execute(cell, index)

    def run(self, code: str) -> None:
        """Run a line of our own."""
        self._execute(_code(code), 0, store_history=False)

    def _execute(self, cell: Any, index: int, *, store_history: bool = True) -> None:
        try:
            self.execute_cell(cell, index, store_history=store_history)
        except (DeadKernelError, CellTimeoutError):
            sentence = "Les tests de cette cellule n’ont pas pu aller à leur terme."
            cell.outputs.append(nbformat.v4.new_output("error", ename="TestsEnded", evalue=sentence, traceback=[]))

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        """Take a question for what it is; keep everything else as an output."""
        question = msg["content"].get("data", {}).get(QUESTION) if msg["msg_type"] == "display_data" else None
        if question is None:
            return super().output(outs, msg, display_id, cell_index)
        self._answering = asyncio.get_running_loop().create_task(self._answer(question))
        return None

    async def _answer(self, question: str) -> None:
        reply = SILENCE
        try:
            reply = await self.asker.ask(question)
        finally:
            self.kc._send({"do": "answer", "text": reply})


def _code(source: str) -> Any:
    # Not nbformat's `new_code_cell`: it validates, and there are some twenty of these a hand-in.
    return NotebookNode(cell_type="code", metadata=NotebookNode(), source=source, outputs=[], execution_count=None)


def _limits(job: Job) -> KernelLimits:
    limits = job.limits
    return KernelLimits.of(
        cell_seconds=limits.cell_seconds,
        notebook_seconds=limits.notebook_seconds,
        memory_bytes=limits.memory_bytes,
        output_bytes=ROOM * limits.output_bytes,
    )
