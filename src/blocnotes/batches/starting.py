"""Start and stop batches: each is a process of its own, in a session of its own, that outlives whoever started it."""

import contextlib
import os
import signal
import subprocess
import sys

from blocnotes.batches.journal import Batch, Request, folder_of, list_batches, read_batch, write_request
from blocnotes.errors import BlocnotesError
from blocnotes.settings import Settings


def start_batch(settings: Settings, request: Request) -> str:
    """Start a batch and return at once; gives its number.

    Raises BlocnotesError while another one runs: two would write the same folders.
    """
    running = find_running(settings)
    if running:
        cure = "wait for its end, or stop it: blocnotes batch stop"
        raise BlocnotesError(f"the batch {running.number} is still running", where=running.request.kind, cure=cure)
    number = write_request(settings, request)
    folder = folder_of(settings) / number
    command = [sys.executable, "-m", "blocnotes.batches", str(settings.course_dir), str(settings.var), number]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module, with paths of ours
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=settings.course_dir
        )
    (folder / "pid").write_text(str(process.pid), encoding="utf-8")
    return number


def find_running(settings: Settings) -> Batch | None:
    """Give the batch that runs now, if there is one."""
    return next((batch for batch in list_batches(settings, last=5) if batch.is_live), None)


def stop_batch(settings: Settings, number: str) -> None:
    """Ask a batch to stop; what it has recorded stays. Nothing is done to one that has ended."""
    if not read_batch(settings, number).is_live:
        return
    pid = int((folder_of(settings) / number / "pid").read_text(encoding="utf-8"))
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
