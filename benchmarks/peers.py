"""What else people grade with, on equal work: one hand-in at a time, as their own commands do it.

    OTTER=/path/to/otter python benchmarks/peers.py [--submissions 5]

Prints the seconds that one hand-in takes with `otter run` (Otter's grader without its container, the program named by
OTTER or found on the PATH) and with bare `papermill`, on the notebook of `throughput.py` with its tests in place; what is
not installed is said and left out. All hand-ins are right ones: papermill stops at the first error.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from throughput import EXTRA, IMPORTS, QUESTIONS, cpu_seconds, make_notebook


def main() -> None:
    """Measure each peer, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=5)
    count = parser.parse_args().submissions
    with tempfile.TemporaryDirectory(prefix="peers-") as scratch:
        for peer in (run_papermill, run_otter):
            show_peer(peer, Path(scratch), count)


def show_peer(peer, scratch: Path, count: int) -> None:
    """Time one peer over some hand-ins."""
    name = peer.__name__.removeprefix("run_")
    folder = scratch / name
    folder.mkdir()
    try:
        commands = peer(folder, count)
    except FileNotFoundError as error:
        print(f"{name}: left out ({error})")
        return
    started, cpu = time.monotonic(), cpu_seconds()
    for command in commands:
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    wall, used = time.monotonic() - started, cpu_seconds() - cpu
    print(f"{name}: {wall / count:.2f} s and {used / count:.2f} s CPU per hand-in, over {count}")


def run_papermill(folder: Path, count: int) -> list[list[str]]:
    """Lay the solved notebook out; gives a command per hand-in."""
    notebook = make_notebook()
    for cell in notebook.cells:
        cell.source = cell.source.replace("### BEGIN SOLUTION\n", "").replace("\n### END SOLUTION", "")
    nbformat.write(notebook, folder / "in.ipynb")
    program = [sys.executable, "-m", "papermill", "--no-progress-bar"]
    return [[*program, "in.ipynb", f"out{index}.ipynb"] for index in range(count)]


def run_otter(folder: Path, count: int) -> list[list[str]]:
    """Have Otter make its autograder of the same questions; gives a command per hand-in."""
    otter = os.environ.get("OTTER") or shutil.which("otter")
    if not otter:
        raise FileNotFoundError("no otter on the PATH, and OTTER names none")
    nbformat.write(make_otter_source(), folder / "ps1.ipynb")
    subprocess.run(
        [otter, "assign", "--no-run-tests", "ps1.ipynb", "dist"], cwd=folder, check=True, capture_output=True
    )
    autograder = next((folder / "dist" / "autograder").glob("*.zip"))
    solved = folder / "dist" / "autograder" / "ps1.ipynb"
    command = [otter, "run", "--no-logo", "-a", str(autograder), "-o", str(folder), str(solved)]
    return [command] * count


def make_otter_source() -> nbformat.NotebookNode:
    """Write the notebook's questions in the form that `otter assign` reads."""
    raw, code = nbformat.v4.new_raw_cell, nbformat.v4.new_code_cell
    cells = [raw("# ASSIGNMENT CONFIG\ninit_cell: true\nfiles: []\nrun_tests: false"), code(IMPORTS)]
    for name, (solution, tests) in QUESTIONS.items():
        cells += [
            raw(f"# BEGIN QUESTION\nname: {name}\npoints: 1"),
            raw("# BEGIN SOLUTION"),
            code(f"# BEGIN SOLUTION\n{solution}\n# END SOLUTION"),
        ]
        cells += [
            raw("# END SOLUTION"),
            raw("# BEGIN TESTS"),
            *(code(test) for test in tests),
            raw("# END TESTS"),
            raw("# END QUESTION"),
        ]
        if name in ("missing", "share", "auc"):
            cells.append(code(EXTRA[["missing", "share", "auc"].index(name)]))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


if __name__ == "__main__":
    main()
