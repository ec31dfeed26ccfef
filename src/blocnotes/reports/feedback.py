"""What a learner gets back: per question, a mark, a sentence, their own work. Nothing hidden, nothing that runs."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blocnotes.gradebook.standing import GradedCell
from blocnotes.gradebook.store import Store
from blocnotes.records import Mark, Verdict
from blocnotes.reports.page import open_templates
from blocnotes.settings import Settings

HEADING = re.compile(r"^#{1,4}\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One graded cell as its learner reads it."""

    cell: str
    heading: str
    points: float | None
    maximum: float
    verdict: str
    sentence: str
    comment: str
    work: tuple[str, ...]


def write_feedback(
    settings: Settings, store: Store, slugs: tuple[str, ...] = (), learner: str = "*"
) -> Iterator[tuple[str, str, Path]]:
    """Write a page for every graded hand-in; gives learner, assignment and path."""
    marks: dict[tuple[str, str], dict[str, GradedCell]] = {}
    for cell in store.cells():
        marks.setdefault((cell.learner, cell.assignment), {})[cell.cell] = cell
    comments = store.manual_comments()
    template = open_templates().get_template("feedback.html")
    for attempt, verdicts in store.verdicts():
        if (slugs and attempt.assignment not in slugs) or learner not in ("*", attempt.learner):
            continue
        copy = settings.autograded / attempt.learner / attempt.assignment / f"{attempt.notebook}.ipynb"
        notebook = json.loads(copy.read_text(encoding="utf-8")) if copy.exists() else {"cells": []}
        key = (attempt.learner, attempt.assignment)
        said = {cell: text for (who, what, cell), text in comments.items() if (who, what) == key}
        questions = tuple(_questions(notebook, verdicts, marks.get(key, {}), said))
        place = settings.feedback / attempt.learner / attempt.assignment
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{attempt.notebook}.html"
        page = template.render(
            title=_title(notebook) or attempt.assignment,
            attempt=attempt,
            name=store.learners().get(attempt.learner, attempt.learner),
            questions=questions,
            points=sum(q.points or 0.0 for q in questions),
            maximum=sum(q.maximum for q in questions),
            awaited=[q for q in questions if q.points is None],
            made_at=datetime.now(UTC),
        )
        path.write_text(page, encoding="utf-8")
        yield attempt.learner, attempt.assignment, path


def _questions(
    notebook: Mapping[str, Any], verdicts: Mapping[str, Mark], marks: Mapping[str, GradedCell], comments: Mapping[str, str]
) -> Iterator[Question]:
    heading, work = "", []
    comment = ""
    for cell in notebook["cells"]:
        marker = cell["metadata"].get("nbgrader", {})
        name, text = marker.get("grade_id", ""), _text(cell["source"])
        if cell["cell_type"] == "markdown" and not marker.get("solution"):
            found = HEADING.findall(text)
            heading = found[-1] if found else heading
        if marker.get("solution"):
            work.append(text)
            comment = comments.get(name, comment)
        if name in verdicts:
            yield _question(name, heading, verdicts[name], marks.get(name), comment, tuple(work))
            work, comment = [], ""


def _question(
    name: str, heading: str, mark: Mark, graded: GradedCell | None, comment: str, work: tuple[str, ...]
) -> Question:
    points = graded.points if graded else mark.points
    by_hand = graded is not None and graded.marker == "correcteur"
    verdict = mark.verdict.value if not by_hand else "corrigé par une personne"
    if mark.verdict is Verdict.AWAITED and points is None:
        verdict = Verdict.AWAITED.value
    sentence = "" if by_hand and mark.verdict is Verdict.AWAITED else mark.sentence
    return Question(
        cell=name, heading=heading or name, points=points, maximum=mark.maximum, verdict=verdict,
        sentence=sentence, comment=comment, work=work,
    )  # fmt: skip


def _title(notebook: Mapping[str, Any]) -> str:
    for cell in notebook["cells"]:
        found = HEADING.search(_text(cell["source"])) if cell["cell_type"] == "markdown" else None
        if found:
            return found[1].strip()
    return ""


def _text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)
