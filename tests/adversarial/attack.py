"""What an attack is: what it changes in the released notebook, and what its success would be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from blocnotes.records import Fault, Refusal, Report
from blocnotes.settings import Settings

MIME = "application/vnd.blocnotes.answer+json"
TAMPERING, STEALING, STRUCTURE, EXHAUSTION, NEIGHBOURS = FAMILIES = (
    "tampering", "stealing", "structure", "exhaustion", "neighbours",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is to be seen after the batch: the outcome, the gradebook, the copy, the page, the machine."""

    settings: Settings
    learner: str
    outcome: Report | Fault | Refusal | None
    points: Mapping[str, float | None]
    copy: str
    page: str
    host: "object"

    @property
    def said(self) -> str:
        """All that the notebook printed."""
        cells = self.outcome.notebook["cells"] if isinstance(self.outcome, Report) else []
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        return "".join(output["text"] for output in outputs if output["output_type"] == "stream")

    @property
    def was_refused(self) -> bool:
        return isinstance(self.outcome, Refusal)

    @property
    def was_graded(self) -> bool:
        return isinstance(self.outcome, Report)


def earned(found: Found) -> object:
    """It has points that no right answer gave."""
    return {cell: points for cell, points in found.points.items() if points}


def broken(found: Found) -> object:
    """Its own probe says that it got there, or it has points."""
    return "BROKEN" in found.said or earned(found)


def lost_marks(found: Found) -> object:
    """Right answers lost their marks, or the hand-in could not be graded."""
    return not found.was_graded or found.points.get("moyenne") != 3.0


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One hostile hand-in."""

    name: str
    family: str
    cells: Mapping[str, str] = field(default_factory=dict)
    """Cell of the released notebook → what the learner writes there; "+name" adds a cell after it."""
    rewrite: Callable[[dict], object] | None = None
    """What is done to the whole notebook: another one, or bytes."""
    place: Callable[[Path], None] | None = None
    """What is put where the notebook should be."""
    base: str = "release"
    assignment: str = "essai"
    succeeded: Callable[[Found], object] = earned
    tells: bool = False
    """It prints TRIED at its end: an attack that never ran shows nothing."""
    alone: bool = False
    """It goes for the whole batch, and gets one of its own."""

    @property
    def learner(self) -> str:
        return f"m-{self.name}"

    @property
    def batch(self) -> str:
        return self.name if self.alone else self.family
