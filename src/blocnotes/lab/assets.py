"""The style sheet and the scripts of the classroom: small files, read once, named by their content."""

import hashlib
from functools import cache
from importlib.resources import files

from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, File, Missing
from blocnotes.lab.person import EVERYONE
from blocnotes.lab.routes import Route

MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
STYLE = "style.css"


@cache
def read_assets() -> dict[str, bytes]:
    """Read every asset: the reports' style sheet and the classroom's own are one."""
    folder = files("blocnotes.lab") / "static"
    found = {item.name: item.read_bytes() for item in folder.iterdir() if item.name.endswith(tuple(MEDIA))}
    report = (files("blocnotes.reports") / "templates" / STYLE).read_bytes()
    sheets = (found[name] for name in sorted(found) if name.endswith(".css"))
    return found | {STYLE: b"\n".join([report, *sheets])}


@cache
def name_asset(name: str) -> str:
    """Give an asset's address, which changes with its content: a browser keeps it until then."""
    return f"static/{name}?v={hashlib.sha256(read_assets()[name]).hexdigest()[:12]}"


def show_asset(_desk: Desk, call: Call) -> Answer:
    """Give one asset."""
    name = call.parts["name"]
    content = read_assets().get(name)
    if content is None:
        raise Missing
    return File(content, MEDIA[name[name.rindex(".") :]], lasting=True)


ROUTES = (Route(path="static/{name}", who=EVERYONE, show=show_asset),)
