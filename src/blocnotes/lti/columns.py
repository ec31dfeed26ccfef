"""The platform's columns of marks (AGS line items): found by a name that never changes, or made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from blocnotes.errors import PlatformError
from blocnotes.gradebook.platforms.accounts import Context
from blocnotes.lti.service import Request, Service, Silent

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/"
LINE_ITEM, READ_LINE_ITEM, SCORE = f"{SCOPE}lineitem", f"{SCOPE}lineitem.readonly", f"{SCOPE}score"
SCOPES = (LINE_ITEM, READ_LINE_ITEM, SCORE)
ITEM, ITEMS = "application/vnd.ims.lis.v2.lineitem+json", "application/vnd.ims.lis.v2.lineitemcontainer+json"
TAG = "blocnotes"
PAGE = 100
MOST_PAGES = 200
NEXT = re.compile(r"<([^>]+)>\s*;[^,<]*\brel=[\"'“”]?next")
"""The address of the next page. Moodle sets the word in curly quotes, which no header's grammar knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our key (an assignment or a bloc), the course's own name for it, its title, its maximum."""

    key: str
    resource: str
    label: str
    maximum: float


def list_columns(service: Service, context: Context) -> dict[str, str]:
    """Give the columns of a context: the tool's own name → the address, over as many pages as there are."""
    found: dict[str, str] = {}
    for item in _list_items(service, context):
        name, address = item.get("resourceId"), item.get("id")
        if isinstance(name, str) and isinstance(address, str) and item.get("tag", TAG) == TAG:
            found.setdefault(name, _stay(context, address))
    return found


def make_column(service: Service, context: Context, column: Column) -> str:
    """Make a column and give its address; one whose making was not answered is looked for before it is given up."""
    body = {"label": column.label, "scoreMaximum": column.maximum, "resourceId": column.resource, "tag": TAG}
    request = Request(
        method="POST", url=context.line_items, accept=ITEM, content_type=ITEM, make_body=lambda: body,
        is_repeatable=False,
    )  # fmt: skip
    try:
        made = _read(service.call(request))
    except Silent:
        found = list_columns(service, context).get(column.resource)
        if found is None:
            raise
        return found
    if not isinstance(made, dict) or not isinstance(made.get("id"), str):
        raise PlatformError("made a column without an address", where=context.line_items)
    return _stay(context, made["id"])


def extend_path(address: str, more: str) -> str:
    """Add to the path of an address that may have a query."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + more))


def _list_items(service: Service, context: Context) -> Iterator[dict[str, Any]]:
    address = f"{context.line_items}{'&' if '?' in context.line_items else '?'}limit={PAGE}"
    for _ in range(MOST_PAGES):
        answer = service.call(Request(method="GET", url=address, accept=ITEMS))
        items = _read(answer)
        if not isinstance(items, list):
            raise Silent("gave no list of columns", where=address)
        yield from (item for item in items if isinstance(item, dict))
        following = NEXT.search(answer.headers.get("Link", ""))
        if following is None:
            return
        address = _stay(context, following[1])
    raise PlatformError("has no end of columns", where=context.line_items, cure="ask the platform's administrator")


def _stay(context: Context, address: str) -> str:
    # The token is for the server that the platform named in a signed launch, and for no other.
    given, allowed = urlsplit(address), urlsplit(context.line_items)
    if (given.scheme, given.netloc) != (allowed.scheme, allowed.netloc):
        raise PlatformError("leads to another server", where=address, cure="ask the platform's administrator")
    return address


def _read(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise Silent("answered with no JSON", where=str(answer.request.url)) from error
