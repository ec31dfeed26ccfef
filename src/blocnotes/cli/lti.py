"""lti: the school's learning platform: keys, who arrived from it, and marks sent back to it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.cli.progress import follow
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

if TYPE_CHECKING:
    from blocnotes.lti.passback import Plan
    from blocnotes.lti.platform import Platform

_PLATFORM = click.option(
    "--platform", "path", type=click.Path(path_type=Path), help="Its description (default: lti.toml of the course)."
)


@click.group()
def lti() -> None:
    """The school's learning platform (LTI 1.3): keys, who arrived from it, marks sent back to it."""


@click.option("--new", is_flag=True, help="Make another key pair, which signs from now on.")
@click.option("--retire", is_flag=True, help="Remove all key pairs but the newest.")
@command()
def _lti_key(settings: Settings, new: bool, retire: bool, as_json: bool) -> None:
    """Make the tool's key pair where there is none, and list those that there are.

    \b
    Example: blocnotes lti key
    JSON: [{"name", "path", "signs"}]
    """
    from blocnotes.lti.keys import make_key, read_keys, retire_keys

    if new or not read_keys(settings.var):
        say(f"made: {make_key(settings.var).path}")
    if retire:
        for key in retire_keys(read_keys(settings.var)):
            say(f"removed: {key.path}")
    keys = read_keys(settings.var)
    rows = [{"name": key.name, "path": str(key.path), "signs": key is keys[-1]} for key in keys]
    if as_json:
        print_json(rows)
    else:
        shown = [(row["name"], row["path"], "yes" if row["signs"] else "no") for row in rows]
        print_table("Keys of the tool", ("name", "path", "signs"), shown)


@_PLATFORM
@command()
def _lti_check(settings: Settings, path: Path | None, as_json: bool) -> None:
    """Sign in at the platform with the tool's key, and list the contexts that people came from, with their columns.

    \b
    Example: blocnotes lti check
    JSON: {"platform", "granted", "contexts": [{"context", "title", "takes_marks", "columns"}]}
    """
    from blocnotes.gradebook.platforms.accounts import read_contexts
    from blocnotes.gradebook.store import Store
    from blocnotes.lti.columns import SCORE, list_columns
    from blocnotes.lti.road import open_service

    platform = _read_platform(settings, path)
    with Store(settings.database_url, settings.course_id) as store:
        contexts = read_contexts(store.session, platform.issuer)
    with open_service(settings, platform, contexts) as service:
        service.sign_in()
        rows: list[dict[str, Any]] = [
            {
                "context": context.context,
                "title": context.title,
                "takes_marks": bool(context.line_items) and SCORE in service.granted,
                "columns": sorted(list_columns(service, context)) if context.line_items else [],
            }
            for context in contexts
        ]
    if as_json:
        print_json({"platform": platform.issuer, "granted": list(service.granted), "contexts": rows})
        return
    say(f"{platform.issuer} knows this tool, and grants: {', '.join(service.granted) or 'nothing'}")
    shown = [(row["context"], row["title"], row["takes_marks"], ", ".join(row["columns"]) or "-") for row in rows]
    print_table("Contexts", ("context", "title", "takes marks", "our columns"), shown)
    if not rows:
        say("nobody has arrived yet: open the activity once at the platform")


@command()
def _lti_list(settings: Settings, as_json: bool) -> None:
    """List which learner has which account at the platform, and from which contexts they came.

    \b
    Example: blocnotes lti list
    JSON: [{"learner", "platform", "account", "linked_at", "contexts"}]
    """
    from blocnotes.gradebook.platforms.accounts import read_accounts, read_contexts
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        accounts = read_accounts(store.session)
        titles = {
            c.number: c.title for issuer in {a.issuer for a in accounts} for c in read_contexts(store.session, issuer)
        }
    rows = [
        {
            "learner": item.learner, "platform": item.issuer, "account": item.subject,
            "linked_at": item.linked_at.isoformat(), "contexts": [titles[number] for number in item.contexts],
        }
        for item in accounts
    ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        shown = [(r["learner"], r["platform"], r["account"], r["linked_at"], ", ".join(r["contexts"])) for r in rows]
        print_table("Accounts", ("learner", "platform", "account", "linked at", "contexts"), shown)


@click.argument("learner")
@command()
def _lti_forget(settings: Settings, learner: str, as_json: bool) -> None:
    """Erase what links a LEARNER to the platform: the account, where it came from, what was sent for it.

    The next arrival of that account is recognised anew. What the platform itself keeps is not touched.

    \b
    Example: blocnotes lti forget lea
    JSON: {"learner", "accounts"}
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.platforms.accounts import forget_learner
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        count = forget_learner(store.session, learner, by=find_user())
    if not count:
        raise ContentError("has no account at a platform", where=learner, cure="see: blocnotes lti list")
    if as_json:
        print_json({"learner": learner, "accounts": count})
    else:
        say(f"forgotten: {learner}, accounts: {count}")


@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--blocs", metavar="CODE", default="", help="Send this certification's blocs, out of 20, instead.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and ask the platform nothing.")
@click.option("--force", is_flag=True, help="Send even what the platform was told already.")
@click.option("--workers", type=click.IntRange(1, 32), default=8, show_default=True, help="How many at once.")
@_PLATFORM
@command()
def _lti_send(
    settings: Settings, assignments: tuple[str, ...], blocs: str, dry_run: bool, force: bool, workers: int,
    path: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Send marks that were given back to learners to the platform's columns, which are made where they are missing.

    Only what has changed is sent. Where a person still has to mark, the platform is told so, without points.

    \b
    Example: blocnotes lti send --dry-run
    JSON: {"dry_run", "sent": [{"learner", "column", "context", "points", "maximum", "progress"}], "unchanged",
           "held": [{"learner", "column", "why"}], "failed": [{as sent, "what", "cure"}]}
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.platforms.accounts import read_contexts
    from blocnotes.gradebook.store import Store
    from blocnotes.lti import road
    from blocnotes.lti.passback import Failure

    if assignments and blocs:
        raise click.UsageError("name assignments or --blocs, not both")
    platform = _read_platform(settings, path)
    wish = road.Wish(slugs=assignments, certification=blocs, everything=force)
    with Store(settings.database_url, settings.course_id) as store:
        made = road.make_plan(settings, store, platform, wish)
        if dry_run:
            return _show(made, made.tasks, as_json, dry_run=True)
        contexts = read_contexts(store.session, platform.issuer)
        with road.open_service(settings, platform, contexts) as service:
            made = road.look_again(store, service, made, wish)
            told = road.tell(settings, store, service, made, workers, by=find_user())
            outcomes = list(follow(told, len(made.tasks), "Sending", quiet=as_json))
    failures = [item for item in outcomes if isinstance(item, Failure)]
    return _show(made, [item for item in outcomes if not isinstance(item, Failure)], as_json, failures=failures)


def _show(
    made: "Plan", sent: Iterable[Any], as_json: bool, *, failures: Iterable[Any] = (), dry_run: bool = False
) -> int:
    rows = [_row(task) for task in sent]
    failed = [{**_row(item.task), "what": item.what, "cure": item.cure} for item in failures]
    held = [{"learner": item.learner, "column": item.key, "why": item.why} for item in made.held]
    if as_json:
        print_json({"dry_run": dry_run, "sent": rows, "unchanged": len(made.unchanged), "held": held, "failed": failed})
        return 7 if failed else 0
    columns = ("learner", "column", "context", "points", "maximum", "progress")
    shown = [["-" if row[name] is None else row[name] for name in columns] for row in rows]
    print_table("Would be sent" if dry_run else "Sent", columns, shown)
    for why in dict.fromkeys(item["why"] for item in held):
        concerned = [f"{item['learner']}/{item['column']}" for item in held if item["why"] == why]
        say(f"held, {why}: {len(concerned)} ({', '.join(concerned[:3])}{', …' if concerned[3:] else ''})")
    for row in failed:
        # What the platform says is not ours: brackets in it are no markup.
        told = escape(f"{row['learner']}, {row['column']}: {row['what']}")
        say(f"[bold red]not taken[/] {told}\n  → {row['cure']}")
    verb = "would be sent" if dry_run else "sent"
    say(f"{verb} {len(rows)} · unchanged {len(made.unchanged)} · held {len(held)} · not taken {len(failed)}")
    return 7 if failed else 0


def _row(task: Any) -> dict[str, Any]:
    score = task.score
    return {
        "learner": score.learner, "column": score.key, "context": task.context.title or task.context.context,
        "points": score.points, "maximum": score.maximum, "progress": score.progress,
    }  # fmt: skip


def _read_platform(settings: Settings, path: Path | None) -> "Platform":
    from blocnotes.lti.platform import find_file, read_platform

    return read_platform(path or find_file(settings.course_dir))


for name, verb in (
    ("key", _lti_key), ("check", _lti_check), ("send", _lti_send), ("list", _lti_list), ("forget", _lti_forget)
):  # fmt: skip
    lti.add_command(verb, name)
