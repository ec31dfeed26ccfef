"""A classroom: a desk, its routes, and the two seams where a server says who asks and where JupyterLab is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment

from blocnotes.lab.desk import Desk
from blocnotes.lab.frame import open_frame
from blocnotes.lab.person import Person
from blocnotes.lab.routes import Route
from blocnotes.lab.table import ROUTES

Identify = Callable[[Any], Person | None]
"""Handler of a request → who asks. A Hub asks its sign-in; a server of one person knows it from its start."""


@dataclass(frozen=True, kw_only=True)
class Classroom:
    """Everything that answers a request, but for the request itself."""

    desk: Desk
    root: str
    identify: Identify
    lab: Callable[[Person], str]
    """Person → the address of their JupyterLab, with a slash at its end."""
    routes: tuple[Route, ...] = ROUTES
    frame: Environment = field(default_factory=open_frame)
