"""Turn a learner's value into plain data: JSON, Arrow in base64, a figure's summary. Never pickle.

Every payload has a `kind`; what cannot be sent as data becomes `refused`, with a sentence.
"""

import base64
import datetime
import math
from collections.abc import Mapping
from typing import Any

MAX_BYTES = 1_000_000
MAX_ITEMS = 50_000
MAX_DEPTH = 12
MAX_TEXT = 100_000
MAX_CALLS = 500


class Refused(Exception):
    """This value does not leave the kernel; the sentence says why, to the learner."""


def encode(
    value: Any,
    *,
    given: bool = True,
    calls: list[list[Any]] | None = None,
    predict_on: Any = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Give the payload of a value: a dictionary with its `kind`, small enough to travel."""
    if not given or value is None or value is Ellipsis:
        return {"kind": "missing"}
    try:
        return _encode(value, calls, predict_on, language)
    except Refused as refusal:
        return {"kind": "refused", "why": str(refusal)}
    except RecursionError:
        return {"kind": "refused", "why": "La valeur est imbriquée trop profondément."}


def _encode(value: Any, calls: list[list[Any]] | None, predict_on: Any, language: str | None) -> dict[str, Any]:
    if calls is not None:
        return {"kind": "calls", "results": encode_calls(value, calls)}
    if predict_on is not None:
        return {"kind": "predictions", "value": _predict(value, predict_on)}
    if language is not None:
        return encode_source(value, language)
    if _is(value, "matplotlib") and (hasattr(value, "savefig") or hasattr(value, "figure")):
        from blocnotes_handin.figures import encode_figure

        return encode_figure(value)
    if _is(value, "pandas") and hasattr(value, "to_frame") | hasattr(value, "columns"):
        return encode_table(value)
    if _is(value, "numpy") and getattr(value, "ndim", 0) > 0:
        return encode_array(value)
    return {"kind": "value", "value": plain(value)}


def plain(value: Any, depth: int = 0, budget: list[int] | None = None) -> Any:
    """Reduce a value to JSON: numbers, texts, lists, mappings; dates, sets and non-finite numbers tagged."""
    budget = [MAX_ITEMS] if budget is None else budget
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        raise Refused("La valeur est trop grande ou trop profonde pour être remise.")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise Refused(f"Le texte dépasse {MAX_TEXT} caractères.")
        return str(value)
    if isinstance(value, int):
        if abs(value) >= 10**300:
            raise Refused("Le nombre est trop grand.")
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"$float": repr(float(value))}
    if isinstance(value, datetime.date | datetime.time):
        return {"$date": value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return {"$seconds": value.total_seconds()}
    return _plain_collection(value, depth, budget)


def _plain_collection(value: Any, depth: int, budget: list[int]) -> Any:
    if isinstance(value, Mapping):
        return {_key(key): plain(item, depth + 1, budget) for key, item in list(value.items())[: budget[0] + 1]}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1, budget) for item in value[: budget[0] + 1]]
    if isinstance(value, set | frozenset):
        return {"$set": sorted((plain(item, depth + 1, budget) for item in value), key=repr)}
    if _is(value, "numpy") and hasattr(value, "tolist"):
        return plain(value.tolist(), depth, budget)
    if _is(value, "pandas"):
        return _plain_pandas(value, depth, budget)
    if type(value).__name__ in ("Decimal", "Fraction"):
        return plain(float(value), depth, budget)
    if type(value).__name__ in ("dict_keys", "dict_values", "range"):
        return plain(list(value), depth, budget)
    raise Refused(f"Une valeur de type « {type(value).__name__} » ne peut pas être remise.")


def _plain_pandas(value: Any, depth: int, budget: list[int]) -> Any:
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "isoformat"):
        return {"$date": value.isoformat()}
    if hasattr(value, "to_dict"):
        return plain(value.to_dict(), depth, budget)
    if hasattr(value, "tolist"):
        return plain(value.tolist(), depth, budget)
    return str(value)[:MAX_TEXT]


def _key(key: Any) -> str:
    if isinstance(key, tuple):
        return " / ".join(map(_key, key))
    if hasattr(key, "isoformat"):
        return str(key.isoformat())
    return str(key)[:1000]


def encode_table(value: Any) -> dict[str, Any]:
    """Send a pandas table as an Arrow stream; an index that says something becomes columns."""
    import pandas as pd

    frame = value.to_frame(value.name if value.name is not None else "valeur") if value.ndim == 1 else value
    frame = _tell_index(frame, pd)
    frame = frame.copy(deep=False)
    frame.columns = [_key(name) for name in frame.columns]
    if frame.columns.duplicated().any():
        raise Refused("Deux colonnes de la table portent le même nom.")
    if frame.size > MAX_ITEMS * 10:
        raise Refused(f"La table est trop grande ({frame.shape[0]} lignes × {frame.shape[1]} colonnes).")
    return {"kind": "table", "arrow": _arrow(frame)}


def _tell_index(frame: Any, pd: Any) -> Any:
    # Row numbers left over from a filter or a sort say nothing; a named or a written index does.
    unnamed = frame.index.nlevels == 1 and frame.index.name is None
    if isinstance(frame.index, pd.RangeIndex) or (unnamed and frame.index.dtype.kind in "iu"):
        return frame.reset_index(drop=True)
    names = [name if name is not None else f"index{i or ''}" for i, name in enumerate(frame.index.names)]
    if any(name in frame.columns for name in names):
        return frame.reset_index(drop=True)
    return frame.reset_index(names=names)


def encode_array(value: Any) -> dict[str, Any]:
    """Send a numeric array as one Arrow column and its shape."""
    import pandas as pd

    if value.dtype.kind not in "biufM" or value.ndim > 3:
        return {"kind": "value", "value": plain(value.tolist())}
    return {"kind": "array", "shape": list(value.shape), "arrow": _arrow(pd.DataFrame({"v": value.ravel()}))}


def _arrow(frame: Any) -> str:
    import pyarrow as pa

    for name in frame.columns:
        kind = str(frame[name].dtype)
        if kind == "category" or kind.startswith(("period", "interval")):
            frame[name] = frame[name].astype(object if kind == "category" else str)
        if str(frame[name].dtype) == "object":
            frame[name] = [item if item is None or item != item else _cell(item) for item in frame[name]]
    try:
        batch = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        # A column of nothing but missing values has no type of its own; the grader's side asks for one.
        fields = [
            pa.field(field.name, pa.string() if pa.types.is_null(field.type) else field.type) for field in batch.schema
        ]
        batch = batch.cast(pa.schema(fields))
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise Refused("Une colonne de la table mélange des types qui ne peuvent pas être remis.") from error
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_table(batch)
    data = sink.getvalue().to_pybytes()
    if len(data) > MAX_BYTES:
        raise Refused(f"La table pèse {len(data)} octets ; le maximum est de {MAX_BYTES}.")
    return base64.b64encode(data).decode()


def _cell(item: Any) -> Any:
    if isinstance(item, str | bool | int | float) or hasattr(item, "isoformat"):
        return item
    return str(item)[:1000]


def encode_source(value: Any, language: str) -> dict[str, Any]:
    """Send a text in a language, as text."""
    if not isinstance(value, str):
        raise Refused("Un texte est attendu.")
    return {"kind": "source", "language": language, "text": plain(value)}


def encode_calls(function: Any, calls: list[list[Any]]) -> list[dict[str, Any]]:
    """Call a function on each list of arguments; an exception is a result like another."""
    if not callable(function):
        raise Refused("Une fonction est attendue.")
    return [_call(function, arguments) for arguments in calls[:MAX_CALLS]]


def _call(function: Any, arguments: list[Any]) -> dict[str, Any]:
    try:
        return {"value": plain(function(*arguments))}
    except Refused as refusal:
        return {"error": "Refused", "message": str(refusal)}
    except Exception as error:  # noqa: BLE001 - the learner's function may raise anything
        return {"error": type(error).__name__[:100], "message": str(error)[:300]}


def _predict(model: Any, features: Any) -> dict[str, Any]:
    if not callable(getattr(model, "predict", None)):
        raise Refused("Un modèle avec une méthode predict est attendu.")
    try:
        labels = plain(list(model.predict(features)))
        scores = model.predict_proba(features) if hasattr(model, "predict_proba") else None
    except Refused:
        raise
    except Exception as error:
        raise Refused(f"La prédiction a échoué ({type(error).__name__}).") from error
    return {"labels": labels, "scores": None if scores is None else plain(scores)}


def _is(value: Any, library: str) -> bool:
    # Inspected by name, so that a library that the notebook does not use is never imported.
    return any(base.__module__.split(".")[0] == library for base in type(value).__mro__)
