"""The frozen values that travel along the road. They know nothing of Jupyter or of a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
"""A notebook in nbformat 4, as plain JSON values."""


class Ending(Enum):
    """How a run came to its end."""

    COMPLETED = "completed"
    TIME_LIMIT = "time limit"
    KERNEL_DIED = "kernel died"
    OUTPUT_LIMIT = "output limit"
    MEMORY_LIMIT = "memory limit"


class Verdict(Enum):
    """What was found about one graded cell, in the word that the learner reads."""

    RIGHT = "juste"
    PARTIAL = "partiellement juste"
    WRONG = "faux"
    MISSING = "sans réponse"
    AWAITED = "à corriger"


class Variant(Enum):
    """Which data a run works on."""

    OWN = "own"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one run may use. Accommodations scale the time before the run, never a mark after it."""

    cell_seconds: float = 30.0
    notebook_seconds: float = 120.0
    start_seconds: float = 60.0
    memory_bytes: int = 2 << 30
    output_bytes: int = 8 << 20

    def scaled(self, factor: float) -> "Limits":
        """Give more (or less) time by a factor, say 4/3 for one third more."""
        return Limits(
            cell_seconds=self.cell_seconds * factor,
            notebook_seconds=self.notebook_seconds * factor,
            start_seconds=self.start_seconds,
            memory_bytes=self.memory_bytes,
            output_bytes=self.output_bytes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A hand-in as it was received: who, what, when, and its fingerprint."""

    learner: str
    assignment: str
    notebook: str
    path: Path
    sha256: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run to do: a sanitized notebook, its parameters, its inputs and its limits."""

    notebook: Notebook
    parameters: Mapping[str, Any] = field(default_factory=dict)
    challenges: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Cell name → answer name → inputs, handed over only when that cell is reached."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """What the notebook finds beside it, by name: files or folders, copied for the run."""
    render_figures: bool = True
    """False where nobody will look at the notebook's own figures."""
    picture_answers: bool = True
    """False where figures that are handed in are only marked: their structure leaves, and no picture of them."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came out of a job: the executed notebook and how it ended. All of it is the learner's word."""

    notebook: Notebook
    ending: Ending
    seconds: float
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One named answer, decoded to plain values; `kind` says how it travelled."""

    name: str
    kind: str
    value: Any = None
    decimals: int | None = None
    ordered: bool = True
    picture: str = ""
    """A PNG in base64, for figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The verdict on one graded cell: points, out of how many, and a sentence for the learner.

    `points` is None while a person's mark is awaited.
    """

    cell: str
    points: float | None
    maximum: float
    verdict: Verdict
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that grading one submission found; the one writer records it."""

    submission: Submission
    marks: tuple[Mark, ...]
    notebook: Notebook
    ending: Ending
    seconds: float
    cpu_seconds: float = 0.0
    variants: Mapping[str, int] = field(default_factory=dict)
    graded_with: str = ""
    """Digest of everything that the marks depend on: the hand-in, the assignment, the grader, the limits."""
    notes: tuple[str, ...] = ()
    """What was set right or left out on the way in, in French."""

    @property
    def points(self) -> float:
        """The points given so far."""
        return sum(mark.points or 0.0 for mark in self.marks)

    @property
    def maximum(self) -> float:
        """The points that could be had."""
        return sum(mark.maximum for mark in self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A submission that we failed to grade: no points are lost, and somebody has to look."""

    submission: Submission
    what: str
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A hand-in that cannot be graded as it is, kept untouched; the sentence is for the learner."""

    learner: str
    assignment: str
    path: Path
    sentence: str
    notebook: str = ""
    sha256: str = ""
