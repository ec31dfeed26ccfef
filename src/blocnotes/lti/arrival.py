"""Somebody whom the platform vouches for: what is taken out of a launch, and nothing more."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from blocnotes.lti.platform import Platform

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
NAMES = ("given_name", "family_name", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One launch: who, from which context, and where that context takes marks."""

    issuer: str
    subject: str
    value: str
    """What the chosen claim says."""
    is_learner: bool
    context: str = ""
    title: str = ""
    line_items: str = ""
    scopes: tuple[str, ...] = ()
    given_name: str = ""
    family_name: str = ""
    email: str = ""


def read_arrival(claims: Mapping[str, Any], platform: Platform) -> Arrival:
    """Take out of verified claims what the course needs; names only where unknown learners are entered."""
    context, grades = _table(claims, f"{CLAIM}context"), _table(claims, GRADES)
    kept = NAMES if platform.enrols else ()
    roles = claims.get(f"{CLAIM}roles")
    return Arrival(
        issuer=platform.issuer,
        subject=str(claims.get("sub") or ""),
        value=read_claim(claims, platform.claim),
        is_learner=isinstance(roles, list) and LEARNER in roles,
        context=_text(context.get("id")),
        title=_text(context.get("title")),
        line_items=_text(grades.get("lineitems"), 1024),
        scopes=tuple(scope for scope in grades.get("scope") or () if isinstance(scope, str)),
        **{name: _text(claims.get(name), 100) for name in kept},
    )


def read_claim(claims: Mapping[str, Any], name: str) -> str:
    """Give a claim by its short name: `email`, `custom.identifiant`, `lis.person_sourcedid`; empty where not sent."""
    place, _, key = name.partition(".")
    return _text(_table(claims, f"{CLAIM}{place}").get(key) if key else claims.get(name))


def write_arrival(arrival: Arrival) -> dict[str, Any]:
    """Write an arrival as JSON, for the process that keeps the gradebook."""
    return asdict(arrival)


def parse_arrival(data: Mapping[str, Any]) -> Arrival:
    """Read what `write_arrival` wrote."""
    known: dict[str, Any] = {item.name: data[item.name] for item in fields(Arrival)}
    return Arrival(**known | {"scopes": tuple(known["scopes"])})


def _table(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Any, most: int = 255) -> str:
    # What is too long to be kept whole is kept not at all: a cut number would be somebody else's.
    is_text = isinstance(value, str) and len(value) <= most and value.isprintable()
    return value.strip() if is_text else ""
