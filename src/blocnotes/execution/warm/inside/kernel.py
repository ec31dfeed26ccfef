"""A kernel that serves one wire: what ipykernel does with a cell, without zmq and without its threads."""

import asyncio
import builtins
import contextlib
import getpass
import os
import signal
import sys
from typing import Any

from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.async_helpers import _pseudo_sync_runner
from IPython.core.error import StdinNotImplementedError

from .shell import connect
from .streams import Stream, watch
from .wire import Wire


class Kernel:
    """Cells in, outputs out, until the grader stops or leaves."""

    def __init__(self, shell: ZMQInteractiveShell, wire: Wire) -> None:
        self._shell = shell
        self._wire = wire
        self._running: asyncio.Future[Any] | None = None
        self._busy = False

    async def serve(self) -> None:
        """Run the cells that arrive, one after the other."""
        loop = asyncio.get_running_loop()
        requests: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        loop.add_reader(self._wire.fileno(), self._receive, requests)
        while (request := await requests.get())["do"] == "run":
            await self._answer(request)
            if self._shell.exit_now:
                break
        _flush()

    def _receive(self, requests: "asyncio.Queue[dict[str, Any]]") -> None:
        try:
            for request in self._wire.requests():
                requests.put_nowait(request)
        except (EOFError, OSError):
            os._exit(0)

    async def _answer(self, request: dict[str, Any]) -> None:
        parent = request["id"]
        self._shell.set_parent({"header": {"msg_id": parent}, "msg_id": parent})
        count = {"execution_count": self._shell.execution_count}
        self._wire.send("iopub", "execute_input", count, parent)
        signal.signal(signal.SIGINT, self._interrupt)
        self._busy = True
        try:
            reply = await self._run(request["code"], request["store"])
        # A learner's cell may end in any way at all, an interrupt in the last instruction included.
        except BaseException as error:  # noqa: BLE001
            reply = self._describe(error)
        finally:
            self._busy = False
        _flush()
        self._wire.send("shell", "execute_reply", reply, parent)
        self._wire.send("iopub", "status", {"execution_state": "idle"}, parent)

    async def _run(self, code: str, store: bool) -> dict[str, Any]:
        shell = self._shell
        shell._last_traceback = None
        shell._last_traceback_during_displayhook = False
        transformed, failure = _transform(shell, code)
        cell = shell.run_cell_async(
            code,
            store_history=store,
            transformed_cell=transformed,
            preprocessing_exc_tuple=failure,
        )
        result = None
        try:
            if shell.should_run_async(code, transformed_cell=transformed, preprocessing_exc_tuple=failure):
                result = await self._run_awaiting(cell)
            else:
                result = _pseudo_sync_runner(cell)
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
        shell.payload_manager.clear_payload()
        if result.success and not shell._last_traceback_during_displayhook:
            return {"status": "ok", "execution_count": shell.execution_count - 1}
        return self._describe(result.error_before_exec or result.error_in_exec)

    async def _run_awaiting(self, cell: Any) -> Any:
        self._running = asyncio.ensure_future(cell)
        try:
            return await self._running
        finally:
            self._running = None

    def _interrupt(self, signum: int, frame: Any) -> None:
        # Between two cells an interrupt came too late: the next cell is not to blame.
        if not self._busy:
            return
        loop = asyncio.get_running_loop()
        if self._running is not None and asyncio.current_task(loop) is None:
            loop.call_soon_threadsafe(self._running.cancel)
        else:
            raise KeyboardInterrupt

    def _describe(self, error: BaseException | None) -> dict[str, Any]:
        return {
            "status": "error",
            "execution_count": self._shell.execution_count - 1,
            "ename": type(error).__name__,
            "evalue": _say(error),
            "traceback": self._shell._last_traceback or [],
        }


def run_kernel(shell: ZMQInteractiveShell, descriptor: int) -> None:
    """Be the kernel on a descriptor, for good."""
    wire = Wire(descriptor)
    streams = Stream("stdout", wire, 1), Stream("stderr", wire, 2)
    sys.stdout, sys.stderr = streams
    builtins.input = _refuse_input
    getpass.getpass = _refuse_password
    connect(shell, wire)
    watch(streams)
    kernel = Kernel(shell, wire)
    signal.signal(signal.SIGINT, kernel._interrupt)
    wire.send("control", "ready", {}, "")
    asyncio.run(kernel.serve())


def _transform(shell: ZMQInteractiveShell, code: str) -> tuple[str, Any]:
    try:
        return shell.transform_cell(code), None
    # What a broken cell raises here is shown to its author by the shell.
    except Exception:  # noqa: BLE001
        return code, sys.exc_info()


def _flush() -> None:
    # A learner may have put anything in the place of the streams.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


def _say(error: BaseException | None) -> str:
    try:
        return str(error)
    except Exception as unspeakable:  # noqa: BLE001
        return f"<{type(unspeakable).__name__} while describing the error>"


def _refuse_input(prompt: object = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _refuse_password(prompt: str = "", stream: Any = None) -> str:
    raise StdinNotImplementedError("getpass was called, but this frontend does not support input requests.")
