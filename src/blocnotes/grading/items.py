"""What graders share: an answer read by name, numbers that are proven, points added up item by item."""

import math
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

from blocnotes.grading.comparison import close, fold
from blocnotes.grading.graders import Result, partial, right, wrong

__all__ = [
    "Item",
    "agree",
    "by_key",
    "columns_of",
    "keyed",
    "labels",
    "near",
    "number",
    "same",
    "same_reply",
    "tally",
    "weigh",
]

MOST = 1e12
MOST_ROWS = 10_000
MOST_LABELS = 500

Item = tuple[float, bool, str]
"""A graded item: its share of the points, whether it is proven right, and how it is called in a sentence."""


def tally(items: Sequence[Item], hints: Sequence[str] = ()) -> Result:
    """Add up the items that are right; the sentence gives at most two hints, or else names what to look at again."""
    missed = [name for _, ok, name in items if not ok]
    if not missed:
        return right()
    sentence = " ".join(list(dict.fromkeys(hints))[:2]) or f"À revoir : {', '.join(filter(None, missed))}."
    return _result(math.fsum(weight for weight, ok, _ in items if ok), sentence)


def weigh(*parts: tuple[float, Result]) -> Result:
    """Give the weighted mean of results (the weights sum to 1), with up to three sentences of what is not right."""
    failed = [result.sentence for _, result in parts if result.share < 1.0]
    if not failed:
        return right()
    return _result(
        math.fsum(weight * result.share for weight, result in parts), " ".join(list(filter(None, failed))[:3])
    )


def number(value: Any) -> float | None:
    """Give a finite number of less than 10^12, or None: a truth value, a text, NaN or anything huge is none."""
    if isinstance(value, bool) or type(value).__name__ == "bool_" or not isinstance(value, Real | Decimal):
        return None
    try:
        plain = float(value)
    except (OverflowError, ValueError, ArithmeticError):
        return None
    return plain if math.isfinite(plain) and abs(plain) < MOST else None


def same(given: Any, expected: Any, decimals: int = 4) -> bool:
    """Tell whether two numbers are proven to be equal once rounded."""
    return number(given) is not None and close(given, expected, decimals=decimals)


def near(given: Any, expected: Any, slack: float) -> bool:
    """Tell whether two numbers are proven to differ by `slack` at most."""
    mine, theirs = number(given), number(expected)
    return mine is not None and theirs is not None and abs(mine - theirs) <= slack


def agree(given: Mapping[str, Any], expected: Mapping[str, Any], keys: Sequence[str], decimals: int = 4) -> bool:
    """Tell whether all of some keys hold the same numbers; no key proves nothing."""
    return bool(keys) and all(key in expected and same(given.get(key), expected[key], decimals) for key in keys)


def keyed(value: Any) -> dict[str, Any]:
    """Give a mapping with folded keys; empty for anything else."""
    return {fold(str(key)): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def columns_of(table: Any) -> dict[str, list[Any]]:
    """Give the columns of a table by folded name; empty for what is no table, or has over 10 000 rows."""
    if not hasattr(table, "columns") or len(table) > MOST_ROWS:
        return {}
    return {fold(str(name)): table.iloc[:, place].tolist() for place, name in enumerate(table.columns)}


def by_key(table: Any, *keys: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """Give the rows of a table by the folded texts of their keys; empty where a key is missing or comes twice."""
    columns = columns_of(table)
    if not keys or any(key not in columns for key in keys):
        return {}
    names = list(zip(*([fold(str(item)) for item in columns[key]] for key in keys), strict=True))
    if len(set(names)) != len(names):
        return {}
    return {name: {column: items[row] for column, items in columns.items()} for row, name in enumerate(names)}


def labels(items: Any) -> set[str] | None:
    """Give the folded texts of a collection (at most 500); None for anything else, or where one comes twice."""
    if hasattr(items, "tolist"):
        items = items.tolist()
    if not isinstance(items, Collection) or isinstance(items, str | bytes | Mapping) or len(items) > MOST_LABELS:
        return None
    if not all(isinstance(item, str) for item in items):
        return None
    found = {fold(item) for item in items}
    return found if len(found) == len(items) else None


def same_reply(mine: Mapping[str, Any], theirs: Mapping[str, Any], decimals: int | None = None) -> bool:
    """Tell whether a learner's function replied to one call as the solution did: an equal value, or the same error."""
    if "error" in theirs:
        return "error" in mine and bool(mine["error"] == theirs["error"])
    return "value" in mine and close(mine["value"], theirs["value"], decimals=decimals)


def _result(share: float, sentence: str) -> Result:
    share = min(share, 0.999)
    return partial(share, sentence) if share > 0.0 else wrong(sentence)
