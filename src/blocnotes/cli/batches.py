"""batch: long work as a process of its own, followed from anywhere."""

import time
from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.settings import Settings

KINDS = click.Choice(["release", "collect", "grade", "preview", "feedback"])
_COLUMNS = ("number", "kind", "slugs", "by", "state", "done", "total", "ended_at")


@click.group()
def batch() -> None:
    """Long work as a process of its own: it goes on when you sign out, and the pages follow it."""


@click.argument("slugs", nargs=-1, metavar="[ASSIGNMENT]...")
@click.argument("kind", type=KINDS, metavar="KIND")
@click.option("--force", is_flag=True, help="grade, preview: even what has not changed.")
@click.option("--wait", is_flag=True, help="Stay until it ends, and exit as it does.")
@command()
def _start(settings: Settings, kind: str, slugs: tuple[str, ...], force: bool, wait: bool, as_json: bool) -> int:
    """Start a batch of a KIND (release, collect, grade, preview, feedback) and return at once.

    \b
    Example: blocnotes batch start grade statistiques
    JSON: {"number", "kind", "slugs", "by", "state", "done", "total", "counts", "incidents", "sentence", "ended_at"}
    """
    from blocnotes.batches.journal import Kind, Request, State, read_batch
    from blocnotes.batches.starting import start_batch
    from blocnotes.gradebook.audit import find_user

    number = start_batch(settings, Request(kind=Kind(kind), by=find_user(), slugs=slugs, force=force))
    while wait and read_batch(settings, number).is_live:
        time.sleep(0.3)
    found = read_batch(settings, number)
    _show(found, as_json)
    return 5 if found.state in (State.FAILED, State.LOST) else 0


@click.argument("number")
@command()
def _show_one(settings: Settings, number: str, as_json: bool) -> None:
    """Show how the batch of that NUMBER stands, and what it found.

    \b
    Example: blocnotes batch show 20270120-083000-4f2a
    JSON: as `batch start`, and {"result"}
    """
    from blocnotes.batches.journal import read_batch

    found = read_batch(settings, number)
    if as_json:
        print_json({**_row(found), "result": found.result})
    else:
        _show(found, as_json)


@click.option("--last", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@command()
def _list(settings: Settings, last: int, as_json: bool) -> None:
    """List batches, the newest first.

    \b
    Example: blocnotes batch list --last 5
    JSON: [{as `batch start`}]
    """
    from blocnotes.batches.journal import list_batches

    rows = [_row(found) for found in list_batches(settings, last)]
    if as_json:
        print_json(rows)
    else:
        print_table("Batches", _COLUMNS, [[_told(row[name]) for name in _COLUMNS] for row in rows])


@click.argument("number")
@command()
def _stop(settings: Settings, number: str, as_json: bool) -> None:
    """Ask the batch of that NUMBER to stop; what it has recorded stays.

    \b
    Example: blocnotes batch stop 20270120-083000-4f2a
    JSON: as `batch start`
    """
    from blocnotes.batches.journal import read_batch
    from blocnotes.batches.starting import stop_batch

    stop_batch(settings, number)
    deadline = time.monotonic() + 10
    while read_batch(settings, number).is_live and time.monotonic() < deadline:
        time.sleep(0.1)
    _show(read_batch(settings, number), as_json)


def _show(found: Any, as_json: bool) -> None:
    row = _row(found)
    if as_json:
        print_json(row)
        return
    print_table("Batch", _COLUMNS, [[_told(row[name]) for name in _COLUMNS]])
    if found.sentence:
        say(found.sentence.replace("[", r"\["))
    for item in found.incidents:
        say(f"{item['status']} {item['learner']}, {item['assignment']}: {item['sentence']}".replace("[", r"\["))


def _row(found: Any) -> dict[str, Any]:
    return {
        "number": found.number,
        "kind": found.request.kind.value,
        "slugs": list(found.request.slugs),
        "by": found.request.by,
        "state": found.state.name.lower(),
        "done": found.done,
        "total": found.total,
        "counts": dict(found.counts),
        "incidents": [dict(item) for item in found.incidents],
        "sentence": found.sentence,
        "ended_at": found.ended_at or "",
    }


def _told(value: Any) -> Any:
    return " ".join(value) or "all" if isinstance(value, list) else value


for name, verb in (("start", _start), ("show", _show_one), ("list", _list), ("stop", _stop)):
    batch.add_command(verb, name)
