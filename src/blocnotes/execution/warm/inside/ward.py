"""The loop of the warm parent: requests, orders, limits, deaths."""

import contextlib
import gc
import json
import os
import select
import shutil
import signal
import socket
import tempfile
import time
from typing import Any

from ...sandbox import processes
from ...sandbox.confinement import Place
from ...sandbox.group import Group
from ...sandbox.levels import Level
from ...sandbox.scratch import PLACE
from .birth import be_born
from .charge import Charge
from .preload import count_threads, forget_warnings, load_safely

MOST = 1 << 20
TICK_MS = 50


class Ward:
    """The kernels that run now, and what the grader wants of them."""

    def __init__(self, control: socket.socket, place: Place) -> None:
        self._control = control
        self._place = place
        self._charges: dict[int, Charge] = {}
        self._by_lease: dict[int, Charge] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._base_bytes = processes.resident_bytes([os.getpid()])
        self._count = 0
        self._checked = 0.0
        self._deaths = _watch_for_deaths()
        self._poll.register(self._deaths, select.POLLIN)

    def serve(self) -> None:
        """Serve until the grader leaves; then end every kernel."""
        while self._step():
            continue
        for charge in self._charges.values():
            charge.kill("killed")
        while self._charges:
            self._bury(block=True)

    def _step(self) -> bool:
        ready = self._poll.poll(TICK_MS if self._charges else None)
        for descriptor, _ in ready:
            if descriptor == self._control.fileno():
                if not self._admit():
                    return False
            elif descriptor == self._deaths:
                os.read(self._deaths, 4096)
            elif descriptor in self._by_lease:
                self._hear(self._by_lease[descriptor])
        self._bury()
        if time.monotonic() - self._checked > TICK_MS / 1000:
            self._checked = time.monotonic()
            for charge in list(self._charges.values()):
                charge.check()
        return True

    def _admit(self) -> bool:
        data, descriptors, *_ = socket.recv_fds(self._control, MOST, 3)
        if not data:
            return False
        lease = socket.socket(fileno=descriptors[0])
        request = json.loads(data)
        if request.get("do") == "load":
            self._load(request["names"], lease)
            return True
        try:
            self._fork(request, lease, descriptors[1:])
        except OSError as error:
            lease.send(json.dumps({"is": "ended", "why": "fault", "what": str(error), "code": 70}).encode())
            lease.close()
        finally:
            for descriptor in descriptors[1:]:
                os.close(descriptor)
        return True

    def _fork(self, request: dict[str, Any], lease: socket.socket, descriptors: list[int]) -> None:
        assert count_threads() == 1, "a fork with threads is not safe"
        self._count += 1
        taken = {charge.lane for charge in self._charges.values()}
        lane = next(lane for lane in range(len(taken) + 1) if lane not in taken)
        group = self._make_group(request["limits"])
        folder = PLACE if self._place.level is Level.FULL else tempfile.mkdtemp(prefix="kernel-")
        pid = self._place.fork()
        if pid == 0:
            be_born(request, self._place, lane, group, folder, descriptors)
        lease.setblocking(False)
        charge = Charge(pid, lane, lease, request["limits"], group, self._base_bytes, folder)
        self._charges[pid] = self._by_lease[lease.fileno()] = charge
        self._poll.register(lease, select.POLLIN)

    def _load(self, names: list[str], lease: socket.socket) -> None:
        # Names of libraries that the course's solutions use, learnt from a run of them: nothing of a course itself.
        left_out = load_safely(names)
        forget_warnings()
        gc.freeze()
        self._base_bytes = processes.resident_bytes([os.getpid()])
        lease.send(json.dumps({"is": "ended", "left_out": left_out[:200]}).encode())
        lease.close()

    def _make_group(self, limits: dict[str, float]) -> Group | None:
        if self._place.cgroups is None:
            return None
        return self._place.cgroups.create(str(self._count), int(limits["memory_bytes"]), int(limits["processes"]))

    def _hear(self, charge: Charge) -> None:
        try:
            data = charge.lease.recv(MOST)
        except OSError:
            data = b""
        if data:
            charge.obey(json.loads(data))
        else:
            # The grader gave the kernel back, or is gone.
            self._poll.unregister(charge.lease)
            charge.kill("killed")

    def _bury(self, block: bool = False) -> None:
        while self._charges:
            try:
                pid, status, used = os.wait4(-1, 0 if block else os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in self._charges:
                self._settle(self._charges.pop(pid), os.waitstatus_to_exitcode(status), used)

    def _settle(self, charge: Charge, code: int, used: Any) -> None:
        if self._place.level is not Level.FULL:
            self._sweep()
            shutil.rmtree(charge.folder, ignore_errors=True)
        cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 - self._base_bytes
        why = charge.why or "died"
        if charge.group is not None:
            cpu, peak = charge.group.cpu_seconds(), charge.group.peak_bytes()
            why = "memory" if not charge.why and charge.group.ran_out_of_memory() else why
            charge.group.dissolve()
        charge.tell(**{
            "is": "ended", "why": why, "code": code, "cpu": max(cpu, charge.spent),
            "peak": max(peak, charge.peak), "wall": time.monotonic() - charge.started,
        })  # fmt: skip
        self._by_lease.pop(charge.lease.fileno(), None)
        with contextlib.suppress(KeyError):
            self._poll.unregister(charge.lease)
        charge.lease.close()

    def _sweep(self) -> None:
        # Without a pid namespace what a kernel started comes to us when it is gone.
        living = set(self._charges)
        orphans = [pid for pid in processes.descendants(os.getpid())[1:] if pid not in living]
        kept = {pid for charge in living for pid in processes.descendants(charge)}
        processes.kill_all([pid for pid in orphans if pid not in kept])


def _watch_for_deaths() -> int:
    readable, writable = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda signum, frame: None)
    return readable
