"""demo, doctor: see it work, and find out why it does not."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from blocnotes.cli.door import SANDBOX, command, print_json, print_table, say
from blocnotes.records import Fault
from blocnotes.settings import Settings


@click.option("--workers", type=click.IntRange(1), help="How many at once (default: the machine's cores).")
@SANDBOX
@command()
def demo(settings: Settings, workers: int | None, sandbox: str, as_json: bool) -> int:
    """Play a whole session: twelve sample learners hand in, are graded, and stand somewhere.

    Works in var/demo, and starts afresh each time. Prints the path of an HTML report last.

    \b
    Example: blocnotes demo
    JSON: {"report", "seconds": {step: seconds}, "learners": [...]} as `standing --json`
    """
    from blocnotes.cli.progress import follow
    from blocnotes.demo import play
    from blocnotes.execution.warm import Level
    from blocnotes.reports import tables

    def show(outcomes: Iterable[Any], total: int) -> Iterator[Any]:
        return follow(outcomes, total, "Grading", quiet=as_json)

    done = play(settings, workers=workers or settings.workers, level=Level(sandbox), follow=show)
    if as_json:
        print_json({"report": str(done.report), "seconds": done.seconds, **tables.as_data(done.cohort)})
        return 0
    print_table("The learners", ("learner", "story"), [(item.id, item.story) for item in done.learners])
    for taken in done.refused:
        say(f"[yellow]refused on arrival[/] {taken.learner}, {taken.assignment}: {taken.sentence}")
    print_table(*tables.blocs_by_learner(done.cohort))
    print_table("How long it took", ("part", "seconds"), list(done.seconds.items()))
    say(f"{done.feedback_pages} feedback pages under {done.report.parent / 'feedback'}")
    click.echo(done.report)
    return 5 if any(isinstance(item, Fault) for item in done.incidents) else 0


@click.option("--attack", is_flag=True, help="Also try a dozen attacks, in the full sandbox.")
@command()
def doctor(settings: Settings, attack: bool, as_json: bool) -> int:
    """Probe this machine: what Blocnotes needs, whether it is there, and what to do where it is not.

    \b
    Example: blocnotes doctor
    JSON: [{"probe", "ok", "detail", "cure"}]
    """
    from blocnotes.attacks import run_attacks
    from blocnotes.diagnosis import diagnose

    findings = [*diagnose(settings), *(run_attacks() if attack else ())]
    if as_json:
        print_json([{"probe": f.probe, "ok": f.ok, "detail": f.detail, "cure": f.cure} for f in findings])
    else:
        for f in findings:
            say(
                f"{'[green]✔[/]' if f.ok else '[bold red]✘[/]'} {f.probe}: {f.detail}"
                + (f"\n  → {f.cure}" if not f.ok else "")
            )
    return 0 if all(f.ok for f in findings) else 5
