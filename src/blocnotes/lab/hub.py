"""The door of the classroom's Hub service, started by the Hub as the course's owner.

    python -m blocnotes.lab.hub COURSE_DIR

It answers at once, and opens the course behind a page that asks for a moment's patience: a Hub waits ten seconds for
its services, and a cold disk takes longer.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler

MAX_BODY = 12 << 20
"""A little more than the largest notebook that is taken in."""
OPENING = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><meta http-equiv="refresh" content="2">'
    "<title>Blocnotes</title><h1>Blocnotes ouvre</h1>"
    "<p>Encore un instant\u00a0: cette page se recharge d’elle-même.</p></html>"
)


class Opening(RequestHandler):
    """Asks for patience."""

    def get(self) -> None:
        """Show the page."""
        self.set_header("Content-Security-Policy", "default-src 'none'")
        self.finish(OPENING)


def main() -> None:
    """Serve until the Hub stops us."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("course_dir", type=Path, help="the course's folder")
    parser.add_argument("--var", type=Path, help="where generated files are, if not in the course's folder")
    options = parser.parse_args()
    address = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    server = HTTPServer(Application([(".*", Opening)]), max_body_size=MAX_BODY, xheaders=True)
    server.listen(address.port or 80, address.hostname or "127.0.0.1")
    loop = IOLoop.current()
    loop.add_callback(open_course, server, options.course_dir, options.var)
    loop.start()


async def open_course(server: HTTPServer, course_dir: Path, var: Path | None) -> None:
    """Open the course, and put its pages in the place of the one that asks for patience."""
    application = await IOLoop.current().run_in_executor(None, _prepare, course_dir, var)
    server.request_callback = application()


def _prepare(course_dir: Path, var: Path | None) -> Callable[[], Application]:
    # Seconds of imports: not in the loop.
    from blocnotes.lab.hub_pages import make_application
    from blocnotes.settings import read_settings

    settings = read_settings(course_dir, var=var)
    prefix, base = os.environ["JUPYTERHUB_SERVICE_PREFIX"], os.environ.get("JUPYTERHUB_BASE_URL", "/")
    return lambda: make_application(settings, prefix, f"{quote(base)}hub/")


if __name__ == "__main__":
    main()
