"""The one place where a sandboxed process may write: a private, size-limited memory file system."""

import os
import stat
import tempfile
from pathlib import Path

from .libc import MS_NODEV, MS_NOEXEC, MS_NOSUID, mount

PLACE = "/scratch"
FOLDERS = ("work", "home", "tmp", "shm")
CHUNK = 1 << 20
DEEPEST = 16


def variables(place: str) -> dict[str, str]:
    """Give the environment that sends programs to a scratch folder."""
    return {
        "HOME": f"{place}/home",
        "TMPDIR": f"{place}/tmp",  # noqa: S108
        "IPYTHONDIR": f"{place}/home/.ipython",
        "XDG_CACHE_HOME": f"{place}/home/.cache",
        "JOBLIB_TEMP_FOLDER": f"{place}/tmp",  # noqa: S108
    }


def mount_scratch(size_bytes: int, uid: int, gid: int) -> None:
    """Mount it, with the folders of one user."""
    options = f"size={size_bytes},nr_inodes=16384,mode=755,uid={uid},gid={gid}"
    mount("tmpfs", PLACE, "tmpfs", MS_NOSUID | MS_NODEV, options)
    furnish(PLACE, uid, gid)


def furnish(place: str, uid: int, gid: int) -> None:
    """Make the folders of one user in a scratch folder."""
    for name in FOLDERS:
        make_folder(f"{place}/{name}", uid, gid)


def move_in(place: str) -> None:
    """Work there from here on."""
    os.chdir(f"{place}/work")
    os.environ.update(variables(place))
    # Or Python goes on with the folder that it found first.
    tempfile.tempdir = None


def mount_views() -> None:
    """Mount the process table and the terminals of this sandbox alone."""
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620")


def make_folder(path: str, uid: int, gid: int) -> None:
    """Make a folder that belongs to a user."""
    Path(path).mkdir(0o755)
    os.chown(path, uid, gid)


def copy_files(source: int, target: Path, uid: int, gid: int, depth: int = 0) -> None:
    """Copy the regular files and folders of an open folder; links, pipes and devices are left out."""
    for entry in os.scandir(source):
        if entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
            make_folder(str(target / entry.name), uid, gid)
            inner = os.open(entry.name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=source)
            copy_files(inner, target / entry.name, uid, gid, depth + 1)
            os.close(inner)
        elif entry.is_file(follow_symlinks=False):
            _copy_file(source, entry.name, target / entry.name, uid, gid)


def _copy_file(folder: int, name: str, target: Path, uid: int, gid: int) -> None:
    # The folder may change under us: what is opened is looked at again.
    source = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    try:
        if stat.S_ISREG(os.fstat(source).st_mode):
            copy = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
            while os.sendfile(copy, source, None, CHUNK):
                pass
            os.fchown(copy, uid, gid)
            os.close(copy)
    finally:
        os.close(source)
