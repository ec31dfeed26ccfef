"""numpy arrays and pandas tables as data: bytes with a checked dtype, columns one by one. No Arrow, no pickle."""

import base64
import re
import sys
from typing import Any

from .faithful import Handle, Unsendable, decode, encode

DTYPE = re.compile(r"^[<>|=][biufcSUmM]\d{1,5}(\[\d{0,3}[a-zA-Z]{1,2}\])?$")
EXTENSION = re.compile(r"^(str|string|boolean|U?Int(8|16|32|64)|Float(32|64))$")
ZONE = re.compile(r"^[A-Za-z0-9_+\-/:]{1,40}$")
MAX_BYTES = 8_000_000


def encode_table(value: Any, handle: Handle) -> Any:
    """Give the JSON of a numpy or pandas value, or None where it is neither."""
    np, pd = sys.modules.get("numpy"), sys.modules.get("pandas")
    kind = type(value)
    if np is not None and kind is np.ndarray:
        return _array(value, handle)
    if np is not None and isinstance(value, np.generic) and kind.__module__ == "numpy":
        return {"t": "scalar", "v": _array(np.asarray(value), handle)}
    if pd is None:
        return None
    if kind is pd.DataFrame:
        columns = [_vector(value.iloc[:, at].array, handle) for at in range(value.shape[1])]
        return {"t": "frame", "c": _index(value.columns, handle), "i": _index(value.index, handle), "v": columns}
    if kind is pd.Series:
        name, index = encode(value.name, handle), _index(value.index, handle)
        return {"t": "series", "n": name, "i": index, "v": _vector(value.array, handle)}
    if isinstance(value, pd.Index):
        return _index(value, handle)
    return _moment(value, kind, pd)


def decode_table(value: dict[str, Any], handle: Handle) -> Any:
    """Rebuild a numpy or pandas value. Raises Unsendable for any other tag."""
    import numpy as np

    tag = value["t"]
    if tag == "array":
        return _read_array(value, handle)
    if tag == "scalar":
        return _read_array(value["v"], handle)[()]
    import pandas as pd

    if tag == "frame":
        index, columns = decode(value["i"], handle), decode(value["c"], handle)
        made = pd.DataFrame({at: _read_vector(v, handle) for at, v in enumerate(value["v"])}, index=index)
        made.columns = columns
        return made
    if tag == "series":
        name = decode(value["n"], handle)
        return pd.Series(_read_vector(value["v"], handle), index=decode(value["i"], handle), name=name)
    readers: dict[str, Any] = {
        "rangeindex": lambda: pd.RangeIndex(*value["v"], name=decode(value["n"], handle)),
        "multi": lambda: pd.MultiIndex.from_arrays([decode(v, handle) for v in value["v"]], names=decode(value["n"])),
        "index": lambda: _read_index(value, handle, pd),
        "timestamp": lambda: _read_moment(value, pd, np),
        "pdtimedelta": lambda: pd.Timedelta(np.timedelta64(int(value["v"]), _unit(value))),
        "NaT": lambda: pd.NaT,
        "NA": lambda: pd.NA,
    }
    if tag not in readers:
        raise Unsendable(str(tag)[:50])
    return readers[tag]()


def _array(value: Any, handle: Handle) -> Any:
    if value.dtype.kind == "O":
        return {"t": "array", "s": list(value.shape), "o": [encode(item, handle) for item in value.ravel().tolist()]}
    if not DTYPE.match(value.dtype.str) or value.nbytes > MAX_BYTES:
        raise Unsendable(f"array of {value.dtype}")
    data = base64.b64encode(value.tobytes()).decode()
    return {"t": "array", "d": value.dtype.str, "s": list(value.shape), "v": data}


def _read_array(value: dict[str, Any], handle: Handle) -> Any:
    import numpy as np

    shape = tuple(int(size) for size in value["s"])
    if "o" in value:
        items = np.empty(len(value["o"]), dtype=object)
        items[:] = [decode(item, handle) for item in value["o"]]
        return items.reshape(shape)
    if not DTYPE.match(value["d"]):
        raise Unsendable("dtype")
    data = base64.b64decode(value["v"], validate=True)
    if value["d"][1] == "b":
        # A byte that is neither 0 nor 1 is a truth that equals neither.
        return (np.frombuffer(data, dtype="u1") != 0).reshape(shape)
    return np.frombuffer(data, dtype=np.dtype(value["d"])).reshape(shape).copy()


def _vector(values: Any, handle: Handle) -> dict[str, Any]:
    name = str(values.dtype)
    if name == "category":
        categories, codes = _index(values.categories, handle), _array(values.codes, handle)
        return {"k": "category", "c": categories, "v": codes, "r": bool(values.ordered)}
    if EXTENSION.match(name):
        missing, items = values.isna(), [v.item() if hasattr(v, "item") else v for v in values]
        known = [None if gone else encode(v) for v, gone in zip(items, missing, strict=True)]
        return {"k": "extension", "d": name, "v": known}
    zone = getattr(values.dtype, "tz", None)
    if zone is not None:
        return {
            "k": "zoned",
            "z": str(zone),
            "v": _array(values.tz_convert("UTC").tz_localize(None).to_numpy(), handle),
        }
    return {"k": "plain", "v": _array(values.to_numpy(), handle)}


def _read_vector(value: dict[str, Any], handle: Handle) -> Any:
    import pandas as pd

    if value["k"] == "category":
        categories, codes = decode(value["c"], handle), decode(value["v"], handle)
        return pd.Categorical.from_codes(codes, categories=categories, ordered=bool(value["r"]))
    if value["k"] == "extension":
        if not EXTENSION.match(value["d"]):
            raise Unsendable("dtype")
        return pd.array([decode(item) for item in value["v"]], dtype=value["d"])
    if value["k"] == "zoned":
        zone = value["z"] if ZONE.match(value["z"]) else None
        return pd.DatetimeIndex(_read_array(value["v"], handle)).tz_localize("UTC").tz_convert(zone).array
    return _read_array(value["v"], handle)


def _index(value: Any, handle: Handle) -> dict[str, Any]:
    kind = type(value).__name__
    if kind == "RangeIndex":
        return {"t": "rangeindex", "v": [value.start, value.stop, value.step], "n": encode(value.name, handle)}
    if kind == "MultiIndex":
        levels = [_index(value.get_level_values(at), handle) for at in range(value.nlevels)]
        return {"t": "multi", "v": levels, "n": [encode(name, handle) for name in value.names]}
    if kind not in ("Index", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex"):
        raise Unsendable(kind)
    frequency = getattr(value, "freqstr", None)
    return {"t": "index", "v": _vector(value.array, handle), "n": encode(value.name, handle), "f": frequency}


def _read_index(value: dict[str, Any], handle: Handle, pd: Any) -> Any:
    made = pd.Index(_read_vector(value["v"], handle), name=decode(value["n"], handle))
    if value.get("f") and re.match(r"^[A-Za-z0-9\-]{1,12}$", value["f"]):
        made.freq = value["f"]
    return made


def _moment(value: Any, kind: type, pd: Any) -> Any:
    if value is pd.NaT or value is pd.NA:
        return {"t": "NaT" if value is pd.NaT else "NA"}
    if kind is pd.Timestamp:
        zone = None if value.tz is None else str(value.tz)
        return {"t": "timestamp", "v": int(value.asm8.astype("i8")), "u": value.unit, "z": zone}
    if kind is pd.Timedelta:
        return {"t": "pdtimedelta", "v": int(value.asm8.astype("i8")), "u": value.unit}
    return None


def _read_moment(value: dict[str, Any], pd: Any, np: Any) -> Any:
    moment = pd.Timestamp(np.datetime64(int(value["v"]), _unit(value)))
    zone = value.get("z")
    return moment.tz_localize("UTC").tz_convert(zone) if zone and ZONE.match(zone) else moment


def _unit(value: dict[str, Any]) -> Any:
    return {"s": "s", "ms": "ms", "us": "us", "ns": "ns"}[value["u"]]
