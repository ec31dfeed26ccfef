"""The frame of every page: the reports' templates and words, the classroom's menu, and no script from elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from blocnotes.lab.assets import name_asset
from blocnotes.lab.page import Page
from blocnotes.lab.person import Person
from blocnotes.lab.routes import Route
from blocnotes.reports.layout import open_templates
from blocnotes.reports.tallies import ORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a page stands in: where the classroom and JupyterLab are, what guards it, what to say first."""

    root: str
    """The classroom's own address, with a slash at its end."""
    lab: str
    """The address of the person's JupyterLab, with a slash at its end."""
    here: str = ""
    xsrf: str = ""
    nonce: str = ""
    said: str = ""


def open_frame() -> Environment:
    """Open the classroom's templates; its layout takes the place of the reports' own."""
    environment = open_templates()
    reports = environment.loader
    assert reports is not None
    environment.loader = ChoiceLoader([PackageLoader("blocnotes.lab"), reports])
    environment.globals |= {"asset": name_asset, "order": ORDER}
    return environment


def render(
    frame: Environment, page: Page, surroundings: Surroundings, person: Person | None, routes: Iterable[Route]
) -> str:
    """Render a page for a person, with the menu of what they may open."""
    menu = [route for route in routes if route.menu and person and person.may(route.who)]
    values: Mapping[str, Any] = {
        "title": page.title,
        "person": person,
        "menu": menu,
        "at": surroundings,
        "root": surroundings.root,
    }
    return frame.get_template(page.template).render({**page.values, **values})


def write_policy(nonce: str) -> str:
    """Write the content-security policy of a page: its own style sheet and scripts by their nonce, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'nonce-{nonce}'",
            f"script-src 'nonce-{nonce}'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        )
    )
