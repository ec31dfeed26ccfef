"""collect, grade, feedback: the instructor's verbs."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from blocnotes.cli.audit import note_verb
from blocnotes.cli.door import SANDBOX, command, print_json, print_table, say
from blocnotes.cli.progress import follow
from blocnotes.errors import ContentError
from blocnotes.settings import Settings

SLUGS = click.argument("slugs", nargs=-1, metavar="[ASSIGNMENT]...")


@click.option(
    "--inbox",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder <learner>/<assignment>/<notebook>.ipynb.",
)
@command()
def collect(settings: Settings, inbox: Path | None, as_json: bool) -> int:
    """Take hand-ins in, byte for byte, with the collector's own time.

    From nbgrader's exchange, or from a folder given with --inbox. What cannot be graded is kept, listed, and left out.

    \b
    Example: blocnotes collect --inbox hand-ins/
    JSON: [{"learner", "assignment", "sha256", "status", "sentence"}]  (status: collected, unchanged, refused)
    """
    from blocnotes.coursework import collect_exchange, collect_inbox

    taken = collect_inbox(settings, inbox, datetime.now(UTC)) if inbox else collect_exchange(settings)
    rows = [
        {
            "learner": t.learner,
            "assignment": t.assignment,
            "sha256": t.sha256,
            "status": t.status,
            "sentence": t.sentence,
        }
        for t in taken
    ]
    note_verb(settings, "collect", (), sum(row["status"] == "collected" for row in rows))
    if as_json:
        print_json(rows)
    else:
        for status, count in Counter(row["status"] for row in rows).items():
            say(f"{status}: {count}")
        for row in rows:
            if row["status"] == "refused":
                say(f"[yellow]refused[/] {row['learner']}, {row['assignment']}: {row['sentence']}")
    return 4 if any(row["status"] == "refused" for row in rows) else 0


@SLUGS
@click.option("--learner", default="*", help="Only this learner.")
@click.option("--force", is_flag=True, help="Grade again even what has not changed.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--preview", is_flag=True, help="Grade, and say which marks would change; nothing is recorded.")
@click.option("--workers", type=click.IntRange(1), help="How many at once (default: the machine's cores).")
@SANDBOX
@command()
def grade(
    settings: Settings,
    slugs: tuple[str, ...],
    learner: str,
    force: bool,
    dry_run: bool,
    preview: bool,
    workers: int | None,
    sandbox: str,
    as_json: bool,
) -> int:
    """Run and mark hand-ins; only what changed since last time, unless --force.

    Exit code 5 when something could not be graded by our fault, 4 when a hand-in was refused; the others go on.

    \b
    Example: blocnotes grade statistiques --learner lea
    JSON: {"graded": [{"learner", "assignment", "notebook", "points", "maximum", "awaited", "ending",
           "seconds", "cpu_seconds", "notes"}],
           "unchanged": [...], "refused": [...], "faults": [...]}
          with --preview also: {"changes": [{"learner", "assignment", "cell", "before", "after", "maximum", "sentence",
           "is_new", "is_by_hand"}]}
    """
    from blocnotes import pipeline
    from blocnotes.coursework import read_sheets, survey_plain
    from blocnotes.execution.warm import Level
    from blocnotes.gradebook.preview import read_before
    from blocnotes.gradebook.store import Store
    from blocnotes.grading.executors import LocalExecutor

    with Store(settings.database_url, settings.course_id) as store:
        _refuse_unknown(learner, store)
        sheets = read_sheets(settings, store, slugs)
        plan = pipeline.plan(settings, sheets, store, force=force, learner=learner)
        if dry_run:
            _show_plan(plan, as_json)
            return 0
        executor = LocalExecutor(workers or settings.workers, settings.retries)
        with pipeline.open_kernels(plan, Level(sandbox), settings.python) as runner:
            if plan.tasks and (surveyed := survey_plain(settings, store, runner)):
                say(f"tried the split of tests on the solutions of {', '.join(surveyed)}")
                plan = pipeline.plan(settings, read_sheets(settings, store, slugs), store, force=force, learner=learner)
            pipeline.prepare_references(plan.tasks, executor, runner)
            outcomes = pipeline.run(plan, executor, runner)
            if preview:
                return _show_preview(plan, read_before(store), outcomes, as_json)
            outcomes = pipeline.record(outcomes, settings, store)
            total = len(plan.tasks) + len(plan.refused)
            done = [_without_notebook(item) for item in follow(outcomes, total, "Grading", quiet=as_json)]
        _note(store, "grade", slugs, len(done))
    return _show_outcomes(plan, done, as_json)


@SLUGS
@click.option("--learner", default="*", help="Only this learner.")
@command()
def feedback(settings: Settings, slugs: tuple[str, ...], learner: str, as_json: bool) -> None:
    """Write what learners get back: per question, a mark and a sentence; no hidden value, no script.

    \b
    Example: blocnotes feedback statistiques
    JSON: [{"learner", "assignment", "path"}]
    """
    from blocnotes.gradebook.store import Store
    from blocnotes.reports.feedback import write_feedback

    with Store(settings.database_url, settings.course_id) as store:
        rows = [
            {"learner": who, "assignment": slug, "path": str(path)}
            for who, slug, path in write_feedback(settings, store, slugs, learner)
        ]
        _note(store, "feedback", slugs, len(rows))
    if as_json:
        print_json(rows)
    else:
        say(f"{len(rows)} pages written under {settings.feedback}")


def _refuse_unknown(learner: str, store: Any) -> None:
    import difflib

    known = store.learners()
    if learner == "*" or learner in known:
        return
    near = difflib.get_close_matches(learner, known, 1)
    cure = f"did you mean {near[0]}?" if near else "enter learners in learners.csv, then run: blocnotes release"
    raise ContentError(f"no learner is called {learner!r}", where="gradebook", cure=cure)


def _show_plan(plan: Any, as_json: bool) -> None:
    to_do = [(t.submission.learner, t.submission.assignment, "grade") for t in plan.tasks]
    to_do += [(s.learner, s.assignment, "unchanged") for s in plan.unchanged]
    to_do += [(r.learner, r.assignment, f"refused: {r.sentence}") for r in plan.refused]
    if as_json:
        print_json([{"learner": a, "assignment": b, "action": c} for a, b, c in to_do])
    else:
        print_table("Would do", ("learner", "assignment", "action"), to_do)


def _note(store: Any, verb: str, slugs: tuple[str, ...], items: int) -> None:
    from blocnotes.gradebook.audit import find_user, note

    note(store.session, find_user(), verb, " ".join(slugs) or "*", items=items)
    store.session.commit()


def _show_preview(plan: Any, before: Any, outcomes: Any, as_json: bool) -> int:
    from dataclasses import asdict

    from blocnotes.records import Report

    done: list[Any] = []
    changes: list[Any] = []
    for outcome in follow(outcomes, len(plan.tasks) + len(plan.refused), "Trying", quiet=as_json):
        changes += before.compare(outcome) if isinstance(outcome, Report) else []
        done.append(_without_notebook(outcome))
    if as_json:
        print_json({**_sort_outcomes(plan, done), "changes": [asdict(change) for change in changes]})
    else:
        columns = ("learner", "assignment", "cell", "before", "after", "maximum", "sentence")
        shown = [["–" if getattr(c, name) is None else getattr(c, name) for name in columns] for c in changes]
        print_table("Would change", columns, shown)
        say(f"{len(changes)} marks of {len(done)} hand-ins would change; nothing was recorded")
    return 0


def _show_outcomes(plan: Any, done: list[Any], as_json: bool) -> int:
    sorted_ = _sort_outcomes(plan, done)
    graded, refused, faults = sorted_["graded"], sorted_["refused"], sorted_["faults"]
    if as_json:
        print_json(sorted_)
    else:
        columns = ("learner", "assignment", "points", "maximum", "awaited", "ending", "seconds")
        if graded:
            ordered = sorted(graded, key=lambda row: (row["assignment"], row["learner"]))
            print_table("Graded", columns, [[row[name] for name in columns] for row in ordered])
        many = len(plan.unchanged)
        say(f"graded {len(graded)} · unchanged {many} · refused {len(refused)} · faults {len(faults)}")
        for row in refused:
            say(f"[yellow]refused[/] {row['learner']}, {row['assignment']}: {row['sentence']}")
        for row in faults:
            say(f"[bold red]fault[/] {row['learner']}, {row['assignment']}: {row['what']}")
    return 5 if faults else 4 if refused else 0


def _sort_outcomes(plan: Any, done: list[Any]) -> dict[str, list[dict[str, Any]]]:
    from blocnotes.records import Fault, Refusal, Report

    return {
        "graded": [_row(report) for report in done if isinstance(report, Report)],
        "unchanged": [{"learner": s.learner, "assignment": s.assignment} for s in plan.unchanged],
        "refused": [
            {"learner": r.learner, "assignment": r.assignment, "sentence": r.sentence}
            for r in done
            if isinstance(r, Refusal)
        ],
        "faults": [
            {
                "learner": f.submission.learner,
                "assignment": f.submission.assignment,
                "what": f.what,
                "attempts": f.attempts,
            }
            for f in done
            if isinstance(f, Fault)
        ],
    }


def _without_notebook(outcome: Any) -> Any:
    # It is written; a thousand of them would fill the memory.
    from blocnotes.records import Report

    return replace(outcome, notebook={}) if isinstance(outcome, Report) else outcome


def _row(report: Any) -> dict[str, Any]:
    return {
        "learner": report.submission.learner,
        "assignment": report.submission.assignment,
        "notebook": report.submission.notebook,
        "points": report.points,
        "maximum": report.maximum,
        "awaited": sum(mark.points is None for mark in report.marks),
        "ending": report.ending.value,
        "seconds": round(report.seconds, 1),
        "cpu_seconds": round(report.cpu_seconds, 3),
        "notes": list(report.notes),
    }
