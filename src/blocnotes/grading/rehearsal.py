"""A rehearsal: a learner's notebook run from top to bottom, as grading will, on their own data, before it is handed in.

It says what stops and what is missing. It makes no mark, asks no challenge, and meets no hidden data.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from blocnotes.authoring.cells import Role
from blocnotes.grading.intake import fingerprint, parse_notebook, refuse_large
from blocnotes.grading.jobs import has_parameters
from blocnotes.grading.sanitize import is_editable, sanitize
from blocnotes.grading.sheets import Sheet
from blocnotes.records import Ending, Job, Notebook, Run

REVIEW = "application/vnd.blocnotes.review+json"
LONGEST = 400
UNANSWERED = "pas encore de réponse"


@dataclass(frozen=True, slots=True)
class Check:
    """One visible check of an answer, and whether it passed."""

    sentence: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One graded cell: whether something fit to be handed in is there, and what is said about it."""

    cell: str
    answered: bool
    says: str
    checks: tuple[Check, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A cell that raised: its place, counted from 1, its name where it has one, and what it said."""

    place: int
    cell: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """How it went."""

    sha256: str
    ending: Ending
    stops: tuple[Stop, ...]
    replies: tuple[Reply, ...]
    notes: tuple[str, ...] = ()

    @property
    def went_through(self) -> bool:
        """Tell whether the notebook ran from top to bottom without an error."""
        return self.ending is Ending.COMPLETED and not self.stops

    @property
    def answered(self) -> int:
        """How many graded cells have an answer."""
        return sum(reply.answered for reply in self.replies)


def rehearse(sheet: Sheet, seed: int, content: bytes, runner: Callable[[Job], Run]) -> Rehearsal:
    """Run a hand-in on its learner's own variant.

    Raises SubmissionRefused for what could not be graded at all.
    """
    refuse_large(content, f"{sheet.notebook}.ipynb")
    notebook, notes = sanitize(sheet.skeleton, parse_notebook(content, f"{sheet.notebook}.ipynb"))
    done = runner(
        Job(
            notebook=notebook,
            parameters={"variante": seed} if has_parameters(notebook) else {},
            files=sheet.files,
            limits=sheet.limits,
            render_figures=False,
        )
    )
    return Rehearsal(
        sha256=fingerprint(content),
        ending=done.ending,
        stops=tuple(_find_stops(done.notebook)),
        replies=tuple(_find_replies(sheet, done.notebook)),
        notes=notes,
    )


def _find_stops(notebook: Notebook) -> Iterator[Stop]:
    for place, cell in enumerate(notebook["cells"], 1):
        errors = [item for item in cell.get("outputs", ()) if item.get("output_type") == "error"]
        if errors:
            yield Stop(place, _name(cell), _tell(errors[0]))


def _tell(error: dict[str, Any]) -> str:
    name, value = str(error.get("ename", "")), str(error.get("evalue", ""))
    if name == "NotImplementedError" and not value:
        return UNANSWERED
    return f"{name}: {value}".rstrip(": ")[:LONGEST]


def _find_replies(sheet: Sheet, notebook: Notebook) -> Iterator[Reply]:
    cells = {_name(cell): cell for cell in notebook["cells"] if _name(cell)}
    stubs = {_name(cell): _text(cell) for cell in sheet.skeleton["cells"] if is_editable(cell)}
    for graded in sheet.graded:
        cell = cells.get(graded.name, {})
        if graded.role is Role.MANUAL:
            written = _text(cell).strip() not in ("", stubs.get(graded.name, "").strip())
            says = "une réponse est écrite" if written else "pas encore de réponse"
            yield Reply(cell=graded.name, answered=written, says=f"{says}\u00a0; une personne la lira.", by_hand=True)
        else:
            yield _read_reviews(graded.name, cell)


def _read_reviews(name: str, cell: dict[str, Any]) -> Reply:
    # All of this is the learner's word: it is shown to the learner alone, and counts for nothing.
    outputs = (item.get("data", {}).get(REVIEW) for item in cell.get("outputs", ()))
    reviews = [found for found in outputs if isinstance(found, dict)]
    if not reviews:
        return Reply(cell=name, answered=False, says="cette cellule n’a rien remis.")
    lines = [line for review in reviews for line in review.get("lines", ()) if _is_check(line)]
    return Reply(
        cell=name,
        answered=all(review.get("ready") is True for review in reviews),
        says=" ".join(dict.fromkeys(str(review.get("headline", ""))[:LONGEST] for review in reviews)),
        checks=tuple(dict.fromkeys(Check(str(sentence)[:LONGEST], passed is True) for sentence, passed in lines)),
    )


def _is_check(line: Any) -> bool:
    return isinstance(line, list) and len(line) == 2


def _name(cell: dict[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))


def _text(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
