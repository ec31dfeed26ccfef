"""Grade hostile and honest hand-ins together, by the real road, and look at what came of it."""

import json
import os
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adversarial.attack import Attack, Found
from adversarial.course import known, lay_out, write_in
from blocnotes import coursework, pipeline
from blocnotes.execution.warm import Level
from blocnotes.gradebook.store import Store
from blocnotes.grading.executors import LocalExecutor
from blocnotes.reports.feedback import write_feedback
from kernel.courses import release

SECRET = "swordfish-4402-of-the-grader"
HONEST = ("a-first", "n-middle", "z-last")
# What the last honest hand-in looks for: anything that somebody left.
WITNESS = """
import os, sys, glob, socket
left = [n for n in sorted(os.listdir('/tmp') + os.listdir('/dev/shm') + os.listdir('.') + os.listdir(os.path.expanduser('~'))) if 'LEFT' in n.upper()]
left += [n for n in sys.modules if 'LEFT' in n.upper()] + [n for n in dir(__builtins__) if 'LEFT' in n.upper()] + [n for n in os.environ if 'LEFT' in n.upper()]
left += [l for l in open('data/releve.csv') if 'LEFT' in l]
for family, name in ((1, '\\0left'), (2, ('127.0.0.1', 47471))):
    with socket.socket(family) as s:
        s.settimeout(0.5)
        if s.connect_ex(name) == 0: left.append(repr(name))
left += [l for l in open('/proc/sysvipc/shm').read().splitlines()[1:]]
left += [p for p in os.listdir('/proc') if p.isdigit() and int(p) > 20]
print('WITNESS', left)
"""


class Host:
    """What a hostile notebook would like to reach: listeners that count, a secret, a marker."""

    def __init__(self, folder: Path) -> None:
        self.reached = 0
        self.pwned = folder / "pwned"
        self.unix = folder / "s"
        self.abstract = f"adversarial-{os.getpid()}-{folder.name}"
        self._sockets = [socket.create_server(("127.0.0.1", 0)), self._bind("\0" + self.abstract)]
        self._sockets.append(self._bind(str(self.unix)))
        self.port = self._sockets[0].getsockname()[1]
        for listener in self._sockets:
            threading.Thread(target=self._count, args=(listener,), daemon=True).start()

    def words(self, course: Path) -> dict[str, str]:
        """Say what the placeholders in an attack stand for."""
        return {
            "@PORT@": str(self.port), "@ABSTRACT@": self.abstract, "@UNIX@": str(self.unix),
            "@PWNED@": str(self.pwned), "@COURSE@": str(course), "@SECRET@": SECRET[::-1], "@PID@": str(os.getpid()),
        }  # fmt: skip

    def close(self) -> None:
        for listener in self._sockets:
            listener.close()

    def _bind(self, name: str) -> socket.socket:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(name)
        listener.listen()
        return listener

    def _count(self, listener: socket.socket) -> None:
        while True:
            try:
                listener.accept()[0].close()
            except OSError:
                return
            self.reached += 1


@dataclass
class Batch:
    """What one batch came to."""

    found: dict[str, Found] = field(default_factory=dict)
    crash: BaseException | None = None
    seconds: float = 0.0
    host: Host | None = None


def run_batch(attacks: Sequence[Attack], folder: Path) -> Batch:
    """Release, hand in, grade, write feedback; a crash of the batch is kept, not raised."""
    settings = lay_out(folder / "course")
    host, batch = Host(folder), Batch()
    batch.host = host
    release(settings, (*HONEST, *(attack.learner for attack in attacks)))
    for learner in HONEST:
        for slug in sorted({attack.assignment for attack in attacks}):
            _hand_in(settings, learner, slug, write_in(known(settings, "solution", slug), {"+effectif": WITNESS}))
    words = host.words(settings.course_dir)
    for attack in attacks:
        _hand_in(settings, attack.learner, attack.assignment, _compose(settings, attack, words), attack.place)
    started, outcomes = time.monotonic(), []
    try:
        outcomes = _grade(settings, outcomes)
    except BaseException as error:  # noqa: BLE001 - what brings a batch down is what the tests are about
        batch.crash = error
    batch.seconds = time.monotonic() - started
    batch.found = _look(settings, outcomes, [*HONEST, *(attack.learner for attack in attacks)], host)
    host.close()
    return batch


def _grade(settings, outcomes):
    os.environ["BLOCNOTES_TEST_SECRET"] = SECRET
    try:
        with Store(settings.database_url, settings.course_id) as store:
            plan = pipeline.plan(settings, coursework.read_sheets(settings, store), store)
            executor = LocalExecutor(2, retries=1)
            with pipeline.open_kernels(plan, Level.FULL) as runner:
                pipeline.prepare_references(plan.tasks, executor, runner)
                for outcome in pipeline.record(pipeline.run(plan, executor, runner), settings, store):
                    outcomes.append(outcome)
            list(write_feedback(settings, store))
    finally:
        del os.environ["BLOCNOTES_TEST_SECRET"]
    return outcomes


def _compose(settings, attack, words):
    cells = dict(attack.cells)
    for word, value in words.items():
        cells = {name: source.replace(word, value) for name, source in cells.items()}
    notebook = write_in(known(settings, attack.base, attack.assignment), cells)
    return attack.rewrite(notebook) if attack.rewrite else notebook


def _hand_in(settings, learner, slug, notebook, place=None):
    path = settings.submitted / learner / slug / f"{slug}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
    if place:
        place(path)


def _look(settings, outcomes, learners, host):
    by_learner = {}
    for outcome in outcomes:
        by_learner[getattr(outcome, "learner", None) or outcome.submission.learner] = outcome
    points = {}
    with Store(settings.database_url, settings.course_id) as store:
        for cell in store.cells():
            points.setdefault(cell.learner, {})[cell.cell] = cell.points
    return {
        learner: Found(
            settings=settings, learner=learner, outcome=by_learner.get(learner), points=points.get(learner, {}),
            copy=_read(settings.autograded, learner), page=_read(settings.feedback, learner), host=host,
        )
        for learner in learners
    }  # fmt: skip


def _read(folder, learner):
    paths = [path for path in (folder / learner).glob("*/*") if path.suffix in (".ipynb", ".html")]
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)
