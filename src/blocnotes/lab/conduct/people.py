"""Learners, groups, extensions and accommodations: seen and granted here, written by the gradebook's own functions."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from blocnotes.errors import BlocnotesError
from blocnotes.gradebook.decisions import write_period
from blocnotes.gradebook.dossier import read_dossier
from blocnotes.gradebook.people.accommodations import (
    Accommodation,
    State,
    add_accommodation,
    end_accommodation,
    read_accommodations,
    seal_document,
)
from blocnotes.gradebook.people.deadlines import settle_extensions
from blocnotes.gradebook.people.extensions import Extension, end_extension, grant_extension, read_extensions
from blocnotes.gradebook.people.groups import add_to_group, read_groups, remove_from_group
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Missing, Moved, Page, Unfit
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route

NOT_A_DAY = "Une date s’écrit année-mois-jour, comme 2027-06-30."
MOST_BYTES = 10 << 20
_ORDER = (State.IN_FORCE, State.TO_COME, State.ENDED)


def show_people(desk: Desk, _call: Call) -> Answer:
    """Show every learner with their groups, and who is granted something today."""
    today = desk.clock().date()
    with desk.open_store() as store:
        names, groups = store.learners(), read_groups(store.session)
        granted = [item for item in read_accommodations(store.session) if item.is_in_force(today)]
        extensions = [item for item in read_extensions(store.session) if item.ended_at is None]
        slugs = store.assignments()
    of: dict[str, list[str]] = {}
    for group, learners in groups.items():
        for learner in learners:
            of.setdefault(learner, []).append(group)
    values = {
        "names": dict(sorted(names.items(), key=lambda item: item[1].casefold())),
        "groups": groups,
        "of": of,
        "granted": {item.learner for item in granted},
        "extensions": extensions,
        "titles": _name(desk, slugs),
    }
    return Page("conduct_people.html", "Apprenants", values)


def show_person(desk: Desk, call: Call) -> Answer:
    """Show one learner: groups, deadlines, extensions, accommodations, hand-ins, and what can be granted."""
    learner, today = call.parts["learner"], desk.clock().date()
    with desk.open_store() as store:
        if learner not in store.learners():
            raise Missing
        dossier = read_dossier(store, learner, desk.clock())
        groups = [group for group, who in read_groups(store.session).items() if learner in who]
        accommodations = read_accommodations(store.session, learner)
        extensions = [
            item for item in read_extensions(store.session)
            if item.ended_at is None and (item.learner == learner or item.group in groups)
        ]  # fmt: skip
        slugs = store.assignments()
    values = {
        "dossier": dossier,
        "groups": groups,
        "accommodations": sorted(
            ((item, item.state_on(today)) for item in accommodations), key=lambda pair: _ORDER.index(pair[1])
        ),
        "extensions": extensions,
        "titles": _name(desk, slugs),
        "waivable": _list_waivable(desk),
        "period": write_period,
        "courses": desk.shelf.courses(),
        "today": today,
    }
    return Page("conduct_person.html", dossier.name, values)


def change_group(desk: Desk, call: Call) -> Answer:
    """Put learners into a group, or take them out."""
    group, learners = call.given("group").strip(), tuple(call.form.get("learner", ()))
    change = remove_from_group if call.given("do") == "remove" else add_to_group
    if not group or not learners:
        raise Unfit("Donnez le nom du groupe et au moins un apprenant.")
    with desk.open_store() as store:
        if not set(learners) <= store.learners().keys():
            raise Missing
        change(store.session, group, learners, by=call.person.name)
        settle_extensions(store.session, learners=learners)
    return Moved(_back(call), f"Le groupe «\u00a0{group}\u00a0» est à jour")


def grant_more_days(desk: Desk, call: Call) -> Answer:
    """Let a learner or a group hand an assignment in later."""
    slug, learner, group = call.given("slug"), call.given("learner"), call.given("group")
    with desk.open_store() as store:
        known = learner in store.learners() if learner else group in read_groups(store.session)
        if slug not in store.assignments() or not known:
            raise Missing
        minutes = round(_number(call, "days") * 24 * 60)
        wanted = Extension(
            assignment=slug, learner=learner, group=group, minutes=minutes, reason=call.given("reason").strip()
        )
        _do(grant_extension, store.session, wanted, by=call.person.name)
        settle_extensions(store.session, assignments=[slug])
    return Moved(_back(call), "Le délai est accordé")


def end_more_days(desk: Desk, call: Call) -> Answer:
    """Take an extension back."""
    with desk.open_store() as store:
        line = _do(end_extension, store.session, int(_number(call, "number")), by=call.person.name)
        settle_extensions(store.session, assignments=[line.assignment])
    return Moved(_back(call), "Le délai est retiré")


def grant_accommodation(desk: Desk, call: Call) -> Answer:
    """Grant a learner more time, more days, or a waived criterion; of a document only a keyed digest is kept."""
    learner, document = call.parts["learner"], call.files.get("document", b"")
    waived = tuple(code for code in call.form.get("waived", ()) if code)
    if not set(waived) <= _list_waivable(desk).keys() or len(document) > MOST_BYTES:
        raise Unfit("Ce critère ne peut pas être aménagé, ou le document est trop lourd.")
    wanted = Accommodation(
        learner=learner,
        starts_on=_day(call, "starts_on") or desk.clock().date(),
        ends_on=_day(call, "ends_on"),
        time_percent=int(_number(call, "time_percent", 100)),
        extra_days=int(_number(call, "extra_days")),
        waived=waived,
        reference=call.given("reference").strip(),
        document_digest=seal_document(desk.settings.key(), document) if document else "",
    )
    with desk.open_store() as store:
        if learner not in store.learners():
            raise Missing
        _do(add_accommodation, store.session, wanted, by=call.person.name)
        settle_extensions(store.session, learners=[learner])
    return Moved(f"personnes/{learner}", "L’aménagement est accordé")


def stop_accommodation(desk: Desk, call: Call) -> Answer:
    """Let an accommodation end today."""
    learner, number = call.parts["learner"], int(_number(call, "number"))
    with desk.open_store() as store:
        if number not in {item.number for item in read_accommodations(store.session, learner)}:
            raise Missing
        _do(end_accommodation, store.session, number, on=desk.clock().date(), by=call.person.name)
        settle_extensions(store.session, learners=[learner])
    return Moved(f"personnes/{learner}", "L’aménagement se termine aujourd’hui")


def _list_waivable(desk: Desk) -> dict[str, str]:
    return {
        f"{competency.full_code}.{criterion.key}": f"{competency.code} · {criterion.title}"
        for course in desk.shelf.courses()
        for competency in course.certification.competencies
        for criterion in competency.criteria
        if criterion.waivable_for_disability
    }


def _do(change: Any, *given: Any, **more: Any) -> Any:
    # What the gradebook refuses here is a form that was not filled in as it must be.
    try:
        return change(*given, **more)
    except BlocnotesError as error:
        message = "Cela ne peut pas être enregistré\u00a0: vérifiez la durée, les dates, le motif et la référence."
        raise Unfit(message) from error


def _back(call: Call) -> str:
    learner = call.given("back")
    return f"personnes/{Path(learner).name}" if learner else "personnes"


def _number(call: Call, name: str, default: float = 0.0) -> float:
    given = call.given(name).strip().replace(",", ".")
    try:
        found = float(given) if given else default
    except ValueError as error:
        raise Unfit("Un nombre est attendu.") from error
    if not 0 <= found < 100_000:
        raise Unfit("Ce nombre ne convient pas.")
    return found


def _day(call: Call, name: str) -> date | None:
    given = call.given(name).strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise Unfit(NOT_A_DAY) from error


def _name(desk: Desk, slugs: Iterable[str]) -> dict[str, str]:
    found = desk.shelf.assignments()
    return {slug: found[slug].manifest.title if slug in found else slug for slug in slugs}


ROUTES = (
    Route(path="personnes", who=INSTRUCTORS, show=show_people, menu="Apprenants"),
    Route(path="personnes/{learner}", who=INSTRUCTORS, show=show_person),
    Route(path="personnes/{learner}/amenagement", who=INSTRUCTORS, act=grant_accommodation),
    Route(path="personnes/{learner}/amenagement/fin", who=INSTRUCTORS, act=stop_accommodation),
    Route(path="groupes", who=INSTRUCTORS, act=change_group),
    Route(path="delais", who=INSTRUCTORS, act=grant_more_days),
    Route(path="delais/fin", who=INSTRUCTORS, act=end_more_days),
)
