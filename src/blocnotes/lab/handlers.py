"""From a request to a page and back: sign-in, roles, forged requests, headers. Pages themselves know none of it."""

import asyncio
import json
import secrets
from collections.abc import Iterator
from typing import Any

from tornado.escape import url_escape
from tornado.web import HTTPError, RequestHandler, authenticated

from blocnotes.errors import BlocnotesError
from blocnotes.lab.classroom import Classroom
from blocnotes.lab.failing import make_failure
from blocnotes.lab.frame import Surroundings, render, write_policy
from blocnotes.lab.page import Answer, Call, Data, File, Form, Missing, Moved, Page, Unfit
from blocnotes.lab.person import Person
from blocnotes.lab.routes import Answering, Route

SAID = "blocnotes-said"
"""The cookie that carries what is to be said from the page where something was done to the next one."""
YEAR = 31_536_000


class Serving(RequestHandler):
    """Answers one route. Mixed into a handler of JupyterLab's or of the Hub's, which knows who is signed in."""

    def initialize(self, classroom: Classroom, route: Route | None) -> None:
        """Take the classroom and the route that was found; None where there is none."""
        self.classroom, self.route = classroom, route

    def set_default_headers(self) -> None:
        """Shut the page in: its own style sheet and scripts, nothing else."""
        super().set_default_headers()
        self.nonce = secrets.token_urlsafe(18)
        self.set_header("Content-Security-Policy", write_policy(self.nonce))
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    @authenticated
    async def get(self, **parts: str) -> None:
        """Show."""
        await self._answer(self.route.show if self.route else None, parts)

    @authenticated
    async def post(self, **parts: str) -> None:
        """Act."""
        await self._answer(self.route.act if self.route else None, parts)

    @property
    def person(self) -> Person | None:
        """Who asks."""
        return self.classroom.identify(self)

    async def _answer(self, answering: Answering | None, parts: dict[str, str]) -> None:
        person = self.person
        if self.route is None:
            raise HTTPError(404)
        if person is None or not person.may(self.route.who):
            raise HTTPError(403)
        if answering is None:
            raise HTTPError(405)
        loop, desk = asyncio.get_running_loop(), self.classroom.desk
        self._send(await loop.run_in_executor(desk.pool, answering, desk, self._call(person, parts)))

    def _call(self, person: Person, parts: dict[str, str]) -> Call:
        files = {name: found[0]["body"] for name, found in self.request.files.items()}
        return Call(
            person=person,
            parts=parts,
            query=_texts(self.request.query_arguments),
            form=_texts(self.request.body_arguments),
            files=files,
        )

    def _send(self, answer: Answer) -> None:
        match answer:
            case Page():
                self._send_page(answer)
            case Data():
                self.set_status(answer.status)
                self.set_header("Content-Type", "application/json; charset=utf-8")
                self.finish(json.dumps(answer.values, ensure_ascii=False))
            case File():
                self._send_file(answer)
            case Moved():
                if answer.said:
                    self.set_signed_cookie(SAID, answer.said, 1, path=self.classroom.root, httponly=True)
                self.redirect(self.classroom.root + answer.to, status=303)

    def _send_page(self, page: Page) -> None:
        person = self.person
        said = self.get_signed_cookie(SAID)
        if said is not None:
            self.clear_cookie(SAID, path=self.classroom.root)
        surroundings = Surroundings(
            root=self.classroom.root,
            lab=self.classroom.lab(person) if person else "",
            here=self.request.path.removeprefix(self.classroom.root),
            xsrf=self.xsrf_token.decode(),
            nonce=self.nonce,
            said=said.decode() if said else "",
        )
        self.set_status(page.status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(render(self.classroom.frame, page, surroundings, person, self.classroom.routes))

    def _send_file(self, file: File) -> None:
        self.set_header(
            "Content-Type", f"{file.media}; charset=utf-8" if file.media.startswith("text/") else file.media
        )
        if file.lasting:
            self.set_header("Cache-Control", f"private, max-age={YEAR}, immutable")
        if file.name:
            self.set_header("Content-Disposition", f"attachment; filename*=utf-8''{url_escape(file.name, plus=False)}")
        self.finish(file.content)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in French what happened; a program gets JSON."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        page = make_failure(*_tell(error, status_code))
        if "application/json" in self.request.headers.get("Accept", ""):
            self._send(Data({"error": page.values["sentence"]}, page.status))
        else:
            self._send_page(page)

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        """Keep what is nobody's fault out of the log of faults."""
        if not isinstance(value, Missing | Unfit):
            super().log_exception(kind, value, trace)


def list_handlers(classroom: Classroom, handler: type[Serving]) -> Iterator[tuple[str, type[Serving], dict[str, Any]]]:
    """Give a server the handlers of every route, and of what has none."""
    for route in classroom.routes:
        yield f"{classroom.root}{route.pattern}", handler, {"classroom": classroom, "route": route}
    yield f"{classroom.root}.*", handler, {"classroom": classroom, "route": None}


def _tell(error: BaseException | None, status: int) -> tuple[int, str]:
    match error:
        case Missing():
            return 404, ""
        case Unfit():
            return 400, str(error)
        case BlocnotesError():
            return 500, ""
    return status, ""


def _texts(given: dict[str, list[bytes]]) -> Form:
    return {name: [value.decode("utf-8", "replace") for value in values] for name, values in given.items()}
