"""A route: an address, who may, and the functions that answer. Whether somebody may is asked in one place only."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call
from blocnotes.lab.person import Role

PART = re.compile(r"{(\w+)}")
"""A part of an address that is a name: of an assignment, a learner, a cell."""
NAME = r"(?P<{}>[^/]{{1,384}})"

Answering = Callable[[Desk, Call], Answer]


@dataclass(frozen=True, kw_only=True)
class Route:
    """One address under the classroom's own: `epreuves/{slug}`.

    show    answers GET, and changes nothing
    act     answers POST, behind the check against forged requests; it may change something
    menu    the words of the menu that lead here, for those who may
    """

    path: str
    who: frozenset[Role]
    show: Answering | None = None
    act: Answering | None = None
    menu: str = ""

    @cached_property
    def pattern(self) -> str:
        """The address as a regular expression whose groups are its parts."""
        return PART.sub(lambda part: NAME.format(part[1]), self.path)
