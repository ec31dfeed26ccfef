"""The learner's side of a split run: answer one question, about a name or a call, with data. Nothing here is secret."""

import contextlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from IPython import get_ipython

from .faithful import Unsendable, decode, encode
from .tables import decode_table, encode_table

MIME = "application/vnd.blocnotes.reply"
MAX_SAID = 50_000
MUTABLE = ("list", "dict", "set", "ndarray", "DataFrame", "Series", "defaultdict", "Counter", "OrderedDict", "deque")
_kept: list[Any] = []


def serve(text: str) -> None:
    """Answer one question, given as JSON, by one message."""
    question = json.loads(text)
    answer = {"read": _read, "call": _call, "next": _call}[question["do"]](question)
    reply = json.dumps({**answer, "nonce": question["nonce"]})
    get_ipython().display_pub.publish({MIME: reply}, {})


def _read(question: dict[str, Any]) -> dict[str, Any]:
    names = get_ipython().user_ns
    return {"values": {name: _send(names[name]) for name in question["names"] if name in names}}


def _call(question: dict[str, Any]) -> dict[str, Any]:
    arguments = [decode(item, _take) for item in question.get("args", ())]
    named = {name: decode(item, _take) for name, item in question.get("kwargs", {}).items()}
    _seed(question.get("random"))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        answer = _outcome(question, arguments, named)
    changed = {
        "args": _changes(enumerate(arguments), dict(enumerate(question.get("args", ())))),
        "kwargs": _changes(named.items(), question.get("kwargs", {})),
    }
    return {**answer, "changed": changed, "said": said.getvalue()[:MAX_SAID]}


def _outcome(question: dict[str, Any], arguments: list[Any], named: dict[str, Any]) -> dict[str, Any]:
    try:
        target = _kept[question["target"]]
        if question["do"] == "next":
            return {"value": _send(next(target))}
        return {"value": _send(target(*arguments, **named))}
    except KeyboardInterrupt:
        raise  # a limit, not an answer
    except BaseException as error:  # noqa: BLE001 - the learner's function may raise anything
        details = [encode(item) for item in error.args if type(item) in (str, int, float)]
        return {"error": [kind.__name__ for kind in type(error).__mro__], "args": details}


def _send(value: Any) -> Any:
    try:
        return encode(value, _keep)
    except Unsendable as refusal:
        return {"t": "opaque", "n": str(refusal)[:100]}
    except RecursionError:
        return {"t": "opaque", "n": "recursion"}


def _keep(value: Any) -> Any:
    table = encode_table(value, _keep)
    if table is not None:
        return table
    if isinstance(value, type):
        if issubclass(value, BaseException):
            return {"t": "exception", "v": [kind.__name__ for kind in value.__mro__]}
        raise Unsendable("class")
    iterates = isinstance(value, Iterator)
    if not iterates and type(value).__name__ not in ("function", "builtin_function_or_method", "partial", "method",
                                                     "_lru_cache_wrapper", "vectorize", "ufunc"):  # fmt: skip
        raise Unsendable(type(value).__name__)
    _kept.append(value)
    about = {"n": str(getattr(value, "__name__", ""))[:100], "d": str(getattr(value, "__doc__", None) or "")[:5000]}
    return {"t": "iterator" if iterates else "function", "h": len(_kept) - 1, **about}


def _take(value: dict[str, Any]) -> Any:
    if value["t"] == "kept":
        return _kept[value["h"]]
    if value["t"] == "imported":
        __import__(value["m"])
        found = sys.modules[value["m"]]
        for part in value["n"].split("."):
            found = getattr(found, part)
        return found
    return decode_table(value, _take)


def _changes(arguments: Any, before: Mapping[Any, Any]) -> dict[str, Any]:
    after = {at: _send(item) for at, item in arguments if type(item).__name__ in MUTABLE}
    return {str(at): item for at, item in after.items() if item != before[at]}


def _seed(states: Any) -> None:
    if not states:
        return
    import random

    random.setstate(decode(states["random"], _take))
    if "numpy" in states:
        import numpy as np

        np.random.set_state(decode(states["numpy"], _take))
