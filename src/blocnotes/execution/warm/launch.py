"""Starting the warm parent: its interpreter, its short environment, what it says when it does not come up."""

import os
import socket
import subprocess
from pathlib import Path
from typing import IO, Any

from blocnotes.errors import ContentError, GradingFault
from blocnotes.execution.environment import FORK_SAFE

START = Path(__file__).parent / "inside" / "start.py"


def launch(python: Path, control: socket.socket, complaints: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start the process; its words go to `complaints`. Raises ContentError."""
    # The environment is made, not passed on: its first process is readable inside every sandbox.
    environment = {
        **FORK_SAFE,
        "PATH": os.pathsep.join([str(python.parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        return subprocess.Popen(  # noqa: S603
            [python, "-s", START, str(control.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=complaints,
            stderr=complaints,
            env=environment,
            pass_fds=[control.fileno()],
            start_new_session=True,
        )
    except OSError as error:
        raise ContentError(f"cannot start {python}: {error}", cure="name the course's interpreter") from error


def language_info(python: str) -> dict[str, Any]:
    """Describe the kernel's language as ipykernel does."""
    return {
        "name": "python",
        "version": python,
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": int(python.split(".")[0])},
        "pygments_lexer": f"ipython{python.split('.')[0]}",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    }


def explain(answer: dict[str, Any], complaints: IO[bytes]) -> GradingFault:
    """Make a fault of what a process said before it gave up."""
    complaints.seek(0)
    said = complaints.read(1 << 16).decode(errors="replace").strip().splitlines()
    what = said[-1] if said else answer.get("what") or "it ended without a word"
    return GradingFault(
        f"the warm parent did not start: {what}",
        cure="see `blocnotes doctor`; a weaker sandbox has to be asked for by name",
    )
