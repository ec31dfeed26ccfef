"""Where sandboxes are made: a parent that has itself left the machine, and can give each child less still."""

import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import privileges, root, scratch
from .cgroups import Cgroups, find_cgroups
from .levels import DefenceError, Level
from .libc import (
    CLONE_NEWNS,
    CLONE_NEWPID,
    PR_SET_CHILD_SUBREAPER,
    PR_SET_PDEATHSIG,
    prctl,
    setns,
    unshare,
)
from .namespaces import become_user

PACKAGES = "/packages"
PARENT_BYTES = 64 << 20


@dataclass(slots=True)
class Place:
    """What a confined parent needs to make sandboxes."""

    level: Level
    owner: int
    """The pid of the supervisor, as the machine sees it."""
    is_root: bool
    cgroups: Cgroups | None = None
    home: str = scratch.PLACE
    pids: int = -1
    """This process's own pid namespace, to come back to after each fork."""

    def fork(self) -> int:
        """Fork; under FULL the child is the first process of a pid namespace of its own."""
        if self.level is not Level.FULL:
            return os.fork()
        unshare(CLONE_NEWPID)
        try:
            pid = os.fork()
        except OSError:
            setns(self.pids, CLONE_NEWPID)
            raise
        if pid:
            setns(self.pids, CLONE_NEWPID)
        return pid

    def leave(self) -> None:
        """Give back what is on the disk; under FULL there is nothing, and the supervisor sees to the rest."""
        if self.level is not Level.FULL:
            shutil.rmtree(self.home, ignore_errors=True)
            if self.cgroups is not None:
                self.cgroups.remove()

    def uid(self, lane: int) -> int | None:
        """Choose the uid of the sandbox in a lane; None where there is only one."""
        if not self.is_root or self.level is Level.NONE:
            return None
        return privileges.lane_uid(lane, self.owner)


def confine(level: Level, read_only: Sequence[str], packages: Sequence[str]) -> Place:
    """Confine this process and return in it, or in a child that goes on in its name. Raises DefenceError."""
    place = Place(level=level, owner=os.getpid(), is_root=privileges.may_change_uid())
    if level is not Level.NONE:
        place.cgroups = find_cgroups()
    if level is not Level.FULL:
        _settle_on_the_disk(place)
        return place
    try:
        _leave(place)
        _supervise(place)
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        unshare(CLONE_NEWNS)
        root.change_root([*root.interpreter_folders(), *read_only], packages)
        scratch.mount_scratch(PARENT_BYTES, os.getuid(), os.getgid())
        scratch.move_in(scratch.PLACE)
        place.pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
    except OSError as error:
        raise DefenceError("namespaces and a root of one's own", error) from error
    return place


def _settle_on_the_disk(place: Place) -> None:
    if place.level is Level.LIMITED:
        _check_readable(place)
    place.home = tempfile.mkdtemp(prefix="blocnotes-")
    # Sandboxes with other uids have their folders further down.
    Path(place.home).chmod(0o711)
    scratch.furnish(place.home, os.getuid(), os.getgid())
    scratch.move_in(place.home)


def _check_readable(place: Place) -> None:
    # Without a root of its own, a sandbox under another uid reads the interpreter by the disk's own rules.
    for folder in root.interpreter_folders() if place.is_root else ():
        for path in (Path(folder), *Path(folder).parents):
            if not path.stat().st_mode & stat.S_IXOTH:
                raise DefenceError("uid of its own", f"{path} may not be read by other users")


def _leave(place: Place) -> None:
    if not place.is_root:
        become_user(os.getuid())
    unshare(CLONE_NEWPID)


def _supervise(place: Place) -> None:
    # The child is the first of a pid namespace: when it goes, the machine's kernel ends all that is below.
    child = os.fork()
    if child == 0:
        return
    os.closerange(3, 256)
    status = os.waitpid(child, 0)[1]
    if place.cgroups is not None:
        place.cgroups.remove()
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
