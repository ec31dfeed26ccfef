"""What the grader knows about one kernel: which cell runs, what it has said, what was decided about it."""

import asyncio

from .contents import MalformedFrame
from .frames import Flood, Frame, FrameReader
from .lease import Lease
from .usage import End, KernelLimits, Usage
from .verdicts import SENTENCES, conclude, why

PATIENCE = 8


class Session:
    """One kernel's story. Frames and news go in; the frames that may be shown come out."""

    def __init__(self, lease: Lease, limits: KernelLimits) -> None:
        self.lease = lease
        self.limits = limits
        self.fault = ""
        self.over = False
        self._reader = FrameReader(limits.cell_output_bytes * 4 + (1 << 16))
        self._cell = ""
        self._index = 0
        self._replied = True
        self._cell_bytes = 0
        self._total_bytes = 0
        self._verdict: End | None = None
        self._ended_by: End | None = None
        self._verdicts: list[tuple[int, End]] = []
        self._unconfirmed: asyncio.Event | None = None

    def begin(self, request: str, index: int) -> None:
        """Start a cell's account."""
        self._cell, self._index = request, index
        self._replied = False
        self._cell_bytes = 0
        self._verdict = None
        self.lease.order("cell", cell=index)

    async def settle(self) -> None:
        """Wait until an interrupt that is under way has landed, or it would hit the next cell."""
        if self._unconfirmed is not None and not self.over:
            await self._unconfirmed.wait()
        self._unconfirmed = None

    def receive(self, data: bytes) -> list[Frame]:
        """Take bytes from the kernel; give the messages to show."""
        if self._ended_by in (End.MALFORMED, End.OUTPUT_FLOOD):
            return []
        shown: list[Frame] = []
        try:
            for frame in self._reader.feed(data):
                shown += self._take(frame)
                if self._is_deaf():
                    raise Flood
        except Flood:
            self._end(End.OUTPUT_FLOOD)
        except MalformedFrame:
            self._end(End.MALFORMED)
        return shown

    def listen(self) -> None:
        """Take news from the warm parent."""
        for message in self.lease.listen():
            if message["is"] == "over" and message["cell"] == self._index and not self._replied:
                self._judge(End(message["limit"]))
            elif message["is"] == "interrupted" and self._unconfirmed is not None:
                self._unconfirmed.set()

    def interrupt(self) -> None:
        """Interrupt the cell that runs, if one does."""
        if not self._replied and not self.over:
            if self._unconfirmed is None:
                self._unconfirmed = asyncio.Event()
            self.lease.order("interrupt", cell=self._index)

    def finish(self) -> list[Frame]:
        """Close the story once the kernel is gone; the cell that ran gets its verdict and its end."""
        self.over = True
        if self._unconfirmed is not None:
            self._unconfirmed.set()
        end = self._ended_by or why(self.lease.ended or {})
        if end is End.KILLED and self._verdict is not None:
            end = self._verdict
        self._ended_by = end
        if self._replied or end not in SENTENCES:
            return []
        if self._verdict is None:
            self._judge(end)
        return self._conclude(0)

    def usage(self) -> Usage:
        """Give the account of a kernel that is gone."""
        ended = self.lease.ended or {}
        end = self._ended_by or why(ended)
        return Usage(
            end=End.COMPLETED if end is End.KILLED and self._replied else end,
            cpu_seconds=ended.get("cpu", 0.0),
            wall_seconds=ended.get("wall", 0.0),
            peak_bytes=ended.get("peak", 0),
            output_bytes=self._total_bytes,
            exit_code=ended.get("code", 0),
            cells=tuple(self._verdicts),
        )

    def _take(self, frame: Frame) -> list[Frame]:
        if frame.channel == "control":
            self.fault = frame.content.get("what", "") or self.fault
            return [frame]
        self._cell_bytes += frame.size
        self._total_bytes += frame.size
        if frame.kind == "execute_reply":
            return self._reply(frame)
        if self._replied or frame.kind == "status" or not self._has_room():
            return []
        return [] if self._verdict is not None else [frame]

    def _has_room(self) -> bool:
        if self._verdict is not None:
            return False
        limits = self.limits
        if self._cell_bytes <= limits.cell_output_bytes and self._total_bytes <= limits.total_output_bytes:
            return True
        self._judge(End.OUTPUT_FLOOD)
        self.interrupt()
        return False

    def _is_deaf(self) -> bool:
        # Interrupted for printing too much, and still at it.
        return self._verdict is End.OUTPUT_FLOOD and self._cell_bytes > PATIENCE * self.limits.cell_output_bytes

    def _judge(self, end: End) -> None:
        if self._verdict is None:
            self._verdict = end
            self._verdicts.append((self._index, end))
            if end in (End.CPU_LIMIT, End.WALL_LIMIT):
                self.interrupt()

    def _reply(self, frame: Frame) -> list[Frame]:
        if self._replied or frame.parent != self._cell:
            return []
        if self._verdict is not None:
            return self._conclude(frame.content["execution_count"])
        self._replied = True
        self.lease.order("idle")
        return [frame, Frame("iopub", "status", {"execution_state": "idle"}, self._cell, 0)]

    def _conclude(self, count: int) -> list[Frame]:
        # The verdict stands in the place of whatever the interrupted cell had to say about it.
        assert self._verdict is not None
        self._replied = True
        self.lease.order("idle")
        return conclude(self._verdict, self.limits, self._cell, count)

    def _end(self, end: End) -> None:
        self._ended_by = end
        self.lease.order("kill")
        if not self._replied:
            self._judge(end)
