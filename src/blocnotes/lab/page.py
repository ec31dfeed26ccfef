"""What a page is asked with and what it answers: frozen values that know nothing of the web server.

Every page of the classroom is a function `(desk, call) → Answer`. It reads through the desk, never from a request,
so that it can be tried without a server, and serves JupyterLab and JupyterHub alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from blocnotes.lab.person import Person

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a page is asked: by whom, the parts of its address, and what was filled in."""

    person: Person
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Form = field(default_factory=dict)
    form: Form = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def given(self, name: str, default: str = "") -> str:
        """Give one field of the form, or of the address where the form has none."""
        found = self.form.get(name) or self.query.get(name) or (default,)
        return found[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: its template, its title, and all that the template shows."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Data:
    """Plain values for a program, as JSON."""

    values: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file: its content, its media type, and a name where it is to be saved."""

    content: bytes
    media: str
    name: str = ""
    lasting: bool = False
    """Whether a browser may keep it: its address then names its content."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was asked is done: the address (under the classroom's own) to show next, and what to say there."""

    to: str
    said: str = ""


Answer = Page | Data | File | Moved


class Missing(Exception):
    """There is no such page for this person."""


class Unfit(Exception):
    """What was filled in cannot be taken; the sentence says what to do, in French."""
