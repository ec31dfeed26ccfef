"""Spread tasks over worker processes: one process a task, so that nothing of one hand-in meets the next."""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, Protocol, TypeVar

from blocnotes.errors import BlocnotesError, GradingFault

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")
PRELOADED = ["blocnotes.cli", "blocnotes.grading.preloaded"]


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
    """Worker processes on this machine; each forks once more for every task that it is given."""

    def __init__(self, workers: int, retries: int = 2) -> None:
        self.workers = max(1, workers)
        self.retries = retries
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(PRELOADED)
        # It imports for seconds: the batch opens its gradebook and its kernels meanwhile.
        forkserver.ensure_running()

    def run(
        self, function: Callable[[Any], ResultT], tasks: Iterable[TaskT], seconds: float
    ) -> Iterator[Done[TaskT, ResultT]]:
        """Run every task in a process of its own; one that dies is a fault, and is retried."""
        waiting = deque((task, 1) for task in tasks)
        workers = [_Worker(self.context, function, seconds) for _ in range(min(self.workers, len(waiting)))]
        try:
            while waiting or any(worker.is_busy for worker in workers):
                for worker in workers:
                    if waiting and not worker.is_busy:
                        worker.give(*waiting.popleft())
                for worker in _finished(workers):
                    done = worker.finish()
                    if isinstance(done.error, GradingFault) and done.attempts <= self.retries:
                        waiting.append((done.task, done.attempts + 1))
                    else:
                        yield done
        finally:
            for worker in workers:
                worker.stop()


def _finished(workers: list["_Worker"]) -> list["_Worker"]:
    busy = {worker.pipe: worker for worker in workers if worker.is_busy}
    ready = [busy[pipe] for pipe in wait(list(busy), timeout=0.5) if isinstance(pipe, Connection)]
    now = time.monotonic()
    return ready + [worker for worker in busy.values() if worker not in ready and now > worker.deadline]


class _Worker:
    """One long-lived process, the task that it is on, and the pipe on which results come."""

    def __init__(self, context: Any, function: Any, seconds: float) -> None:
        self.context, self.function, self.seconds = context, function, seconds
        self.task: Any = None
        self.attempt, self.deadline, self.is_busy = 0, 0.0, False
        self._start()

    def give(self, task: Any, attempt: int) -> None:
        """Give it a task."""
        self.task, self.attempt, self.is_busy = task, attempt, True
        self.deadline = time.monotonic() + self.seconds
        with contextlib.suppress(OSError):  # a worker that is gone is found out by `finish`
            self.pipe.send(task)

    def finish(self) -> Done[Any, Any]:
        """Take the result, or say how the task came to its end; the worker is then free again."""
        self.is_busy = False
        try:
            kind, value = self.pipe.recv() if self.pipe.poll() else ("late", "the task exceeded its time")
        except (EOFError, OSError):
            kind, value = "lost", "the worker died"
        if kind in ("late", "lost"):
            self.stop()
            self._start()
        if kind == "result":
            return Done(self.task, result=value, attempts=self.attempt)
        error = value if isinstance(value, BlocnotesError) else GradingFault(str(value), cure="grade again")
        return Done(self.task, error=error, attempts=self.attempt)

    def stop(self) -> None:
        """End the process, and whatever it forked."""
        self.pipe.close()
        with contextlib.suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()

    def _start(self) -> None:
        self.pipe, theirs = self.context.Pipe()
        self.process = self.context.Process(target=_serve, args=(self.function, theirs), daemon=False)
        self.process.start()
        theirs.close()


def _serve(function: Callable[[Any], Any], pipe: Connection) -> None:
    # A group of its own, so that the batch can end it together with the task that it forked.
    os.setsid()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        message = _fork(function, task)
        try:
            pipe.send_bytes(message)
        except OSError:
            return


def _fork(function: Callable[[Any], Any], task: Any) -> bytes:
    # This process has one thread and holds nothing open but pipes: a fork of it is safe, and takes milliseconds.
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "wb") as file:
            file.write(_work(function, task))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        message = file.read()
    _, status = os.waitpid(child, 0)
    if status or not message:
        return bytes(ForkingPickler.dumps(("fault", f"the task's process died (status {status})")))
    return message


def _work(function: Callable[[Any], Any], task: Any) -> bytes:
    # The door of a task: whatever goes wrong here is ours, and is told as a fault.
    try:
        message: tuple[str, Any] = ("result", function(task))
    except BlocnotesError as error:
        message = ("error", error)
    except Exception as error:  # noqa: BLE001 - see above
        message = ("error", GradingFault(f"{type(error).__name__}: {error}", cure="report it with the hand-in"))
    return bytes(ForkingPickler.dumps(message))
