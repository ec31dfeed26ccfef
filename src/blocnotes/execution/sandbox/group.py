"""One control group: what all processes of a sandbox together may use, and have used."""

import os
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """One sandbox's group."""

    version: int
    trees: dict[str, int]
    name: str
    folders: dict[str, int]
    """Controller → open folder, one entry named "" for version 2."""

    def limit(self, memory_bytes: int, processes: int) -> None:
        """Set what all its processes together may use."""
        if self.version == 2:
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
        if self.version == 2:
            return int(self._read("", "cpu.stat").split()[1]) / 1e6
        return int(self._read("cpuacct", "cpuacct.usage")) / 1e9

    def peak_bytes(self) -> int:
        """Tell the most memory that it used at once, its files in memory included."""
        try:
            name = "memory.peak" if self.version == 2 else "memory.max_usage_in_bytes"
            return int(self._read("" if self.version == 2 else "memory", name))
        except OSError:
            return 0

    def ran_out_of_memory(self) -> bool:
        """Say whether the kernel had to kill in it."""
        controller, name = ("", "memory.events") if self.version == 2 else ("memory", "memory.oom_control")
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
                os.rmdir(self.name, dir_fd=self.trees[controller])
                return
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
