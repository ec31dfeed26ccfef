"""The three requests of a launch: initiation, the platform's answer, and a step of our own.

The platform's answer is a form sent from another site, with which browsers send none of the Hub's cookies. Whoever was
signed in before at this browser is therefore known at a second request only, which the browser makes by itself: there
their session ends, with every token that it has, before the new one begins.
"""

import asyncio
import html
import uuid
from typing import Any

from jupyterhub import orm
from jupyterhub.handlers import BaseHandler
from ltiauthenticator.lti13.error import ValidationError
from ltiauthenticator.lti13.handlers import LTI13CallbackHandler, LTI13LoginInitHandler
from ltiauthenticator.utils import convert_request_to_dict
from tornado.web import HTTPError

from blocnotes.lab.lti.launch import choose_page
from blocnotes.lti.arrival import read_arrival
from blocnotes.lti.recognising import ArrivalRefused

TICKET = "blocnotes-arrivee"
STALE = "Cette connexion n’est pas valable, ou ne l’est plus. Revenez à la plateforme et ouvrez de nouveau l’activité."
PAGE = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Blocnotes\u00a0: connexion refusée</title>"
    "<style>:root{{color-scheme:light dark}}body{{font:1.125rem/1.6 system-ui,sans-serif;max-width:40rem;"
    "margin:3rem auto;padding:0 1rem}}</style><main><h1>Connexion refusée</h1><p>{}</p></main></html>"
)


class Refusing(BaseHandler):  # type: ignore[misc]
    """Says in French why somebody is not let in; why exactly a launch does not hold is for the log alone."""

    def refuse(self, status: int, sentence: str = STALE) -> None:
        """Show the page."""
        self.set_status(status)
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(PAGE.format(html.escape(sentence)))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show the page for what was raised, too."""
        self.clear()
        self.refuse(status_code)


class InitiationHandler(Refusing, LTI13LoginInitHandler):  # type: ignore[misc]
    """Sends a browser back to the platform, which says who sits there."""

    def post(self) -> None:
        """Begin, for this tool and this platform only."""
        platform = self.authenticator.platform
        given = convert_request_to_dict(self.request.arguments)
        if given.get("iss") != platform.issuer or given.get("client_id", platform.client_id) != platform.client_id:
            raise HTTPError(400, "initiation of another platform or for another tool")
        self.request.arguments["client_id"] = [platform.client_id.encode()]
        super().post()

    get = post

    def _set_oauth_cookie(self, key: str, value: str) -> None:
        # The answer comes from another site: without this, the browser would keep the cookies back.
        self._set_cookie(
            key,
            value,
            expires_days=1,
            httponly=True,
            encrypted=True,
            secure=True,
            samesite="None",
            path=self.hub.base_url,
        )


class LaunchHandler(Refusing, LTI13CallbackHandler):  # type: ignore[misc]
    """Takes the platform's answer, checks it, and asks the classroom who that is."""

    async def post(self) -> None:
        """Check, recognise, and lead to the second step."""
        door = self.authenticator
        try:
            name, page = await self._recognise()
        except (ValidationError, HTTPError) as error:
            self.log.warning("A launch was refused: %s", getattr(error, "log_message", None) or error)
            self.refuse(getattr(error, "status_code", 401))
            return
        except ArrivalRefused as error:
            self.log.warning("An arrival was refused: %s", error)
            self.refuse(403, str(error))
            return
        ticket = door.tickets.keep((name, page))
        self._set_cookie(TICKET, ticket, httponly=True, encrypted=True, samesite="Lax", path=self.hub.base_url)
        self.redirect(f"{self.hub.base_url}lti13/arrivee", status=303)

    async def _recognise(self) -> tuple[str, str]:
        door = self.authenticator
        given = convert_request_to_dict(self.request.arguments)
        door.validator.validate_auth_response(given)
        self.check_state()
        # It may ask the platform for its keys: a slow platform does not hold the whole Hub up.
        claims = await asyncio.get_running_loop().run_in_executor(None, door.validator.read, given["id_token"])
        self.check_nonce(claims)
        door.validator.settle(claims)
        name = await door.recognise(read_arrival(claims, door.platform))
        return name, choose_page(claims, self.request.host, door.home)

    def _get_oauth_cookie(self, key: str) -> str:
        cookie = (self.get_secure_cookie(key) or b"").decode("utf8", "replace")
        self.clear_cookie(key, path=self.hub.base_url, secure=True, samesite="None")
        return cookie


class ArrivalHandler(Refusing):
    """Ends the session of whoever sat here before, and begins the new one."""

    async def get(self) -> None:
        """Sign in, and show the page that was asked for."""
        ticket = (self.get_secure_cookie(TICKET) or b"").decode("utf8", "replace")
        self.clear_cookie(TICKET, path=self.hub.base_url)
        found = self.authenticator.tickets.take(ticket)
        if found is None:
            self.refuse(400)
            return
        name, page = found
        self._end_session(name)
        if await self.login_user(name) is None:
            self.refuse(403, "Ce compte n’est pas admis ici. Signalez-le à votre formateur.")
            return
        self.redirect(page, status=303)

    def _end_session(self, name: str) -> None:
        session_id, before = self.get_session_cookie(), self.get_current_user_cookie()
        if before is not None and before.name == name:
            return
        tokens = self.db.query(orm.APIToken).filter_by(session_id=session_id) if session_id else ()
        for token in tokens:
            self.db.delete(token)
        self.db.commit()
        self._session_id = uuid.uuid4().hex
        self.set_session_cookie()
