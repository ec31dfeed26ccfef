"""accommodation: more time, more days, a criterion waived, for a period."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.cli.people import refuse_strangers
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

_DAY = click.DateTime(["%Y-%m-%d"])
_COLUMNS = (
    "number", "learner", "state", "starts_on", "ends_on", "time_percent", "extra_days", "waived", "reference",
    "sealed",
)  # fmt: skip


@click.group()
def accommodation() -> None:
    """More time, more days, a criterion waived, for a period; the reason is never stored."""


@click.argument("learner")
@click.option("--from", "starts_on", type=_DAY, help="The first day (default: today).")
@click.option("--until", "ends_on", type=_DAY, help="The last day (default: until it is ended).")
@click.option("--time", "time_percent", type=click.IntRange(100, 1000), default=100, help="Percent of time: 133.")
@click.option("--days", "extra_days", type=click.IntRange(0, 365), default=0, help="Days added to each deadline.")
@click.option("--waive", "waived", multiple=True, metavar="CODE", help="A waivable criterion, by its full code.")
@click.option("--reference", required=True, help="The number of the file where the reason is kept; no word of it.")
@click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The paper that was seen: a keyed digest of it is kept, nothing else.",
)
@command()
def _add(
    settings: Settings, learner: str, document: Path | None, as_json: bool, waived: tuple[str, ...], **given: Any
) -> None:
    """Grant a LEARNER more time, more days, or let them off a criterion.

    Time scales the limits of a run before it starts; days move deadlines; a waiver goes to the ledger of decisions,
    and holds for what is handed in within the period.

    \b
    Example: blocnotes accommodation add lea --time 133 --days 2 --until 2027-08-31 --reference "dossier 26-114"
    JSON: {"number", "learner", "state", "starts_on", "ends_on", "time_percent", "extra_days", "waived", "reference",
           "sealed"}
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.people.accommodations import Accommodation, add_accommodation, seal_document
    from blocnotes.gradebook.people.deadlines import settle_extensions
    from blocnotes.gradebook.store import Store

    _refuse_unwaivable(settings, waived)
    given["starts_on"] = _day(given["starts_on"])
    given["ends_on"] = given["ends_on"].date() if given["ends_on"] else None
    digest = seal_document(settings.key(), document.read_bytes()) if document else ""
    wanted = Accommodation(learner=learner, waived=waived, document_digest=digest, **given)
    with Store(settings.database_url, settings.course_id) as store:
        refuse_strangers(store, (learner,))
        line = add_accommodation(store.session, wanted, by=find_user())
        settle_extensions(store.session, learners=[learner])
    _show_one("Granted", line, as_json)


@click.argument("number", type=int)
@click.option("--on", "day", type=_DAY, help="The last day on which it holds (default: today).")
@command()
def _end(settings: Settings, number: int, day: datetime | None, as_json: bool) -> None:
    """Let the accommodation of that NUMBER end; it stays in the record, and for what was handed in while it held.

    \b
    Example: blocnotes accommodation end 3 --on 2027-06-30
    JSON: as `accommodation add`
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.people.accommodations import end_accommodation
    from blocnotes.gradebook.people.deadlines import settle_extensions
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        line = end_accommodation(store.session, number, on=_day(day), by=find_user())
        settle_extensions(store.session, learners=[line.learner])
    _show_one("Ended", line, as_json)


@click.argument("learner", required=False)
@click.option("--all", "everything", is_flag=True, help="Those that are over, or not there yet, too.")
@command()
def _list(settings: Settings, learner: str | None, everything: bool, as_json: bool) -> None:
    """List the accommodations in force today, of one LEARNER or of all.

    \b
    Example: blocnotes accommodation list lea --all
    JSON: [{as `accommodation add`}]
    """
    from blocnotes.gradebook.people.accommodations import read_accommodations
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        lines = read_accommodations(store.session, learner)
    today = datetime.now(UTC).date()
    rows = [_row(line) for line in lines if everything or line.is_in_force(today)]
    if as_json:
        print_json(rows)
    else:
        print_table("Accommodations", _COLUMNS, [_told(row) for row in rows])


@click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("number", type=int)
@command()
def _verify(settings: Settings, number: int, document: Path, as_json: bool) -> int:
    """Say whether a DOCUMENT is the one that was seen for the accommodation of that NUMBER.

    \b
    Example: blocnotes accommodation verify 3 avis.pdf
    JSON: {"number", "same"}
    """
    from blocnotes.gradebook.people.accommodations import is_document, read_accommodations
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        found = [line for line in read_accommodations(store.session) if line.number == number]
    if not found:
        cure = "see: blocnotes accommodation list --all"
        raise ContentError(f"no accommodation has the number {number}", where="gradebook", cure=cure)
    same = is_document(settings.key(), found[0], document.read_bytes())
    if as_json:
        print_json({"number": number, "same": same})
    else:
        say("[green]✔[/] the same document" if same else "[bold red]✘[/] another document")
    return 0 if same else 3


def _refuse_unwaivable(settings: Settings, codes: tuple[str, ...]) -> None:
    if not codes:
        return
    from blocnotes.coursework import read_courses

    competencies = [item for course in read_courses(settings) for item in course.certification.competencies]
    waivable = {item.name(each) for item in competencies for each in item.criteria if each.waivable_for_disability}
    for code in codes:
        if code not in waivable:
            cure = "see the codes: blocnotes framework show CERTIFICATION"
            raise ContentError(f"{code!r} is no criterion that can be waived", where="accommodation", cure=cure)


def _day(given: datetime | None) -> Any:
    return (given or datetime.now(UTC)).date()


def _row(line: Any) -> dict[str, Any]:
    found = {name: getattr(line, name) for name in _COLUMNS if name not in ("sealed", "state")}
    state = line.state_on(_day(None)).name.lower()
    more = {"ends_on": line.ends_on or "", "waived": list(line.waived), "sealed": bool(line.document_digest)}
    return found | more | {"state": state}


def _show_one(title: str, line: Any, as_json: bool) -> None:
    row = _row(line)
    if as_json:
        print_json(row)
    else:
        print_table(title, _COLUMNS, [_told(row)])


def _told(row: dict[str, Any]) -> list[Any]:
    return [", ".join(row[name]) if name == "waived" else row[name] for name in _COLUMNS]


for name, verb in (("add", _add), ("end", _end), ("list", _list), ("verify", _verify)):
    accommodation.add_command(verb, name)
