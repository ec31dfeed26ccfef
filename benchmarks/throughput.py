"""Submissions per minute and CPU seconds per submission, against `nbgrader autograde` on the same hand-ins in the same run.

    python benchmarks/throughput.py [--submissions 60] [--peer-submissions 60] [--growth 10,100,1000]

A plain nbgrader course with a realistic notebook (numpy, pandas, matplotlib, scikit-learn; 20 code cells, 12 of them
graded), so that both grade exactly the same files; their scores are compared, cell by cell. The bound is the time
of the cells themselves: each notebook's code, executed in a bare fork of a process that has the libraries loaded.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import nbformat

from blocnotes.cli.door import open_settings
from blocnotes.gradebook.store import Store
from blocnotes.settings import Settings

SLUG = "ps1"
QUESTIONS = {
    "load": ("frame = load_breast_cancer(as_frame=True).frame", ["assert frame.shape == (569, 31)"]),
    "missing": ("missing = int(frame.isna().sum().sum())", ["assert missing == 0"]),
    "means": ("means = frame.groupby('target').mean()", ["assert means.shape == (2, 30)"]),
    "share": ("share = float((frame['target'] == 1).mean())", ["assert abs(share - 0.6274) < 1e-3"]),
    "correlation": ("correlation = frame.corr()['target'].abs().sort_values(ascending=False)", ["assert correlation.index[0] == 'target'"]),
    "matrix": ("matrix = frame.drop(columns='target').to_numpy()", ["np.testing.assert_equal(matrix.shape, (569, 30))"]),
    "split": ("X_train, X_test, y_train, y_test = train_test_split(matrix, frame['target'], stratify=frame['target'], random_state=0)", ["assert len(X_test) == 143"]),
    "scaled": ("scaler = StandardScaler().fit(X_train)", ["assert abs(scaler.mean_[0] - X_train[:, 0].mean()) < 1e-9"]),
    "model": ("model = LogisticRegression(max_iter=500).fit(scaler.transform(X_train), y_train)", ["assert model.score(scaler.transform(X_test), y_test) > 0.9"]),
    "auc": ("auc = roc_auc_score(y_test, model.predict_proba(scaler.transform(X_test))[:, 1])", ["assert auc > 0.95"]),
    "figure": ("fig, ax = plt.subplots()\nax.scatter(frame['mean radius'], frame['mean texture'], c=frame['target'], s=8)\nax.set_xlabel('mean radius')", ["assert ax.get_xlabel() == 'mean radius'"]),
    "normalise": ("def normalise(values):\n    values = np.asarray(values, dtype=float)\n    return (values - values.min()) / (values.max() - values.min())", ["assert normalise([1, 2, 3]).tolist() == [0, 0.5, 1]"]),
}  # fmt: skip
IMPORTS = """import numpy as np, pandas as pd, matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler"""
EXTRA = [
    "frame.describe()",
    "plt.hist(frame['mean area'], bins=30);",
    "pd.crosstab(frame['target'], frame['mean radius'] > 15)",
]


def main() -> None:
    """Measure, and print one line a figure."""
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        course = make_course(Path(scratch) / "course", max(options.submissions, options.peer_submissions))
        print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; workers {options.workers}")
        bound = statistics.median(bare_seconds(course))
        print(f"bare cells in a warm fork: {bound:.3f} s CPU per submission (the bound; no figure rendered)")
        ours = grade_ours(course, options.submissions, options.workers)
        theirs = grade_theirs(course, options.peer_submissions)
        compare_scores(course, options)
        report(ours, theirs, bound)
        for count in options.growth:
            show_growth(course, count, options.workers)


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=60)
    parser.add_argument("--peer-submissions", type=int, default=60)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--growth", type=lambda text: [int(n) for n in text.split(",") if n], default=[])
    return parser.parse_args()


def make_course(folder: Path, count: int) -> Settings:
    """Make a plain nbgrader course, released, with hand-ins: right, partly wrong, blank."""
    source = folder / "source" / SLUG
    source.mkdir(parents=True)
    nbformat.write(make_notebook(), source / f"{SLUG}.ipynb")
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n", encoding="utf-8"
    )
    settings = open_settings(folder, None)
    nbgrader(settings, "generate_assignment", SLUG)
    for index in range(count):
        hand_in(settings, f"s{index:04}", index)
    return settings


def make_notebook() -> nbformat.NotebookNode:
    """Write the instructor's notebook."""
    cells = [nbformat.v4.new_code_cell(IMPORTS)]
    for name, (code, tests) in QUESTIONS.items():
        solution = f"### BEGIN SOLUTION\n{code}\n### END SOLUTION"
        cells.append(marked(solution, f"{name}-code", solution=True))
        cells.append(marked("\n".join(tests), name, grade=True, locked=True, points=1))
        if EXTRA and name in ("missing", "share", "auc"):
            cells.append(nbformat.v4.new_code_cell(EXTRA[["missing", "share", "auc"].index(name)]))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def marked(source: str, name: str, **marker: object) -> nbformat.NotebookNode:
    """Make one cell that nbgrader knows."""
    cell = nbformat.v4.new_code_cell(source)
    base = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, "grade_id": name}
    cell.metadata["nbgrader"] = {**base, **marker}
    return cell


def hand_in(settings: Settings, learner: str, index: int) -> None:
    """Hand in: every third has two questions wrong, every seventh leaves one blank."""
    notebook = nbformat.read(settings.release / SLUG / f"{SLUG}.ipynb", 4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "").removesuffix("-code")
        if name in QUESTIONS and cell.metadata.nbgrader.solution:
            wrong = (index % 3 == 1 and name in ("missing", "auc")) or (index % 7 == 5 and name == "normalise")
            cell.source = f"{name} = None  # {learner}" if wrong else f"{QUESTIONS[name][0]}  # {learner}"
    place = settings.submitted / learner / SLUG
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{SLUG}.ipynb")


def grade_ours(settings: Settings, count: int, workers: int) -> dict[str, Any]:
    """Grade the first hand-ins with the command `blocnotes grade`, full sandbox on; its start counts."""
    hidden = hide(settings, count)
    started, cpu = time.monotonic(), cpu_seconds()
    command = [sys.executable, "-m", "blocnotes.cli", "grade", "--force", "--json", "--workers", str(workers)]
    with subprocess.Popen(
        [*command, "--course-dir", str(settings.course_dir)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        watch = Watch(process.pid)
        done = json.loads(process.communicate()[0])
        watch.stop()
    wall = time.monotonic() - started
    show_back(settings, hidden)
    kernels = [row["cpu_seconds"] for row in done["graded"]]
    return {
        "count": len(kernels),
        "wall": wall,
        "cpu": cpu_seconds() - cpu,
        "kernel": statistics.median(kernels),
        "memory": watch.samples,
    }


class Watch(threading.Thread):
    """Notes, twice a second, the most resident memory (MiB) of a grading process's workers and of itself."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.samples, self.over = pid, [], threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to stop."""
        while not self.over.wait(0.5):
            with contextlib.suppress(OSError, ValueError):
                workers = [self.resident(path) for path in Path("/proc").glob("[0-9]*") if self.is_worker(path)]
                self.samples.append((max(workers, default=0.0), self.resident(Path(f"/proc/{self.pid}"))))

    def stop(self) -> None:
        """Stop looking."""
        self.over.set()
        self.join()

    @staticmethod
    def is_worker(path: Path) -> bool:
        """Tell whether a process is one of the batch's forked workers."""
        with contextlib.suppress(OSError):
            return b"multiprocessing.forkserver" in (path / "cmdline").read_bytes()
        return False

    @staticmethod
    def resident(path: Path) -> float:
        """Give the resident memory of a process."""
        with contextlib.suppress(OSError):
            return int((path / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
        return 0.0


def grade_theirs(settings: Settings, count: int) -> dict[str, float]:
    """Grade the same hand-ins with `nbgrader autograde`, in a copy of the course."""
    twin = open_settings(Path(shutil.copytree(settings.course_dir, settings.course_dir.with_name("twin"))), None)
    hidden = hide(twin, count)
    started, cpu = time.monotonic(), cpu_seconds()
    nbgrader(twin, "autograde", SLUG, "--force")
    wall = time.monotonic() - started
    show_back(twin, hidden)
    return {"count": count, "wall": wall, "cpu": cpu_seconds() - cpu}


def compare_scores(settings: Settings, options: argparse.Namespace) -> None:
    """Compare every score that both gave."""
    twin = open_settings(settings.course_dir.with_name("twin"), None)
    common = min(options.submissions, options.peer_submissions)
    ours, theirs = scores(settings), scores(twin)
    keys = [key for key in theirs if int(key[0][1:]) < common]
    same = sum(ours[key] == theirs[key] for key in keys)
    print(f"scores equal to nbgrader's: {same} of {len(keys)}")


def scores(settings: Settings) -> dict[tuple[str, str], float | None]:
    """Read every score of a gradebook."""
    with Store(settings.database_url, settings.course_id) as store:
        return {(cell.learner, cell.cell): cell.points for cell in store.cells()}


def bare_seconds(settings: Settings) -> list[float]:
    """CPU seconds of each notebook's cells in a bare fork of a process that has the libraries loaded."""
    program = Path(__file__).with_name("bare_cells.py")
    paths = sorted(settings.submitted.glob(f"*/{SLUG}/{SLUG}.ipynb"))[:30]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    command = [sys.executable, str(program), *map(str, paths)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [float(number) for number in json.loads(done.stdout)]


def report(ours: dict[str, Any], theirs: dict[str, float], bound: float) -> None:
    """Print the figures and the ratios."""
    for name, run in (("blocnotes grade", ours), ("nbgrader autograde", theirs)):
        rate = 60 * run["count"] / run["wall"]
        print(
            f"{name}: {run['count']:.0f} in {run['wall']:.1f} s, {rate:.0f} per minute, {run['cpu'] / run['count']:.3f} s CPU each"
        )
    speed = (theirs["wall"] / theirs["count"]) / (ours["wall"] / ours["count"])
    print(f"throughput ratio: {speed:.1f}x end to end")
    print(f"CPU ratio: {(theirs['cpu'] / theirs['count']) / (ours['cpu'] / ours['count']):.1f}x less CPU")
    print(f"kernel CPU: {ours['kernel']:.3f} s per submission, {ours['kernel'] / bound:.2f}x the bare cells")


def show_growth(settings: Settings, count: int, workers: int) -> None:
    """Print the cost of a batch of another size."""
    have = len(list(settings.submitted.iterdir()))
    for index in range(have, count):
        hand_in(settings, f"s{index:04}", index)
    run = grade_ours(settings, count, workers)
    memory = run["memory"]
    early, late = memory[len(memory) // 5 : len(memory) * 2 // 5], memory[-len(memory) // 5 :]
    shown = " and ".join(
        f"{who} {statistics.median(m[at] for m in early):.0f} → {statistics.median(m[at] for m in late):.0f} MiB"
        for at, who in enumerate(("worker", "batch"))
    )
    print(
        f"{count} submissions: {run['wall']:.1f} s, {run['wall'] / count:.3f} s and {run['cpu'] / count:.3f} s CPU each; {shown}",
        flush=True,
    )


def hide(settings: Settings, count: int) -> list[tuple[Path, Path]]:
    """Put the hand-ins beyond the first `count` aside."""
    aside = settings.course_dir / "aside"
    aside.mkdir(exist_ok=True)
    moved = [(path, aside / path.name) for path in sorted(settings.submitted.iterdir())[count:]]
    for path, place in moved:
        path.rename(place)
    return moved


def show_back(settings: Settings, moved: list[tuple[Path, Path]]) -> None:
    """Put them back."""
    for path, place in moved:
        place.rename(path)


def nbgrader(settings: Settings, *arguments: str) -> None:
    """Run an nbgrader command in a course folder."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    subprocess.run(command, cwd=settings.course_dir, env=environment, check=True, capture_output=True)


def cpu_seconds() -> float:
    """CPU seconds of this process and of all that it has waited for."""
    return sum(
        u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main()
