"""What an import did, for a person (tables) and for a program (plain values with stable keys)."""

from collections.abc import Iterator, Sequence
from typing import Any

from blocnotes.framework.importing.merging import MISSING, Kind
from blocnotes.framework.importing.register import Entry
from blocnotes.framework.importing.update import Import

Grid = tuple[str, Sequence[str], list[Sequence[object]]]
_WIDTH = 80


def tabulate_import(done: Import) -> Iterator[Grid]:
    """Give the tables that a person checks: the split of each bloc, what was set aside, doubts, changes."""
    sketch = done.sketch
    blocs = [(b.name, b.title, len(b.competencies), b.confidence.value, "\n".join(b.why)) for b in sketch.blocs]
    yield f"{sketch.code} · {sketch.title}", ("bloc", "title", "competencies", "split", "why"), [*blocs]
    if aside := [(bloc.name, text) for bloc in sketch.blocs for text in bloc.set_aside]:
        yield "Set aside: no competency", ("bloc", "text"), [*aside]
    own = [doubt for doubt in sketch.concerns if not any(doubt.why in bloc.why for bloc in sketch.blocs)]
    if own:
        yield "To check", ("where", "why"), [(doubt.place, doubt.why) for doubt in own]
    if not done.is_new:
        yield from _tabulate_changes(done)


def _tabulate_changes(done: Import) -> Iterator[Grid]:
    columns = ("file", "key", "imported last", "now", "in the source")
    for kind in (Kind.UPDATED, Kind.EDITED, Kind.CONFLICT):
        if changes := done.of(kind):
            rows = [(c.file, c.key, _show(c.base), _show(c.mine), _show(c.theirs)) for c in changes]
            yield kind.value.capitalize(), columns, [*rows]


def _show(value: object) -> str:
    text = "–" if value is MISSING else str(value)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def summarise(done: Import, *, dry_run: bool) -> str:
    """Say in one line what was done."""
    if dry_run:
        state = "dry run, nothing written"
    elif done.is_new:
        state = f"written: {done.folder}"
    else:
        state = f"updated: {done.folder}" if done.files else f"left as it is: {done.folder}"
    if done.is_new:
        return state
    return f"{state} · " + ", ".join(f"{len(done.of(kind))} {kind.value}" for kind in Kind)


def account_for(done: Import, *, dry_run: bool) -> dict[str, Any]:
    """Give an import as plain values, with stable keys; a value that is not there is None."""
    return {
        "certification": done.sketch.code,
        "written": not dry_run,
        "new": done.is_new,
        "files": list(done.files),
        "blocs": [
            {
                "bloc": f"{done.sketch.code}{bloc.name}",
                "competencies": [{"code": item.code, "title": item.title} for item in bloc.competencies],
                "confidence": bloc.confidence.value,
                "why": list(bloc.why),
                "set_aside": list(bloc.set_aside),
            }
            for bloc in done.sketch.blocs
        ],
        "doubts": [
            {"place": doubt.place, "why": doubt.why, "confidence": doubt.confidence.value}
            for doubt in done.sketch.concerns
        ],
        "changes": [
            {"file": change.file, "key": change.key, "kind": change.kind.name.lower()}
            | {"base": _plain(change.base), "mine": _plain(change.mine), "theirs": _plain(change.theirs)}
            for change in done.changes
        ],
    }


def _plain(value: object) -> object:
    return None if value is MISSING else value


def tabulate_entries(entries: Sequence[Entry]) -> Grid:
    """Give the fiches that were found, as a table."""
    rows = [
        (entry.code, entry.title, entry.level or "–", "yes" if entry.is_active else "no", entry.blocs)
        for entry in entries
    ]
    return f"{len(rows)} fiches", ("code", "title", "level", "active", "blocs"), [*rows]


def list_entries(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Give the fiches that were found as plain values."""
    return [
        {"code": e.code, "title": e.title, "level": e.level, "active": e.is_active, "blocs": e.blocs} for e in entries
    ]
