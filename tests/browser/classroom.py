"""A classroom on a plain server of its own, as JupyterLab and the Hub serve it: whoever signs in is in the cookie."""

import asyncio
import http.client
import http.cookies
import threading
import urllib.parse
from contextlib import contextmanager

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from blocnotes.lab.classroom import Classroom
from blocnotes.lab.desk import Desk
from blocnotes.lab.handlers import Serving, list_handlers
from blocnotes.lab.person import Person, Role
from blocnotes.lab.table import ROUTES

ROOT = "/base/blocnotes/"
ROLES = {
    "formatrice": frozenset({Role.INSTRUCTOR, Role.MARKER}),
    "correcteur": frozenset({Role.MARKER}),
}


class PlainPage(Serving, RequestHandler):
    def get_current_user(self):
        return self.get_cookie("who")


class SignIn(RequestHandler):
    def get(self):
        self.finish("sign in")


def identify(handler):
    name = handler.current_user
    return Person(name, ROLES.get(name, frozenset({Role.LEARNER}))) if name else None


@contextmanager
def open_classroom(settings, routes=ROUTES, port=0, **desk):
    """Serve a course's classroom, on a free port unless one is named; gives its address, with a slash at its end."""
    classroom = Classroom(
        desk=Desk(settings, **desk), root=ROOT, identify=identify, lab=lambda person: "/base/lab/", routes=routes
    )
    handlers = [("/sign-in", SignIn), *list_handlers(classroom, PlainPage)]
    started, box = threading.Event(), {}

    def serve():
        async def main():
            application = Application(handlers, xsrf_cookies=True, cookie_secret="essai", login_url="/sign-in")
            sockets = bind_sockets(port, "127.0.0.1")
            server = HTTPServer(application)
            server.add_sockets(sockets)
            box["port"], box["stop"], box["loop"] = (
                sockets[0].getsockname()[1], asyncio.Event(), asyncio.get_running_loop(),
            )  # fmt: skip
            started.set()
            await box["stop"].wait()
            server.stop()
            await server.close_all_connections()

        asyncio.run(main())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    started.wait()
    try:
        yield f"http://127.0.0.1:{box['port']}{ROOT}"
    finally:
        box["loop"].call_soon_threadsafe(box["stop"].set)
        thread.join()
        classroom.desk.close()


class Visitor:
    """Somebody with a browser of their own, without a browser: cookies, forms, redirections."""

    def __init__(self, address, who=""):
        self.address = urllib.parse.urlsplit(address)
        self.cookies = {"who": who} if who else {}

    def ask(self, path, form=None, **headers):
        """Give status, headers and text; a form gets the token that the pages carry, unless it brings one."""
        if form is not None:
            form = urllib.parse.urlencode({"_xsrf": self.cookies.get("_xsrf", ""), **form}, doseq=True)
            headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.send("GET" if form is None else "POST", self.address.path + path, form, headers)

    def upload(self, path, name, content):
        """Send a file with a form, as a browser does."""
        parts = (
            f'--x\r\nContent-Disposition: form-data; name="_xsrf"\r\n\r\n{self.cookies.get("_xsrf", "")}\r\n'
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="a.ipynb"\r\n\r\n'
        )
        body = parts.encode() + content + b"\r\n--x--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        return self.send("POST", self.address.path + path, body, headers)

    def send(self, method, path, body=None, headers=()):
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        connection = http.client.HTTPConnection(self.address.netloc, timeout=30)
        connection.request(method, path, body, {**cookies, **dict(headers)})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: found.coded_value for name, found in http.cookies.SimpleCookie(line).items()}
        if answer.status in (302, 303):
            return self.send("GET", answer.headers["Location"])
        return answer.status, answer.headers, text
