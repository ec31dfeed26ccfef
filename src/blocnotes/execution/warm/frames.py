"""Frames from a kernel, taken for what they are: bytes from somebody who may wish us ill.

A frame is four bytes of length and a JSON array `[channel, kind, content, parent]`. Nothing is believed:
lengths are capped before anything is kept, JSON has a depth, and contents are rebuilt field by field.
"""

import json
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

LENGTH = struct.Struct(">I")
DEPTH = 24
NAMES = 4096
OVERHEAD = 256
"""What a frame costs the reader on top of its bytes."""


class MalformedFrame(ValueError):
    """The kernel's process sent something that no kernel sends."""


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
    return Frame(channel, kind, rebuild(content), _text(parent, NAMES), len(body) + OVERHEAD)


def _text(value: Any, most: int | None = None) -> str:
    if not isinstance(value, str) or (most is not None and len(value) > most):
        raise MalformedFrame("no text")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise MalformedFrame("no count")
    return value


def _mend(values: Any) -> Any:
    # A lone surrogate would stop whoever writes the notebook to a file.
    text = json.dumps(values, ensure_ascii=False)
    return json.loads(text.encode("utf-8", "replace"))


def _bundle(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MalformedFrame("no bundle")
    for name, item in value.items():
        _text(name, NAMES)
        if not isinstance(item, str):
            _check_depth(item)
    return value


def _media(value: Any) -> dict[str, Any]:
    # Only JSON media types may hold anything but text: a notebook with others cannot be written.
    return {
        name: item if isinstance(item, str) or name.endswith("json") else json.dumps(item)
        for name, item in _bundle(value).items()
    }


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEPTH):
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return
    raise MalformedFrame("nested too deeply")


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def _display(content: dict[str, Any]) -> dict[str, Any]:
    rebuilt = {"data": _media(content.get("data")), "metadata": _bundle(content.get("metadata") or {})}
    transient = content.get("transient")
    if isinstance(transient, dict) and transient.get("display_id") is not None:
        rebuilt["transient"] = {"display_id": _text(transient["display_id"], NAMES)}
    return rebuilt


def _result(content: dict[str, Any]) -> dict[str, Any]:
    return {**_display(content), "execution_count": _count(content.get("execution_count"))}


def _error(content: dict[str, Any]) -> dict[str, Any]:
    lines = content.get("traceback")
    if not isinstance(lines, list):
        raise MalformedFrame("no traceback")
    return {
        "ename": _text(content.get("ename")),
        "evalue": _text(content.get("evalue")),
        "traceback": [_text(line) for line in lines],
    }


def _stream(content: dict[str, Any]) -> dict[str, Any]:
    if content.get("name") not in ("stdout", "stderr"):
        raise MalformedFrame("no stream")
    return {"name": content["name"], "text": _text(content.get("text"))}


def _reply(content: dict[str, Any]) -> dict[str, Any]:
    count = {"execution_count": _count(content.get("execution_count"))}
    if content.get("status") == "ok":
        return {"status": "ok", "payload": [], "user_expressions": {}, **count}
    return {"status": "error", "payload": [], **count, **_error(content)}


KINDS: dict[tuple[str, str], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("iopub", "stream"): _stream,
    ("iopub", "display_data"): _display,
    ("iopub", "update_display_data"): _display,
    ("iopub", "execute_result"): _result,
    ("iopub", "error"): _error,
    ("iopub", "clear_output"): lambda content: {"wait": content.get("wait") is True},
    ("iopub", "execute_input"): lambda content: {"code": "", "execution_count": _count(content.get("execution_count"))},
    ("iopub", "status"): lambda content: {"execution_state": "idle" if content.get("execution_state") == "idle" else "busy"},
    ("shell", "execute_reply"): _reply,
    ("control", "ready"): lambda content: {},
    ("control", "fault"): lambda content: {"what": _text(content.get("what"), NAMES)},
}
