"""group, extension: who works together, and who may hand in later."""

from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

_LEARNERS = click.argument("learners", nargs=-1, required=True, metavar="LEARNER...")
_EXTENSION = ("number", "assignment", "learner", "group", "minutes", "reason", "granted_by", "ended_at")


@click.group()
def group() -> None:
    """Groups of learners: half-classes, sites, tutors; a learner may be in several."""


@_LEARNERS
@click.argument("name")
@command()
def _group_add(settings: Settings, name: str, learners: tuple[str, ...], as_json: bool) -> None:
    """Put learners into the group of that NAME, which is made where it is not there.

    \b
    Example: blocnotes group add lundi lea ana
    JSON: [{"group", "learners"}]
    """
    from blocnotes.gradebook.people.groups import add_to_group

    _change_group(settings, add_to_group, name, learners, as_json)


@_LEARNERS
@click.argument("name")
@command()
def _group_remove(settings: Settings, name: str, learners: tuple[str, ...], as_json: bool) -> None:
    """Take learners out of the group of that NAME; it is gone when nobody is left in it.

    \b
    Example: blocnotes group remove lundi lea
    JSON: [{"group", "learners"}]
    """
    from blocnotes.gradebook.people.groups import remove_from_group

    _change_group(settings, remove_from_group, name, learners, as_json)


@command()
def _group_list(settings: Settings, as_json: bool) -> None:
    """List the groups and who is in them.

    \b
    Example: blocnotes group list
    JSON: [{"group", "learners"}]
    """
    from blocnotes.gradebook.people.groups import read_groups
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        _show_groups(read_groups(store.session), as_json)


def _change_group(settings: Settings, change: Any, name: str, learners: tuple[str, ...], as_json: bool) -> None:
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.people.deadlines import settle_extensions
    from blocnotes.gradebook.people.groups import read_groups
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        refuse_strangers(store, learners)
        change(store.session, name, learners, by=find_user())
        settle_extensions(store.session, learners=learners)
        _show_groups({key: value for key, value in read_groups(store.session).items() if key == name}, as_json)


def _show_groups(groups: dict[str, tuple[str, ...]], as_json: bool) -> None:
    if as_json:
        print_json([{"group": name, "learners": list(learners)} for name, learners in groups.items()])
    else:
        print_table("Groups", ("group", "learners"), [(name, ", ".join(who)) for name, who in groups.items()])


def refuse_strangers(store: Any, learners: tuple[str, ...]) -> None:
    """Raise ContentError for the first identifier that the gradebook does not know."""
    known = store.learners()
    for learner in learners:
        if learner not in known:
            cure = "enter learners in learners.csv, then run: blocnotes release"
            raise ContentError(f"no learner is called {learner!r}", where="gradebook", cure=cure)


@click.group()
def extension() -> None:
    """Later deadlines, for a learner or for a group; nbgrader's own lateness follows."""


@click.argument("who")
@click.argument("assignment")
@click.option("--group", "is_group", is_flag=True, help="WHO is a group, and not a learner.")
@click.option("--days", type=click.FloatRange(0), default=0, help="How many days later.")
@click.option("--hours", type=click.FloatRange(0), default=0, help="How many hours later.")
@click.option("--reason", required=True, help="Why, in a few words that others may read: nothing about health.")
@command()
def _extension_grant(
    settings: Settings, assignment: str, who: str, is_group: bool, days: float, hours: float, reason: str, as_json: bool
) -> None:
    """Let WHO hand an ASSIGNMENT in later. Of several extensions the longest counts.

    \b
    Example: blocnotes extension grant statistiques lea --days 2 --reason "Panne de réseau"
    JSON: {"number", "assignment", "learner", "group", "minutes", "reason", "granted_by", "ended_at"}
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.people.deadlines import settle_extensions
    from blocnotes.gradebook.people.extensions import Extension, grant_extension
    from blocnotes.gradebook.people.groups import read_groups
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        if is_group and who not in read_groups(store.session):
            raise ContentError(f"no group is called {who!r}", where="gradebook", cure="see: blocnotes group list")
        if not is_group:
            refuse_strangers(store, (who,))
        if assignment not in store.assignments():
            cure = f"run: blocnotes release {assignment}"
            raise ContentError(f"not released: {assignment}", where="gradebook", cure=cure)
        wanted = Extension(
            assignment=assignment,
            learner="" if is_group else who,
            group=who if is_group else "",
            minutes=round(days * 24 * 60 + hours * 60),
            reason=reason,
        )
        line = grant_extension(store.session, wanted, by=find_user())
        settle_extensions(store.session, assignments=[assignment])
    _show_one("Granted", line, as_json)


@click.argument("number", type=int)
@command()
def _extension_end(settings: Settings, number: int, as_json: bool) -> None:
    """Take the extension of that NUMBER back; the line stays in the record.

    \b
    Example: blocnotes extension end 3
    JSON: as `extension grant`
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.people.deadlines import settle_extensions
    from blocnotes.gradebook.people.extensions import end_extension
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        line = end_extension(store.session, number, by=find_user())
        settle_extensions(store.session, assignments=[line.assignment])
    _show_one("Ended", line, as_json)


@click.argument("assignment", required=False)
@click.option("--all", "everything", is_flag=True, help="Those that were taken back too.")
@command()
def _extension_list(settings: Settings, assignment: str | None, everything: bool, as_json: bool) -> None:
    """List extensions, of one ASSIGNMENT or of all.

    \b
    Example: blocnotes extension list statistiques
    JSON: [{as `extension grant`}]
    """
    from blocnotes.gradebook.people.extensions import read_extensions
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        lines = read_extensions(store.session)
    rows = [
        _extension_row(line)
        for line in lines
        if assignment in (None, line.assignment) and (everything or line.ended_at is None)
    ]
    if as_json:
        print_json(rows)
    else:
        print_table("Extensions", _EXTENSION, [[row[name] for name in _EXTENSION] for row in rows])


def _extension_row(line: Any) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _EXTENSION} | {"ended_at": line.ended_at or ""}


def _show_one(title: str, line: Any, as_json: bool) -> None:
    row = _extension_row(line)
    if as_json:
        print_json(row)
    else:
        print_table(title, _EXTENSION, [[row[name] for name in _EXTENSION]])


for parent, verbs in (
    (group, {"add": _group_add, "remove": _group_remove, "list": _group_list}),
    (extension, {"grant": _extension_grant, "end": _extension_end, "list": _extension_list}),
):
    for name, verb in verbs.items():
        parent.add_command(verb, name)
