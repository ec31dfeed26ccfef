"""How long the classroom takes to answer over HTTP: 1 000 learners, 50 assignments, everything handed in.

    python benchmarks/classroom.py                       the real servers, one page after the other, then 20 learners at once
    python benchmarks/classroom.py --learners 200        another size
    python benchmarks/classroom.py --at-once 50          more learners at once; --pause: seconds for which each reads a page
    python benchmarks/classroom.py --keep FOLDER         keep what was built (building takes a minute or two)

Wall clock at the client, from the request to the last byte, by `blocnotes lab` as it is started for an instructor and
for a learner: JupyterLab's server, sign-in by token, pages, database. Figures are worth what the machine is: take them
on an idle one. `benchmarks/pages.py` measures the processor's time of the same pages.
"""

import argparse
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pages import BUDGET_MS, LEARNER, build_course, list_calls

TOKEN, START_SECONDS = "banc", 120
Times = dict[str, list[float]]


@contextmanager
def serve(folder: Path, home: Path, *options: str) -> Iterator[int]:
    """Start `blocnotes lab` as a person would, and give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "blocnotes.cli", "lab", "--course-dir", str(folder), *options, "--", "--no-browser"]
    words += ["--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--ServerApp.ip=127.0.0.1"]
    environment = {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / f"runtime-{port}")}
    with (home / f"{port}.log").open("w") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env=environment)
        try:
            _await(port, process)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def list_paths(role: str) -> list[str]:
    """Give the addresses of the pages of a role, filled in."""
    found = []
    for _, route, call in list_calls():
        if role in {each.value for each in call.person.roles} and not route.path.startswith("static"):
            found.append(route.path.format(**call.parts))
    return found


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, float]:
    """Ask for one page; gives its status, and milliseconds to its last byte."""
    began = time.perf_counter()
    connection.request("GET", f"/blocnotes/{path}", headers={"Authorization": f"token {TOKEN}"})
    answer = connection.getresponse()
    answer.read()
    return answer.status, 1000 * (time.perf_counter() - began)


def ask_in_turn(port: int, paths: list[str], times: int) -> tuple[dict[str, float], Times]:
    """Ask for each page so many times, one after the other; the first answer of each is told apart."""
    connection, first, rest = http.client.HTTPConnection("127.0.0.1", port, timeout=60), {}, {}
    for path in paths:
        status, spent = ask(connection, path)
        if status != 200:
            continue
        first[path] = spent
        rest[path] = [ask(connection, path)[1] for _ in range(times)]
    return first, rest


def ask_at_once(port: int, paths: list[str], people: int, rounds: int, pause: float) -> Times:
    """Have so many people go through the pages at the same time, each in an order of their own, reading for a while."""

    def go(person: int) -> list[tuple[str, float]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        turned, spent = paths[person % len(paths) :] + paths[: person % len(paths)], []
        time.sleep(pause * person / people)
        for path in turned * rounds:
            spent.append((path, ask(connection, path)[1]))
            time.sleep(pause)
        return spent

    found: Times = {}
    with ThreadPoolExecutor(people) as crowd:
        for spent in crowd.map(go, range(people)):
            for path, each in spent:
                found.setdefault(path, []).append(each)
    return found


def write(title: str, times: Times, first: dict[str, float] | None = None) -> None:
    """Print a line a page: the first answer, the median, the 95th percentile."""
    print(f"\n{title}\n{'page':52} {'first':>7} {'median':>7} {'p95':>7}   (ms)")
    for path, spent in sorted(times.items(), key=lambda item: -statistics.median(item[1])):
        median, late = statistics.median(spent), sorted(spent)[max(0, round(0.95 * len(spent)) - 1)]
        began = f"{first[path]:7.0f}" if first else f"{'':7}"
        mark = "" if late < BUDGET_MS else f"  over {BUDGET_MS} ms"
        print(f"{path or 'accueil':52} {began} {median:7.0f} {late:7.0f}{mark}")
    everything = sorted(each for spent in times.values() for each in spent)
    p95 = everything[round(0.95 * len(everything)) - 1]
    print(f"{'all':52} {'':7} {statistics.median(everything):7.0f} {p95:7.0f}")


def main() -> None:
    """Build what is missing, start the servers, and print four tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--pause", type=float, default=3.0)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = options.keep or Path(scratch) / "course", Path(scratch)
        if not folder.exists():
            build_course(folder, options.learners)
        with serve(folder, home) as port:
            first, spent = ask_in_turn(port, list_paths("formateur") + list_paths("correcteur"), options.times)
            write(f"Instructor, one page after the other ({options.learners} learners)", spent, first)
        with serve(folder, home, "--learner", LEARNER) as port:
            paths = list_paths("apprenant")
            first, spent = ask_in_turn(port, paths, options.times)
            write("A learner, one page after the other", spent, first)
            for pause in (options.pause, 0.0):
                began = time.perf_counter()
                crowd = ask_at_once(port, list(spent), options.at_once, max(1, options.times // 10), pause)
                seconds, many = time.perf_counter() - began, sum(map(len, crowd.values()))
                reading = f"each reads a page for {pause:g} s" if pause else "nobody reads: how much the server can do"
                write(f"{options.at_once} learners at once, {reading} ({many / seconds:.0f} pages a second)", crowd)


if __name__ == "__main__":
    main()
