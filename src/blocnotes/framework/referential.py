"""What a referential describes around its competencies: activities, examinations, capacities, details."""

from dataclasses import dataclass, field

from blocnotes.framework.examination import Conditions


@dataclass(frozen=True, slots=True)
class Task:
    """A part of an activity."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A situation of work from which competencies are drawn."""

    code: str
    title: str
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class ExamCriterion:
    """What is looked at in an examination, and the competencies that it is about (none: all)."""

    key: str
    title: str
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exam:
    """An examination of the referential (an épreuve): the competencies that it evaluates, how it is held."""

    code: str
    title: str
    competencies: tuple[str, ...]
    criteria: tuple[ExamCriterion, ...] = ()
    conditions: Conditions = field(default_factory=Conditions)


@dataclass(frozen=True, slots=True)
class Capacity:
    """A transversal capacity, observed in a company and never graded in a notebook."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A detailed competency that belongs to no bloc, and the competencies (full codes) that it serves."""

    code: str
    title: str
    serves: tuple[str, ...] = ()
