"""Control groups: memory, processes and computing time of a sandbox as a whole, where the machine lets us.

Folders are held open by descriptor, because a warm parent lives in a root where /sys is not. Both versions
are served: v2 where its controllers can be handed down, else v1.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from .group import Group

TREE = Path("/sys/fs/cgroup")
V1 = ("memory", "pids", "cpuacct")
NAME = "blocnotes"


@dataclass(frozen=True, slots=True)
class Cgroups:
    """A place of our own in each tree, in which every sandbox gets a group."""

    version: int
    trees: dict[str, int]
    """Controller → open folder; one entry named "" for version 2."""
    folders: tuple[Path, ...]

    def create(self, name: str, memory_bytes: int, processes: int) -> Group:
        """Make a group. Raises OSError."""
        folders = {}
        for controller, tree in self.trees.items():
            os.mkdir(name, 0o755, dir_fd=tree)
            folders[controller] = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=tree)
        group = Group(self.version, self.trees, name, folders)
        group.limit(memory_bytes, processes)
        return group

    def remove(self) -> None:
        """Give the places back, once all groups are dissolved."""
        for folder in self.folders:
            _remove_tree(folder)


def find_cgroups() -> Cgroups | None:
    """Find a place below our own groups where we may make some; None where there is none."""
    places = _own_groups()
    for find in (_find_v2, _find_v1):
        try:
            return find(places)
        except (OSError, KeyError, StopIteration):
            continue
    return None


def _find_v2(places: dict[str, str]) -> Cgroups:
    root = next(path for path in (TREE, TREE / "unified") if (path / "cgroup.controllers").exists())
    own = root / places[""].lstrip("/")
    if not {"memory", "pids"} <= set((own / "cgroup.controllers").read_text().split()):
        raise FileNotFoundError("no memory or pids controller")
    (own / "cgroup.subtree_control").write_text("+memory +pids")
    folder = _place(own)
    (folder / "cgroup.subtree_control").write_text("+memory +pids")
    return Cgroups(2, {"": _open(folder)}, (folder,))


def _find_v1(places: dict[str, str]) -> Cgroups:
    folders = {}
    for controller in V1:
        own = TREE / controller / places[controller].lstrip("/")
        folders[controller] = _place(own)
    return Cgroups(1, {controller: _open(folder) for controller, folder in folders.items()}, tuple(folders.values()))


def _place(own: Path) -> Path:
    # What a parent that was killed has left behind is swept by the next one.
    for stale in own.glob(f"{NAME}-*"):
        if not Path("/proc", stale.name.rpartition("-")[2]).exists():
            _remove_tree(stale)
    folder = own / f"{NAME}-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    return folder


def _remove_tree(folder: Path) -> None:
    try:
        for inner in [path for path in folder.iterdir() if path.is_dir()]:
            inner.rmdir()
        folder.rmdir()
    except OSError:
        return


def _own_groups() -> dict[str, str]:
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    fields = [line.split(":", 2) for line in lines]
    return {controller: path for _, controllers, path in fields for controller in controllers.split(",")}


def _open(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
