"""The papermill engine: run every cell, never stop at an error, never outlast the limits. The one home of papermill."""

import json
import math
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.parameterize import parameterize_notebook

from blocnotes.errors import GradingFault
from blocnotes.execution.environment import kernel_environment
from blocnotes.records import Ending, Job, Run

NAME = "blocnotes"
KERNEL = "python3"
OUTPUTS = {
    "stream": ("name", "text"),
    "display_data": ("data", "metadata"),
    "execute_result": ("data", "metadata", "execution_count"),
    "error": ("ename", "evalue", "traceback"),
}
"""What the outputs of a notebook have, by kind."""


def run_notebook(
    job: Job,
    kernel_manager: type,
    folder: Path,
    *,
    watch_clock: bool = True,
    client: "type[LimitedClient] | None" = None,
) -> Run:
    """Run a job in a kernel that finds `folder` around it; gives the executed notebook and how it ended.

    watch_clock: end cells by the wall clock; a warm kernel counts CPU seconds itself, and needs no such watch.
    Raises GradingFault when the kernel never came up: that is ours, not the learner's.
    """
    started = time.monotonic()
    journal: dict[str, Any] = {"ending": Ending.COMPLETED, "watch_clock": watch_clock}
    try:
        done = papermill_engines.execute_notebook_with_engine(
            NAME,
            _parameterize(job),
            kernel_name=KERNEL,
            output_path=None,
            progress_bar=False,
            log_output=False,
            job=job,
            journal=journal,
            folder=folder,
            kernel_manager=kernel_manager,
            client=client or LimitedClient,
        )
    except (RuntimeError, TimeoutError, OSError) as error:
        raise GradingFault(f"the kernel did not come up: {error}", cure="it is retried, then listed") from error
    return Run(notebook=_strip(done), ending=journal["ending"], seconds=time.monotonic() - started)


class BlocnotesEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's seam: one notebook, run to its end whatever its cells do."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Run a notebook under the job's limits; `journal` receives how it ended."""
        job: Job = options["job"]
        client = options["client"](
            nb_man,
            kernel_name=kernel_name,
            kernel_manager_class=options["kernel_manager"],
            timeout=None,
            startup_timeout=int(job.limits.start_seconds),
            allow_errors=True,
            interrupt_on_timeout=True,
            raise_on_iopub_timeout=False,
            record_timing=False,
            store_widget_state=False,
            skip_cells_with_tag="",
            resources={"metadata": {"path": str(options["folder"])}},
        )
        client.job, client.journal = job, options["journal"]
        client.execute(env=kernel_environment(options["folder"].parent))


class LimitedClient(PapermillNotebookClient):  # type: ignore[misc]
    """An nbclient that survives a dead kernel, keeps a budget, and hands challenges over cell by cell."""

    job: Job
    journal: dict[str, Any]
    clear_before_next_output: bool

    def execute(self, **kwargs: Any) -> Any:
        """Start a kernel, run all cells, and stop it."""
        self.reset_execution_trackers()
        self.spent_bytes = 0
        with self.setup_kernel(**kwargs):
            budget = self.job.limits.notebook_seconds if self.journal["watch_clock"] else math.inf
            self._run_cells(time.monotonic() + budget)
        return self.nb

    def _run_cells(self, deadline: float) -> None:
        for index, cell in enumerate(self.nb.cells):
            left = deadline - time.monotonic()
            if left <= 0:
                self.journal["ending"] = Ending.TIME_LIMIT
            if self.journal["ending"] is not Ending.COMPLETED:
                return
            self.timeout = min(self.job.limits.cell_seconds, max(left, 0.1)) if math.isfinite(left) else None
            self._run_cell(cell, index)

    def _run_cell(self, cell: Any, index: int) -> None:
        source = cell.source
        cell.source = self._prefix(cell) + source
        try:
            self.execute_cell(cell, index)
        except DeadKernelError:
            self.journal["ending"] = Ending.KERNEL_DIED
            _note(cell, "DeadKernelError", "Le noyau s’est arrêté pendant cette cellule.")
        except CellTimeoutError:
            _note(cell, "CellTimeoutError", "La cellule a dépassé le temps accordé.")
        finally:
            cell.source = source

    def _prefix(self, cell: Any) -> str:
        # The inputs of a challenge reach the kernel with the cell that asks for them, never earlier.
        name = cell.metadata.get("blocnotes", {}).get("answer")
        if not name:
            return ""
        inputs = json.dumps(self.job.challenges.get(name, {}))
        pictures = self.job.picture_answers
        return f"__import__('blocnotes_handin.answers').answers.enter_grading({inputs!r}, {pictures})\n"

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> None:
        """Keep an output while the notebook's budget lasts; beyond it, drop it and say so once."""
        self.spent_bytes += len(json.dumps(msg["content"], default=str))
        if self.nb.cells[cell_index].metadata.get("blocnotes", {}).get("answer"):
            display_id = None  # what an answer cell has shown cannot be rewritten from a later one
        if self.spent_bytes > self.job.limits.output_bytes:
            self.journal["ending"] = Ending.OUTPUT_LIMIT
        elif msg["msg_type"] in OUTPUTS:
            self._keep(outs, msg, display_id, cell_index)

    def _keep(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> None:
        # What nbclient does, without its check of each output against the schema: contents come here rebuilt already.
        if self.clear_before_next_output:
            outs[:] = []
            self.clear_display_id_mapping(cell_index)
            self.clear_before_next_output = False
        if display_id:
            self._display_id_map.setdefault(display_id, {}).setdefault(cell_index, []).append(len(outs))
        kind = msg["msg_type"]
        outs.append(nbformat.from_dict({"output_type": kind, **{name: msg["content"][name] for name in OUTPUTS[kind]}}))


papermill_engines.register(NAME, BlocnotesEngine)


def _parameterize(job: Job) -> Any:
    node = nbformat.from_dict(dict(job.notebook))  # a copy, but for texts
    node.metadata["papermill"] = {"parameters": {}, "environment_variables": {}, "version": ""}
    for cell in node.cells:
        cell.metadata.setdefault("tags", [])
    if job.parameters:
        # In a notebook of the one cell: papermill copies and checks all that it is given.
        place = next(i for i, cell in enumerate(node.cells) if "parameters" in cell.metadata["tags"])
        given = nbformat.from_dict({**node, "cells": node.cells[place : place + 1]})
        given = parameterize_notebook(given, dict(job.parameters), kernel_name=KERNEL, language="python")
        node.cells[place : place + 1] = given.cells
    for cell in node.cells:
        cell.metadata.setdefault("papermill", {})
    return node


def _strip(node: Any) -> dict[str, Any]:
    # Timestamps and counters would make two equal runs differ.
    node.metadata.pop("papermill", None)
    for cell in node.cells:
        for key in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
    return json.loads(json.dumps(node))  # type: ignore[no-any-return]


def _note(cell: Any, name: str, sentence: str) -> None:
    cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=sentence, traceback=[f"{name}: {sentence}"]))
