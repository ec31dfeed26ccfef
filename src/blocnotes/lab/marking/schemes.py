"""The mark scheme of a question and the answer beside it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from blocnotes.authoring.assignment import Assignment
from blocnotes.authoring.cells import GRADED
from blocnotes.authoring.manifest import RubricCriterion
from blocnotes.authoring.release import SOLUTION
from blocnotes.gradebook.handmarks.copies import Copy
from blocnotes.gradebook.store import Store
from blocnotes.lab.desk import Desk
from blocnotes.reports.questions import Question, read_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What a marker has beside an answer: the statement, what a solution says, the rubric."""

    statement: str = ""
    solution: str = ""
    rubric: Sequence[RubricCriterion] = ()


def read_scheme(desk: Desk, slug: str, cell: str) -> Scheme:
    """Read the mark scheme of a question from its assignment; an empty one where there is no text of ours."""
    assignment = desk.shelf.assignments().get(slug)
    if assignment is None:
        return Scheme()
    found = next((item for item in assignment.cells if item.name == cell), None)
    solution = "\n\n".join(text.strip() for text in SOLUTION.findall(found.source)) if found else ""
    return Scheme(
        statement=_read_statement(assignment, cell),
        solution=solution,
        rubric=assignment.manifest.rubrics.get(cell, ()),
    )


def read_answer(desk: Desk, store: Store, copy: Copy) -> Question | None:
    """Read what a learner handed in for a question from the executed copy; None where there is no copy."""
    for attempt, verdicts in store.verdicts(copy.learner, copy.assignment):
        if (attempt.assignment, attempt.notebook) == (copy.assignment, copy.notebook):
            path = desk.settings.autograded / copy.learner / copy.assignment / f"{copy.notebook}.ipynb"
            if path.exists():
                notebook = json.loads(path.read_text(encoding="utf-8"))
                questions = read_questions(notebook, verdicts, {}, {})
                return next((question for question in questions if question.cell == copy.cell), None)
    return None


def _read_statement(assignment: Assignment, cell: str) -> str:
    # What stands between the question before and this one, as the learner read it.
    texts: list[str] = []
    for item in assignment.cells:
        if item.kind == "markdown":
            texts.append(SOLUTION.sub("", item.source).strip())
        if item.name == cell:
            break
        if item.role in GRADED:
            texts = []
    return "\n\n".join(filter(None, texts))
