"""What a learner gets back: a page per hand-in, with nothing hidden in it and nothing that runs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Template

from blocnotes.gradebook.dossier import read_name
from blocnotes.gradebook.standing import GradedCell
from blocnotes.gradebook.store import Store
from blocnotes.gradebook.tables import Attempt
from blocnotes.records import Ending, Mark
from blocnotes.reports.layout import open_templates
from blocnotes.reports.questions import Question, read_questions, read_title
from blocnotes.settings import Settings

STOPPED = {
    Ending.TIME_LIMIT.value: "le temps accordé était écoulé",
    Ending.KERNEL_DIED.value: "le noyau s’est arrêté",
    Ending.OUTPUT_LIMIT.value: "il y avait trop de sorties",
    Ending.MEMORY_LIMIT.value: "la mémoire accordée était dépassée",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Everything that a feedback page shows of one hand-in."""

    title: str
    name: str
    sha256: str
    received_at: datetime | None
    questions: tuple[Question, ...]
    ending: str = Ending.COMPLETED.value
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """The points given so far."""
        return sum(question.points or 0.0 for question in self.questions)

    @property
    def maximum(self) -> float:
        """The points that could be had."""
        return sum(question.maximum for question in self.questions)

    @property
    def stopped(self) -> str:
        """Why the run did not reach the end, or nothing."""
        return STOPPED.get(self.ending, "")


@dataclass(frozen=True, slots=True)
class _Record:
    """What the gradebook knows, read once for all pages."""

    names: Mapping[str, str]
    marks: Mapping[tuple[str, str], Mapping[str, GradedCell]]
    comments: Mapping[tuple[str, str, str], str]


def write_feedback(
    settings: Settings, store: Store, slugs: tuple[str, ...] = (), learner: str = "*"
) -> Iterator[tuple[str, str, Path]]:
    """Write a page for every graded hand-in; gives learner, assignment and path."""
    record, template = _read_record(store), open_feedback()
    for attempt, verdicts in store.verdicts():
        if (slugs and attempt.assignment not in slugs) or learner not in ("*", attempt.learner):
            continue
        place = settings.feedback / attempt.learner / attempt.assignment
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{attempt.notebook}.html"
        feedback = _make_feedback(record, attempt, verdicts, _read_copy(settings, attempt))
        path.write_text(render_feedback(feedback, template), encoding="utf-8")
        yield attempt.learner, attempt.assignment, path


def read_feedback(settings: Settings, store: Store, learner: str, assignment: str) -> Feedback | None:
    """Read what one learner gets back of one assignment; None while nothing of it is graded."""
    record = _read_record(store, learner)
    found = list(store.verdicts(learner, assignment))
    return _make_feedback(record, *found[0], _read_copy(settings, found[0][0])) if found else None


def is_given_back(settings: Settings, learner: str, assignment: str, graded_at: datetime) -> bool:
    """Tell whether feedback was written since a hand-in was graded: from then on its marks are the learner's to see."""
    pages = (settings.feedback / learner / assignment).glob("*.html")
    return any(page.stat().st_mtime >= graded_at.timestamp() for page in pages)


def open_feedback() -> Template:
    """Open the template of feedback pages."""
    return open_templates().get_template("feedback.html")


def render_feedback(feedback: Feedback, template: Template | None = None) -> str:
    """Render the page of one hand-in."""
    return (template or open_feedback()).render(feedback=feedback, made_at=datetime.now(UTC))


def _read_record(store: Store, learner: str | None = None) -> _Record:
    marks: dict[tuple[str, str], dict[str, GradedCell]] = {}
    for cell in store.cells(learner):
        marks.setdefault((cell.learner, cell.assignment), {})[cell.cell] = cell
    names = store.learners() if learner is None else {learner: read_name(store.session, learner)}
    return _Record(names, marks, store.manual_comments(learner))


def _read_copy(settings: Settings, attempt: Attempt) -> Mapping[str, Any]:
    copy = settings.autograded / attempt.learner / attempt.assignment / f"{attempt.notebook}.ipynb"
    found: Mapping[str, Any] = json.loads(copy.read_text(encoding="utf-8")) if copy.exists() else {"cells": []}
    return found


def _make_feedback(
    record: _Record, attempt: Attempt, verdicts: Mapping[str, Mark], notebook: Mapping[str, Any]
) -> Feedback:
    key = (attempt.learner, attempt.assignment)
    comments = {cell: text for (*place, cell), text in record.comments.items() if tuple(place) == key}
    return Feedback(
        title=read_title(notebook) or attempt.assignment,
        name=record.names.get(attempt.learner, attempt.learner),
        sha256=attempt.sha256,
        received_at=attempt.received_at,
        questions=tuple(read_questions(notebook, verdicts, record.marks.get(key, {}), comments)),
        ending=attempt.ending,
        notes=tuple(attempt.notes),
    )
