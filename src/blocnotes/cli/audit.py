"""audit: who did what, and whether the ledger is whole."""

from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.settings import Settings


@click.group()
def audit() -> None:
    """Who did what: a ledger that only grows, each line sealed with the one before it."""


def note_verb(settings: Settings, verb: str, slugs: tuple[str, ...], items: int) -> None:
    """Write a line about what was done from the command line."""
    from blocnotes.gradebook.audit import find_user, note
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        note(store.session, find_user(), verb, " ".join(slugs) or "*", items=items)
        store.session.commit()


@click.argument("about", required=False)
@click.option("--by", "actor", help="Only what this person did.")
@click.option("--last", type=click.IntRange(1), default=50, show_default=True, help="How many lines.")
@command()
def _list(settings: Settings, about: str | None, actor: str | None, last: int, as_json: bool) -> None:
    """List what was done, ABOUT a learner, a group or an assignment, or about all.

    \b
    Example: blocnotes audit list lea --last 10
    JSON: [{"number", "at", "actor", "action", "subject", "details"}]
    """
    from blocnotes.gradebook.audit import read_audit
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        lines = read_audit(store.session, actor=actor, about=about, last=last)
    rows = [
        {
            "number": line.number,
            "at": line.at.isoformat(timespec="seconds"),
            "actor": line.actor,
            "action": line.action,
            "subject": line.subject,
            "details": dict(line.details),
        }
        for line in lines
    ]
    if as_json:
        print_json(rows)
    else:
        columns = ("number", "at", "actor", "action", "subject", "details")
        print_table("Audit", columns, [[_told(row[name]) for name in columns] for row in rows])


@command()
def _verify(settings: Settings, as_json: bool) -> int:
    """Check that no line of the ledger was changed, removed, or cut off.

    \b
    Example: blocnotes audit verify
    JSON: {"broken"}
    """
    from blocnotes.gradebook.audit import find_broken
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        broken = find_broken(store.session)
    if as_json:
        print_json({"broken": broken})
    elif broken:
        lines = ", ".join(str(number) if number else "the end" for number in broken)
        say(f"[bold red]✘[/] the seals do not hold at: {lines}")
    else:
        say("[green]✔[/] every seal holds")
    return 6 if broken else 0


def _told(value: Any) -> Any:
    return ", ".join(f"{key} {item}" for key, item in value.items()) if isinstance(value, dict) else value


for name, verb in (("list", _list), ("verify", _verify)):
    audit.add_command(verb, name)
