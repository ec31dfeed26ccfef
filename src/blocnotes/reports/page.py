"""The HTML report of a cohort: one file, French, printable, accessible, with nothing to fetch."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from blocnotes.framework.bounds import Standing
from blocnotes.framework.wording import describe_registration
from blocnotes.reports.cohort import Cohort, tally
from blocnotes.reports.pictures import LETTERS, ORDER, draw_progress, draw_tally
from blocnotes.reports.tables import write_mark


def write_page(cohort: Cohort, path: Path) -> Path:
    """Write the report of a cohort; gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_page(cohort), encoding="utf-8")
    return path.resolve()


def render_page(cohort: Cohort) -> str:
    """Render the report of a cohort."""
    return open_templates().get_template("cohort.html").render(
        cohort=cohort,
        certification=cohort.course.certification,
        registration=describe_registration(cohort.course.certification.registration, cohort.made_at.date()),
        tallies=tally(cohort),
        awaited=sorted({name for item in cohort.standings for name in item.awaited}),
        letters=LETTERS,
        order=ORDER,
    )


def open_templates() -> Environment:
    """Open the templates, with everything escaped unless it was drawn here."""
    environment = Environment(
        loader=PackageLoader("blocnotes.reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    tools: dict[str, Any] = {"draw_progress": draw_progress, "draw_tally": draw_tally, "Standing": Standing}
    environment.globals.update(tools)
    environment.filters["mark"] = write_mark
    environment.filters["day"] = lambda moment: moment.strftime("%d/%m/%Y à %H h %M")
    return environment
