"""What of the sandbox this machine has: every defence is tried, none is guessed."""

import json
import subprocess
import sys
from pathlib import Path

from blocnotes.errors import GradingFault

from .levels import Defence

SOURCE = Path(__file__).parents[3]
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from blocnotes.execution.sandbox.doctor import main; main()"
PATIENCE = 120


def probe(python: Path | None = None) -> tuple[Defence, ...]:
    """Try each defence in a throw-away process of an interpreter, and say whether it held."""
    command = [str(python or sys.executable), "-s", "-c", PROGRAM, str(SOURCE)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, env={}, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        return (Defence("throw-away process", False, str(error)),)
    found = tuple(Defence(**json.loads(line)) for line in done.stdout.splitlines())
    if done.returncode or not found:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        return (
            *found,
            Defence("throw-away process", False, words[-1] if words else f"exit {done.returncode}"),
        )
    return found


def require_full(python: Path | None = None) -> None:
    """Raise GradingFault naming the defences that cannot be had here, if there are any."""
    missing = [defence for defence in probe(python) if defence.required and not defence.available]
    if missing:
        names = "; ".join(f"{defence.name} ({defence.detail})" for defence in missing)
        raise GradingFault(
            f"no full sandbox on this machine: {names}",
            cure="see `blocnotes doctor`; a weaker sandbox has to be asked for by name: --sandbox=limited",
        )
