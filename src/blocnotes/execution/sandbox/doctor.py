"""The list of trials: run as a program, it prints one JSON line a defence."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from . import privileges, trials
from .attempts import attempt
from .levels import Defence

TRIALS: dict[str, tuple[Callable[[], str], bool]] = {
    "user namespace": (trials.try_user, True),
    "pid namespace": (trials.try_processes, True),
    "read-only root": (trials.try_root, True),
    "private scratch": (trials.try_scratch, True),
    "private network": (trials.try_network, True),
    "no capability": (trials.try_capabilities, True),
    "system call filter": (trials.try_filter, True),
    "limits": (trials.try_limits, True),
    "control groups": (trials.try_cgroups, False),
    "counting by /proc": (trials.try_counting, False),
}


def main() -> None:
    """Print one JSON line a defence, in the order of the table."""
    for name, (trial, wanted) in TRIALS.items():
        available, detail = attempt(trial)
        # Root gives each sandbox a uid of the machine's: a user namespace comes on top.
        required = wanted and not (trial is trials.try_user and privileges.may_change_uid())
        sys.stdout.write(json.dumps(asdict(Defence(name, available, detail, required))) + "\n")
