"""Who asks for a page, and in what roles. The server says so, never the request."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in the course, in the word that they read."""

    LEARNER = "apprenant"
    MARKER = "correcteur"
    INSTRUCTOR = "formateur"


EVERYONE = frozenset(Role)
LEARNERS = frozenset({Role.LEARNER})
MARKERS = frozenset({Role.MARKER, Role.INSTRUCTOR})
INSTRUCTORS = frozenset({Role.INSTRUCTOR})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in: the identifier of the gradebook or of the Hub, and their roles."""

    name: str
    roles: frozenset[Role]

    def may(self, who: Iterable[Role]) -> bool:
        """Tell whether one of their roles is among those that may."""
        return not self.roles.isdisjoint(who)
