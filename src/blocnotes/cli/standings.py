"""standing, framework: what was acquired, and what is certified."""

from pathlib import Path
from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.errors import ContentError
from blocnotes.settings import Settings


@click.argument("learner", required=False)
@click.option("--certification", help="Which one (default: the course's, or the only one).")
@click.option("--csv", "csv_path", type=click.Path(path_type=Path), help="Write a CSV (semicolons, decimal commas).")
@click.option("--html", "html_path", type=click.Path(path_type=Path), help="Write the HTML report.")
@click.option("--explain", is_flag=True, help="Print the whole reasoning about the LEARNER, in French.")
@click.option("--bloc", help="With --explain: only this bloc (RNCP37137BC01).")
@command()
def standing(
    settings: Settings,
    learner: str | None,
    certification: str | None,
    csv_path: Path | None,
    html_path: Path | None,
    explain: bool,
    bloc: str | None,
    as_json: bool,
) -> None:
    """Print where learners stand, bloc by bloc; with a LEARNER, every competency and its reasons.

    \b
    Example: blocnotes standing --html report.html
    Example: blocnotes standing lea --explain --bloc RNCP37137BC01
    JSON (a list of lines with --explain):
          {"certification", "learners": [{"learner", "status", "provisional", "blocs": [{"code", "status", "score",
           "provisional", "awaited", "competencies": [{"code", "status", "score", "provisional", "reasons"}]}]}]}
    """
    from blocnotes.coursework import read_cohort
    from blocnotes.reports import tables

    cohort = read_cohort(settings, certification)
    if learner and learner not in cohort.names:
        raise ContentError(f"no learner is called {learner!r}", where="gradebook", cure="see: blocnotes standing")
    if explain or bloc:
        _explain(settings, cohort.course, learner, bloc, as_json)
        return
    if csv_path:
        csv_path.write_text(tables.write_csv(cohort), encoding="utf-8-sig")
        say(f"written: {csv_path}")
    if html_path:
        from blocnotes.reports.page import write_page

        say(f"written: {write_page(cohort, html_path)}")
    if as_json:
        print_json(tables.as_data(cohort, learner))
    elif learner:
        for title, columns, rows in tables.detail(cohort, learner):
            print_table(title, columns, rows)
    elif not (csv_path or html_path):
        print_table(*tables.blocs_by_learner(cohort))


def _explain(settings: Settings, course: Any, learner: str | None, bloc: str | None, as_json: bool) -> None:
    from blocnotes.gradebook.decisions import know
    from blocnotes.gradebook.standing import explain_standing
    from blocnotes.gradebook.store import Store

    if learner is None:
        raise ContentError("whose standing?", where="--explain", cure="blocnotes standing LEARNER --explain")
    with Store(settings.database_url, settings.course_id) as store:
        cells = [cell for cell in store.cells() if cell.learner == learner]
        known, history = know(course, store.decisions(learner)), store.history(learner)
    lines = explain_standing(
        course,
        cells,
        learner=learner,
        bloc=bloc,
        dispensations=known["dispensations"].get(learner, ()),
        requirements=known["requirements"].get(learner),
        acquired=known["acquired"].get(learner),
        history=history,
    )
    if as_json:
        print_json(list(lines))
    else:
        for line in lines:
            click.echo(line)


@click.group()
def framework() -> None:
    """Certifications: what is certified, and which cells prove it."""


def _courses(settings: Settings) -> list[Any]:
    from blocnotes.coursework import read_courses

    return read_courses(settings)


def _one(settings: Settings, code: str) -> Any:
    found = {course.certification.code: course for course in _courses(settings)}
    if code not in found:
        cure = f"there are: {', '.join(found)}"
        raise ContentError(f"no certification is called {code!r}", where=str(settings.courses), cure=cure)
    return found[code]


@command()
def _list(settings: Settings, as_json: bool) -> None:
    """List the certifications of this course folder.

    \b
    Example: blocnotes framework list
    JSON: [{"code", "title", "level", "blocs", "competencies", "registration"}]
    """
    from blocnotes.reports.tables import certification_rows

    rows = certification_rows(_courses(settings))
    if as_json:
        print_json(rows)
    else:
        columns = ("code", "title", "level", "blocs", "competencies", "registration")
        print_table("Certifications", columns, [[row[name] for name in columns] for row in rows])


@click.argument("code")
@click.option("--bloc", help="Only this bloc (RNCP37137BC01).")
@command()
def _show(settings: Settings, code: str, bloc: str | None, as_json: bool) -> None:
    """Show all that is known of a certification, in French.

    Registration, ways in, jury, demands beyond the blocs; bloc by bloc how it is examined, its competencies, their
    criteria and what proves them.

    \b
    Example: blocnotes framework show RNCP37137 --bloc RNCP37137BC01
    JSON: {"code", "title", "level", "description": [{"title", "lines"}], "blocs": [{"code", "title", "description",
           "competencies": [{"code", "title", "evidence": [{"assignment", "cell", "weight"}]}]}]}
    """
    from datetime import UTC, datetime

    from blocnotes.reports import tables
    from blocnotes.reports.description import describe_bloc, describe_certification

    course = _one(settings, code)
    if as_json:
        print_json(tables.certification_data(course))
        return
    blocs = [item for item in course.certification.blocs if bloc in (None, item.code)]
    if not blocs:
        cure = f"there are: {', '.join(item.code for item in course.certification.blocs)}"
        raise ContentError(f"no bloc is called {bloc!r}", where=code, cure=cure)
    if bloc is None:
        click.secho(f"{code} · {course.certification.title} (niveau {course.certification.level})", bold=True)
        _print_sections(describe_certification(course.certification, datetime.now(UTC).date()))
    for item in blocs:
        print_table(*tables.competency_table(item))
        _print_sections(describe_bloc(item))


def _print_sections(sections: Any) -> None:
    for section in sections:
        click.secho(f"\n{section.title}", bold=True)
        for line in section.lines:
            click.echo(f"  {line}")
    click.echo()


@click.argument("code", required=False)
@command()
def _coverage(settings: Settings, code: str | None, as_json: bool) -> None:
    """Print, bloc by bloc, competencies with evidence, without, and graded cells that prove nothing.

    \b
    Example: blocnotes framework coverage RNCP37137
    JSON: [{"certification", "blocs": [{"bloc", "proven", "unproven"}], "idle_cells"}]
    """
    from blocnotes.coursework import graded_cells
    from blocnotes.reports import tables

    courses = [_one(settings, code)] if code else _courses(settings)
    data = tables.coverage_data(courses, graded_cells(settings))
    if as_json:
        print_json(data)
        return
    for item in data:
        rows = [
            (b["bloc"], len(b["proven"]), len(b["unproven"]), ", ".join(x.split(".")[-1] for x in b["unproven"]))
            for b in item["blocs"]
        ]
        print_table(
            f"Coverage of {item['certification']}", ("bloc", "with evidence", "without", "without: codes"), rows
        )
        if item["idle_cells"]:
            say(f"cells that prove nothing: {', '.join(item['idle_cells'])}")


@click.option("--html", "html_path", type=click.Path(path_type=Path), help="Write the map to print (HTML).")
@command()
def _crosswalk(settings: Settings, html_path: Path | None, as_json: bool) -> None:
    """Map competencies to assignments, and competencies to their neighbours in other certifications.

    \b
    Example: blocnotes framework crosswalk --html carte.html
    JSON: [{"first", "second", "cells", "share_of_first", "share_of_second"}]
    """
    from datetime import UTC, datetime

    from blocnotes.coursework import graded_cells
    from blocnotes.reports.crosswalk import crosswalk_rows, write_crosswalk

    courses, cells = _courses(settings), graded_cells(settings)
    if html_path:
        say(f"written: {write_crosswalk(courses, cells, html_path, datetime.now(UTC))}")
    rows = crosswalk_rows(courses, cells)
    if as_json:
        print_json(rows)
    elif not html_path:
        shown = [
            (row["first"], row["second"], len(row["cells"]), row["share_of_first"], row["share_of_second"])
            for row in rows
        ]
        columns = ("competency", "neighbour", "common cells", "share of the first", "share of the second")
        print_table("Competencies that share proofs", columns, shown)


for name, verb in (("list", _list), ("show", _show), ("coverage", _coverage), ("crosswalk", _crosswalk)):
    framework.add_command(verb, name)
