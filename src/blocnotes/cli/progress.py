"""Follow long work: a live bar on a terminal, plain lines elsewhere, nothing where a program listens."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

ItemT = TypeVar("ItemT")


def follow(items: Iterable[ItemT], total: int, label: str, *, quiet: bool = False) -> Iterator[ItemT]:
    """Pass items on, showing how many came, and how long the rest may take."""
    if quiet:
        yield from items
        return
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as progress:
        bar = progress.add_task(label, total=total)
        for item in items:
            progress.advance(bar)
            yield item
