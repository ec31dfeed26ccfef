"""The classroom's side of an arrival: says to the Hub which learner somebody is, and publishes the tool's keys.

The Hub's process asks with a token that it drew when it started this service; nobody else has it.
"""

import asyncio
import hmac
import json
import os
from pathlib import Path
from typing import Any

from tornado.web import HTTPError, RequestHandler

from blocnotes.lab.desk import Desk
from blocnotes.lti.arrival import parse_arrival
from blocnotes.lti.keys import publish, read_keys
from blocnotes.lti.platform import read_platform
from blocnotes.lti.receiving import receive
from blocnotes.lti.recognising import ArrivalRefused

PLATFORM, TOKEN = "BLOCNOTES_LTI", "BLOCNOTES_LTI_TOKEN"
"""The environment's names for the description of the platform, and for the token of the Hub."""


class CounterHandler(RequestHandler):
    """Takes arrivals in."""

    def initialize(self, desk: Desk) -> None:
        """Take the desk of the classroom."""
        self.desk = desk

    def check_xsrf_cookie(self) -> None:
        """No browser comes here: the token is checked instead."""

    async def post(self) -> None:
        """Give the learner's identifier, or the sentence that says why there is none."""
        given, wanted = self.request.headers.get("Authorization", ""), os.environ.get(TOKEN, "")
        if not wanted or not hmac.compare_digest(given.encode(), f"token {wanted}".encode()):
            raise HTTPError(403)
        loop = asyncio.get_running_loop()
        status, told = await loop.run_in_executor(self.desk.pool, self._receive, json.loads(self.request.body))
        self.set_status(status)
        self.finish(told)

    def _receive(self, data: dict[str, Any]) -> tuple[int, dict[str, str]]:
        settings = self.desk.settings
        platform = read_platform(Path(os.environ[PLATFORM]))
        try:
            with self.desk.open_store() as store:
                return 200, {"learner": receive(settings, store, platform, parse_arrival(data))}
        except ArrivalRefused as error:
            return 403, {"refused": str(error)}


class KeysHandler(RequestHandler):
    """Publishes the tool's public keys, for the platform's own server: they are nobody's secret."""

    def initialize(self, desk: Desk) -> None:
        """Take the desk of the classroom."""
        self.desk = desk

    def get(self) -> None:
        """Give the set; an empty one before there is a key."""
        self.set_header("Cache-Control", "max-age=300")
        self.finish(publish(read_keys(self.desk.settings.var)))


def list_doors(desk: Desk, prefix: str) -> list[tuple[str, type[RequestHandler], dict[str, Desk]]]:
    """Give the handlers for a learning platform, where the Hub says that there is one."""
    if not os.environ.get(PLATFORM):
        return []
    return [
        (f"{prefix}lti/arrivees", CounterHandler, {"desk": desk}),
        (f"{prefix}lti/jwks.json", KeysHandler, {"desk": desk}),
    ]
