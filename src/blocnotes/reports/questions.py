"""A graded copy, question by question, as its learner reads it: mark, sentence, figures, their own work."""

import base64
import binascii
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from blocnotes.framework.bounds import Standing
from blocnotes.gradebook.standing import GradedCell
from blocnotes.records import Mark, Verdict

FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,4}[ \t]+(.+)$", re.MULTILINE)
# The page shows the points beside the heading: the heading need not say them again.
POINTS = re.compile(r"\s*\([\d,.]+\s*points?\)\s*$")
PNG = b"\x89PNG\r\n\x1a\n"
MACHINE_SAYS = {
    Verdict.RIGHT: "Votre réponse est juste.",
    Verdict.PARTIAL: "Une partie de votre réponse est juste.",
    Verdict.WRONG: "Ce n’est pas encore juste. Relisez l’énoncé, puis votre réponse.",
    Verdict.MISSING: "Aucune réponse n’a été remise ici.",
    Verdict.AWAITED: "Une personne va lire cette réponse\u00a0: la note viendra ensuite.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture that a learner handed in: PNG in base64, and its size in pixels."""

    png: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One graded cell as its learner reads it; `points` is None while a person's mark is awaited."""

    cell: str
    heading: str
    points: float | None
    maximum: float
    verdict: str
    sentence: str
    comment: str = ""
    remark: str = ""
    """What the machine had found where a person's mark counts."""
    work: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def standing(self) -> Standing:
        """Give the standing whose glyph tells how many of the points were reached."""
        if self.points is None:
            return Standing.NOT_ASSESSED
        if self.points >= self.maximum:
            return Standing.ACQUIRED
        return Standing.PARTLY_ACQUIRED if self.points > 0 else Standing.NOT_ACQUIRED


@dataclass(slots=True)
class _Page:
    """Where the reading of a notebook stands."""

    heading: str = ""
    comment: str = ""
    work: list[str] = field(default_factory=list)


def read_questions(
    notebook: Mapping[str, Any],
    verdicts: Mapping[str, Mark],
    marks: Mapping[str, GradedCell],
    comments: Mapping[str, str],
) -> Iterator[Question]:
    """Read a graded copy; verdicts, marks and people's comments are given by cell."""
    page = _Page()
    for cell in notebook["cells"]:
        marker = cell["metadata"].get("nbgrader", {})
        name = marker.get("grade_id", "")
        if marker.get("solution"):
            page.work += filter(None, [_read_work(cell)])
            page.comment = comments.get(name, page.comment)
        elif cell["cell_type"] == "markdown":
            page.heading = _read_heading(cell, -1) or page.heading
        if name in verdicts:
            yield _make_question(cell, page, verdicts[name], marks.get(name))
            page = _Page(heading=page.heading)


def read_headings(notebook: Mapping[str, Any]) -> dict[str, str]:
    """Give the heading above each cell that nbgrader knows: cell → heading."""
    heading, found = "", {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            heading = _read_heading(cell, -1) or heading
        found[cell["metadata"].get("nbgrader", {}).get("grade_id", "")] = heading
    return found


def read_title(notebook: Mapping[str, Any]) -> str:
    """Give the first heading of a notebook, or nothing."""
    texts = (cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return next(filter(None, (_read_heading(cell, 0) for cell in texts)), "")


def _make_question(cell: Mapping[str, Any], page: _Page, mark: Mark, graded: GradedCell | None) -> Question:
    points = graded.points if graded else mark.points
    by_hand = graded is not None and graded.marker == "correcteur" and points is not None
    found = "" if mark.verdict is Verdict.AWAITED and by_hand else mark.sentence
    said = "Une personne a lu votre réponse." if by_hand else mark.sentence or MACHINE_SAYS[mark.verdict]
    return Question(
        cell=mark.cell,
        heading=page.heading or mark.cell,
        points=points,
        maximum=mark.maximum,
        verdict="corrigé par une personne" if by_hand else mark.verdict.value,
        sentence=said,
        comment=page.comment,
        remark=found if by_hand else "",
        work=tuple(page.work),
        figures=tuple(_read_figures(cell)),
    )


def _read_figures(cell: Mapping[str, Any]) -> Iterator[Figure]:
    for output in cell.get("outputs", ()):
        encoded = output.get("data", {}).get("image/png")
        try:
            png = base64.b64decode(encoded.replace("\n", ""), validate=True)
        except (AttributeError, ValueError, binascii.Error):
            continue  # no picture, or none that a page could show
        if png.startswith(PNG) and len(png) >= 24:
            width, height = struct.unpack(">II", png[16:24])
            yield Figure(png=base64.b64encode(png).decode(), width=width, height=height)


def _read_heading(cell: Mapping[str, Any], which: int) -> str:
    found = HEADING.findall(FENCED.sub("", _read_text(cell)))
    return POINTS.sub("", found[which]).replace("`", "").replace("*", "").strip() if found else ""


def _read_work(cell: Mapping[str, Any]) -> str:
    text = _read_text(cell)
    # The copy keeps a learner's text in a fence, so that a notebook does not render it: the fence is taken off here.
    lines = text.strip().split("\n")
    if cell["cell_type"] == "markdown" and len(lines) > 1 and lines[0] == f"{lines[-1]}text":
        lines = lines[1:-1]
    return "\n".join(lines).strip()


def _read_text(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
