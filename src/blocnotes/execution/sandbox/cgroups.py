"""Control groups: memory, processes and computing time of a sandbox as a whole, where the machine lets us.

Folders are held open by descriptor, because a warm parent lives in a root where /sys is not. Both versions
are served: v2 where its controllers can be handed down, else v1.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

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

    def create(self, name: str, memory_bytes: int, processes: int) -> "Group":
        """Make a group. Raises OSError."""
        folders = {}
        for controller, tree in self.trees.items():
            os.mkdir(name, 0o755, dir_fd=tree)
            folders[controller] = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=tree)
        group = Group(self, name, folders)
        group.limit(memory_bytes, processes)
        return group

    def remove(self) -> None:
        """Give the places back, once all groups are dissolved."""
        for folder in self.folders:
            _remove_tree(folder)


@dataclass(frozen=True, slots=True)
class Group:
    """One sandbox's group."""

    place: Cgroups
    name: str
    folders: dict[str, int]

    def limit(self, memory_bytes: int, processes: int) -> None:
        """Set what all its processes together may use."""
        if self.place.version == 2:
            self._write("", "memory.max", memory_bytes)
            self._write("", "pids.max", processes)
            for name, value in (("memory.oom.group", 1), ("memory.swap.max", 0)):
                self._try("", name, value)
        else:
            self._write("memory", "memory.limit_in_bytes", memory_bytes)
            self._try("memory", "memory.memsw.limit_in_bytes", memory_bytes)
            self._write("pids", "pids.max", processes)

    def enter(self) -> None:
        """Put the calling process in."""
        for controller in self.folders:
            self._write(controller, "cgroup.procs", 0)

    def cpu_seconds(self) -> float:
        """Tell the computing time of all that ever ran in it."""
        if self.place.version == 2:
            return int(self._read("", "cpu.stat").split()[1]) / 1e6
        return int(self._read("cpuacct", "cpuacct.usage")) / 1e9

    def peak_bytes(self) -> int:
        """Tell the most memory that it used at once, its files in memory included."""
        try:
            name = "memory.peak" if self.place.version == 2 else "memory.max_usage_in_bytes"
            return int(self._read("" if self.place.version == 2 else "memory", name))
        except OSError:
            return 0

    def ran_out_of_memory(self) -> bool:
        """Say whether the kernel had to kill in it."""
        controller, name = ("", "memory.events") if self.place.version == 2 else ("memory", "memory.oom_control")
        counts = dict(line.split() for line in self._read(controller, name).splitlines())
        return int(counts.get("oom_kill", 0)) > 0

    def dissolve(self) -> None:
        """Kill what is left in it, and remove it."""
        for controller, folder in self.folders.items():
            self._remove(controller)
            os.close(folder)

    def _remove(self, controller: str) -> None:
        for _ in range(200):
            try:
                return os.rmdir(self.name, dir_fd=self.place.trees[controller])
            except OSError:
                self._kill(controller)
                time.sleep(0.002)

    def _kill(self, controller: str) -> None:
        for pid in self._read(controller, "cgroup.procs").split():
            # 0 stands for a process that cannot be seen from here: its namespace's end is its own.
            if int(pid) > 1:
                try:
                    os.kill(int(pid), 9)
                except OSError:
                    continue

    def _try(self, controller: str, name: str, value: int) -> None:
        try:
            self._write(controller, name, value)
        except OSError:
            return

    def _write(self, controller: str, name: str, value: int) -> None:
        file = os.open(name, os.O_WRONLY | os.O_CLOEXEC, dir_fd=self.folders[controller])
        try:
            os.write(file, str(value).encode())
        finally:
            os.close(file)

    def _read(self, controller: str, name: str) -> str:
        file = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.folders[controller])
        try:
            return os.read(file, 1 << 16).decode()
        finally:
            os.close(file)


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
    folder = _place(own)
    (own / "cgroup.subtree_control").write_text("+memory +pids")
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
