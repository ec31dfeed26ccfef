"""Scan a large SQLite gradebook in another process, as Arrow: no Python object a mark, and both cores.

Arrow's driver brings a SQLite of its own. Locks are a process's: two SQLite in one process can take the log of writes
from each other, which ends the process and may cost data (decision 0032). So it is only ever loaded here, where nothing
else opens the gradebook:

    python -m blocnotes.gradebook.standings.scanning DATABASE QUERY...    the queries' numbers, one after the other
"""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from blocnotes.errors import GradebookError

PATIENCE = 600


def scan_apart(database: str, queries: Sequence[str]) -> NDArray[np.float64]:
    """Give the numbers of queries of one column each, in order. Raises GradebookError where they cannot be read."""
    command = [sys.executable, "-m", __name__, database, *queries]
    done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 - our own program
    if done.returncode:
        *_, what = ["for no reason given", *done.stderr.decode(errors="replace").strip().splitlines()]
        raise GradebookError(f"cannot be read: {what}", where=database, cure="run it again")
    return np.frombuffer(done.stdout, dtype=np.float64)


def main(database: str, *queries: str) -> None:
    """Run the queries side by side, and write their numbers to standard output as float64."""
    with ThreadPoolExecutor(len(queries)) as pool:
        for column in pool.map(partial(_read, database), queries):
            for part in column:
                sys.stdout.buffer.write(part.data)


def _read(database: str, query: str) -> list[NDArray[Any]]:
    import pyarrow
    from adbc_driver_manager import AdbcConnection, AdbcStatement
    from adbc_driver_sqlite import connect

    with (
        connect(f"file:{quote(database)}?mode=ro") as opened,
        AdbcConnection(opened) as connection,
        AdbcStatement(connection) as statement,
    ):
        statement.set_options(**{"adbc.sqlite.query.batch_rows": "65536"})
        statement.set_sql_query(query)
        stream, _ = statement.execute_query()
        batches = pyarrow.RecordBatchReader.from_stream(stream)
        # Where there is no row, the driver cannot know the type.
        return [batch.column(0).to_numpy(zero_copy_only=False).astype(np.float64, copy=False) for batch in batches]


if __name__ == "__main__":
    main(*sys.argv[1:])
