"""build, release, check, prove: the author's verbs."""

import click

from blocnotes.authoring.assignment import read_assignments
from blocnotes.cli.audit import note_verb
from blocnotes.cli.door import SANDBOX, command, print_json, print_table, say
from blocnotes.settings import Settings

SLUGS = click.argument("slugs", nargs=-1, metavar="[ASSIGNMENT]...")


@SLUGS
@command()
def build(settings: Settings, slugs: tuple[str, ...], as_json: bool) -> None:
    """Turn assignments' texts into nbgrader source notebooks.

    \b
    Example: blocnotes build statistiques
    JSON: [{"assignment", "title", "path", "cells", "points"}]
    """
    from blocnotes.authoring.release import write_source

    rows = [
        {
            "assignment": slug,
            "title": assignment.manifest.title,
            "path": str(write_source(assignment, settings)),
            "cells": len(assignment.graded),
            "points": assignment.points,
        }
        for slug, assignment in read_assignments(settings, slugs).items()
    ]
    if as_json:
        print_json(rows)
    else:
        columns = ("assignment", "title", "cells", "points")
        print_table("Built", columns, [[row[name] for name in columns] for row in rows])


@SLUGS
@command()
def release(settings: Settings, slugs: tuple[str, ...], as_json: bool) -> None:
    """Build assignments and release them: solutions out, cells locked, own variants drawn.

    Learners come from learners.csv (id, first_name, last_name, email) and from the gradebook.

    \b
    Example: blocnotes release
    JSON: [{"assignment", "path", "learners"}]
    """
    from blocnotes.coursework import release_assignments

    rows = [
        {"assignment": slug, "path": str(path), "learners": learners}
        for slug, path, learners in release_assignments(settings, slugs)
    ]
    note_verb(settings, "release", slugs, len(rows))
    if as_json:
        print_json(rows)
    else:
        print_table(
            "Released", ("assignment", "learners", "path"), [[r["assignment"], r["learners"], r["path"]] for r in rows]
        )


@SLUGS
@command()
def check(settings: Settings, slugs: tuple[str, ...], as_json: bool) -> int:
    """Read everything that authors wrote, and report every defect at once: file, place, cure.

    Assignments (markers, manifests, rubrics, leaks, accessibility), graders, proofs and certifications. Runs nothing.

    \b
    Example: blocnotes check rgpd
    JSON: {"defects": [{"file", "place", "what", "cure"}]}; of a plain nbgrader course, where each of its test cells
           will run: {"cells": [{"assignment", "cell", "split", "reason"}]}
    """
    from blocnotes.coursework import check_courses
    from blocnotes.grading.review import review_assignments

    if settings.is_plain:
        return _check_plain(settings, as_json)
    defects = [*review_assignments(settings, slugs), *check_courses(settings)]
    if as_json:
        print_json({"defects": [{"file": d.file, "place": d.place, "what": d.what, "cure": d.cure} for d in defects]})
    elif defects:
        for defect in defects:
            say(str(defect))
        say(f"[bold red]{len(defects)} defects[/]")
    else:
        say("[bold green]✔[/] nothing to mend")
    return 3 if defects else 0


@SLUGS
@click.option("--only", multiple=True, metavar="PROOF", help="Only these proofs; shows every mark.")
@click.option("--apart", is_flag=True, help="Try each known submission in a notebook of its own.")
@click.option("--workers", type=click.IntRange(1), help="How many at once (default: the machine's cores).")
@SANDBOX
@command()
def prove(
    settings: Settings,
    slugs: tuple[str, ...],
    only: tuple[str, ...],
    apart: bool,
    workers: int | None,
    sandbox: str,
    as_json: bool,
) -> int:
    """Show that graders can be trusted: known submissions earn their known marks.

    Known submissions that differ in other cells are tried in one notebook; where its marks are not those stated, each
    of them is tried alone.

    \b
    Example: blocnotes prove statistiques --only solution
    JSON: [{"assignment", "proof", "title", "points", "seconds", "together", "faults", "marks"}]
    """
    from blocnotes.cli.progress import follow
    from blocnotes.execution.runners import find_imports, open_runner
    from blocnotes.execution.warm import Level
    from blocnotes.grading.proving import find_proofs, run_proofs

    proofs = find_proofs(settings, slugs, only)
    solutions = {sheet.assignment: sheet.solution for _, sheet, _ in proofs if sheet.solution}.values()
    findings = []
    with open_runner(Level(sandbox), find_imports(solutions), settings.python) as runner:
        found = run_proofs(proofs, settings, workers or settings.workers, runner, apart=apart or bool(only))
        for finding in follow(found, len(proofs), "Proofs", quiet=as_json):
            findings.append(finding)
            if not as_json:
                _show_finding(finding, in_full=bool(only))
    if as_json:
        print_json([_finding_row(finding) for finding in findings])
    return 3 if any(finding.faults for finding in findings) else 0


def _check_plain(settings: Settings, as_json: bool) -> int:
    from blocnotes.coursework import review_plain_course

    cells = review_plain_course(settings)
    if as_json:
        print_json(
            {
                "cells": [
                    {"assignment": c.assignment, "cell": c.cell, "split": c.is_split, "reason": c.reason} for c in cells
                ]
            }
        )
    else:
        way = {True: "outside the learner's kernel", False: "in the learner's sandbox"}
        rows = [(c.assignment, c.cell, way[c.is_split], c.reason) for c in cells]
        print_table("Where each test cell runs", ("assignment", "cell", "runs", "why"), rows)
    return 0


def _show_finding(finding: object, *, in_full: bool) -> None:
    from blocnotes.grading.proofs import Finding

    assert isinstance(finding, Finding)
    good = "[green]✔[/]" if not finding.faults else "[bold red]✘[/]"
    points = sum(mark.points or 0 for mark in finding.marks)
    maximum = sum(mark.maximum for mark in finding.marks)
    together = f", with {len(finding.together)} more" if finding.together else ""
    score = f"{points:g} of {maximum:g} points"
    say(f"{good} {finding.assignment} · {finding.proof.name}: {score} ({finding.seconds:.1f} s{together})")
    for fault in finding.faults:
        say(f"    {fault}".replace("[", r"\["))
    for mark in finding.marks if in_full else ():
        say(f"    {mark.cell}: {mark.points}/{mark.maximum:g} {mark.verdict.value} {mark.sentence}".replace("[", r"\["))


def _finding_row(finding: object) -> dict[str, object]:
    from blocnotes.grading.proofs import Finding

    assert isinstance(finding, Finding)
    return {
        "assignment": finding.assignment,
        "proof": finding.proof.name,
        "title": finding.proof.title,
        "points": sum(mark.points or 0 for mark in finding.marks),
        "seconds": round(finding.seconds, 2),
        "together": list(finding.together),
        "faults": list(finding.faults),
        "marks": {mark.cell: mark.points for mark in finding.marks},
    }
