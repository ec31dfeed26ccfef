"""What the process of a batch does: one function a kind, each telling its journal as it goes."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blocnotes import coursework, pipeline
from blocnotes.batches.journal import Journal, Kind, Request, read_batch
from blocnotes.errors import BlocnotesError
from blocnotes.execution.warm import Level
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.preview import read_before
from blocnotes.gradebook.store import Store
from blocnotes.grading.executors import LocalExecutor
from blocnotes.records import Fault, Refusal, Report
from blocnotes.reports.feedback import write_feedback
from blocnotes.settings import Settings

OURS = "Incident de notre fait\u00a0: rien de ce qui était enregistré n’est perdu. Le journal en dit plus."


def run_batch(settings: Settings, number: str, journal: Journal) -> int:
    """Do what a batch was asked for; gives an exit code.

    This is the door of a batch: whatever happens is told in its journal, which is all that anybody will read.
    """
    request = read_batch(settings, number).request
    try:
        told = DOING[request.kind](settings, request, journal)
        with Store(settings.database_url, settings.course_id) as store:
            note(store.session, request.by, request.kind.value, " ".join(request.slugs) or "*", **told)
            store.session.commit()
    except BlocnotesError as error:
        journal.write("failed", sentence=str(error))
        return error.exit_code
    except Exception:
        journal.write("failed", sentence=OURS)
        raise
    journal.write("done", **told)
    return 0


def _release(settings: Settings, request: Request, journal: Journal) -> dict[str, Any]:
    journal.write("step", step="Construction et publication", total=len(request.slugs))
    done = 0
    for slug, _, learners in coursework.release_assignments(settings, request.slugs):
        journal.write("item", assignment=slug, status="released", learners=learners)
        done += 1
    return {"released": done}


def _collect(settings: Settings, request: Request, journal: Journal) -> dict[str, Any]:
    journal.write("step", step="Collecte")
    inbox = settings.course_dir / "inbox"
    if inbox.is_dir():
        taken = coursework.collect_inbox(settings, inbox, datetime.now(UTC), by=request.by)
    else:
        taken = coursework.collect_exchange(settings, by=request.by)
    for item in taken:
        where = {"learner": item.learner, "assignment": item.assignment}
        journal.write("item", **where, status=item.status, sentence=item.sentence)
    return {"collected": sum(item.status == "collected" for item in taken)}


def _grade(settings: Settings, request: Request, journal: Journal) -> dict[str, Any]:
    counts = {"graded": 0, "refused": 0, "fault": 0}
    with Store(settings.database_url, settings.course_id) as store:
        _for_each_outcome(
            settings, request, journal, store,
            lambda outcomes: pipeline.record(outcomes, settings, store),
            lambda outcome: counts.update({_status(outcome): counts[_status(outcome)] + 1}),
        )  # fmt: skip
    return counts


def _preview(settings: Settings, request: Request, journal: Journal) -> dict[str, Any]:
    changes: list[dict[str, Any]] = []
    with Store(settings.database_url, settings.course_id) as store:
        before = read_before(store)

        def look(outcome: pipeline.Outcome) -> None:
            if isinstance(outcome, Report):
                changes.extend(map(asdict, before.compare(outcome)))

        _for_each_outcome(settings, request, journal, store, lambda outcomes: outcomes, look)
    journal.keep({"changes": changes})
    return {"changes": len(changes)}


def _for_each_outcome(
    settings: Settings,
    request: Request,
    journal: Journal,
    store: Store,
    record: Callable[[Any], Any],
    look: Callable[[pipeline.Outcome], None],
) -> None:
    executor = LocalExecutor(settings.workers, settings.retries)
    sheets = coursework.read_sheets(settings, store, request.slugs)
    plan = pipeline.plan(settings, sheets, store, force=request.force, learner=request.learner)
    total = len(plan.tasks) + len(plan.refused)
    journal.write("step", step="Référence", total=total, unchanged=len(plan.unchanged))
    with pipeline.open_kernels(plan, Level.FULL, settings.python) as runner:
        if plan.tasks and coursework.survey_plain(settings, store, runner):
            sheets = coursework.read_sheets(settings, store, request.slugs)
            plan = pipeline.plan(settings, sheets, store, force=request.force, learner=request.learner)
        pipeline.prepare_references(plan.tasks, executor, runner)
        journal.write("step", step="Exécution et notation", total=total)
        for outcome in record(pipeline.run(plan, executor, runner)):
            look(outcome)
            journal.write("item", **_tell(outcome))


def _status(outcome: pipeline.Outcome) -> str:
    return {Report: "graded", Refusal: "refused", Fault: "fault"}[type(outcome)]


def _tell(outcome: pipeline.Outcome) -> dict[str, Any]:
    where = outcome if isinstance(outcome, Refusal) else outcome.submission
    told: dict[str, Any] = {
        "learner": where.learner, "assignment": where.assignment, "status": _status(outcome)
    }  # fmt: skip
    match outcome:
        case Report():
            told |= {"points": outcome.points, "maximum": outcome.maximum}
        case Refusal():
            told["sentence"] = outcome.sentence
        case Fault():
            told["sentence"] = outcome.what
    return told


def _feedback(settings: Settings, request: Request, journal: Journal) -> dict[str, Any]:
    journal.write("step", step="Retours")
    done = 0
    with Store(settings.database_url, settings.course_id) as store:
        for learner, slug, _ in write_feedback(settings, store, request.slugs, request.learner):
            journal.write("item", learner=learner, assignment=slug, status="written")
            done += 1
    return {"written": done}


DOING: dict[Kind, Callable[[Settings, Request, Journal], dict[str, Any]]] = {
    Kind.RELEASE: _release,
    Kind.COLLECT: _collect,
    Kind.GRADE: _grade,
    Kind.PREVIEW: _preview,
    Kind.FEEDBACK: _feedback,
}


def open_course(course_dir: str, var: str) -> Settings:
    """Read the settings of the course that a batch works on, a plain one included."""
    from blocnotes.grading.plain import read_plain_settings
    from blocnotes.settings import read_settings

    settings = read_settings(Path(course_dir), var=Path(var))
    is_plain = settings.is_plain and (settings.course_dir / "source").is_dir()
    return read_plain_settings(settings) if is_plain else settings
