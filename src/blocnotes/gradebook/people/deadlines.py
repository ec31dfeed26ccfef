"""When each learner has to hand in, and nbgrader told of it, so that lateness is the same everywhere.

nbgrader keeps an extension on a submission, so it can only be told once something was handed in. What is granted
stands in our tables, and is written over as soon as there is a submission.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from blocnotes.gradebook.people.accommodations import Accommodation, read_accommodations
from blocnotes.gradebook.people.extensions import Extension, extend, read_extensions
from blocnotes.gradebook.people.groups import read_groups


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an assignment is due for everyone, and for one learner; both in UTC."""

    assignment: str
    common: datetime
    own: datetime


@dataclass(frozen=True, slots=True)
class Grants:
    """All that moves deadlines, read once."""

    groups: dict[str, tuple[str, ...]]
    extensions: list[Extension]
    accommodations: list[Accommodation]

    def extend(self, due: datetime, assignment: str, learner: str) -> timedelta:
        """Say how much later one learner may hand in."""
        return extend(due, assignment, learner, self.extensions, self.groups, self.accommodations)

    def concern(self, assignment: str, learner: str) -> bool:
        """Tell whether anything was ever granted here; where not, an extension given in nbgrader stays as it is."""
        groups = {group for group, learners in self.groups.items() if learner in learners}
        return any(item.learner == learner for item in self.accommodations) or any(
            item.assignment == assignment and (item.learner == learner or item.group in groups)
            for item in self.extensions
        )


def read_grants(session: Any) -> Grants:
    """Read all that moves deadlines."""
    return Grants(read_groups(session), read_extensions(session), read_accommodations(session))


def read_deadlines(session: Any, learner: str) -> dict[str, Deadline]:
    """Give one learner's deadlines, by assignment; those without a due moment are left out."""
    from nbgrader.api import Assignment

    grants = read_grants(session)
    rows = session.execute(select(Assignment.name, Assignment.duedate).where(Assignment.duedate.is_not(None)))
    return {
        name: Deadline(name, due.replace(tzinfo=UTC), (due + grants.extend(due, name, learner)).replace(tzinfo=UTC))
        for name, due in rows
    }


def settle_extensions(
    session: Any, *, learners: Iterable[str] | None = None, assignments: Iterable[str] | None = None
) -> int:
    """Write what is granted into nbgrader's extensions, for these (or all); gives how many changed."""
    from nbgrader.api import Assignment, SubmittedAssignment

    query = select(SubmittedAssignment, Assignment).join(Assignment).where(Assignment.duedate.is_not(None))
    if learners is not None:
        query = query.where(SubmittedAssignment.student_id.in_(list(learners)))
    if assignments is not None:
        query = query.where(Assignment.name.in_(list(assignments)))
    grants, changed = read_grants(session), 0
    for submission, assignment in session.execute(query).all():
        if not grants.concern(assignment.name, submission.student_id):
            continue
        granted = grants.extend(assignment.duedate, assignment.name, submission.student_id) or None
        if submission.extension != granted:
            submission.extension = granted
            changed += 1
    session.commit()
    return changed
