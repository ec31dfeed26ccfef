"""The classroom as a service of a JupyterHub: many people, each signed in by the Hub, none of them near the gradebook.

Who somebody is, is the Hub's word; what they may, is told by the Hub's groups.
"""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import Application

from blocnotes.lab.classroom import Classroom
from blocnotes.lab.desk import Desk
from blocnotes.lab.handlers import Serving, list_handlers
from blocnotes.lab.lti.counter import list_doors
from blocnotes.lab.person import Person, Role
from blocnotes.settings import Settings

ASSETS = "static/{name}"
GROUPS = {"formateurs": {Role.INSTRUCTOR, Role.MARKER}, "correcteurs": {Role.MARKER}}
"""Groups of the Hub, and what their members do in the course; who is in none of them is a learner."""


class HubPage(HubOAuthenticated, Serving):  # type: ignore[misc]
    """A page of the classroom behind the sign-in of the Hub."""

    def check_xsrf_cookie(self) -> None:
        """Check as the Hub does; it wants a token for scripts too, in which no secret is: they load without."""
        if self.route is None or not (self.route.path == ASSETS and self.request.method == "GET"):
            super().check_xsrf_cookie()


def recognise(handler: Any) -> Person | None:
    """Say who asks, by the Hub's word; another service of the Hub is nobody."""
    user: Mapping[str, Any] | None = handler.current_user
    if not user or user.get("kind", "user") != "user":
        return None
    roles = {role for group in user.get("groups", ()) for role in GROUPS.get(group, ())}
    return Person(str(user["name"]), frozenset(roles or {Role.LEARNER}))


def make_application(settings: Settings, prefix: str, hub_prefix: str) -> Application:
    """Make the service's application under its prefix (`/services/blocnotes/`)."""
    classroom = Classroom(
        desk=Desk(settings),
        root=prefix,
        identify=recognise,
        lab=lambda person: f"{hub_prefix}user-redirect/lab/",
    )
    classroom.desk.warm_up()
    callback = urlsplit(HubOAuth.instance().oauth_redirect_uri).path
    doors = list_doors(classroom.desk, prefix)
    handlers = [(callback, HubOAuthCallbackHandler), *doors, *list_handlers(classroom, HubPage)]
    return Application(handlers, cookie_secret=secrets.token_bytes(32), xsrf_cookies=True)
