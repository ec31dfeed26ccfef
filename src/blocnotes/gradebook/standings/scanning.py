"""Scan every mark of a gradebook, in the order of nbgrader's ids, without a Python object a mark.

The database itself writes the marks one after the other into a text, each in ten digits: as a whole number of parts of
a point, so small that usual marks are whole (halves to sixteenths, hundredths). numpy reads such a text at once. A mark
is coded only where it comes back as it was, to the last bit; the others are few, and are read as they are.

Parts of the gradebook are scanned side by side, along the covering index of migration 0002. What a mark is worth
is said as in `store.py`: a person's before the machine's, extra credit added.
"""

from concurrent.futures import Executor, Future
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

PARTS = 3_603_600
"""In how many parts a point is counted: 2⁴ · 3² · 5² · 7 · 11 · 13."""
DIGITS = 10
_ZERO = 5 * 10 ** (DIGITS - 1)
_AWAITED, _AS_IT_IS = 10 ** (DIGITS - 1), 10 ** (DIGITS - 1) + 1
# Farther than this from zero a number would need another digit.
_FAR = 1000
_WITHOUT_EXTRA = "coalesce(manual_score, CASE WHEN needs_manual_grade THEN NULL ELSE auto_score END)"
_POINTS = f"""
    SELECT CASE WHEN extra_credit IS NULL THEN {_WITHOUT_EXTRA} ELSE {_WITHOUT_EXTRA} + extra_credit END AS points
    FROM grade WHERE notebook_id {{eighth}} ORDER BY notebook_id, cell_id"""  # noqa: S608 - constants of this module
# SQLite cuts off what PostgreSQL rounds, and PostgreSQL fails where SQLite saturates.
_PARTS = {
    "sqlite": f"CAST(points * {PARTS}.0 + 0.5 AS BIGINT)",
    "postgresql": f"CASE WHEN abs(points) < {_FAR} THEN CAST(points * {PARTS} AS BIGINT) END",
}
_CODE = f"""
    CASE WHEN {{parts}} / CAST({PARTS} AS DOUBLE PRECISION) = points AND points > -{_FAR} AND points < {_FAR}
         THEN {{parts}} + {_ZERO} WHEN points IS NULL THEN {_AWAITED} ELSE {_AS_IT_IS} END"""
_GATHER = {"sqlite": "group_concat({code}, '')", "postgresql": "string_agg(CAST({code} AS TEXT), '')"}
_WEIGHTS = 10.0 ** np.arange(DIGITS - 1, -1, -1)
# So many numbers at once stay near the processor.
_BLOCK = 8192
# nbgrader's ids are random hexadecimal digits: an eighth of them lies between two of these.
_BOUNDS = "2468ace"
_EIGHTHS = (
    f"< '{_BOUNDS[0]}'",
    *(f">= '{low}' AND notebook_id < '{high}'" for low, high in pairwise(_BOUNDS)),
    f">= '{_BOUNDS[-1]}'",
)


def begin_scan(engine: Engine, pool: Executor) -> list[Future[NDArray[np.float64]]]:
    """Begin to scan all points, ordered by notebook and cell: parts to be put together; NaN where a mark is awaited."""
    return [pool.submit(_scan, engine, _POINTS.format(eighth=eighth)) for eighth in _EIGHTHS]


def _scan(engine: Engine, points: str) -> NDArray[np.float64]:
    code = _CODE.format(parts=_PARTS[engine.dialect.name])
    gathered = _GATHER[engine.dialect.name].format(code=code)
    with engine.connect() as connection:
        # Nothing in these queries comes from outside.
        packed = connection.exec_driver_sql(f"SELECT {gathered} FROM ({points}) AS marks").scalar()  # noqa: S608
        codes = _read_codes(packed or "")
        found: NDArray[np.float64] = (codes - _ZERO) / PARTS
        found[codes == _AWAITED] = np.nan
        if (as_they_are := codes == _AS_IT_IS).any():
            exact = f"SELECT points FROM ({points}) AS marks WHERE {code} = {_AS_IT_IS}"  # noqa: S608
            found[as_they_are] = connection.exec_driver_sql(exact).scalars().all()
    return found


def _read_codes(text: str) -> NDArray[np.float64]:
    """Read whole numbers of ten digits each, which floats hold exactly."""
    digits = np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(-1, DIGITS)
    codes: NDArray[np.float64] = np.empty(len(digits))
    for start in range(0, len(digits), _BLOCK):
        block = slice(start, start + _BLOCK)
        np.matmul(digits[block].astype(np.float64), _WEIGHTS, out=codes[block])
    codes -= ord("0") * _WEIGHTS.sum()
    return codes
