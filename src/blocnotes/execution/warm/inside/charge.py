"""One kernel in the warm parent's care: its account, its limits, its end."""

import contextlib
import json
import os
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from ...sandbox import processes
from ...sandbox.group import Group

GRACE_CPU = 1.0
GRACE_WALL = 8.0


@dataclass(slots=True)
class Charge:
    """A forked kernel. Times in seconds, on the monotonic clock; computing time as the machine counts it."""

    pid: int
    lane: int
    lease: socket.socket
    limits: dict[str, float]
    group: Group | None
    base_bytes: int
    folder: str
    started: float = field(default_factory=time.monotonic)
    cell: int | None = None
    cell_started: float = 0.0
    cell_cpu: float = 0.0
    told: bool = False
    interrupted: tuple[float, float] | None = None
    why: str = ""
    peak: int = 0
    spent: float = 0.0

    def obey(self, order: dict[str, Any]) -> None:
        """Carry out an order of the grader's."""
        match order["do"]:
            case "cell":
                self.cell, self.told, self.interrupted = order["cell"], False, None
                self.cell_started, self.cell_cpu = time.monotonic(), self.cpu()
            case "idle":
                self.cell = self.interrupted = None
            case "interrupt":
                self._interrupt(order["cell"])
            case _:
                self.kill("killed")

    def check(self) -> None:
        """Hold the account against the limits: tell the grader of a cell's, act on the others."""
        cpu = self.spent = max(self.spent, self.cpu())
        now = time.monotonic()
        limits = self.limits
        if cpu > limits["total_cpu_seconds"]:
            self.kill("cpu limit")
        elif now - self.started > limits["total_wall_seconds"]:
            self.kill("wall limit")
        elif self._is_out_of_memory():
            self.kill("memory")
        elif self.cell is not None:
            self._check_cell(cpu - self.cell_cpu, now - self.cell_started, cpu, now)

    def cpu(self) -> float:
        """Tell the computing time of the kernel and all that it started."""
        if self.group is not None:
            return self.group.cpu_seconds()
        return processes.cpu_seconds(processes.descendants(self.pid))

    def kill(self, why: str) -> None:
        """End the kernel; its namespace, where it has one, ends with it."""
        self.why = self.why or why
        try:
            os.kill(self.pid, signal.SIGKILL)
        except OSError:
            return

    def tell(self, **news: Any) -> None:
        """Tell the grader; one who is gone is not told."""
        try:
            self.lease.send(json.dumps(news).encode())
        except OSError:
            return

    def _interrupt(self, cell: int) -> None:
        if cell == self.cell:
            if self.interrupted is None:
                self.interrupted = time.monotonic(), self.cpu()
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGINT)
        self.tell(**{"is": "interrupted", "cell": cell})

    def _check_cell(self, cpu: float, wall: float, all_cpu: float, now: float) -> None:
        if self.interrupted is not None:
            since, cpu_then = self.interrupted
            if all_cpu - cpu_then > GRACE_CPU or now - since > GRACE_WALL:
                self.kill("killed")
        elif not self.told:
            over = cpu > self.limits["cell_cpu_seconds"], wall > self.limits["cell_wall_seconds"]
            if any(over):
                self.told = True
                self.tell(**{"is": "over", "cell": self.cell, "limit": "cpu limit" if over[0] else "wall limit"})

    def _is_out_of_memory(self) -> bool:
        if self.group is not None:
            return self.group.ran_out_of_memory()
        pids = processes.descendants(self.pid)
        most = self.limits["memory_bytes"]
        # Resident pages count those shared with the warm parent once in each process: the exact sum is slow.
        rough = processes.resident_bytes(pids) - self.base_bytes * len(pids)
        self.peak = max(self.peak, rough)
        if rough <= most - (self.base_bytes if len(pids) > 1 else 0):
            return False
        return processes.proportional_bytes(pids) > most
