"""French for readers: numbers with a decimal comma, counts that agree, days and hours as people say them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from blocnotes.framework.bounds import Standing

NBSP = "\u00a0"
THIN = "\u202f"
COLON = f"{NBSP}: "
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
PARIS = "Europe/Paris"


def write_number(value: float) -> str:
    """Write a number with two decimals at most: `1,52`, `3`."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def write_share(ratio: float) -> str:
    """Write a ratio in percent: `43 %`."""
    return f"{ratio * 100:.0f}{NBSP}%"


def count(number: int, singular: str, plural: str = "") -> str:
    """Count things, the noun agreeing: `0 note`, `1 note`, `1 200 notes`."""
    noun = singular if abs(number) < 2 else plural or f"{singular}s"
    return f"{number:,}".replace(",", THIN) + NBSP + noun


def count_standings(counts: Mapping[Standing, int]) -> str:
    """Say how many stand where: `5 acquis, 1 non évalué`."""
    # « acquis » is the same in the plural; the other standings take an s.
    words = {standing: standing.value if standing.value.endswith("s") else "" for standing in Standing}
    return ", ".join(count(number, standing.value, words[standing]) for standing, number in counts.items() if number)


def write_day(moment: datetime) -> str:
    """Write a day in Paris: `1er mars 2027`."""
    local, _ = _localise(moment)
    day = "1er" if local.day == 1 else str(local.day)
    return f"{day}{NBSP}{MONTHS[local.month - 1]} {local.year}"


def write_moment(moment: datetime) -> str:
    """Write a day and an hour, and say where: `7 janvier 2027 à 23 h 59 (heure de Paris)`."""
    local, where = _localise(moment)
    return f"{write_day(moment)} à {local.hour}{NBSP}h{NBSP}{local.minute:02d} ({where})"


def _localise(moment: datetime) -> tuple[datetime, str]:
    # SQLite gives its moments back without an offset: they were written in UTC.
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(ZoneInfo(PARIS)), "heure de Paris"
    except ZoneInfoNotFoundError:  # a minimal system without the time zones
        return aware.astimezone(UTC), "UTC"
