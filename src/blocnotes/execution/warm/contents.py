"""The contents of a kernel's messages, rebuilt field by field: what is not asked for is not taken."""

import json
from collections.abc import Callable
from typing import Any

DEPTH = 24
NAMES = 4096


class MalformedFrame(ValueError):
    """The kernel's process sent something that no kernel sends."""


def text(value: Any, most: int | None = None) -> str:
    """Take a text, of no more than `most` characters. Raises MalformedFrame."""
    if not isinstance(value, str) or (most is not None and len(value) > most):
        raise MalformedFrame("no text")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise MalformedFrame("no count")
    return value


def _bundle(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MalformedFrame("no bundle")
    for name, item in value.items():
        text(name, NAMES)
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
        rebuilt["transient"] = {"display_id": text(transient["display_id"], NAMES)}
    return rebuilt


def _result(content: dict[str, Any]) -> dict[str, Any]:
    return {**_display(content), "execution_count": _count(content.get("execution_count"))}


def _error(content: dict[str, Any]) -> dict[str, Any]:
    lines = content.get("traceback")
    if not isinstance(lines, list):
        raise MalformedFrame("no traceback")
    return {
        "ename": text(content.get("ename")),
        "evalue": text(content.get("evalue")),
        "traceback": [text(line) for line in lines],
    }


def _stream(content: dict[str, Any]) -> dict[str, Any]:
    if content.get("name") not in ("stdout", "stderr"):
        raise MalformedFrame("no stream")
    return {"name": content["name"], "text": text(content.get("text"))}


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
    ("iopub", "execute_input"): lambda content: {
        "code": "",
        "execution_count": _count(content.get("execution_count")),
    },
    ("iopub", "status"): lambda content: {
        "execution_state": "idle" if content.get("execution_state") == "idle" else "busy"
    },
    ("shell", "execute_reply"): _reply,
    ("control", "ready"): lambda content: {},
    ("control", "fault"): lambda content: {"what": text(content.get("what"), NAMES)},
}
