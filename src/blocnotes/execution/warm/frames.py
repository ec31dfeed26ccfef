"""Frames from a kernel, taken for what they are: bytes from somebody who may wish us ill.

A frame is four bytes of length and a JSON array `[channel, kind, content, parent]`. Nothing is believed:
lengths are capped before anything is kept, JSON has a depth, and contents are rebuilt field by field.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .contents import KINDS, NAMES, MalformedFrame, text

LENGTH = struct.Struct(">I")
OVERHEAD = 256
"""What a frame costs the reader on top of its bytes."""


class Flood(ValueError):
    """The kernel's process sent more than it may."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message of a kernel, rebuilt from checked values."""

    channel: str
    kind: str
    content: dict[str, Any]
    parent: str
    size: int


class FrameReader:
    """Turns bytes as they arrive into frames; keeps at most one frame of `most` bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._pending = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take bytes, give the frames that are complete.

        Raises Flood for a frame that is announced as larger than `most`, MalformedFrame for one that is none.
        """
        self._pending += data
        while len(self._pending) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._pending)
            if length > self._most:
                raise Flood(f"a frame of {length} bytes")
            end = LENGTH.size + length
            if len(self._pending) < end:
                return
            body = bytes(self._pending[LENGTH.size : end])
            del self._pending[:end]
            yield read_frame(body)


def read_frame(body: bytes) -> Frame:
    """Rebuild one frame. Raises MalformedFrame."""
    try:
        values = json.loads(body, parse_constant=lambda name: None)
        if b"\\ud" in body.lower():
            values = _mend(values)
    except (ValueError, RecursionError) as error:
        raise MalformedFrame(f"no JSON: {type(error).__name__}") from error
    if not isinstance(values, list) or len(values) != 4:
        raise MalformedFrame("no frame")
    channel, kind, content, parent = values
    rebuild = KINDS.get((channel, kind)) if isinstance(channel, str) and isinstance(kind, str) else None
    if rebuild is None:
        return Frame("ignored", "", {}, "", len(body) + OVERHEAD)
    if not isinstance(content, dict):
        raise MalformedFrame("no content")
    return Frame(channel, kind, rebuild(content), text(parent, NAMES), len(body) + OVERHEAD)


def _mend(values: Any) -> Any:
    # A lone surrogate would stop whoever writes the notebook to a file.
    written = json.dumps(values, ensure_ascii=False)
    return json.loads(written.encode("utf-8", "replace"))
