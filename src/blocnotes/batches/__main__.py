"""The process of a batch: `python -m blocnotes.batches COURSE_DIR VAR NUMBER`.

It takes its locks before it loads anything large: whoever looks at once sees that it lives, and can stop it.
"""

import signal
import sys
from pathlib import Path
from typing import NoReturn

from blocnotes.batches.journal import FOLDER, Journal, hold

BUSY = "Un autre traitement est en cours\u00a0: attendez sa fin, ou arrêtez-le."


class Stopped(BaseException):
    """Somebody asked the batch to stop."""


def run(course_dir: str, var: str, number: str) -> int:
    """Run a batch from its request to its end; gives an exit code. Its journal tells everything."""
    # Held back until there is a journal to tell it: what stops earlier would stop without a word.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    signal.signal(signal.SIGTERM, _stop)
    folder = Path(var) / FOLDER / number
    with hold(folder / "lock") as is_mine, hold(folder.parent / "running") as is_alone:
        journal = Journal(folder)
        if not (is_mine and is_alone):
            journal.write("failed", sentence=BUSY)
            return 1
        journal.write("started")
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
            from blocnotes.batches.running import open_course, run_batch

            return run_batch(open_course(course_dir, var), number, journal)
        except Stopped:
            journal.write("stopped")
            return 0


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise Stopped


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
