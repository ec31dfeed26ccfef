"""A certification and the course that leads to it, as frozen values.

    Course › Certification › Bloc › Competency › Criterion
    Evidence: the graded cells that prove a competency

Courses point at assignments; assignments know nothing of certifications.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from blocnotes.framework.examination import (
    Accommodation,
    Conditions,
    Jury,
    Modality,
    Requirement,
    RequirementKind,
)
from blocnotes.framework.referential import Activity, Capacity, Detail, Exam, ExamCriterion, Task
from blocnotes.framework.registration import Access, Certifier, Equivalence, Registration, Way, WayIn
from blocnotes.framework.rules import AllOf, AnyOf, AtLeast, Attempts, MeanOf, Rule

__all__ = [
    "Access", "Accommodation", "Activity", "AllOf", "AnyOf", "AtLeast", "Attempts", "Bloc", "Capacity", "Certification",
    "Certifier", "Competency", "Conditions", "Course", "CourseAssignment", "Criterion", "Detail",
    "Equivalence", "Evidence", "Exam", "ExamCriterion", "Jury", "MeanOf", "Modality", "Registration",
    "Requirement", "RequirementKind", "Rule", "Task", "Way", "WayIn",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A graded cell, or a whole assignment where the cell is None, that proves a competency, and why it does."""

    assignment: str
    cell: str | None = None
    weight: float = 1.0
    reason: str = ""

    @property
    def name(self) -> str:
        """The assignment, or `assignment/cell`."""
        return self.assignment if self.cell is None else f"{self.assignment}/{self.cell}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a marker looks at; its indicators are what shows it."""

    key: str
    title: str
    waivable_for_disability: bool = False
    indicators: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Competency:
    """What a learner has to show, when it is acquired, and what proves it."""

    bloc: str
    code: str
    title: str
    rule: Rule
    criteria: tuple[Criterion, ...] = ()
    own_evidence: tuple[Evidence, ...] = ()
    activity: str | None = None
    deliverables: tuple[str, ...] = ()

    @property
    def full_code(self) -> str:
        """The code that no other competency has: `RNCP37137BC01.C06`."""
        return f"{self.bloc}.{self.code}"

    def name(self, criterion: Criterion) -> str:
        """The full code of one of its criteria: `RNCP36582BC04.A4C8.anglais`."""
        return f"{self.full_code}.{criterion.key}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All that proves the competency: its own evidence, then its criteria's."""
        return self.own_evidence + tuple(proof for criterion in self.criteria for proof in criterion.evidence)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A part of the certification that is validated on its own, and never makes up for another."""

    code: str
    title: str
    rule: Rule
    competencies: tuple[Competency, ...]
    modalities: tuple[Modality, ...] = ()
    activities: tuple[Activity, ...] = ()
    exams: tuple[Exam, ...] = ()
    modules: tuple[str, ...] = ()
    attempts: Attempts = Attempts.LAST


@dataclass(frozen=True, slots=True)
class Certification:
    """What is certified, and what it demands."""

    code: str
    title: str
    level: int
    registration: Registration
    blocs: tuple[Bloc, ...]
    requirements: tuple[Requirement, ...] = ()
    modalities: tuple[Modality, ...] = ()
    jury: Jury | None = None
    ways_in: tuple[WayIn, ...] = ()
    certifiers: tuple[Certifier, ...] = ()
    nsf: tuple[str, ...] = ()
    formacodes: tuple[str, ...] = ()
    rome: tuple[str, ...] = ()
    edition: str | None = None
    predecessors: tuple[str, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    accommodations: tuple[Accommodation, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    details: tuple[Detail, ...] = ()
    # False where the diploma cannot be validated in part: it is then acquired or it is not.
    is_divisible: bool = True

    @property
    def competencies(self) -> Iterator[Competency]:
        """Every competency, bloc after bloc."""
        return (competency for bloc in self.blocs for competency in bloc.competencies)

    @property
    def dispensable_codes(self) -> Iterator[str]:
        """The full codes of all that a learner may be dispensed from; of criteria, the waivable ones."""
        yield from (f"{self.code}.{requirement.key}" for requirement in self.requirements)
        yield from (bloc.code for bloc in self.blocs)
        for competency in self.competencies:
            yield competency.full_code
            yield from (
                competency.name(criterion) for criterion in competency.criteria if criterion.waivable_for_disability
            )


@dataclass(frozen=True, slots=True)
class CourseAssignment:
    """An assignment that the course uses: its place, its due moment (with a UTC offset), what it rests on."""

    slug: str
    order: int
    due: datetime | None = None
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A certification, and the assignments that lead to it, in order."""

    certification: Certification
    assignments: tuple[CourseAssignment, ...] = field(default=())
