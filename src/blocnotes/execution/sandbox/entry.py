"""The way in: the order in which a process gives things up. A step does what it says, or raises OSError."""

import os
from dataclasses import dataclass
from pathlib import Path

from . import filter as calls
from . import namespaces, privileges, scratch
from .group import Group
from .levels import DefenceError, Level
from .libc import MACHINE, PR_SET_PDEATHSIG, install_filter, prctl

MOST_DESCRIPTORS = 4096
INSIDE = 1000
"""The uid of the learner, seen from inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one sandbox is to be."""

    level: Level
    memory_bytes: int
    scratch_bytes: int
    processes: int
    open_files: int
    cpu_seconds: float
    uid: int | None = None
    """The uid on the machine; None for an ordinary user, who has one only."""
    group: Group | None = None
    files: int | None = None
    """An open folder, of which the sandbox gets a copy."""
    kept_descriptors: int = 3
    """Those below this number stay open; the others, the ones named here included, do not."""
    folder: str = scratch.PLACE
    """Where it may write: of the disk, in the levels that have no root of their own."""


def enter(entry: Entry) -> None:
    """Enter the sandbox for good. Raises DefenceError, named after the step that failed."""
    for name, step in STEPS[entry.level].items():
        try:
            step(entry)
        except (OSError, calls.UnsupportedMachineError) as error:
            raise DefenceError(name, error) from error


def _join_group(entry: Entry) -> None:
    if entry.group is not None:
        entry.group.enter()


def _leave_the_machine(entry: Entry) -> None:
    namespaces.leave_the_machine()


def _raise_loopback(entry: Entry) -> None:
    namespaces.raise_loopback()


def _mount_scratch(entry: Entry) -> None:
    uid, gid = _owner(entry)
    scratch.mount_scratch(entry.scratch_bytes, uid, gid)
    scratch.mount_views()


def _furnish(entry: Entry) -> None:
    uid, gid = _owner(entry)
    os.chown(entry.folder, uid, gid)
    scratch.furnish(entry.folder, uid, gid)


def _copy_files(entry: Entry) -> None:
    if entry.files is not None:
        scratch.copy_files(entry.files, Path(entry.folder, "work"), *_owner(entry))
    scratch.move_in(entry.folder)


def _close_descriptors(entry: Entry) -> None:
    # An open folder of the machine would be a way back to all of it.
    os.closerange(entry.kept_descriptors, MOST_DESCRIPTORS)


def _change_uid(entry: Entry) -> None:
    if entry.uid is not None:
        privileges.become(entry.uid)


def _limit(entry: Entry) -> None:
    privileges.limit(entry.memory_bytes, entry.scratch_bytes, entry.processes, entry.open_files, entry.cpu_seconds)


def _become_learner(entry: Entry) -> None:
    try:
        namespaces.become_user(INSIDE)
    except OSError:
        # Some systems keep user namespaces from users without privileges. With a uid of its own on the machine a
        # sandbox is none the worse: it has no capability, and cannot gain one.
        if entry.uid is None:
            raise


def _drop_capabilities(entry: Entry) -> None:
    privileges.drop_capabilities()


def _forbid_new_privileges(entry: Entry) -> None:
    privileges.forbid_new_privileges()


def _die_with_parent(entry: Entry) -> None:
    # After the change of uid, which takes it off.
    prctl(PR_SET_PDEATHSIG, 9)


def _filter_calls(entry: Entry) -> None:
    install_filter(calls.build_filter(MACHINE))


def _owner(entry: Entry) -> tuple[int, int]:
    return (os.getuid(), os.getgid()) if entry.uid is None else (entry.uid, entry.uid)


FULL = {
    "control group": _join_group,
    "namespaces": _leave_the_machine,
    "private loopback": _raise_loopback,
    "private scratch": _mount_scratch,
    "copy of the files": _copy_files,
    "no inherited descriptor": _close_descriptors,
    "uid of its own": _change_uid,
    "limits": _limit,
    "user namespace": _become_learner,
    "no capability": _drop_capabilities,
    "no new privileges": _forbid_new_privileges,
    "end with the parent": _die_with_parent,
    "system call filter": _filter_calls,
}
LIMITED = {
    "control group": _join_group,
    "scratch folder": _furnish,
    "copy of the files": _copy_files,
    "no inherited descriptor": _close_descriptors,
    "uid of its own": _change_uid,
    "limits": _limit,
}
NONE = {
    "scratch folder": _furnish,
    "copy of the files": _copy_files,
    "no inherited descriptor": _close_descriptors,
}
STEPS = {Level.FULL: FULL, Level.LIMITED: LIMITED, Level.NONE: NONE}
