"""Send scores to the platform: what has changed since, several at a time, each on its own.

`plan` says what would be sent, from the gradebook alone. `send` sends it, and gives an outcome as soon as it is known;
whoever asked records it. One refusal costs nobody else their score; a platform that has fallen silent is left alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from blocnotes.errors import PlatformError
from blocnotes.gradebook.platforms.accounts import Account, Context
from blocnotes.gradebook.platforms.sendings import Place, Sending
from blocnotes.lti.columns import SCORE, Column, extend_path, list_columns, make_column
from blocnotes.lti.scores import FULL, Held, Score
from blocnotes.lti.service import Request, Service, Silent

WORKERS = 8
MOST_SILENT = 20
"""After so many scores in a row without an answer, the rest is not tried."""
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
NEVER_ARRIVED = "never arrived from the platform"
NO_COLUMNS = "the platform offers no columns there: switch its grade services on for the tool"


@dataclass(frozen=True, slots=True)
class Task:
    """One score for one account in one context; the address of its column once it is known."""

    account: Account
    context: Context
    score: Score
    line_item: str = ""

    @property
    def place(self) -> Place:
        """Where the record of what was sent keeps it."""
        return self.account.number, self.context.number, self.score.key

    @property
    def sending(self) -> Sending:
        """What is recorded once the platform has taken it."""
        score = self.score
        return Sending(line_item=self.line_item, points=score.points, maximum=score.maximum, progress=score.progress)


@dataclass(frozen=True, slots=True)
class Failure:
    """A score that the platform did not take, and what is to be done."""

    task: Task
    what: str
    cure: str
    is_silence: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent, what the platform knows already, and what stays here."""

    tasks: tuple[Task, ...]
    unchanged: tuple[Task, ...]
    held: tuple[Held, ...]


def plan(
    found: Iterable[Score | Held],
    accounts: Iterable[Account],
    contexts: Iterable[Context],
    sendings: Mapping[Place, Sending],
) -> Plan:
    """Compare what may be told with what was told; asks the platform nothing."""
    by_learner: dict[str, list[Account]] = {}
    for account in accounts:
        by_learner.setdefault(account.learner, []).append(account)
    open_contexts = {item.number: item for item in contexts if item.line_items and SCORE in item.scopes}
    tasks, held = [], []
    for item in found:
        if isinstance(item, Held):
            held.append(item)
            continue
        mine = by_learner.get(item.learner, ())
        places = [(account, open_contexts[n]) for account in mine for n in account.contexts if n in open_contexts]
        tasks += [Task(account, context, item) for account, context in places]
        if not places:
            held.append(Held(item.learner, item.key, NO_COLUMNS if mine else NEVER_ARRIVED))
    changed = [task for task in tasks if not _is_known(task, sendings.get(task.place))]
    unchanged = [task for task in tasks if _is_known(task, sendings.get(task.place))]
    return Plan(tuple(changed), tuple(unchanged), tuple(held))


def check_columns(made: Plan, service: Service, sendings: Mapping[Place, Sending]) -> Plan:
    """Plan again what was sent to columns that are gone at the platform since."""
    if made.unchanged:
        service.sign_in()
    there = {context.number: _list_addresses(service, context) for context in _contexts(made.unchanged)}
    kept = [task for task in made.unchanged if _is_there(sendings[task.place], there[task.context.number])]
    lost = [task for task in made.unchanged if task not in kept]
    return replace(made, tasks=(*made.tasks, *lost), unchanged=tuple(kept))


def send(
    tasks: Iterable[Task], columns: Mapping[str, Column], service: Service, workers: int = WORKERS
) -> Iterator[Task | Failure]:
    """Send scores; gives each as it is taken, with the address of its column, or why it was not."""
    tasks = tuple(tasks)
    if tasks:
        # Where the tool is not known, nothing can go: that is told once, and not of each score.
        service.sign_in()
    ready, failures = _open_columns(tasks, columns, service)
    yield from failures
    silent, waiting = 0, iter(ready)
    with ThreadPoolExecutor(workers, "passback") as pool:
        running: set[Future[Task | Failure]] = set()
        while True:
            while silent < MOST_SILENT and len(running) < workers and (task := next(waiting, None)) is not None:
                running.add(pool.submit(_send_one, service, task))
            if not running:
                break
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for outcome in (future.result() for future in done):
                silent = silent + 1 if isinstance(outcome, Failure) and outcome.is_silence else 0
                yield outcome
    yield from (Failure(task, "was not tried: the platform has fallen silent", "send again") for task in waiting)


def _send_one(service: Service, task: Task) -> Task | Failure:
    request = Request(
        method="POST",
        url=extend_path(task.line_item, "/scores"),
        content_type=SCORE_TYPE,
        make_body=lambda: write_score(task, datetime.now(UTC)),
    )
    try:
        service.call(request)
    except PlatformError as error:
        return _fail(task, error)
    return task


def write_score(task: Task, moment: datetime) -> dict[str, Any]:
    """Write a score as AGS wants it; while a person's mark is awaited there is nothing to give."""
    score = task.score
    told: dict[str, Any] = {
        "userId": task.account.subject,
        "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "activityProgress": "Completed" if score.progress == FULL else "Submitted",
        "gradingProgress": score.progress,
    }
    if score.points is not None:
        told |= {"scoreGiven": score.points, "scoreMaximum": score.maximum}
    return told


def _open_columns(
    tasks: tuple[Task, ...], columns: Mapping[str, Column], service: Service
) -> tuple[list[Task], list[Failure]]:
    ready: list[Task] = []
    failures: list[Failure] = []
    for context in _contexts(tasks):
        mine = [task for task in tasks if task.context.number == context.number]
        try:
            there = list_columns(service, context)
        except PlatformError as error:
            failures += [_fail(task, error) for task in mine]
            continue
        for key in dict.fromkeys(task.score.key for task in mine):
            concerned = [task for task in mine if task.score.key == key]
            try:
                address = there.get(columns[key].resource) or make_column(service, context, columns[key])
                ready += [replace(task, line_item=address) for task in concerned]
            except PlatformError as error:
                failures += [_fail(task, error) for task in concerned]
    return ready, failures


def _is_there(sent: Sending, addresses: set[str] | None) -> bool:
    return addresses is None or sent.line_item in addresses


def _list_addresses(service: Service, context: Context) -> set[str] | None:
    # One course that is gone at the platform holds up no other.
    try:
        return set(list_columns(service, context).values())
    except PlatformError:
        return None


def _contexts(tasks: Iterable[Task]) -> list[Context]:
    return list({task.context.number: task.context for task in tasks}.values())


def _is_known(task: Task, sent: Sending | None) -> bool:
    return sent is not None and replace(task.sending, line_item=sent.line_item) == sent


def _fail(task: Task, error: PlatformError) -> Failure:
    return Failure(task, error.what, error.cure, isinstance(error, Silent))
