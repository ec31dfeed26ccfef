"""lab, receipt: the classroom's door, and what somebody brings back from it."""

import os
from dataclasses import replace
from pathlib import Path

import click

from blocnotes.cli.door import SANDBOX, command, print_json, print_table, say
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

ROLES = ("instructor", "marker", "learner")


@click.argument("jupyter", nargs=-1, metavar="[-- OPTION]...")
@click.option("--role", type=click.Choice(ROLES), default="instructor", show_default=True, help="For whom.")
@click.option("--learner", help="The learner, by their identifier; the role is then learner.")
@click.option("--marker", help="The marker, by a name of yours; the role is then marker.")
@click.option("--home", type=click.Path(path_type=Path), help="The learner's folder (default: under var/homes/).")
@click.option("--certification", help="Show this one only (default: the course's, or all that lead somewhere).")
@SANDBOX
@command()
def lab(
    settings: Settings,
    role: str,
    learner: str | None,
    marker: str | None,
    home: Path | None,
    certification: str | None,
    sandbox: str,
    jupyter: tuple[str, ...],
    as_json: bool,
) -> None:
    """Start JupyterLab in French on the right folder, with the classroom's pages; builds what is stale first.

    What follows -- goes to JupyterLab as it is. With --json, says what would be started, and starts nothing.

    \b
    Example: blocnotes lab
    Example: blocnotes lab --learner lea -- --no-browser --port 8890
    JSON: {"role", "person", "folder", "command", "environment"}
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.lab.launch import plan_launch, prepare

    role, person = _choose(role, learner, marker)
    settings = replace(settings, certification=certification or settings.certification)
    person = person or find_user()
    launch = plan_launch(settings, role=role, person=person, home=home, sandbox=sandbox, more=jupyter)
    if as_json:
        shown = {"role": role, "person": person, "folder": str(launch.folder), "command": launch.command}
        print_json({**shown, "environment": dict(launch.environment)})
        return
    done = prepare(settings, launch)
    if done:
        say(f"{'handed out' if role == 'learner' else 'built'}: {', '.join(done)}")
    os.execve(launch.command[0], launch.command, {**os.environ, **launch.environment})  # noqa: S606


def _choose(role: str, learner: str | None, marker: str | None) -> tuple[str, str]:
    if learner and marker:
        raise click.UsageError("give --learner or --marker, not both")
    if learner or marker:
        return ("learner", learner) if learner else ("marker", marker or "")
    if role == "learner":
        raise ContentError("which learner?", where="--role learner", cure="name one: blocnotes lab --learner lea")
    return role, ""


@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--notebook",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The notebook that it is said to be about.",
)
@command()
def receipt(settings: Settings, file: Path, notebook: Path | None, as_json: bool) -> int:
    """Say whether a receipt is genuine, and what became of the hand-in that it speaks of.

    Exit code 4 where it is not genuine, where the file was not kept, or where the notebook is another one.

    \b
    Example: blocnotes receipt recu-statistiques-1f2e3d4c.json
    JSON: {"genuine", "kept", "status", "same_notebook", "learner", "assignment", "sha256", "received_at"}
    """
    from blocnotes.gradebook.store import Store
    from blocnotes.grading.intake import fingerprint, read_bytes
    from blocnotes.grading.receipts import read_receipt
    from blocnotes.reception import examine

    found = read_receipt(read_bytes(file), str(file))
    with Store(settings.database_url, settings.course_id) as store:
        finding = examine(settings, store, found)
    same = fingerprint(read_bytes(notebook)) == found.sha256 if notebook else None
    rows = {
        "genuine": finding.is_genuine,
        "kept": finding.is_kept,
        "status": finding.status,
        "same_notebook": same,
        "learner": found.learner,
        "assignment": found.assignment,
        "sha256": found.sha256,
        "received_at": found.received_at.isoformat(),
    }
    if as_json:
        print_json(rows)
    else:
        shown = [(name, "-" if value is None else str(value)) for name, value in rows.items()]
        print_table("Receipt", ("what", "found"), shown)
    return 0 if finding.is_genuine and finding.is_kept and same is not False else 4
