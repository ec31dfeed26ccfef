"""What counts once and not for long: nonces that were seen, and arrivals that wait for their second step."""

import secrets
import time
from collections.abc import Callable
from typing import Generic, TypeVar

KeptT = TypeVar("KeptT")


class Nonces:
    """Nonces that were used. A Hub that starts remembers none: what was issued before it is refused instead."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock, self.started_at = clock, clock()
        self._used: dict[str, float] = {}

    def use(self, nonce: str, issued_at: float, until: float) -> bool:
        """Use a nonce up; false where it was used already, or is from before we can know."""
        now = self.clock()
        self._used = {known: end for known, end in self._used.items() if end > now}
        if nonce in self._used or issued_at < self.started_at:
            return False
        self._used[nonce] = max(until, now)
        return True


class Tickets(Generic[KeptT]):
    """Values that are kept for a moment under a name that nobody can guess, and given out once."""

    def __init__(self, seconds: float = 60, clock: Callable[[], float] = time.time) -> None:
        self.seconds, self.clock = seconds, clock
        self._kept: dict[str, tuple[float, KeptT]] = {}

    def keep(self, value: KeptT) -> str:
        """Keep a value; gives its ticket."""
        now, ticket = self.clock(), secrets.token_urlsafe(32)
        self._kept = {known: kept for known, kept in self._kept.items() if kept[0] > now}
        self._kept[ticket] = now + self.seconds, value
        return ticket

    def take(self, ticket: str) -> KeptT | None:
        """Give the value of a ticket, which is void from now on; None where it is void already."""
        until, value = self._kept.pop(ticket, (0.0, None))
        return value if until > self.clock() else None
