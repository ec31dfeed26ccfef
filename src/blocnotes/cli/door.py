"""What all commands share: the course folder, JSON on request, errors turned into exit codes."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from blocnotes.errors import BlocnotesError
from blocnotes.settings import Settings, read_settings

SANDBOX = click.option(
    "--sandbox",
    type=click.Choice(["full", "limited", "none"]),
    default="full",
    show_default=True,
    help="How much of the sandbox is asked for; anything but full is for notebooks that you trust.",
)


def command(*, with_json: bool = True) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a subcommand that takes a course folder, and turns our errors into messages and exit codes."""

    def make(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def guarded(course_dir: Path, var: Path | None, **options: Any) -> None:
            try:
                code = function(open_settings(course_dir, var), **options)
            except BlocnotesError as error:
                say(f"[bold red]Error[/] {_escape(str(error))}")
                sys.exit(error.exit_code)
            except BrokenPipeError:
                # Whoever read us has read enough, as `head` does; the interpreter must not try to flush again.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                sys.exit(0)
            except OSError as error:
                say(f"[bold red]Error[/] {_escape(str(error))}\n  → free some room or mend the rights, then again")
                sys.exit(1)
            sys.exit(code or 0)

        wrapped: Any = guarded
        if with_json:
            wrapped = click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on stdout.")(
                wrapped
            )
        wrapped = click.option(
            "--var", type=click.Path(path_type=Path), help="Where generated files go (default: var/)."
        )(wrapped)
        wrapped = click.option(
            "--course-dir",
            type=click.Path(path_type=Path),
            default=Path(),
            show_default="this folder",
            help="The course's folder.",
        )(wrapped)
        return click.command()(wrapped)

    return make


def open_settings(course_dir: Path, var: Path | None) -> Settings:
    """Read the settings of a course folder, a plain nbgrader one included."""
    settings = read_settings(course_dir, var=var)
    if settings.is_plain and (settings.course_dir / "source").is_dir():
        from blocnotes.grading.plain import read_plain_settings

        return read_plain_settings(settings)
    return settings


def say(text: str) -> None:
    """Tell a person something, on stderr, so that stdout stays for data."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(text)


def print_json(data: Any) -> None:
    """Print data for a program."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table for a person; numbers go to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", expand=False)
    rows = [list(row) for row in rows]
    for index, name in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[index], int | float) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(f"{item:g}" if isinstance(item, float) else _escape(str(item)) for item in row))
    Console(highlight=False).print(table)


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)
