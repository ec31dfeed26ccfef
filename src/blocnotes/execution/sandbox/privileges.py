"""What a process may do: its uid, its capabilities, its limits."""

import os
import resource
from pathlib import Path

from .libc import (
    PR_CAP_AMBIENT,
    PR_CAPBSET_DROP,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_SECUREBITS,
    prctl,
    set_capabilities,
)

FIRST_UID = 0x7000_0000
LANES = 256
LOCKED_SECUREBITS = 0x2F
"""Root is nobody special, and nothing brings that back."""


def lane_uid(lane: int, owner: int) -> int:
    """Choose the uid of a sandbox: not shared with a sandbox that runs at the same time.

    `owner` tells warm parents apart, by the pid of each on the machine.
    """
    wanted = FIRST_UID + (owner % (1 << 22)) * LANES + lane % LANES
    start, length = max(_mapped_uids(), key=lambda extent: extent[1])
    # Inside somebody's container few uids exist: take them from the end, where no account is.
    return wanted if start <= wanted < start + length else start + length - 2 - lane % (length // 2)


def may_change_uid() -> bool:
    """Say whether this process is root, with users to choose from."""
    return os.geteuid() == 0 and max(length for _, length in _mapped_uids()) >= 1 << 10


def become(uid: int) -> None:
    """Be this user and group, and no other, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def drop_capabilities() -> None:
    """Give up every capability, those of programs to come included."""
    prctl(PR_SET_SECUREBITS, LOCKED_SECUREBITS)
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            break
    prctl(PR_CAP_AMBIENT, 4)
    set_capabilities(0, 0, 0)


def forbid_new_privileges() -> None:
    """Let no program that is started have more rights than this one."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def limit(memory_bytes: int, file_bytes: int, processes: int, open_files: int, cpu_seconds: float) -> None:
    """Limit this process and those that it starts; memory comes on top of what is mapped now."""
    seconds = int(cpu_seconds) + 5
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: file_bytes,
        resource.RLIMIT_NPROC: processes,
        resource.RLIMIT_NOFILE: open_files,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_DATA: _data_bytes() + memory_bytes,
    }
    for name in ("RLIMIT_MSGQUEUE", "RLIMIT_MEMLOCK", "RLIMIT_RTPRIO", "RLIMIT_NICE"):
        if hasattr(resource, name):
            wanted[getattr(resource, name)] = 1 << 16 if name == "RLIMIT_MEMLOCK" else 0
    for kind, value in wanted.items():
        _lower(kind, int(value))


def _lower(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _data_bytes() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[5])
    except OSError:
        return 1 << 30
    return pages * resource.getpagesize()


def _mapped_uids() -> list[tuple[int, int]]:
    try:
        lines = Path("/proc/self/uid_map").read_text().splitlines()
    except OSError:
        return [(0, 1 << 32)]
    extents = [(int(start), int(length)) for start, _, length in map(str.split, lines)]
    return extents or [(0, 1 << 32)]
