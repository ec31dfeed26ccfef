"""What Moodle reads: a competency framework (`tool_lpimportcsv`), and marks (`gradeimport_csv`).

Source: Moodle's framework_importer (fourteen columns by their order; names and id numbers cut at 100 characters)
and gradeimport_csv (identifier column, one column an item; “-” is no mark; points as decimal separator).
"""

import csv
import html
import io
import json
from collections.abc import Iterable, Sequence

from blocnotes.framework.importing.moodle_framework import COLUMNS, SHORT_NAME
from blocnotes.framework.model import Certification, Course
from blocnotes.framework.rules import OUT_OF
from blocnotes.gradebook.standing import BlocStanding
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.tables import FORMULA

HTML_FORMAT = "1"
SCALE = ("Non acquis", "Partiellement acquis", "Acquis")
# Moodle finds its own scale by the values; it asks for one default and one proficient value, counted from 1.
_SCALE_CONFIGURATION = [
    {"scaleid": "0"},
    {"id": 1, "scaledefault": 1, "proficient": 0},
    {"id": 3, "scaledefault": 0, "proficient": 1},
]
TAXONOMY = "domain,competency,indicator,indicator"
NO_MARK = "-"


def write_framework(course: Course) -> str:
    """Write a certification as a framework: blocs at the top, competencies under them, criteria under those."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_framework_rows(course.certification))
    return file.getvalue()


def _framework_rows(certification: Certification) -> Iterable[Sequence[str]]:
    configuration = json.dumps(_SCALE_CONFIGURATION, separators=(",", ":"))
    top = _row("", certification.code, certification.title)
    yield (*top[:5], ",".join(SCALE), configuration, "", "", "", "", "", "1", TAXONOMY)
    for bloc in certification.blocs:
        yield _row("", bloc.code, bloc.title)
        for competency in bloc.competencies:
            yield _row(bloc.code, competency.full_code, competency.title)
            for criterion in competency.criteria:
                yield _row(competency.full_code, competency.name(criterion), criterion.title)


def _row(parent: str, code: str, title: str) -> tuple[str, ...]:
    name = title if len(title) <= SHORT_NAME else f"{title[: SHORT_NAME - 1]}…"
    return (parent, code, name, f"<p>{html.escape(title, quote=False)}</p>", HTML_FORMAT, *[""] * 9)


def write_grades(cohort: Cohort, *, identifier: str = "idnumber", with_provisional: bool = False) -> str:
    """Write one row a learner: for each bloc its score out of 20, and its standing as feedback.

    A provisional score is left out (“-”) unless asked for: in Moodle, learners would read it as their mark.
    Set the maximum of Moodle's grade items to 20 first: a column imported as a new item is out of 100.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    codes = [bloc.code for bloc in cohort.course.certification.blocs]
    writer.writerow(
        [identifier, "fullname", *(name for code in codes for name in (f"{code} /{OUT_OF}", f"{code} feedback"))]
    )
    for learner in cohort.standings:
        cells = (cell for bloc in learner.blocs for cell in _grade(bloc, with_provisional))
        # The identifier must reach Moodle as it is; the name is for people, who open the file in a spreadsheet.
        writer.writerow([learner.learner, make_inert(cohort.names.get(learner.learner, "")), *cells])
    return file.getvalue()


def _grade(bloc: BlocStanding, with_provisional: bool) -> tuple[str, str]:
    is_given = bloc.score is not None and (with_provisional or not bloc.provisional)
    mark = f"{(bloc.score or 0) * OUT_OF:.2f}" if is_given else NO_MARK
    return mark, bloc.status.value + (" (provisoire)" if bloc.provisional else "")


def make_inert(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
