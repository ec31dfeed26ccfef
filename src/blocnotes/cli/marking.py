"""marking: what waits for people, who reads it, which questions two of them read, and how far they agree."""

from typing import Any

import click

from blocnotes.cli.door import command, print_json, print_table, say
from blocnotes.cli.shares import VERBS
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

_STAGES = ("first", "second", "third", "settled")
_MEASURES = ("pairs", "exact", "within", "mean_difference", "mean_distance", "kappa", "kappa_linear")


@click.group()
def marking() -> None:
    """Marks that people give: what waits, two readings of a question, agreement between markers."""


@click.argument("assignment", required=False)
@command()
def _list(settings: Settings, assignment: str | None, as_json: bool) -> None:
    """List the questions that people mark, with what each one's answers wait for.

    \b
    Example: blocnotes marking list rgpd
    JSON: [{"assignment", "cell", "first", "second", "third", "settled", "drafts", "threshold"}]
    """
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        slugs = [assignment] if assignment else store.assignments()
        rows = [row for slug in slugs for row in _count(store.session, slug)]
    if as_json:
        print_json(rows)
    else:
        columns = ("assignment", "cell", *_STAGES, "drafts", "threshold")
        print_table("Marks by hand", columns, [[_shown(row[name]) for name in columns] for row in rows])


@click.argument("cell")
@click.argument("assignment")
@click.option("--threshold", type=click.FloatRange(0), help="How many points two readings may be apart.")
@click.option("--off", is_flag=True, help="One reading is enough again.")
@command()
def _double(settings: Settings, assignment: str, cell: str, threshold: float | None, off: bool, as_json: bool) -> None:
    """Have a question (the CELL of an ASSIGNMENT) read by two people, blindly, and by a third where they diverge.

    \b
    Example: blocnotes marking double rgpd avis --threshold 0.5
    JSON: {"assignment", "cell", "threshold"}
    """
    from blocnotes.gradebook.audit import find_user
    from blocnotes.gradebook.handmarks.marks import set_threshold
    from blocnotes.gradebook.store import Store

    if off == (threshold is not None):
        raise click.UsageError("give either --threshold or --off")
    with Store(settings.database_url, settings.course_id) as store:
        _refuse_unknown(store, assignment, cell)
        set_threshold(store.session, assignment, cell, threshold, by=find_user())
    if as_json:
        print_json({"assignment": assignment, "cell": cell, "threshold": threshold})
    else:
        say(f"{assignment}/{cell}: " + ("one reading" if off else f"two readings, at most {threshold:g} points apart"))


@click.argument("assignment", required=False)
@command()
def _agreement(settings: Settings, assignment: str | None, as_json: bool) -> None:
    """Measure how far the two readings of each question agree: shares, distances, weighted kappa, severity.

    \b
    Example: blocnotes marking agreement rgpd
    JSON: [{"assignment", "cell", "threshold", "to_settle", "pairs", "exact", "within", "mean_difference",
           "mean_distance", "kappa", "kappa_linear", "criteria": [{"criterion", "pairs", "exact", "within",
           "mean_difference", "mean_distance", "kappa", "kappa_linear"}], "severity": [{"marker", "points"}]}]
    """
    from blocnotes.gradebook.store import Store

    with Store(settings.database_url, settings.course_id) as store:
        found = list(_compare(settings, store.session, assignment))
    if as_json:
        print_json([_row(item) for item in found])
        return
    columns = ("question", *_MEASURES)
    rows = []
    for item in found:
        rows.append([f"{item.assignment}/{item.cell}", *(_shown(getattr(item.whole, name)) for name in _MEASURES)])
        for criterion, measured in item.criteria.items():
            rows.append([f"  {criterion}", *(_shown(getattr(measured, name)) for name in _MEASURES)])
    print_table("Agreement of two readings", columns, rows)
    for item in found:
        for marker, points in item.severity.items():
            say(f"{item.assignment}/{item.cell}: {marker} is {points:+.2f} points from the mark on average")


def _count(session: Any, assignment: str) -> list[dict[str, Any]]:
    from blocnotes.gradebook.handmarks.copies import read_copies
    from blocnotes.gradebook.handmarks.marks import read_marks, read_thresholds
    from blocnotes.gradebook.handmarks.progress import count_stages

    copies, marks = read_copies(session, assignment), read_marks(session, assignment)
    thresholds = read_thresholds(session)
    rows = []
    for cell, counts in count_stages(copies, marks, thresholds).items():
        numbers = dict(zip(_STAGES, counts.stages.values(), strict=True))
        threshold = thresholds.get((assignment, cell))
        rows.append(
            {"assignment": assignment, "cell": cell, **numbers, "drafts": counts.drafts, "threshold": threshold}
        )
    return rows


def _compare(settings: Settings, session: Any, assignment: str | None) -> Any:
    from blocnotes.authoring.assignment import read_assignments
    from blocnotes.gradebook.handmarks.comparing import compare
    from blocnotes.gradebook.handmarks.marks import read_marks, read_thresholds

    for (slug, cell), threshold in sorted(read_thresholds(session).items()):
        if assignment in (None, slug):
            manifest = None if settings.is_plain else read_assignments(settings, (slug,))[slug].manifest
            rubric = manifest.rubrics.get(cell, ()) if manifest else ()
            yield compare(slug, cell, read_marks(session, slug, cell), rubric, threshold)


def _refuse_unknown(store: Any, assignment: str, cell: str) -> None:
    if cell not in store.graded_cells(assignment):
        cure = "see: blocnotes marking list"
        raise ContentError(f"no released question is called {assignment}/{cell}", where="gradebook", cure=cure)


def _row(item: Any) -> dict[str, Any]:
    return {
        "assignment": item.assignment,
        "cell": item.cell,
        "threshold": item.threshold,
        "to_settle": item.to_settle,
        **_measures(item.whole),
        "criteria": [{"criterion": name, **_measures(found)} for name, found in item.criteria.items()],
        "severity": [{"marker": marker, "points": points} for marker, points in item.severity.items()],
    }


def _measures(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in _MEASURES}


def _shown(value: Any) -> Any:
    return "–" if value is None else round(value, 3) if isinstance(value, float) else value


for name, verb in (("list", _list), ("double", _double), ("agreement", _agreement), *VERBS):
    marking.add_command(verb, name)
