"""The command `blocnotes`: one subcommand per verb."""

import sys
from pathlib import Path

import click

from blocnotes.authoring.assignment import read_assignments
from blocnotes.grading.proofs import prove as run_proof
from blocnotes.grading.proofs import read_proofs
from blocnotes.grading.sheets import draft_sheet
from blocnotes.settings import read_settings


@click.group()
def main() -> None:
    """Coursework and auto-grading for RNCP certifications."""


@main.command()
@click.argument("slugs", nargs=-1)
@click.option("--only", multiple=True)
@click.option("--course-dir", type=Path, default=Path())
def prove(slugs: tuple[str, ...], only: tuple[str, ...], course_dir: Path) -> None:
    """Show that graders can be trusted (provisional command line)."""
    settings = read_settings(course_dir)
    bad = 0
    for slug, assignment in read_assignments(settings, slugs).items():
        sheet = draft_sheet(assignment, settings)
        for proof in read_proofs(assignment, settings.autograders / slug):
            if only and proof.name not in only:
                continue
            finding = run_proof(assignment, sheet, proof, settings.var / "references")
            total = sum(mark.points or 0 for mark in finding.marks)
            click.echo(f"{'ok  ' if not finding.faults else 'FAIL'} {slug} {proof.name}: {total:g} ({finding.seconds:.1f} s)")
            for fault in finding.faults:
                click.echo(f"     {fault}")
            if only:
                for mark in finding.marks:
                    click.echo(f"     {mark.cell}: {mark.points}/{mark.maximum:g} {mark.verdict.value}: {mark.sentence}")
            bad += bool(finding.faults)
    sys.exit(1 if bad else 0)
