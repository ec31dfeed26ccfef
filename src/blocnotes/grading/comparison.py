"""Compare an answer with a reference. Only a proven equality is one: NaN, True for 1, huge values prove nothing."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

RELATIVE = 1e-6
ABSOLUTE = 1e-9


def close(given: Any, expected: Any, *, decimals: int | None = None, rel: float = RELATIVE) -> bool:
    """Tell whether two plain values are the same: numbers within tolerance, collections item by item.

    decimals: both are compared as written with that many decimals (half a unit of the last place).
    NaN equals NaN only; a boolean never equals a number; a text never equals a number.
    """
    if isinstance(expected, bool) or isinstance(given, bool) or _is_bool(given) or _is_bool(expected):
        return type(given).__name__.rstrip("_") == type(expected).__name__.rstrip("_") and bool(given == expected)
    if isinstance(expected, Real) or _is_number(expected):
        return _is_number(given) and _close_number(given, expected, decimals, rel)
    if isinstance(expected, str):
        return isinstance(given, str) and same_text(given, expected)
    if isinstance(expected, Mapping):
        return _close_mapping(given, expected, decimals, rel)
    if expected is None:
        return given is None
    if _is_sequence(expected):
        return _close_sequence(given, expected, decimals, rel)
    return False


def same_text(given: Any, expected: str) -> bool:
    """Tell whether two texts read the same: case and spaces folded, accents kept."""
    return isinstance(given, str) and fold(given) == fold(expected)


def fold(text: str) -> str:
    """Fold case, spaces and typographic variants of a short text."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'")
    return " ".join(plain.casefold().split())


def same_items(given: Any, expected: Sequence[Any], *, decimals: int | None = None, rel: float = RELATIVE) -> bool:
    """Tell whether two collections hold the same items, in any order."""
    if not _is_sequence(given) or len(given) != len(expected):
        return False
    return _close_sequence(sorted(given, key=_rank), sorted(expected, key=_rank), decimals, rel)


def same_table(
    given: Any,
    expected: Any,
    *,
    ordered: bool = True,
    decimals: int | None = None,
    columns: Sequence[str] | None = None,
    rel: float = RELATIVE,
) -> bool:
    """Tell whether two tables hold the same rows: columns by name (case folded, in any order), rows in order.

    columns: only these are compared (default: all of the expected table's; more columns than expected are wrong).
    ordered: False compares rows as a bag.
    """
    if not hasattr(given, "columns") or not hasattr(expected, "columns"):
        return False
    mine, theirs = _named(given), _named(expected)
    names = [fold(name) for name in columns] if columns else sorted(theirs)
    if any(name not in mine or name not in theirs for name in names) or (not columns and set(mine) != set(theirs)):
        return False
    if len(given) != len(expected):
        return False
    ours = list(zip(*(mine[name] for name in names), strict=True))
    reference = list(zip(*(theirs[name] for name in names), strict=True))
    if not ordered:
        ours, reference = sorted(ours, key=_rank), sorted(reference, key=_rank)
    return _close_sequence(ours, reference, decimals, rel)


def contrast(first: str, second: str) -> float:
    """Give the WCAG 2.1 contrast ratio (1 to 21) of two colours written `#rrggbb`."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _close_number(given: Any, expected: Any, decimals: int | None, rel: float) -> bool:
    try:
        ours, reference = float(given), float(expected)
    except (OverflowError, ValueError, TypeError):
        return False
    if math.isnan(reference) or math.isinf(reference):
        return math.isnan(ours) if math.isnan(reference) else ours == reference
    if not math.isfinite(ours):
        return False
    if decimals is not None:
        # A rounded answer and an exact one are both right: they differ by half a unit of the last place at most.
        return abs(ours - reference) <= 0.5 * 10.0**-decimals + max(ABSOLUTE, 1e-12 * abs(reference))
    return abs(ours - reference) <= max(rel * abs(reference), ABSOLUTE)


def _close_mapping(given: Any, expected: Mapping[Any, Any], decimals: int | None, rel: float) -> bool:
    if not isinstance(given, Mapping) or len(given) != len(expected):
        return False
    mine = {fold(str(key)): item for key, item in given.items()}
    return all(
        fold(str(key)) in mine and close(mine[fold(str(key))], item, decimals=decimals, rel=rel)
        for key, item in expected.items()
    )


def _close_sequence(given: Any, expected: Any, decimals: int | None, rel: float) -> bool:
    if not _is_sequence(given) or len(given) != len(expected):
        return False
    return all(close(a, b, decimals=decimals, rel=rel) for a, b in zip(given, expected, strict=True))


def _named(table: Any) -> dict[str, list[Any]]:
    return {fold(str(name)): [_cell(item) for item in table[name].tolist()] for name in table.columns}


def _cell(item: Any) -> Any:
    if item is None or type(item).__name__ in ("NaTType", "NAType"):
        return math.nan
    if hasattr(item, "isoformat"):
        return item.isoformat().removesuffix("T00:00:00")
    return item


def _rank(item: Any) -> Any:
    if isinstance(item, list | tuple):
        return tuple(_rank(part) for part in item)
    if _is_number(item) or isinstance(item, bool):
        number = float(item)
        return (0, round(number, 6) if math.isfinite(number) else 0.0, "")
    return (1, 0.0, fold(str(item)))


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or _is_bool(value):
        return False
    return isinstance(value, Real) or (hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0)


def _is_bool(value: Any) -> bool:
    return type(value).__name__ in ("bool", "bool_")


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list | tuple) or (hasattr(value, "shape") and getattr(value, "ndim", 0) > 0)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) < 6:
        raise ValueError(f"not a #rrggbb colour: {colour!r}")
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
