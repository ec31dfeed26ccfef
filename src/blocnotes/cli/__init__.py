"""The command `blocnotes`: one subcommand per verb, one door for errors."""

import click

from blocnotes.cli.accommodations import accommodation
from blocnotes.cli.audit import audit
from blocnotes.cli.authoring import build, check, prove, release
from blocnotes.cli.batches import batch
from blocnotes.cli.decisions import decision
from blocnotes.cli.exchange import export, import_
from blocnotes.cli.grading import collect, feedback, grade
from blocnotes.cli.lab import lab, receipt
from blocnotes.cli.lti import lti
from blocnotes.cli.machine import demo, doctor
from blocnotes.cli.marking import marking
from blocnotes.cli.people import extension, group
from blocnotes.cli.standings import framework, standing


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="blocnotes")
def main() -> None:
    """Coursework and auto-grading for RNCP certifications, on JupyterLab, nbgrader and papermill.

    A course, from its texts to a jury's table:

    \b
      blocnotes build            texts → nbgrader notebooks
      blocnotes release          notebooks that learners receive
      blocnotes collect          take hand-ins in
      blocnotes grade            run and mark them
      blocnotes feedback         what learners get back
      blocnotes standing         where everyone stands, bloc by bloc
      blocnotes lab              JupyterLab, with pages for learners, instructors and markers

    Exit codes: 0 done · 1 unexpected · 2 wrong usage · 3 a course file must be mended · 4 a hand-in was refused ·
    5 we failed to grade something (no points are lost) · 6 the gradebook cannot be used · 7 the learning platform
    did not take something.
    """


framework.add_command(import_, "import")
framework.add_command(export, "export")
for command in (
    build, release, collect, grade, feedback, standing, decision, marking, group, extension, accommodation, audit,
    batch, lab, receipt, lti, framework, check, prove, demo, doctor,
):  # fmt: skip
    main.add_command(command)
