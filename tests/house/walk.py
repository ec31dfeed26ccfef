"""Follow a document as a reader would: write its files, run its commands, in an empty folder."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from blocnotes.cli import main

BLOCK = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<language>[\w ]*)\n(?P<text>.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Step:
    """A file to write (`file` names it), or commands to run; the latter may need a kernel."""

    text: str
    file: str = ""
    needs_kernel: bool = False

    @property
    def commands(self) -> list[str]:
        return [line.removeprefix("$ ") for line in self.text.splitlines() if line.startswith("$ ")]


def read_steps(path: Path) -> Iterator[Step]:
    """Give the named files and the `console` blocks of a document, in order."""
    for block in BLOCK.finditer(path.read_text(encoding="utf-8")):
        language, *marks = block["language"].split() or [""]
        if block["file"]:
            yield Step(block["text"], file=block["file"])
        elif language == "console":
            yield Step(block["text"], needs_kernel="kernel" in marks)


def follow(step: Step, folder: Path) -> str:
    """Do a step in a folder, which must be the current one; gives what was printed, or fails with it."""
    if step.file:
        path = folder / step.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return ""
    return "\n".join(run(command, folder) for command in step.commands)


def run(command: str, folder: Path) -> str:
    """Run one command line; `blocnotes` runs in this process, which saves seconds of imports."""
    words = shlex.split(command)
    if words[0] == "blocnotes":
        done = CliRunner().invoke(main, words[1:])
        assert done.exit_code == 0, f"{command}: exit {done.exit_code}\n{done.output}\n{done.exception!r}"
        return done.output
    shell = subprocess.run(command, shell=True, cwd=folder, env=dict(os.environ), capture_output=True, text=True)
    assert shell.returncode == 0, f"{command}\n{shell.stderr}"
    return shell.stdout
