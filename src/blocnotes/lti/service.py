"""Speak with the platform's services as one tool: signed in by its key, patient, and never faster than it asks.

OAuth 2 client credentials with a signed assertion (RFC 7523), as the 1EdTech Security Framework 1.0 wants it.
"""

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any, Self

import httpx
import jwt

from blocnotes.errors import PlatformError
from blocnotes.lti.keys import Key
from blocnotes.lti.platform import Platform, is_sheltered

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TRIES = 4
LONGEST_WAIT = 60.0
TIMEOUT = httpx.Timeout(10, connect=5)
BUSY = (429, 503)
LATER = 1.1
"""Platforms compare moments to the second: where one was taken already, the next second's is."""
CURES = {
    400: "see that the learner is still enrolled there, in a role that gets marks",
    401: "see that the tool may use the grade services there (docs/lti.md)",
    403: "see that the tool may write this column, and that the learner is still enrolled there",
    404: "the column or the course is gone there; send again, and the column is made anew",
    409: "the platform keeps a later mark; send again",
}


class Silent(PlatformError):
    """The platform did not answer, or not with sense: others will hear nothing either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a service; the body is made anew at each try, for it may tell the time."""

    method: str
    url: str
    accept: str = "application/json"
    content_type: str = ""
    make_body: Callable[[], Any] | None = None
    is_repeatable: bool = True
    """Whether asking twice does the same as asking once."""


class Service:
    """The services of one platform, for several threads at once."""

    def __init__(
        self,
        platform: Platform,
        key: Key,
        scopes: Iterable[str],
        *,
        client: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.platform, self.key, self.scopes = platform, key, tuple(sorted(set(scopes)))
        self.client = client or httpx.Client(timeout=TIMEOUT, follow_redirects=False)
        self.sleep = sleep
        self.granted: tuple[str, ...] = ()
        self._token = ""
        self._signing = Lock()
        self._free_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.client.close()

    def sign_in(self, old: str = "") -> str:
        """Give a token; a new one where there is none, or where the old one was refused."""
        with self._signing:
            if self._token in ("", old):
                answer = self._persist(self._ask_for_token)
                found = _read_json(answer) if answer.status_code == 200 else {}
                if not isinstance(found, dict) or not isinstance(found.get("access_token"), str):
                    raise _refuse_tool(self.platform, answer)
                self._token = found["access_token"]
                self.granted = tuple(str(found.get("scope") or " ".join(self.scopes)).split())
            return self._token

    def call(self, request: Request) -> httpx.Response:
        """Ask; gives an answer that says yes, or raises PlatformError with what is to be done."""
        if not is_sheltered(request.url):
            raise PlatformError("an address without encryption is not used", where=request.url)
        token = self.sign_in()
        answer = self._persist(lambda: self._ask(request, token), is_repeatable=request.is_repeatable)
        if answer.status_code == 401:
            token = self.sign_in(old=token)
            answer = self._persist(lambda: self._ask(request, token), is_repeatable=request.is_repeatable)
        if not answer.is_success:
            raise _refuse(request, answer)
        return answer

    def _persist(self, ask: Callable[[], httpx.Response], *, is_repeatable: bool = True) -> httpx.Response:
        for attempt in range(TRIES):
            self.sleep(max(0.0, self._free_at - time.monotonic()))
            is_last = attempt == TRIES - 1
            try:
                answer = ask()
            except httpx.TransportError as error:
                if is_last or not is_repeatable:
                    raise _lament(error) from error
                self.sleep(0.5 * 2**attempt)
                continue
            wait = _read_wait(answer, attempt)
            if wait is None or is_last or wait > LONGEST_WAIT or not (is_repeatable or answer.status_code in BUSY):
                return answer
            if answer.status_code in BUSY:
                # It speaks to all of us, and not to this thread alone.
                self._free_at = max(self._free_at, time.monotonic() + wait)
            else:
                self.sleep(wait)
        raise AssertionError("the last try gives an answer")

    def _ask(self, request: Request, token: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}", "Accept": request.accept}
        if request.make_body is None:
            return self.client.request(request.method, request.url, headers=headers)
        headers["Content-Type"] = request.content_type
        return self.client.request(
            request.method, request.url, headers=headers, content=_write_json(request.make_body())
        )

    def _ask_for_token(self) -> httpx.Response:
        now = int(time.time())
        claims = {
            "iss": self.platform.client_id, "sub": self.platform.client_id, "aud": self.platform.token_url,
            "iat": now, "exp": now + 300, "jti": secrets.token_urlsafe(24),
        }  # fmt: skip
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": jwt.encode(claims, self.key.private, "RS256", headers={"kid": self.key.name}),
            "scope": " ".join(self.scopes),
        }
        return self.client.post(self.platform.token_url, data=form)


def _read_wait(answer: httpx.Response, attempt: int) -> float | None:
    # None where waiting does not help.
    if answer.status_code == 409:
        return LATER
    if answer.status_code not in BUSY and answer.status_code < 500:
        return None
    said: str = answer.headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    try:
        until: datetime = parsedate_to_datetime(said)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.5 * float(2**attempt)


def _refuse(request: Request, answer: httpx.Response) -> PlatformError:
    what, where = f"answered {answer.status_code} {_shorten(answer)}".rstrip(), request.url
    if answer.status_code in BUSY:
        cure = f"it asks to wait {answer.headers.get('Retry-After', 'a while')} s: send again later"
        return PlatformError(what, where=where, cure=cure)
    if answer.status_code >= 500:
        return Silent(what, where=where, cure="send again when it works")
    return PlatformError(what, where=where, cure=CURES.get(answer.status_code, "ask the platform's administrator"))


def _refuse_tool(platform: Platform, answer: httpx.Response) -> PlatformError:
    what = f"the platform does not know this tool: {answer.status_code} {_shorten(answer)}".rstrip()
    cure = "see client_id and token_url in lti.toml, that the platform can read the tool's public keys, and the clocks"
    return PlatformError(what, where=platform.token_url, cure=cure)


def _lament(error: httpx.TransportError) -> Silent:
    what = "does not answer in time" if isinstance(error, httpx.TimeoutException) else f"cannot be reached: {error}"
    try:
        where = str(error.request.url)
    except RuntimeError:
        where = ""
    return Silent(what, where=where, cure="send again when it works")


def _shorten(answer: httpx.Response) -> str:
    return " ".join((answer.text or answer.reason_phrase).split())[:120]


def _read_json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _write_json(body: Any) -> bytes:
    import json

    return json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
