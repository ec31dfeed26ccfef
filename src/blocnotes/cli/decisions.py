"""decision: what people decide beside the marks, entered as a ledger that only grows."""

from datetime import UTC, datetime
from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

_COLUMNS = ("number", "learner", "kind", "code", "decided_on", "reason", "reference", "edition", "revokes", "ends_on")


@click.group()
def decision() -> None:
    """Dispensations, requirements, acquired blocs: nothing is deleted, a revocation is a new line."""


def _paper(function: Any) -> Any:
    """Ask for what every decision needs: a day, a reason, a reference."""
    day = click.DateTime(["%Y-%m-%d"])
    options = (
        click.option("--on", "decided_on", type=day, help="The day of the decision (default: today)."),
        click.option("--reason", required=True, help="Why, in words that a jury can read."),
        click.option("--reference", required=True, help="The reference of the document that says so."),
    )
    for option in options:
        function = option(function)
    return function


@click.argument("code")
@click.argument("learner")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["dispensation", "equivalence", "waiver"]),
    default="dispensation",
    show_default=True,
    help="What it is.",
)
@_paper
@command()
def _dispense(settings: Settings, learner: str, code: str, kind: str, as_json: bool, **paper: Any) -> None:
    """Let a LEARNER off a bloc, a competency, a requirement or a waivable criterion, by its full CODE.

    \b
    Example: blocnotes decision dispense lea RNCP37137BC01.C06 --reason "VAE partielle" --reference "PV 12"
    JSON: {"number", "learner", "kind", "code", "decided_on", "reason", "reference", "edition", "revokes", "ends_on"}
    """
    _record(settings, learner, code, kind.upper(), as_json, **paper)


@click.argument("code")
@click.argument("learner")
@click.option("--met/--not-met", default=True, show_default=True, help="Whether it is met.")
@_paper
@command()
def _require(settings: Settings, learner: str, code: str, met: bool, as_json: bool, **paper: Any) -> None:
    """Record whether a LEARNER meets a requirement beyond the blocs, by its full CODE (RNCP37137.these).

    \b
    Example: blocnotes decision require lea RNCP37137.these --met --reason "Soutenue" --reference "PV 14"
    JSON: as `decision dispense`
    """
    _record(settings, learner, code, "MET" if met else "NOT_MET", as_json, **paper)


@click.argument("code")
@click.argument("learner")
@click.option("--edition", required=True, help="The edition of the referential under which it was acquired.")
@_paper
@command()
def _acquire(settings: Settings, learner: str, code: str, edition: str, as_json: bool, **paper: Any) -> None:
    """Record that a jury declared a bloc acquired by a LEARNER: it stays so, under its edition.

    \b
    Example: blocnotes decision acquire lea RNCP37137BC01 --edition 2024 --reason "Jury de juin" --reference "PV 9"
    JSON: as `decision dispense`
    """
    _record(settings, learner, code, "ACQUIRED", as_json, edition=edition, **paper)


@click.argument("number", type=int)
@_paper
@command()
def _revoke(settings: Settings, number: int, decided_on: Any, reason: str, reference: str, as_json: bool) -> None:
    """Revoke the decision of that NUMBER by a new line.

    \b
    Example: blocnotes decision revoke 3 --reason "Erreur de personne" --reference "PV 15"
    JSON: as `decision dispense`
    """
    from blocnotes.gradebook.decisions import revoke_decision
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        line = revoke_decision(store.session, number, decided_on=_day(decided_on), reason=reason, reference=reference)
        _note(store, line)
    _show([line], as_json)


@click.argument("learner", required=False)
@click.option("--all", "everything", is_flag=True, help="Revoked and replaced lines too: the whole ledger.")
@command()
def _list(settings: Settings, learner: str | None, everything: bool, as_json: bool) -> None:
    """List the decisions in force, of one LEARNER or of all; what holds for a period only within it.

    \b
    Example: blocnotes decision list lea --all
    JSON: [{as `decision dispense`}]
    """
    from blocnotes.gradebook.decisions import in_force
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        lines = store.decisions(learner)
    rows = [_row(line) for line in (lines if everything else in_force(lines, _day(None)))]
    if as_json:
        print_json(rows)
    else:
        print_table("Decisions", _COLUMNS, [[row[name] for name in _COLUMNS] for row in rows])


def _record(settings: Settings, learner: str, code: str, kind: str, as_json: bool, **given: Any) -> None:
    from blocnotes.coursework import read_courses
    from blocnotes.gradebook.decisions import Decision, DecisionKind, kinds_for, record_decision
    from blocnotes.gradebook.store import Store

    wanted = DecisionKind[kind]
    if not any(wanted in kinds_for(course.certification, code) for course in read_courses(settings)):
        cure = "see the codes: blocnotes framework show CERTIFICATION"
        raise ContentError(f"“{wanted.value}” cannot be decided about {code!r}", where="decision", cure=cure)
    given["decided_on"] = _day(given["decided_on"])
    with Store(settings.database_url, settings.course_id) as store:
        if learner not in store.learners():
            raise ContentError(f"no learner is called {learner!r}", where="gradebook", cure="see: blocnotes standing")
        line = record_decision(store.session, Decision(learner=learner, code=code, kind=wanted, **given))
        _note(store, line)
    _show([line], as_json)


def _note(store: Any, line: Any) -> None:
    from blocnotes.gradebook.audit import find_user, note

    subject = f"{line.learner}/{line.code}"
    note(store.session, find_user(), "decision.record", subject, number=line.number, kind=line.kind.value)
    store.session.commit()


def _day(given: datetime | None) -> Any:
    return (given or datetime.now(UTC)).date()


def _show(lines: list[Any], as_json: bool) -> None:
    if as_json:
        print_json(_row(lines[0]))
    else:
        say(f"recorded under number {lines[0].number}: {lines[0].learner}, {lines[0].code}, {lines[0].motive}")


def _row(line: Any) -> dict[str, Any]:
    found = {name: getattr(line, name) for name in _COLUMNS}
    blank = {name: "" for name in ("revokes", "ends_on") if found[name] is None}
    return found | {"kind": line.kind.value} | blank


for name, verb in (
    ("dispense", _dispense), ("require", _require), ("acquire", _acquire), ("revoke", _revoke), ("list", _list),
):  # fmt: skip
    decision.add_command(verb, name)
