"""The trusted side of a split run: bind a test cell's names to data, and to functions that ask the learner's kernel."""

import builtins
import json
import random
import select
import sys
from typing import Any

from IPython import get_ipython

from .faithful import Unsendable, decode, encode
from .tables import decode_table, encode_table

QUESTION = "application/vnd.blocnotes.question"
_bound: set[str] = set()
_kinds: dict[str, type] = {}
_last_random: list[str] = []
_shares_random: list[bool] = [False]


class NoAnswer(BaseException):
    """The learner's kernel gave nothing that can be checked; no test that awaits an Exception takes it for one."""


class Opaque:
    """A value that is no data: every use of it fails, none of it holds."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, kind: str) -> None:
        self.__dict__["_kind"] = kind

    def _fail(self, *_: Any, **__: Any) -> Any:
        raise NoAnswer(f"this value ({self._kind}) cannot be checked here")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __len__ = __iter__ = __call__ = _fail
    __contains__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __float__ = _fail
    __array__ = __abs__ = __neg__ = __int__ = __index__ = __str__ = __repr__ = __format__ = __enter__ = _fail

    def __getattr__(self, name: str) -> Any:
        raise NoAnswer(f"this value ({self._kind}) cannot be checked here")


class Values:
    """An iterator of the learner's, asked item by item."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __iter__(self) -> "Values":
        return self

    def __next__(self) -> Any:
        return _settle(_ask({"do": "next", "target": self._handle}), (), {})


def bind(theirs: list[str], unknown: list[str], imports: dict[str, str], shares_random: bool) -> None:
    """Bind the names of the next test cell: the learner's always, unknown ones where this side has none."""
    space = get_ipython().user_ns
    _shares_random[0] = shares_random
    asked = [*theirs, *(name for name in unknown if name in _bound or name not in space)]
    for name in (*asked, *imports):
        space.pop(name, None)
    values = _ask({"do": "read", "names": [*asked, *imports]}).get("values", {}) if asked or imports else {}
    for name, statement in imports.items():
        if name in values or name == "*":
            exec(statement, space)  # noqa: S102 - an import of the instructor's own text
    for name in asked:
        if name in values:
            space[name] = _receive(values[name])
    _bound.update(asked)


def _receive(value: Any) -> Any:
    try:
        return decode(value, _make)
    except Exception:  # noqa: BLE001 - whatever a hostile reply breaks is no value
        return Opaque("unreadable")


def _make(value: dict[str, Any]) -> Any:
    tag = value["t"]
    if tag == "function":
        return _function(int(value["h"]), str(value["n"]), str(value["d"]))
    if tag == "iterator":
        return Values(int(value["h"]))
    if tag == "exception":
        return _exception(value["v"])
    return Opaque(str(value["n"])) if tag == "opaque" else decode_table(value, _make)


def _function(handle: int, name: str, doc: str) -> Any:
    def stub(*args: Any, **kwargs: Any) -> Any:
        question = {
            "do": "call",
            "target": handle,
            "args": [_send(item) for item in args],
            "kwargs": {key: _send(item) for key, item in kwargs.items()},
            "random": _random_states(),
        }
        return _settle(_ask(question), args, kwargs)

    stub.__name__ = stub.__qualname__ = name
    stub.__doc__ = doc or None
    stub.__dict__["_blocnotes_handle"] = handle
    return stub


def _send(value: Any) -> Any:
    try:
        return encode(value, _give)
    except Unsendable as refusal:
        raise NoAnswer(f"an argument ({refusal}) cannot be sent to the learner's function") from refusal


def _give(value: Any) -> Any:
    handle = getattr(value, "__dict__", {}).get("_blocnotes_handle")
    if handle is not None:
        return {"t": "kept", "h": handle}
    table = encode_table(value, _give)
    if table is not None:
        return table
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if module in (None, "__main__") or not name or "<" in name or module.startswith("blocnotes_split"):
        raise Unsendable(type(value).__name__)
    return {"t": "imported", "m": module, "n": name}


def _settle(answer: dict[str, Any], args: Any, kwargs: dict[str, Any]) -> Any:
    sys.stdout.write(str(answer.get("said", ""))[:100_000])
    changed = answer.get("changed") or {}
    for at, value in (changed.get("args") or {}).items():
        _write_back(args[int(at)], _receive(value))
    for name, value in (changed.get("kwargs") or {}).items():
        _write_back(kwargs[name], _receive(value))
    if "error" in answer:
        raise _exception(answer["error"])(*(decode(item) for item in answer.get("args", ())))
    return _receive(answer["value"])


def _write_back(mine: Any, theirs: Any) -> None:
    # What the learner's function did to its argument, it did to the caller's object.
    if type(mine) is not type(theirs):
        return
    if isinstance(mine, list):
        mine[:] = theirs
    elif isinstance(mine, dict | set):
        mine.clear()
        mine.update(theirs)
    elif type(mine).__name__ == "deque":
        mine.clear()
        mine.extend(theirs)
    elif type(mine).__name__ == "ndarray" and mine.shape == theirs.shape and mine.dtype == theirs.dtype:
        if mine.flags.writeable:
            mine[...] = theirs
    elif hasattr(mine, "_update_inplace") and not mine.equals(theirs):
        mine._update_inplace(theirs)


def _exception(names: list[str]) -> Any:
    space = get_ipython().user_ns
    own = space.get(names[0])
    if isinstance(own, type) and issubclass(own, BaseException):
        return own
    builtin = (getattr(builtins, str(name), None) for name in names)
    base = next((kind for kind in builtin if isinstance(kind, type) and issubclass(kind, BaseException)), Exception)
    return base if base.__name__ == names[0] else _made(str(names[0])[:100], base)


def _made(name: str, base: type) -> type:
    # One class per name, so that what is raised is what the test awaits.
    return _kinds.setdefault(name, type(name, (base,), {}))


def _random_states() -> Any:
    if not _shares_random[0]:
        return None
    states = {"random": encode(random.getstate())}
    if "numpy" in sys.modules:
        states["numpy"] = encode(sys.modules["numpy"].random.get_state(), _give)
    text = json.dumps(states)
    if _last_random == [text]:
        return None
    _last_random[:] = [text]
    return states


def _ask(question: dict[str, Any]) -> dict[str, Any]:
    shell = get_ipython()
    sys.stdout.flush()
    parent = shell.parent_header.get("msg_id") or shell.parent_header.get("header", {}).get("msg_id", "")
    wire = shell.displayhook.session.wire
    wire.send("iopub", "display_data", {"data": {QUESTION: json.dumps(question)}, "metadata": {}}, parent)
    while True:
        select.select([wire.fileno()], [], [])
        for request in wire.requests():
            answer = json.loads(request["text"])
            if not isinstance(answer, dict) or "silent" in answer:
                raise NoAnswer("the learner's kernel gave no answer")
            return answer
