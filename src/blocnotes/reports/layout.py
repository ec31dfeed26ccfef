"""The frame of every page: templates that escape all they are given, and a policy that lets nothing in."""

import base64
import hashlib
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from blocnotes.framework.wording import write_mark
from blocnotes.reports import pictures, wording
from blocnotes.reports.tallies import ORDER


def open_templates() -> Environment:
    """Open the templates, with everything escaped unless it was drawn here."""
    environment = Environment(
        loader=PackageLoader("blocnotes.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_frame(environment) | _pictures())
    environment.filters.update(_words())
    return environment


def _frame(environment: Environment) -> dict[str, Any]:
    # The policy names this one style sheet by its digest: no other style, no script, no request at all.
    loader = environment.loader
    assert loader is not None
    style, _, _ = loader.get_source(environment, "style.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {"style": Markup(style), "style_digest": f"sha256-{digest}"}  # noqa: S704 - our own file


def _pictures() -> dict[str, Any]:
    return {
        "standings": ORDER,
        "define_glyphs": pictures.define_glyphs,
        "glyph": pictures.draw_glyph,
        "bar": pictures.draw_bar,
        "codes": pictures.draw_codes,
        "strip": pictures.draw_strip,
    }


def _words() -> dict[str, Any]:
    return {
        "mark": write_mark,
        "number": wording.write_number,
        "share": wording.write_share,
        "count": wording.count,
        "counts": wording.count_standings,
        "day": wording.write_day,
        "moment": wording.write_moment,
    }
