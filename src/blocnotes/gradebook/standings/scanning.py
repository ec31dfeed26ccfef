"""Scan a large SQLite gradebook in processes of their own, as Arrow: no Python object a mark, and both cores.

Arrow's driver brings a SQLite of its own. Locks are a process's: two SQLite in one process can take the log of writes
from each other, which ends the process and may cost data (decision 0032). So it is only ever loaded here, where nothing
else opens the gradebook:

    python -m blocnotes.gradebook.standings.scanning DATABASE QUERY    writes the query's numbers as float64
"""

import subprocess
import sys
from urllib.parse import quote

import numpy as np

from blocnotes.errors import GradebookError
from blocnotes.gradebook.standings.marks import Floats

PATIENCE = 600


def scan_apart(database: str, query: str) -> Floats:
    """Give the numbers of a query's one column, read by another process. Raises GradebookError where it cannot."""
    command = [sys.executable, "-m", __name__, database, query]
    done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 - our own program
    if done.returncode:
        *_, what = ["for no reason given", *done.stderr.decode(errors="replace").strip().splitlines()]
        raise GradebookError(f"cannot be read: {what}", where=database, cure="run it again")
    return np.frombuffer(done.stdout, dtype=np.float64)


def main(database: str, query: str) -> None:
    """Write the numbers to standard output."""
    import pyarrow
    from adbc_driver_manager import AdbcConnection, AdbcStatement
    from adbc_driver_sqlite import connect

    with (
        connect(f"file:{quote(database)}?mode=ro") as opened,
        AdbcConnection(opened) as connection,
        AdbcStatement(connection) as statement,
    ):
        statement.set_sql_query(query)
        stream, _ = statement.execute_query()
        for batch in pyarrow.RecordBatchReader.from_stream(stream):
            # Where there is no row, the driver cannot know the type.
            sys.stdout.buffer.write(batch.column(0).to_numpy(zero_copy_only=False).astype(np.float64, copy=False).data)


if __name__ == "__main__":
    main(*sys.argv[1:])
