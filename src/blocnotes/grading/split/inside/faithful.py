"""Plain data with its types kept, as JSON: only exact, known types go out, only known tags come in. Never pickle."""

import base64
import collections
import datetime
import decimal
import fractions
import math
from collections.abc import Callable
from typing import Any

MAX_ITEMS = 300_000
MAX_DIGITS = 4000
FACTORIES: dict[str, Any] = {"list": list, "int": int, "set": set, "dict": dict, "float": float, "str": str}
DATES: dict[str, Any] = {"datetime": datetime.datetime, "date": datetime.date, "time": datetime.time}
SEQUENCES: dict[str, Any] = {"tuple": tuple, "set": set, "frozenset": frozenset}
Handle = Callable[[Any], Any]


class Unsendable(Exception):
    """This value does not cross the border as data."""


def refuse(value: Any) -> Any:
    """Refuse a value that is no plain data; the handle of a border where only data passes."""
    raise Unsendable(type(value).__name__ if not isinstance(value, dict) else str(value.get("t"))[:50])


def encode(value: Any, handle: Handle = refuse) -> Any:
    """Reduce a value to JSON; what is no plain data goes to `handle`, which gives JSON or raises Unsendable."""
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return value if value.bit_length() < 3 * MAX_DIGITS else refuse(value)
    if kind is float:
        return value if math.isfinite(value) else {"t": "float", "v": repr(value)}
    if kind is list:
        return [encode(item, handle) for item in _bounded(value)]
    return _encode_collection(value, kind.__name__, kind, handle) or _encode_scalar(value, kind, handle)


def decode(value: Any, handle: Handle = refuse) -> Any:
    """Rebuild what `encode` gave; `handle` gets the tags that are no plain data. Raises on anything else."""
    if isinstance(value, list):
        return [decode(item, handle) for item in value]
    if not isinstance(value, dict):
        return value
    tag = value["t"]
    if tag in SEQUENCES:
        return SEQUENCES[tag](decode(item, handle) for item in value["v"])
    if tag in ("dict", "OrderedDict", "Counter", "defaultdict"):
        return _decode_mapping(tag, value, handle)
    return _decode_scalar(tag, value, handle)


def _bounded(value: Any) -> Any:
    return value if len(value) <= MAX_ITEMS else refuse(value)


def _encode_collection(value: Any, name: str, kind: type, handle: Handle) -> Any:
    if kind in (tuple, set, frozenset):
        return {"t": name, "v": [encode(item, handle) for item in _bounded(value)]}
    if kind in (dict, collections.OrderedDict, collections.Counter, collections.defaultdict):
        items = [[encode(key, handle), encode(item, handle)] for key, item in dict.items(_bounded(value))]
        made: Any = getattr(value, "default_factory", None) if kind is collections.defaultdict else None
        return {
            "t": name,
            "v": items,
            "f": next((known for known, factory in FACTORIES.items() if factory is made), None),
        }
    if kind is collections.deque:
        return {"t": name, "v": [encode(item, handle) for item in _bounded(value)], "m": value.maxlen}
    fields = getattr(kind, "_fields", None)
    if kind.__bases__ == (tuple,) and isinstance(fields, tuple):
        items = [encode(item, handle) for item in tuple.__iter__(value)]
        return {"t": "namedtuple", "n": name, "f": list(fields), "v": items}
    return None


def _encode_scalar(value: Any, kind: type, handle: Handle) -> Any:
    if kind is complex:
        return {"t": "complex", "v": [encode(value.real), encode(value.imag)]}
    if kind in (bytes, bytearray):
        return {"t": kind.__name__, "v": base64.b64encode(value).decode()}
    if kind is range:
        return {"t": "range", "v": [value.start, value.stop, value.step]}
    if kind in (datetime.datetime, datetime.date, datetime.time):
        return {"t": kind.__name__, "v": value.isoformat()}
    if kind is datetime.timedelta:
        return {"t": "timedelta", "v": [value.days, value.seconds, value.microseconds]}
    if kind is decimal.Decimal:
        return {"t": "Decimal", "v": str(value)}
    if kind is fractions.Fraction:
        return {"t": "Fraction", "v": [value.numerator, value.denominator]}
    return handle(value)


def _decode_mapping(tag: str, value: dict[str, Any], handle: Handle) -> Any:
    items = {decode(key, handle): decode(item, handle) for key, item in value["v"]}
    if tag == "defaultdict":
        return collections.defaultdict(FACTORIES.get(str(value["f"])), items)
    return {"dict": dict, "OrderedDict": collections.OrderedDict, "Counter": collections.Counter}[tag](items)


def _decode_scalar(tag: str, value: dict[str, Any], handle: Handle) -> Any:
    inner = value.get("v")
    if tag == "deque":
        return collections.deque((decode(item, handle) for item in value["v"]), value["m"])
    if tag == "namedtuple":
        # namedtuple() itself takes identifiers only.
        return collections.namedtuple(value["n"], value["f"])(*(decode(item, handle) for item in value["v"]))
    if tag in DATES:
        return DATES[tag].fromisoformat(str(inner))
    make: dict[str, Callable[[Any], Any]] = {
        "float": lambda v: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[v],
        "complex": lambda v: complex(decode(v[0]), decode(v[1])),
        "bytes": lambda v: base64.b64decode(v, validate=True),
        "bytearray": lambda v: bytearray(base64.b64decode(v, validate=True)),
        "range": lambda v: range(*v),
        "timedelta": lambda v: datetime.timedelta(*v),
        "Decimal": lambda v: decimal.Decimal(str(v)),
        "Fraction": lambda v: fractions.Fraction(*v),
    }
    return make[tag](inner) if tag in make else handle(value)
