"""A cohort as a value: a course, its learners, where each stands, and what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from blocnotes.framework.bounds import Standing
from blocnotes.framework.model import Course
from blocnotes.gradebook.standing import LearnerStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A hand-in that has no marks: refused, or failed by our fault."""

    learner: str
    assignment: str
    status: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Everything that a report on a certification shows."""

    course: Course
    names: Mapping[str, str]
    standings: tuple[LearnerStanding, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    late: frozenset[tuple[str, str]] = frozenset()
    incidents: tuple[Incident, ...] = ()
    made_at: datetime

    def of(self, learner: str) -> LearnerStanding:
        """Give one learner's standing."""
        return next(item for item in self.standings if item.learner == learner)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many learners stand where, on one competency."""

    code: str
    title: str
    counts: Mapping[Standing, int]
    has_evidence: bool


def tally(cohort: Cohort) -> dict[str, list[Tally]]:
    """Count standings by bloc and competency, over the cohort."""
    found: dict[str, list[Tally]] = {}
    for position, bloc in enumerate(cohort.course.certification.blocs):
        rows = []
        for index, competency in enumerate(bloc.competencies):
            statuses = [item.blocs[position].competencies[index].status for item in cohort.standings]
            counts = {standing: statuses.count(standing) for standing in Standing}
            rows.append(Tally(competency.code, competency.title, counts, bool(competency.evidence)))
        found[bloc.code] = rows
    return found
