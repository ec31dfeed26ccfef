"""Read `lti.toml`: which learning platform, and how its people are recognised. The file holds no secret."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from blocnotes.errors import ContentDefects, ContentError, Defect

FILE = "lti.toml"
ADDRESSES = ("issuer", "login_url", "keyset_url", "token_url")
KEYS = {*ADDRESSES, "client_id", "deployments", "people", "staff"}
PEOPLE = {"claim": "sub", "column": "id", "unknown": "refuse"}
CHOICES = {"column": ("id", "email"), "unknown": ("refuse", "enrol")}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A school's learning platform, as its administrator's page describes it."""

    issuer: str
    client_id: str
    deployments: tuple[str, ...]
    login_url: str
    keyset_url: str
    token_url: str
    claim: str = "sub"
    """What people are recognised by at their first arrival: sub, email, preferred_username, lis.…, custom.…"""
    column: str = "id"
    """With which column of learners.csv that is compared."""
    enrols: bool = False
    """Whether a learner of the platform who is not in learners.csv is entered, or refused."""
    staff: Mapping[str, str] = field(default_factory=dict)
    """The platform's number (`sub`) of those who work here, and their account on this machine."""


def find_file(course_dir: Path) -> Path:
    """Give the file of a course: in its folder, or in the one above, where only root writes."""
    here, above = course_dir / FILE, course_dir.parent / FILE
    return above if above.exists() and not here.exists() else here


def read_platform(path: Path) -> Platform:
    """Read the description of a platform; every defect is told at once."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        cure = "docs/lti.md says how to write one"
        raise ContentError("no learning platform is described", where=str(path), cure=cure) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"not valid TOML: {error}", where=str(path)) from error
    defects = [Defect(str(path), place, what, cure) for place, what, cure in _find_defects(data)]
    if defects:
        raise ContentDefects(defects)
    people = PEOPLE | data.get("people", {})
    return Platform(
        **{key: data[key] for key in ADDRESSES},
        client_id=data["client_id"],
        deployments=tuple(data["deployments"]),
        claim=people["claim"],
        column=people["column"],
        enrols=people["unknown"] == "enrol",
        staff=dict(data.get("staff", {})),
    )


def is_sheltered(address: str) -> bool:
    """Tell whether what goes to an address is encrypted, or does not leave this machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _find_defects(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in sorted(set(data) - KEYS):
        yield key, "unknown key", f"known keys: {', '.join(sorted(KEYS))}"
    for key in (*ADDRESSES, "client_id"):
        if not isinstance(data.get(key), str) or not data[key]:
            yield key, "is missing", "copy it from the platform's page about the tool"
        elif key in ADDRESSES and not is_sheltered(data[key]):
            yield key, "is no address that starts with https://", "copy it from the platform's page about the tool"
    deployments = data.get("deployments")
    if not isinstance(deployments, list) or not deployments or not all(isinstance(item, str) for item in deployments):
        yield "deployments", "is no list of deployment IDs", 'such as: deployments = ["1"]'
    yield from _find_people_defects(data.get("people", {}))
    staff = data.get("staff", {})
    if not isinstance(staff, dict) or not all(isinstance(name, str) for name in staff.values()):
        yield "staff", "is no table of accounts", 'such as: "2" = "ivo"'


def _find_people_defects(people: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(people, dict) or not all(isinstance(value, str) for value in people.values()):
        yield "people", "is no table of texts", ""
        return
    for key in sorted(set(people) - set(PEOPLE)):
        yield f"people.{key}", "unknown key", f"known keys: {', '.join(PEOPLE)}"
    for key, known in CHOICES.items():
        if people.get(key, PEOPLE[key]) not in known:
            yield f"people.{key}", "is not known", f"one of: {', '.join(known)}"
