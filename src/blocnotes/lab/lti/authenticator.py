"""The Hub's sign-in with a second door: passwords of this machine as before, and launches of one learning platform.

LTI 1.3 itself is jupyterhub-ltiauthenticator's; what it leaves out is in `launch` and `handlers`.
"""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator, PAMAuthenticator
from ltiauthenticator.lti13.auth import LTI13Authenticator
from tornado.httpclient import AsyncHTTPClient
from traitlets import Unicode

from blocnotes.lab.lti.accounts import Groups, check_learner, check_staff
from blocnotes.lab.lti.handlers import ArrivalHandler, InitiationHandler, LaunchHandler
from blocnotes.lab.lti.launch import LaunchValidator
from blocnotes.lab.lti.once import Nonces, Tickets
from blocnotes.lti.arrival import Arrival, write_arrival
from blocnotes.lti.platform import Platform, read_platform
from blocnotes.lti.recognising import ArrivalRefused

ARRIVED = "arrived"
"""What tells an arrival that was let in from a password, within the Hub's process and for one request."""
USERADD = ["useradd", "--create-home", "--key", "HOME_MODE=0700", "--shell", "/bin/bash", "--groups"]


class PlatformAuthenticator(LTI13Authenticator, PAMAuthenticator):  # type: ignore[misc]
    """Lets learners in whom the platform vouches for and the course knows."""

    login_service = ""  # the form for passwords stays: staff may have no account at the platform
    platform_file = Unicode(help="The description of the platform: lti.toml.").tag(config=True)
    counter_url = Unicode(help="Where the classroom takes arrivals.").tag(config=True)
    counter_token = Unicode(help="The classroom's token.").tag(config=True)
    home = Unicode("/services/blocnotes/", help="The classroom's first page.").tag(config=True)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._settle(read_platform(Path(self.platform_file)), Groups())

    def _settle(self, platform: Platform, groups: Groups) -> None:
        self.platform, self.groups = platform, groups
        self.issuer, self.authorize_url = platform.issuer, platform.login_url
        self.client_id, self.jwks_endpoint = {platform.client_id}, platform.keyset_url
        self.create_system_users, self.add_user_cmd = True, [*USERADD, groups.learners]
        self.validator = LaunchValidator(parent=self).watch(platform, Nonces())
        self.desk = ThreadPoolExecutor(1, "accounts")
        self.tickets: Tickets[tuple[str, str]] = Tickets()

    def login_url(self, base_url: str) -> str:
        """Lead who comes without the platform to the form for passwords."""
        return str(Authenticator.login_url(self, base_url))

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """Give the handlers of both doors."""
        doors = [
            (LTI13Authenticator.login_url(self, ""), InitiationHandler),
            (self.callback_url(""), LaunchHandler),
            ("/lti13/arrivee", ArrivalHandler),
        ]
        return [*PAMAuthenticator.get_handlers(self, app), *doors]

    async def authenticate(self, handler: Any, data: Any = None) -> dict[str, Any] | str | None:
        """Give the name of who arrived, or of whose password is right."""
        if isinstance(handler, ArrivalHandler):
            return {"name": str(data), "auth_state": {ARRIVED: True}}
        found: str | None = await PAMAuthenticator.authenticate(self, handler, data)
        return found

    def check_allowed(self, username: str, authentication: Any = None) -> bool:
        """Allow arrivals, who were checked one by one, and those whom the Hub's settings name."""
        state = (authentication or {}).get("auth_state") or {}
        return bool(state.get(ARRIVED)) or bool(PAMAuthenticator.check_allowed(self, username, authentication))

    async def add_system_user(self, user: Any) -> None:
        """Make an account without holding the Hub up; one after the other, as the file of passwords wants it."""
        await asyncio.get_running_loop().run_in_executor(self.desk, PAMAuthenticator.add_system_user, self, user)

    async def recognise(self, arrival: Arrival) -> str:
        """Ask the classroom who somebody is, and see that their account here is theirs to open."""
        name = await self._ask_counter(arrival)
        staff = self.platform.staff.get(arrival.subject)
        if staff is not None:
            check_staff(staff, self.groups)
            return staff
        check_learner(name, self.groups)
        return name

    async def _ask_counter(self, arrival: Arrival) -> str:
        answer = await AsyncHTTPClient().fetch(
            self.counter_url,
            method="POST",
            body=json.dumps(write_arrival(arrival)),
            headers={"Authorization": f"token {self.counter_token}", "Content-Type": "application/json"},
            request_timeout=30,
            raise_error=False,
        )
        told = json.loads(answer.body or b"{}") if "json" in answer.headers.get("Content-Type", "") else {}
        if answer.code == 200 and "learner" in told:
            return str(told["learner"])
        if "refused" in told:
            raise ArrivalRefused(str(told["refused"]))
        self.log.error("The classroom did not take an arrival: %s", answer.code)
        raise ArrivalRefused("Le cours ouvre encore. Patientez un instant, puis recommencez depuis la plateforme.")
