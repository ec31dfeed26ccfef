"""Each defence, tried for real: a function that takes it up in a throw-away process and then attacks it.

A trial returns what it saw; it raises when the defence cannot be had, or does not hold.
"""

import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

from . import cgroups, namespaces, privileges, processes, root, scratch
from .attempts import DoesNotHoldError, hold, in_child
from .filter import build_filter
from .libc import CLONE_NEWNS, CLONE_NEWPID, install_filter, libc, unshare

BALLAST = 64 << 20


def try_user() -> str:
    """Be another user inside than outside, or nobody."""
    if privileges.may_change_uid():
        privileges.become(privileges.lane_uid(0, os.getpid()))
    outside = os.getuid()
    namespaces.become_user(1000)
    hold(os.getuid() == 1000, "the uid is the machine's")
    return f"uid {outside} is 1000 inside"


def try_processes() -> str:
    """See no process of the machine."""
    _gain_mounting()
    unshare(CLONE_NEWPID)
    return in_child(_look_at_processes)


def try_root() -> str:
    """See nothing of the disk, and write to none of it."""
    _gain_mounting()
    unshare(CLONE_NEWPID)
    return in_child(_look_at_the_disk)


def try_scratch() -> str:
    """Write to a private memory file system, and not more than its size."""
    _gain_mounting()
    unshare(CLONE_NEWPID)
    return in_child(_fill_the_scratch)


def try_network() -> str:
    """Reach one's own loopback, and not the machine's."""
    with socket.create_server(("127.0.0.1", 0)) as outside:
        port = outside.getsockname()[1]
        _gain_mounting()
        namespaces.leave_the_machine()
        namespaces.raise_loopback()
        with socket.create_server(("127.0.0.1", 0)) as inside:
            socket.create_connection(inside.getsockname(), 2).close()
        with socket.socket() as probe:
            hold(probe.connect_ex(("127.0.0.1", port)) != 0, "the machine's loopback answers")
    return "loopback only, and its own"


def try_capabilities() -> str:
    """Have no capability, and gain none."""
    _gain_mounting()
    privileges.drop_capabilities()
    privileges.forbid_new_privileges()
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    held = {name: lines[name].strip() for name in ("CapEff", "CapPrm", "CapBnd", "NoNewPrivs")}
    hold(all(int(held[name], 16) == 0 for name in ("CapEff", "CapPrm", "CapBnd")), f"left: {held}")
    hold(held["NoNewPrivs"] == "1", "set-uid programs still work")
    return "none, for good"


def try_filter() -> str:
    """Make no system call that is not on the list."""
    privileges.forbid_new_privileges()
    install_filter(build_filter())
    for flags in (0x10000000, 0x20000):
        hold(libc().unshare(flags) != 0, "unshare works")
    hold(libc().ptrace(0, 0, 0, 0) == -1, "ptrace works")
    hold(os.getpid() > 0, "")
    return f"{len(build_filter()) // 8} instructions"


def try_limits() -> str:
    """Get no more memory than the limit."""
    privileges.limit(BALLAST // 2, 1 << 20, 16, 64, 10)
    try:
        bytearray(BALLAST)
    except MemoryError:
        return "memory, processes, files, computing time"
    raise DoesNotHoldError("more memory than the limit was given")


def try_cgroups() -> str:
    """Be killed, with all one's processes, for using too much memory together."""
    found = cgroups.find_cgroups()
    if found is None:
        raise DoesNotHoldError("none can be written: memory and computing time are counted by /proc instead")
    group = found.create("trial", BALLAST // 2, 8)
    child = os.fork()
    if child == 0:
        group.enter()
        bytearray(BALLAST)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    group.dissolve()
    found.remove()
    hold(status == -signal.SIGKILL, "more memory than the limit was given")
    return f"version {found.version}"


def try_counting() -> str:
    """Find all processes of a tree by /proc, for where there are no control groups."""
    child = os.fork()
    if child == 0:
        signal.pause()
    found = processes.descendants(os.getpid())
    processes.kill_all([child])
    hold(child in found, "children are not listed (CONFIG_PROC_CHILDREN)")
    return f"{processes.proportional_bytes([os.getpid()]) >> 20} MiB counted"


def _gain_mounting() -> None:
    if not privileges.may_change_uid():
        namespaces.become_user(os.getuid())


def _enter_a_root() -> None:
    unshare(CLONE_NEWNS)
    root.change_root(root.interpreter_folders(), [])


def _look_at_processes() -> str:
    hold(os.getpid() == 1, "the pid is the machine's")
    _enter_a_root()
    seen = [path.name for path in Path("/proc").iterdir() if path.name.isdigit()]
    hold(seen == ["1"], f"{len(seen)} processes are seen")
    return "alone"


def _look_at_the_disk() -> str:
    _enter_a_root()
    for path in ("/etc/shadow", "/var", "/sys", "/boot", "/home/.", "/proc/1/root/old"):
        hold(not Path(path).exists(), f"{path} is seen")
    for path in ("/usr", "/", sys.prefix):
        hold(not _may_write(path), f"{path} can be written")
    return f"{len(list(Path('/').iterdir()))} folders, read-only"


def _fill_the_scratch() -> str:
    _enter_a_root()
    scratch.mount_scratch(1 << 20, os.getuid(), os.getgid())
    scratch.mount_views()
    try:
        Path(scratch.PLACE, "work", "full").write_bytes(bytes(2 << 20))
    except OSError:
        return "limited in size"
    raise DoesNotHoldError("more than its size was written")


def _may_write(folder: str) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
