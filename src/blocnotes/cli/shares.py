"""marking share, assign, relay, withdraw, progress: who reads which copies, and how far they are."""

from collections.abc import Mapping
from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

_COLUMNS = ("assignment", "marker", "given", "signed", "drafts", "left")
_CELLS = click.option("--cell", "cells", multiple=True, metavar="CELL", help="Only this question (may be repeated).")
_APART = click.option(
    "--apart", multiple=True, metavar="MARKER=GROUP", help="This marker gets no copy of that group (may be repeated)."
)


@click.argument("markers", nargs=-1, required=True)
@click.argument("assignment")
@_CELLS
@_APART
@command()
def _share(
    settings: Settings,
    assignment: str,
    markers: tuple[str, ...],
    cells: tuple[str, ...],
    apart: tuple[str, ...],
    as_json: bool,
) -> None:
    """Give the copies of an ASSIGNMENT that lack a reader to MARKERS, evenly; what is given or begun stays.

    \b
    Example: blocnotes marking share rgpd ana bob --apart ana=lundi
    JSON: [{"marker", "answers"}]
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.handmarks.giving import share_out
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        _refuse_unknown(store, assignment, cells)
        more: dict[str, Any] = {"cells": cells, "apart": _read_apart(store, apart), "by": find_user()}
        given = share_out(store.session, settings.key(), assignment, markers, **more)
    _show(given, as_json)


@click.argument("learners", nargs=-1, required=True)
@click.argument("marker")
@click.argument("assignment")
@_CELLS
@command()
def _assign(
    settings: Settings, assignment: str, marker: str, learners: tuple[str, ...], cells: tuple[str, ...], as_json: bool
) -> None:
    """Give a MARKER the copies of these LEARNERS, beside whoever has them already.

    \b
    Example: blocnotes marking assign rgpd ana lea
    JSON: as `marking share`
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.handmarks.giving import assign
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        _refuse_unknown(store, assignment, cells)
        many = assign(store.session, assignment, learners, marker, cells=cells, by=find_user())
    _show({marker: many}, as_json)


@click.argument("marker")
@click.argument("assignment")
@click.option("--to", multiple=True, metavar="MARKER", help="To these (default: to all others who have a share).")
@_CELLS
@_APART
@command()
def _relay(
    settings: Settings,
    assignment: str,
    marker: str,
    to: tuple[str, ...],
    cells: tuple[str, ...],
    apart: tuple[str, ...],
    as_json: bool,
) -> None:
    """Pass on what a MARKER has not signed, evenly, and never to somebody who reads that copy already.

    \b
    Example: blocnotes marking relay rgpd ana --to bob
    JSON: as `marking share`
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.handmarks.giving import hand_over
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        _refuse_unknown(store, assignment, cells)
        more: dict[str, Any] = {"to": to, "cells": cells, "apart": _read_apart(store, apart), "by": find_user()}
        given = hand_over(store.session, settings.key(), assignment, marker, **more)
    _show(given, as_json)


@click.argument("learners", nargs=-1)
@click.argument("marker")
@click.argument("assignment")
@_CELLS
@command()
def _withdraw(
    settings: Settings, assignment: str, marker: str, learners: tuple[str, ...], cells: tuple[str, ...], as_json: bool
) -> None:
    """Take copies back from a MARKER, those of these LEARNERS or all; what they have signed stays with them.

    \b
    Example: blocnotes marking withdraw rgpd ana
    JSON: as `marking share`
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.handmarks.giving import withdraw
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        _refuse_unknown(store, assignment, cells)
        more: dict[str, Any] = {"learners": learners or None, "cells": cells, "by": find_user()}
        many = withdraw(store.session, assignment, marker, **more)
    _show({marker: many}, as_json)


@click.argument("assignment", required=False)
@command()
def _progress(settings: Settings, assignment: str | None, as_json: bool) -> None:
    """List how far each marker is with their share.

    \b
    Example: blocnotes marking progress rgpd
    JSON: [{"assignment", "marker", "given", "signed", "drafts", "left"}]
    """
    from blocnotes.gradebook.handmarks.shares import list_shared
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        slugs = sorted({slug for slug, _ in list_shared(store.session) if assignment in (None, slug)})
        rows = [row for slug in slugs for row in _count(store.session, slug)]
    if as_json:
        print_json(rows)
    else:
        print_table("Shares", _COLUMNS, [[row[name] for name in _COLUMNS] for row in rows])


def _count(session: Any, assignment: str) -> list[dict[str, Any]]:
    from blocnotes.gradebook.handmarks.copies import read_copies
    from blocnotes.gradebook.handmarks.marks import read_marks, read_thresholds
    from blocnotes.gradebook.handmarks.progress import count_parts
    from blocnotes.gradebook.handmarks.shares import read_shares

    copies, marks = read_copies(session, assignment), read_marks(session, assignment)
    parts = count_parts(copies, marks, read_shares(session, assignment), read_thresholds(session))
    return [{"assignment": assignment} | {name: getattr(part, name) for name in _COLUMNS[1:]} for part in parts]


def _read_apart(store: Any, given: tuple[str, ...]) -> Mapping[str, set[str]]:
    from blocnotes.gradebook.people.groups import read_groups

    groups, apart = read_groups(store.session), dict[str, set[str]]()
    for text in given:
        marker, _, group = text.partition("=")
        if group not in groups:
            cure = "write MARKER=GROUP; see: blocnotes group list"
            raise ContentError(f"no group is called {group!r}", where=f"--apart {text}", cure=cure)
        apart.setdefault(marker, set()).update(groups[group])
    return apart


def _refuse_unknown(store: Any, assignment: str, cells: tuple[str, ...]) -> None:
    from blocnotes.gradebook.handmarks.copies import read_copies

    known = {copy.cell for copy in read_copies(store.session, assignment)}
    missing = ", ".join(sorted(set(cells) - known)) or ("" if known else "any question")
    if missing:
        cure = "see: blocnotes marking list"
        raise ContentError(f"nobody marks {missing} of {assignment}", where="gradebook", cure=cure)


def _show(given: Mapping[str, int], as_json: bool) -> None:
    rows = [{"marker": marker, "answers": many} for marker, many in sorted(given.items())]
    if as_json:
        print_json(rows)
    elif not rows:
        say("nothing to give: every copy has its reader")
    else:
        print_table("Answers", ("marker", "answers"), [list(row.values()) for row in rows])


VERBS = (
    ("share", _share), ("assign", _assign), ("relay", _relay), ("withdraw", _withdraw), ("progress", _progress),
)  # fmt: skip
