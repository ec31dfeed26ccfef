"""How the outside world knows a certification: its registration, its certifiers and its ways in."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class Registration:
    """The dates of the entry in the national register; a date that the source does not give is None."""

    decided: date | None = None
    published: date | None = None
    start: date | None = None
    end: date | None = None
    last_delivery: date | None = None
    years: int | None = None

    def is_over(self, today: date) -> bool:
        """Tell whether the registration ended before today; a date is data, and nothing is refused for it."""
        return self.end is not None and self.end < today


@dataclass(frozen=True, slots=True)
class Certifier:
    """Who delivers the certification; a SIRET is 14 digits."""

    name: str
    siret: str | None = None
    trade_name: str | None = None
    website: str | None = None
    since: date | None = None


class Way(Enum):
    """The ways to reach a certification, as the register names them."""

    INITIAL = "initial"
    APPRENTICESHIP = "apprenticeship"
    CONTINUING = "continuing"
    PROFESSIONALISATION = "professionalisation"
    INDIVIDUAL = "individual"
    EXPERIENCE = "experience"


class Access(Enum):
    """Whether a way in is open; the source is not always clear."""

    OPEN = "open"
    CLOSED = "closed"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way to reach the certification, open or not, and by what means where that differs."""

    way: Way
    access: Access
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Equivalence:
    """A bloc that another certification's bloc stands for, in part or in full."""

    bloc: str
    certification: str
    with_bloc: str
    is_partial: bool
