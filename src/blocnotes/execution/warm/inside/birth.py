"""From fork to kernel: what a child of the warm parent does before it runs a stranger's first line."""

import gc
import os
import random
import signal
import sys
from typing import Any, NoReturn

from ipykernel.zmqshell import ZMQInteractiveShell

from ...sandbox.confinement import Place
from ...sandbox.entry import MOST_DESCRIPTORS, Entry, enter
from ...sandbox.group import Group
from ...sandbox.levels import DefenceError
from . import figures
from .kernel import run_kernel
from .wire import Wire

LINE, FILES, HIGH = 3, 4, 200


def be_born(
    request: dict[str, Any], place: Place, lane: int, group: Group | None, folder: str, descriptors: list[int]
) -> NoReturn:
    """Become a kernel in a sandbox; never returns, whatever happens."""
    code = 70
    try:
        group_kept = _close_the_rest(descriptors, group)
        _forget_parent()
        limits = request["limits"]
        entry = Entry(
            level=place.level,
            uid=place.uid(lane),
            group=group_kept,
            kept_descriptors=LINE + 1,
            folder=folder,
            files=FILES if len(descriptors) > 1 else None,
            memory_bytes=int(limits["memory_bytes"]),
            scratch_bytes=int(limits["scratch_bytes"]),
            processes=int(limits["processes"]),
            open_files=int(limits["open_files"]),
            cpu_seconds=limits["total_cpu_seconds"],
        )
        _enter(entry)
        _be_oneself(request)
        run_kernel(ZMQInteractiveShell.instance(), LINE)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    # The last resort of a process that runs a stranger's code: it must not go on as the warm parent.
    except BaseException:  # noqa: BLE001, S110
        pass
    finally:
        os._exit(code)


def _enter(entry: Entry) -> None:
    try:
        enter(entry)
    except DefenceError as error:
        Wire(LINE).send("control", "fault", {"what": str(error)[:1000]}, "")
        raise


def _close_the_rest(descriptors: list[int], group: Group | None) -> Group | None:
    # By way of high numbers: those that we want may be in use by one another.
    moved = [os.dup2(number, HIGH + place, False) for place, number in enumerate(descriptors)]
    folders: dict[str, int] = {}
    for name, number in (group.folders if group is not None else {}).items():
        folders[name] = os.dup2(number, HIGH + len(moved) + len(folders), False)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    for place, number in enumerate(moved):
        os.dup2(number, LINE + place, False)
    os.closerange(LINE + len(moved), HIGH)
    os.closerange(HIGH + len(moved) + len(folders), MOST_DESCRIPTORS)
    return None if group is None else Group(group.version, group.trees, group.name, folders)


def _forget_parent() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()


def _be_oneself(request: dict[str, Any]) -> None:
    for name in [name for name in sys.modules if name == "blocnotes" or name.startswith("blocnotes.")]:
        del sys.modules[name]
    sys.path.insert(0, "")
    sys.argv[:] = ["ipykernel_launcher.py"]
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    figures.prepare(request["render_figures"])
    gc.enable()
