"""Spread tasks over worker processes: one process a task, so that nothing of one hand-in meets the next."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, TypeVar

from blocnotes.errors import BlocnotesError, GradingFault

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")
PRELOADED = ["blocnotes.cli", "blocnotes.grading.grading", "blocnotes.grading.references"]


@dataclass(frozen=True, slots=True)
class Done(Generic[TaskT, ResultT]):
    """One task that came to its end: a result, or an error that a person can act on."""

    task: TaskT
    result: ResultT | None = None
    error: BlocnotesError | None = None
    attempts: int = 1


class Executor(Protocol):
    """Runs a function on many tasks, somewhere; results come in any order, each task exactly once."""

    def run(
        self, function: Callable[[Any], ResultT], tasks: Iterable[TaskT], seconds: float
    ) -> Iterator[Done[TaskT, ResultT]]:
        """Run every task, giving each up to `seconds` of wall clock; faults are retried."""
        ...


class LocalExecutor:
    """Worker processes on this machine."""

    def __init__(self, workers: int, retries: int = 2) -> None:
        self.workers = max(1, workers)
        self.retries = retries
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(PRELOADED)

    def run(
        self, function: Callable[[Any], ResultT], tasks: Iterable[TaskT], seconds: float
    ) -> Iterator[Done[TaskT, ResultT]]:
        """Run every task in a process of its own; a worker that dies is a fault, and is retried."""
        waiting = deque((task, 1) for task in tasks)
        running: dict[Any, _Worker] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self.workers:
                    task, attempt = waiting.popleft()
                    worker = _Worker(self.context, function, task, attempt, time.monotonic() + seconds)
                    running[worker.pipe] = worker
                for worker in self._finished(running):
                    del running[worker.pipe]
                    done = worker.finish()
                    if isinstance(done.error, GradingFault) and done.attempts <= self.retries:
                        waiting.append((worker.task, worker.attempt + 1))
                    else:
                        yield done
        finally:
            for worker in running.values():
                worker.stop()

    def _finished(self, running: dict[Any, "_Worker"]) -> list["_Worker"]:
        ready = [running[pipe] for pipe in wait(list(running), timeout=0.5)]
        late = [worker for worker in running.values() if worker not in ready and time.monotonic() > worker.deadline]
        return ready + late


class _Worker:
    """One process on one task, and the pipe on which its result comes."""

    def __init__(self, context: Any, function: Any, task: Any, attempt: int, deadline: float) -> None:
        self.task, self.attempt, self.deadline = task, attempt, deadline
        self.pipe, sending = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(function, task, sending), daemon=False)
        self.process.start()
        sending.close()

    def finish(self) -> Done[Any, Any]:
        """Take the result, or say how the worker came to its end."""
        try:
            kind, value = self.pipe.recv() if self.pipe.poll() else ("fault", "the worker exceeded its time")
        except (EOFError, OSError):
            self.process.join(5)
            kind, value = "fault", f"the worker died (exit code {self.process.exitcode})"
        self.stop()
        if kind == "result":
            return Done(self.task, result=value, attempts=self.attempt)
        error = (
            value if isinstance(value, BlocnotesError) else GradingFault(str(value), cure="see the log; grade again")
        )
        return Done(self.task, error=error, attempts=self.attempt)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.process.join(0.5) if self.process.exitcode is None and not self.pipe.closed else None
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.pipe.close()


def _work(function: Callable[[Any], Any], task: Any, pipe: Connection) -> None:
    # The door of a worker: whatever goes wrong here is ours, and is told as a fault.
    try:
        message: tuple[str, Any] = ("result", function(task))
    except BlocnotesError as error:
        message = ("error", error)
    except Exception as error:  # noqa: BLE001 - see above
        message = ("error", GradingFault(f"{type(error).__name__}: {error}", cure="report it with the hand-in"))
    pipe.send(message)
    pipe.close()
