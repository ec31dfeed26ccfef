"""Answers that unfold: decoded in a process of its own with little memory, by what the grader decodes with."""

import base64
import json
import os
import random
import resource

import pytest

from blocnotes.grading.answers import MAX_PAYLOAD, decode

ROOM = 300 << 20
ROWS = 150_000_000


def stream(array, *names, **options):
    pa = pytest.importorskip("pyarrow")
    table = pa.table([array for _ in names or "v"], names=list(names or "v"))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table)
    return base64.b64encode(sink.getvalue().to_pybytes()).decode()


def nulls(rows):
    import pyarrow as pa

    return pa.nulls(rows)


def zeros(rows):
    import numpy as np
    import pyarrow as pa

    return pa.array(np.zeros(rows, dtype="int64"))


BOMBS = {
    "an array of nothing": lambda: {"kind": "array", "shape": [ROWS], "arrow": stream(nulls(ROWS))},
    "a table of nothing": lambda: {"kind": "table", "arrow": stream(nulls(ROWS), "a", "b")},
    "compressed columns": lambda: {"kind": "table", "arrow": stream(zeros(60_000_000), compression="zstd")},
    "a compressed array": lambda: {"kind": "array", "shape": [60_000_000], "arrow": stream(zeros(60_000_000), compression="zstd")},
    "many columns": lambda: {"kind": "table", "arrow": stream(nulls(0), *(f"c{n}" for n in range(5_000)))},
}  # fmt: skip


def growth(payload):
    """Decode in a child; give its growth in bytes, and what it made of the payload."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            kind = decode(payload).kind
        except BaseException as error:  # noqa: BLE001
            kind = type(error).__name__
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
        os.write(writable, json.dumps([grown, kind]).encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as answers:
        said = answers.read()
    os.waitpid(child, 0)
    return json.loads(said or b"[1e18, null]")


@pytest.mark.parametrize("name", BOMBS)
def test_an_answer_takes_no_more_memory_than_an_answer_may(name):
    payload = {"name": "x", **BOMBS[name]()}
    assert len(json.dumps(payload)) < MAX_PAYLOAD, "it would be dropped before"
    grown, kind = growth(payload)
    assert grown < ROOM, f"{grown >> 20} MiB, {kind}"


@pytest.mark.parametrize(
    "payload",
    [
        None, [], 7, "x", {}, {"name": 1}, {"name": "x"}, {"name": "x", "kind": "pickle", "value": "gASV"},
        {"name": "x", "kind": "value", "value": {"$float": "1e999"}}, {"name": "x", "kind": "value"},
        {"name": "x", "kind": "value", "value": {"$seconds": [1]}}, {"name": "x", "kind": "value", "value": {"$set": {}}},
        {"name": "x", "kind": "array", "shape": [True], "arrow": ""}, {"name": "x", "kind": "array", "shape": [-1, -1], "arrow": "AAAA"},
        {"name": "x", "kind": "table", "arrow": "!!!"}, {"name": "x", "kind": "table", "arrow": base64.b64encode(random.Random(7).randbytes(999)).decode()},
        {"name": "x", "kind": "value", "value": 1, "decimals": True}, {"name": "x", "kind": "value", "value": 1, "decimals": 10**9},
        {"name": "x", "kind": ["value"], "value": 1}, {"name": "x", "kind": "calls", "results": [{"error": 1}]},
        {"name": "x", "kind": "value", "value": {"$float": ["nan"]}},
    ],
    ids=lambda payload: json.dumps(payload)[:60],
)  # fmt: skip
def test_nonsense_is_a_refused_answer(payload):
    assert decode(payload).kind == "refused"
