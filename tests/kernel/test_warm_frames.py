"""The reader of a hostile kernel's frames gives frames or one of two errors, whatever it reads."""

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocnotes.execution.warm.contents import KINDS, MalformedFrame
from blocnotes.execution.warm.frames import Flood, FrameReader

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    [
        "name",
        "text",
        "data",
        "metadata",
        "transient",
        "ename",
        "evalue",
        "traceback",
        "status",
        "execution_count",
    ]
)


def framed(body):
    return struct.pack(">I", len(body)) + body


@given(st.binary(max_size=200))
def test_noise(data):
    read(data)


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(FIELDS, PLAIN, max_size=6), PLAIN)
def test_nearly_right_contents(kind, content, parent):
    for frame in read(framed(json.dumps([*kind, content, parent]).encode())):
        assert isinstance(frame.parent, str)
        json.dumps(frame.content).encode()


def read(data):
    try:
        return list(FrameReader(10_000).feed(data))
    except (Flood, MalformedFrame):
        return []


@given(st.lists(st.integers(1, 40), max_size=20))
def test_it_does_not_matter_how_the_bytes_are_cut(cuts):
    message = framed(json.dumps(["iopub", "stream", {"name": "stdout", "text": "é\n"}, "p"]).encode()) * 3
    reader, found = FrameReader(1000), []
    for cut in cuts:
        found += reader.feed(message[:cut])
        message = message[cut:]
    found += reader.feed(message)
    assert [frame.content["text"] for frame in found] == ["é\n"] * 3


def test_an_announced_giant_is_not_waited_for():
    with pytest.raises(Flood):
        list(FrameReader(1000).feed(struct.pack(">I", 1001)))


def test_what_is_not_json_becomes_text_and_extra_fields_are_left_out():
    content = {"data": {"text/plain": {"a": 1}, "application/json": {"a": [1]}}, "score": 20}
    (frame,) = FrameReader(1000).feed(framed(json.dumps(["iopub", "display_data", content, ""]).encode()))
    assert frame.content == {
        "data": {"text/plain": '{"a": 1}', "application/json": {"a": [1]}},
        "metadata": {},
    }
