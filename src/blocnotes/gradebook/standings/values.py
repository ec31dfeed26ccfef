"""What goes into a standing and what comes out of it, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from blocnotes.errors import GradebookError
from blocnotes.framework.bounds import Bounds, Standing


@dataclass(frozen=True, slots=True)
class GradedCell:
    """The mark of one cell of one learner; `points` is None while a person's mark is awaited."""

    learner: str
    assignment: str
    cell: str
    points: float | None
    maximum: float
    submission_sha256: str
    marked_at: datetime | None = None
    marker: str = ""
    handed_in_on: date | None = None
    """The day (in UTC) of the hand-in that the mark is about; None where it is not known."""

    def __post_init__(self) -> None:
        if not isfinite(self.maximum) or self.maximum < 0 or not isfinite(self.points or 0):
            what = f"{self.points} points of {self.maximum} is no mark"
            cure = "give finite points out of a maximum of 0 or more"
            raise GradebookError(what, where=f"{self.learner}: {self.name}", cure=cure)

    @property
    def name(self) -> str:
        """Where the mark was given: `assignment/cell`."""
        return f"{self.assignment}/{self.cell}"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included; `is_current` is said by whoever knows what day it is."""

    starts_on: date
    ends_on: date | None
    is_current: bool

    def covers(self, day: date | None) -> bool:
        """Tell whether a hand-in of that day falls into it; what is not handed in is of today."""
        if day is None:
            return self.is_current
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Dispensation:
    """What one is dispensed from (a criterion, competency, bloc or requirement, by full code), and why.

    With a period, a criterion is left out for what was handed in within it, and for nothing else.
    """

    code: str
    motive: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One mark that a standing rests on; the weights are shares, so that they sum up to the score."""

    assignment: str
    cell: str
    points: float
    maximum: float
    sha256: str
    weight: float
    marked_at: datetime | None
    marker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A standing and why: the score of what is marked, what is still to come, the reasons, the marks used."""

    status: Standing
    bounds: Bounds
    score: float | None = None
    provisional: bool = False
    awaited: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionStanding(Outcome):
    """Where a learner stands on one criterion."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyStanding(Outcome):
    """Where a learner stands on one competency; `has_evidence` is false where nothing can prove it."""

    code: str
    title: str
    has_evidence: bool
    criteria: tuple[CriterionStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocStanding(Outcome):
    """Where a learner stands on one bloc."""

    code: str
    title: str
    competencies: tuple[CompetencyStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementStanding(Outcome):
    """Whether a demand beyond the blocs is met."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerStanding(Outcome):
    """Where a learner stands on the certification, with everything under it."""

    learner: str
    code: str
    title: str
    blocs: tuple[BlocStanding, ...]
    requirements: tuple[RequirementStanding, ...]
