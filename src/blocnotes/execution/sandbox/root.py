"""A minimal read-only root: interpreter, system libraries and programs, what was given, and nothing else."""

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from .libc import (
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
    freeze_tree,
    mount,
    pivot_root,
    unmount,
)

SYSTEM = (
    "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32",
    "/usr/lib64", "/usr/libexec", "/usr/share", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
    "/etc/alternatives", "/etc/fonts", "/etc/mime.types", "/etc/localtime",
)  # fmt: skip
DEVICES = ("null", "zero", "full", "random", "urandom")
FILES = {
    "etc/passwd": "learner:x:1000:1000:learner:/scratch/home:/bin/sh\n",
    "etc/group": "learner:x:1000:\n",
    "etc/hosts": "127.0.0.1 localhost sandbox\n::1 localhost\n",
    "etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
EMPTY = ("proc", "scratch", "dev/pts", "packages", "old")
LINKS = {"tmp": "scratch/tmp", "dev/shm": "/scratch/shm", "dev/ptmx": "pts/ptmx", "dev/fd": "/proc/self/fd"}
QUIET = MS_NOSUID | MS_NODEV
PLACE = "/proc"
"""A folder that is there on every machine, over which the new root is built in a private mount table."""


def interpreter_folders() -> list[str]:
    """Name what this interpreter needs of the disk."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    if "/usr" in folders:
        folders -= {"/usr"}
        folders |= {str(path) for path in Path("/usr/local/lib").glob("python3*")}
    return sorted(folders)


def change_root(folders: Iterable[str], packages: Iterable[str]) -> None:
    """Build the root and go there for good; in a mount namespace of one's own only.

    `folders` keep their paths; each of `packages` is found by its name in /packages.
    """
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    mount("tmpfs", PLACE, "tmpfs", QUIET, "size=4m,mode=755")
    wanted = {path: path for path in outermost([*SYSTEM, *folders])}
    _lay_out(PLACE, wanted)
    wanted |= {f"/dev/{name}": f"/dev/{name}" for name in DEVICES}
    wanted |= {path: f"/packages/{Path(path).name}" for path in packages}
    for source, target in wanted.items():
        bind(Path(source), Path(PLACE + target))
    _move_in(PLACE)


def outermost(paths: Iterable[str]) -> list[str]:
    """Leave out what does not exist and what lies inside another one."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        inside = any(path.startswith(f"{outer}/") and not Path(outer).is_symlink() for outer in kept)
        if os.path.lexists(path) and not inside:
            kept.append(path)
    return kept


def bind(source: Path, target: Path) -> None:
    """Show a file or folder at another place, read-only; a link is copied as one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.touch()
    # Devices stay writable by their modes: a bind of the file, not of a file system.
    is_device = source.parent == Path("/dev")
    mount(str(source), str(target), None, MS_BIND | (0 if is_device else MS_REC))
    if not is_device:
        _make_read_only(str(target))


def _make_read_only(target: str) -> None:
    try:
        return freeze_tree(target)
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
    # Before Linux 5.12; in a user namespace the flags that a mount had cannot be taken off: try what occurs.
    try:
        mount(None, target, None, MS_BIND | MS_REMOUNT | MS_RDONLY | QUIET)
    except PermissionError:
        mount(None, target, None, MS_BIND | MS_REMOUNT | MS_RDONLY | QUIET | MS_NOEXEC)


def _lay_out(root: str, wanted: Iterable[str]) -> None:
    for name in EMPTY:
        Path(root, name).mkdir(parents=True)
    for name, text in FILES.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for name, target in LINKS.items():
        # An interpreter may itself lie under /tmp: that is then a folder, and TMPDIR alone leads to the scratch.
        if not any(path.startswith(f"/{name}/") for path in wanted):
            Path(root, name).symlink_to(target)


def _move_in(root: str) -> None:
    os.chdir(root)
    pivot_root(".", "old")
    os.chdir("/")
    mount("proc", "/proc", "proc", QUIET | MS_NOEXEC)
    unmount("/old")
    Path("/old").rmdir()
    mount(None, "/", None, MS_BIND | MS_REMOUNT | MS_RDONLY | QUIET)
