"""How much of a sandbox is asked for."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """FULL is the only one under which a stranger's work is graded without saying so."""

    FULL = "full"
    """Namespaces, a root of its own, no network, no capability, a system call filter, limits."""
    LIMITED = "limited"
    """Limits of the operating system per process, and another uid where we are root. The disk is open."""
    NONE = "none"
    """Nothing: for the author's own notebooks."""


@dataclass(frozen=True, slots=True)
class Defence:
    """One defence, and whether it was had when it was tried."""

    name: str
    available: bool
    detail: str = ""
    required: bool = True


class DefenceError(RuntimeError):
    """A defence that was asked for cannot be had here."""

    def __init__(self, defence: str, why: object) -> None:
        super().__init__(f"{defence}: {why}")
        self.defence = defence
