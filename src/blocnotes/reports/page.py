"""The HTML report of a cohort: one file, French, printable, accessible, with nothing to fetch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from blocnotes.framework.wording import describe_registration
from blocnotes.gradebook.standing import BlocStanding, CompetencyStanding
from blocnotes.reports.cohort import Cohort
from blocnotes.reports.expectations import list_missing, list_parties
from blocnotes.reports.layout import open_templates
from blocnotes.reports.tallies import Tally, add_up, count_outcomes, rank_questions, rank_worst_first, tally

# Beyond so many blocs the table scrolls in its own frame, and its heading cannot follow the page.
FITTING_BLOCS = 6
# How many glyphs fit beside each other over all blocs, and how few a bloc is ever given in a row.
GLYPHS, FEWEST = 20, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A bloc as the table shows it: the competencies that something can prove, and the codes of the others."""

    short: str
    title: str
    shown: tuple[int, ...]
    codes: tuple[str, ...]
    bare: tuple[str, ...]

    def pick(self, bloc: BlocStanding) -> list[CompetencyStanding]:
        """Give the competencies of a learner's bloc that the column shows."""
        return [bloc.competencies[index] for index in self.shown]


def write_page(cohort: Cohort, path: Path) -> Path:
    """Write the report of a cohort; gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_page(cohort), encoding="utf-8")
    return path.resolve()


def render_page(cohort: Cohort) -> str:
    """Render the report of a cohort."""
    certification, tallies = cohort.course.certification, tally(cohort)
    competencies = [row for rows in tallies.values() for row in rows]
    proven = [row for row in competencies if row.has_evidence]
    template = open_templates().get_template("cohort.html")
    return template.render(
        cohort=cohort,
        certification=certification,
        registration=describe_registration(certification.registration, cohort.made_at.date()),
        columns=_columns(cohort, list(tallies.values())),
        per_row=max(FEWEST, GLYPHS // max(len({row.bloc for row in proven}), 1)),
        tallies=list(tallies.values()),
        missing=partial(list_missing, cohort),
        competencies=competencies,
        proven=proven,
        overall=add_up(proven),
        blocs=count_outcomes(bloc for item in cohort.standings for bloc in item.blocs),
        certified=count_outcomes(cohort.standings),
        parties=list_parties(cohort),
        worst=rank_worst_first(competencies),
        questions=rank_questions(cohort),
        fits=len(certification.blocs) <= FITTING_BLOCS,
    )


def _columns(cohort: Cohort, tallies: Sequence[Sequence[Tally]]) -> list[Column]:
    blocs = cohort.course.certification.blocs
    return [
        Column(
            short=cohort.short(bloc),
            title=bloc.title,
            shown=tuple(index for index, row in enumerate(rows) if row.has_evidence),
            codes=tuple(row.code for row in rows if row.has_evidence),
            bare=tuple(row.code for row in rows if not row.has_evidence),
        )
        for bloc, rows in zip(blocs, tallies, strict=True)
    ]
