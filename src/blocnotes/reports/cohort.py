"""A cohort as a value: a course, its learners, where each stands, and what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from blocnotes.framework.model import Bloc, Course
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
    """The assignments' titles, by slug; a slug without a title stands for itself."""
    late: frozenset[tuple[str, str]] = frozenset()
    incidents: tuple[Incident, ...] = ()
    made_at: datetime

    def of(self, learner: str) -> LearnerStanding:
        """Give one learner's standing."""
        return next(item for item in self.standings if item.learner == learner)

    def name(self, learner: str) -> str:
        """Give a learner's name, or the identifier of who has none."""
        return self.names.get(learner, learner)

    def title(self, evidence: str) -> str:
        """Name a piece of evidence (`assignment` or `assignment/cell`) by its assignment's title."""
        slug, _, cell = evidence.partition("/")
        title = self.titles.get(slug, slug)
        return f"{title}, «\u00a0{cell}\u00a0»" if cell else title

    def short(self, bloc: Bloc) -> str:
        """Name a bloc without the code of its certification: `BC02`."""
        return bloc.code.removeprefix(self.course.certification.code) or bloc.code
