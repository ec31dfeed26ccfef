"""Who reads what: copies are given to markers evenly or by hand, passed on, taken back; how far each marker is."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from blocnotes.errors import GradebookError
from blocnotes.gradebook.handmarks.copies import Copy, read_copies
from blocnotes.gradebook.handmarks.giving import assign, hand_over, share_out, withdraw
from blocnotes.gradebook.handmarks.marks import read_marks, read_thresholds
from blocnotes.gradebook.handmarks.progress import count_parts
from blocnotes.gradebook.handmarks.pseudonyms import name_copies, order_copies
from blocnotes.gradebook.handmarks.shares import Shares, list_markers, read_shares
from blocnotes.gradebook.handmarks.spreading import Piece
from blocnotes.gradebook.people.groups import read_groups
from blocnotes.lab.desk import Desk
from blocnotes.lab.marking.overview import name_questions
from blocnotes.lab.page import Answer, Call, Missing, Moved, Page, Unfit
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route
from blocnotes.reports.wording import count

BETWEEN = re.compile(r"[,;\s]+")
NOBODY = "Il manque quelqu’un\u00a0: nommez d’autres correcteurs, ou tenez-en moins à l’écart. Rien n’a changé."


def show_shares(desk: Desk, call: Call) -> Answer:
    """Show who has which copies of an assignment and how far they are, and what can be given, passed on, taken back."""
    slug = call.parts["slug"]
    with desk.open_store() as store:
        session = store.session
        copies, shares, groups = read_copies(session, slug), read_shares(session, slug), read_groups(session)
        parts = count_parts(copies, read_marks(session, slug), shares, read_thresholds(session))
        doubled = {cell for where, cell in read_thresholds(session) if where == slug}
        names, markers = store.learners(), list_markers(session)
    if not copies:
        raise Missing
    called = name_questions(desk, [slug])[slug]
    cells = dict.fromkeys(copy.cell for copy in copies)
    values = {
        "slug": slug, "title_of": called.title, "parts": parts, "groups": list(groups), "markers": markers,
        "cells": {cell: called.headings.get(cell) or cell for cell in cells}, "doubled": doubled,
        "lacking": _count_lacking(copies, shares, doubled), "many": len({copy.learner for copy in copies}),
        "lines": _list_lines(desk, slug, copies, shares, names),
        "names": names if call.given("noms") == "1" else {},
    }  # fmt: skip
    return Page("marking_shares.html", "Répartir les copies", values)


def give_evenly(desk: Desk, call: Call) -> Answer:
    """Give every copy that lacks a reader to somebody."""
    slug = call.parts["slug"]
    with desk.open_store() as store:
        cells, apart = _find_cells(store, call), _read_apart(store, call)
        given = _do(
            share_out, store.session, desk.settings.key(), slug, _read_markers(call), cells=cells, apart=apart,
            by=call.person.name,
        )  # fmt: skip
    many = sum(given.values())
    said = f"{count(many, 'réponse est confiée', 'réponses sont confiées')}" if many else "Tout était déjà confié"
    return Moved(f"repartition/{slug}", said)


def pass_on(desk: Desk, call: Call) -> Answer:
    """Pass on what a marker has not signed."""
    slug = call.parts["slug"]
    with desk.open_store() as store:
        _find_cells(store, call)
        given = _do(
            hand_over, store.session, desk.settings.key(), slug, call.given("from"), to=_read_markers(call),
            by=call.person.name,
        )  # fmt: skip
    many = sum(given.values())
    said = f"{count(many, 'réponse a changé', 'réponses ont changé')} de main" if many else "Rien ne restait à lire"
    return Moved(f"repartition/{slug}", said)


def change_by_hand(desk: Desk, call: Call) -> Answer:
    """Give the copies that were chosen to a marker, or take them back."""
    slug, marker = call.parts["slug"], call.given("marker").strip()
    with desk.open_store() as store:
        _find_cells(store, call)
        names = name_copies(desk.settings.key(), slug, {*store.learners(), *_learners(store, slug)})
        chosen = set(call.form.get("copy", ()))
        learners = [learner for learner, pseudonym in names.items() if pseudonym in chosen]
        if not marker or len(marker) > 128 or not learners:
            raise Unfit("Choisissez au moins une copie, et nommez une personne.")
        given = {"cells": tuple(call.form.get("cell", ())), "by": call.person.name}
        if call.given("do") == "withdraw":
            many = _do(withdraw, store.session, slug, marker, learners=learners, **given)
            said = f"{count(many, 'réponse est reprise', 'réponses sont reprises')}"
        else:
            many = _do(assign, store.session, slug, learners, marker, **given)
            said = f"{count(many, 'réponse est confiée', 'réponses sont confiées')}"
    return Moved(f"repartition/{slug}", said)


def _find_cells(store: Any, call: Call) -> tuple[str, ...]:
    known = {copy.cell for copy in read_copies(store.session, call.parts["slug"])}
    chosen = tuple(call.form.get("cell", ()))
    if not known or not set(chosen) <= known:
        raise Missing
    return chosen


def _learners(store: Any, slug: str) -> set[str]:
    return {copy.learner for copy in read_copies(store.session, slug)}


def _read_markers(call: Call) -> list[str]:
    found = [name for name in BETWEEN.split(call.given("markers")) if name]
    if any(len(name) > 128 for name in found):
        raise Unfit("Un de ces noms est trop long.")
    return found


def _read_apart(store: Any, call: Call) -> Mapping[str, set[str]]:
    apart: dict[str, set[str]] = {}
    for number, (_, learners) in enumerate(read_groups(store.session).items()):
        for marker in filter(None, BETWEEN.split(call.given(f"apart-{number}"))):
            apart.setdefault(marker, set()).update(learners)
    return apart


def _do(change: Any, *given: Any, **more: Any) -> Any:
    try:
        return change(*given, **more)
    except GradebookError as error:
        raise Unfit(NOBODY) from error


def _count_lacking(copies: Sequence[Copy], shares: Shares, doubled: set[str]) -> int:
    return sum(
        copy.is_awaited and len(shares.get(Piece(copy.learner, copy.cell), ())) < (2 if copy.cell in doubled else 1)
        for copy in copies
    )


def _list_lines(
    desk: Desk, slug: str, copies: Sequence[Copy], shares: Shares, names: Mapping[str, str]
) -> list[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Give each copy: its pseudonym, its learner, and by question who has it."""
    key, by_learner = desk.settings.key(), dict[str, dict[str, tuple[str, ...]]]()
    for copy in copies:
        by_learner.setdefault(copy.learner, {})[copy.cell] = shares.get(Piece(copy.learner, copy.cell), ())
    pseudonyms = name_copies(key, slug, {*names, *by_learner})
    return [(pseudonyms[learner], learner, by_learner[learner]) for learner in order_copies(key, slug, "", by_learner)]


ROUTES = (
    Route(path="repartition/{slug}", who=INSTRUCTORS, show=show_shares, act=give_evenly),
    Route(path="repartition/{slug}/reprise", who=INSTRUCTORS, act=pass_on),
    Route(path="repartition/{slug}/copies", who=INSTRUCTORS, act=change_by_hand),
)
