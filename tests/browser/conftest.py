"""A real Chromium that reads our pages from files: what it asks for and what it complains of is kept."""

import socket
from dataclasses import dataclass, field

import pytest


@dataclass
class Visit:
    """A page that is open, with its requests and its complaints."""

    page: object
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def unfold(self):
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.fixture
def visit(chromium, tmp_path):
    """Open a page in a window: `visit(html, width=…, scheme=…)`; every window is closed at the end."""
    contexts = []

    def open_page(html, *, width=1280, height=900, scheme="light", zoom=1, fragment=""):
        # A zoomed page is a page with fewer, larger pixels: this is what the browser's own zoom does.
        context = chromium.new_context(
            viewport={"width": width // zoom, "height": height // zoom}, device_scale_factor=zoom, color_scheme=scheme
        )
        contexts.append(context)
        found = Visit(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        found.page.goto(path.as_uri() + fragment)
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def listener():
    """A local server's address and the socket on which a request would arrive."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", server
