"""The kinds of value that a course file may hold: each says what it wants, and reads it or refuses it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeVar

from blocnotes.framework.rules import OUT_OF, AllOf, Rule, parse_rule

_TOO_LARGE = 1e9
T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class UnfitError(ValueError):
    """A value that is not of the kind; the message says why, `cure` what to write."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what)
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of value: what is wanted in words, how it is read, and what stands in for one that is wrong."""

    wanted: str
    read: Callable[[object], T]
    blank: T


def suggest(word: str, known: list[str]) -> str:
    """Ask “did you mean …?” where a known word is close, and otherwise list what is known."""
    if close := get_close_matches(word, known, n=1):
        return f"did you mean “{close[0]}”?"
    return f"known: {', '.join(sorted(known))}" if known else ""


def _unfit(value: object, wanted: str) -> UnfitError:
    return UnfitError(f"{value!r} is not {wanted}", f"write {wanted}")


def _matching(wanted: str, accepts: Callable[[str], object]) -> Kind[str]:
    def read(value: object) -> str:
        if isinstance(value, str) and accepts(value):
            return value
        raise _unfit(value, wanted)

    return Kind(wanted, read, "")


def _number(wanted: str, accepts: Callable[[float], bool]) -> Kind[float]:
    def read(value: object) -> float:
        # A TOML boolean is a Python int, and a TOML integer may be too large for a float.
        is_boolean = isinstance(value, bool)
        if isinstance(value, int | float) and not is_boolean and value < _TOO_LARGE and accepts(value):
            return float(value)
        raise _unfit(value, wanted)

    return Kind(wanted, read, 1.0)


def _read_count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise _unfit(value, COUNT.wanted)


def _read_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _unfit(value, FLAG.wanted)


def _read_day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _unfit(value, DAY.wanted)


def _read_moment(value: object) -> datetime:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    raise _unfit(value, MOMENT.wanted)


def _read_fraction(value: object) -> Fraction:
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d*/[1-9]\d*", value):
        return Fraction(value)
    raise _unfit(value, FRACTION.wanted)


TEXT = _matching("a text in quotes", str.strip)
SLUG = _matching("a kebab-case slug such as “choix-sgbd”", re.compile(r"[a-z0-9]+(-[a-z0-9]+)*").fullmatch)
CODE = _matching("a code such as “C06”", re.compile(r"[A-Z][A-Z0-9]*").fullmatch)
SIRET = _matching("a SIRET of 14 digits, in quotes", re.compile(r"\d{14}").fullmatch)
WEIGHT = _number("a weight above 0", lambda number: number > 0)
MARK = _number(f"a mark above 0 and at most {OUT_OF}", lambda number: 0 < number <= OUT_OF)
COUNT = Kind("a whole number above 0", _read_count, 1)
FLAG = Kind("true or false", _read_flag, False)
DAY = Kind("a date such as 2025-12-14, without quotes", _read_day, date.min)
MOMENT = Kind(
    "a moment with its UTC offset, such as 2027-01-15T23:59:00+01:00",
    _read_moment,
    datetime.min.replace(tzinfo=UTC),
)
FRACTION = Kind("a fraction in quotes, such as “1/3”", _read_fraction, Fraction(1))


def choice(kind: type[E]) -> Kind[E]:
    """Make the kind of one of an enum's values."""
    members = {str(member.value): member for member in kind}
    wanted = "one of " + ", ".join(members)

    def read(value: object) -> E:
        if isinstance(value, str) and value in members:
            return members[value]
        raise UnfitError(f"{value!r} is not {wanted}", suggest(str(value), list(members)))

    return Kind(wanted, read, next(iter(kind)))


def rule(pass_mark: float) -> Kind[Rule]:
    """Make the kind of a rule's text, in which an item passes from a ratio on."""
    wanted = "a rule in quotes, such as “mean >= 10 floor 7”"

    def read(value: object) -> Rule:
        if isinstance(value, str):
            return parse_rule(value, pass_mark)
        raise _unfit(value, wanted)

    return Kind(wanted, read, AllOf(pass_mark))
