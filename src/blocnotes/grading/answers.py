"""Decode what a run handed in. Every byte is the learner's word: capped, schema-checked, never unpickled."""

import base64
import binascii
import json
import math
import struct
from collections.abc import Iterable, Mapping
from typing import Any

from blocnotes.records import Answer, Notebook

MIME = "application/vnd.blocnotes.answer+json"
MAX_PAYLOAD = 3_000_000
MAX_DEPTH = 30
MAX_ELEMENTS = 600_000
SCHEMA, RECORD_BATCH = 1, 3
"""Kinds of message in an Arrow stream."""
KINDS = frozenset({"missing", "refused", "value", "table", "array", "figure", "source", "calls", "predictions"})


class Malformed(Exception):
    """A payload that is not what the learner's side emits: treated as no answer."""


def read_answers(notebook: Notebook, cell: str) -> dict[str, Answer]:
    """Read the answers that one cell handed in, by name; the first of each name counts."""
    found: dict[str, Answer] = {}
    for payload in _payloads(notebook, cell):
        answer = decode(payload)
        found.setdefault(answer.name, answer)
    return found


class Reading:
    """What one run handed in, cell by cell, each decoded once; its values are shared, and nobody may change them."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self._read: dict[str, dict[str, Answer]] = {}

    def __getitem__(self, cell: str) -> dict[str, Answer]:
        if cell not in self._read:
            self._read[cell] = read_answers(self.notebook, cell)
        return self._read[cell]

    @property
    def cells(self) -> list[str]:
        """The cells that hand something in, in order."""
        named = (node.get("metadata", {}).get("blocnotes", {}).get("answer") for node in self.notebook["cells"])
        return list(dict.fromkeys(cell for cell in named if cell))


def copy_value(value: Any) -> Any:
    """Copy the value of an answer, so that who changes the copy changes nothing else."""
    if isinstance(value, list):
        return type(value)(map(copy_value, value))
    if isinstance(value, dict):
        return {key: copy_value(item) for key, item in value.items()}
    return value.copy() if hasattr(value, "copy") else value


def decode(payload: Any) -> Answer:
    """Decode one payload; anything that does not fit its kind becomes a `refused` answer."""
    try:
        return _decode(payload)
    except (Malformed, KeyError, TypeError, ValueError, OverflowError, RecursionError, MemoryError):
        name = payload.get("name") if isinstance(payload, dict) else ""
        return Answer(name=name if isinstance(name, str) else "", kind="refused", value="La réponse est illisible.")


def _decode(payload: Any) -> Answer:
    if not isinstance(payload, dict) or not isinstance(payload.get("name"), str):
        raise Malformed
    kind = payload.get("kind")
    if kind not in KINDS:
        raise Malformed
    decimals = payload.get("decimals")
    if not (decimals is None or (type(decimals) is int and 0 <= decimals <= 12)):
        raise Malformed
    picture = payload.get("picture", "")
    return Answer(
        name=payload["name"][:200],
        kind=kind,
        value=_value(kind, payload),
        decimals=decimals,
        ordered=payload.get("ordered") is not False,
        picture=picture if isinstance(picture, str) else "",
    )


def _value(kind: str, payload: Mapping[str, Any]) -> Any:
    match kind:
        case "value":
            return restore(payload["value"])
        case "table":
            return _table(payload["arrow"])
        case "array":
            return _array(payload["arrow"], payload["shape"])
        case "figure":
            return _mapping(payload["figure"])
        case "source":
            return _text(payload["text"])
        case "calls":
            return [_call(item) for item in _list(payload["results"])]
        case "predictions":
            return restore(_mapping(payload["value"]))
        case "refused":
            return _text(payload.get("why", ""))[:300]
    return None


def restore(value: Any) -> Any:
    """Give back tagged values: `$float` as a float, `$set` as a set of plain items, `$date` as its text."""
    if isinstance(value, list):
        return [restore(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$float"}:
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[value["$float"]]
    if value.keys() == {"$set"}:
        return Bag(restore(item) for item in _list(value["$set"]))
    if value.keys() == {"$date"}:
        return _text(value["$date"])[:40]
    if value.keys() == {"$seconds"}:
        return float(value["$seconds"])
    return {key: restore(item) for key, item in value.items()}


class Bag(list[Any]):
    """A set as it travelled: items in no order."""


def _payloads(notebook: Notebook, cell: str) -> Iterable[Any]:
    for node in notebook["cells"]:
        if node.get("metadata", {}).get("blocnotes", {}).get("answer") != cell:
            continue
        for output in node.get("outputs", ()):
            payload = output.get("data", {}).get(MIME) if output.get("output_type") == "display_data" else None
            if payload is not None and _bounded(payload):
                yield payload


def load_tables() -> None:
    """Load what the first table of a process needs, a third of a second; starts no thread."""
    import pyarrow as pa

    pa.table({"": [0.0]}).to_pandas(use_threads=False)


def _bounded(payload: Any) -> bool:
    # Walked with a stack of our own: a hostile depth must not exhaust Python's.
    stack, elements = [(payload, 0)], 0
    while stack:
        value, depth = stack.pop()
        elements += 1
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            return False
        if isinstance(value, dict):
            stack += [(item, depth + 1) for item in value.values()]
        elif isinstance(value, list):
            stack += [(item, depth + 1) for item in value]
    return len(json.dumps(payload)) <= MAX_PAYLOAD


def _call(item: Any) -> dict[str, Any]:
    call = _mapping(item)
    if "value" in call:
        return {"value": restore(call["value"])}
    return {"error": _text(call["error"])[:100], "message": _text(call.get("message", ""))[:300]}


def _table(encoded: Any) -> Any:
    table = _arrow(encoded)
    if table.num_columns * table.num_rows > MAX_ELEMENTS:
        raise Malformed
    return table.to_pandas(use_threads=False)


def _array(encoded: Any, shape: Any) -> Any:
    table = _arrow(encoded)
    sizes = [size for size in _list(shape) if type(size) is int and size >= 0]
    if table.num_columns != 1 or len(sizes) != len(shape) or math.prod(sizes) != table.num_rows:
        raise Malformed
    return table.column(0).to_numpy(zero_copy_only=False).reshape(sizes)


def _arrow(encoded: Any) -> Any:
    import pyarrow as pa

    try:
        data = base64.b64decode(_text(encoded), validate=True)
        with pa.ipc.open_stream(data) as reader:
            if not all(_harmless(field.type) for field in reader.schema):
                raise Malformed
            _refuse_expansion(data, max(len(reader.schema), 1))
            table = reader.read_all()
        table.validate(full=True)
    except (binascii.Error, struct.error, pa.ArrowException, OSError) as error:
        raise Malformed from error
    return table


def _refuse_expansion(data: bytes, columns: int) -> None:
    """Refuse a stream that unfolds: too many rows announced, compressed buffers, dictionaries.

    Read off the messages' heads (flatbuffers: Message and RecordBatch of Arrow's Schema.fbs and Message.fbs), before
    anything is decoded.
    """
    import pyarrow as pa

    rows = 0
    for message in pa.ipc.MessageReader.open_stream(data):
        kind, length, is_compressed = _read_head(message.metadata.to_pybytes())
        rows += length
        if kind not in (SCHEMA, RECORD_BATCH) or is_compressed or rows * columns > MAX_ELEMENTS:
            raise Malformed


def _read_head(head: bytes) -> tuple[int, int, bool]:
    def place(table: int, field: int) -> int:
        layout = table - struct.unpack_from("<i", head, table)[0]
        known = 4 + 2 * field < struct.unpack_from("<H", head, layout)[0]
        offset = struct.unpack_from("<H", head, layout + 4 + 2 * field)[0] if known else 0
        return table + offset if offset else 0

    root = struct.unpack_from("<I", head, 0)[0]
    kind, header = place(root, 1), place(root, 2)
    if not kind or not header:
        raise Malformed
    if head[kind] != RECORD_BATCH:
        return head[kind], 0, False
    batch = header + struct.unpack_from("<I", head, header)[0]
    length = place(batch, 0)
    rows = struct.unpack_from("<q", head, length)[0] if length else 0
    if rows < 0:
        raise Malformed
    return RECORD_BATCH, rows, bool(place(batch, 3))


def _harmless(kind: Any) -> bool:
    import pyarrow.types as types

    flat = (
        types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_large_string,
        types.is_timestamp, types.is_date, types.is_duration, types.is_decimal, types.is_time,
    )  # fmt: skip
    return any(test(kind) for test in flat)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Malformed
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Malformed
    return value


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed
    return value
