"""Trying something in a throw-away process, whatever becomes of it."""

import json
import os
import signal
from collections.abc import Callable

PATIENCE = 20


class DoesNotHoldError(RuntimeError):
    """The defence was taken up, and the attack succeeded."""


def attempt(trial: Callable[[], str]) -> tuple[bool, str]:
    """Run a trial in a child of its own."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        try:
            outcome = [True, trial()]
        # A throw-away process: whatever goes wrong is what is reported.
        except BaseException as error:  # noqa: BLE001
            outcome = [False, f"{type(error).__name__}: {error}"]
        os.write(writable, json.dumps(outcome).encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as answers:
        said = answers.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    available, detail = json.loads(said) if said else (False, f"the trial ended with {status}")
    return bool(available), str(detail)


def in_child(trial: Callable[[], str]) -> str:
    """Go on with a trial in a child; raise what it finds."""
    available, detail = attempt(trial)
    hold(available, detail)
    return detail


def hold(condition: bool, otherwise: str) -> None:
    """Raise DoesNotHoldError unless a condition holds."""
    if not condition:
        raise DoesNotHoldError(otherwise)
