"""Groups of learners: half-classes, sites, tutors. A learner may be in several."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select

from blocnotes.errors import GradebookError
from blocnotes.gradebook.audit import note
from blocnotes.gradebook.people.tables import Membership


def read_groups(session: Any) -> dict[str, tuple[str, ...]]:
    """Give every group with its learners, both in alphabetical order."""
    rows = session.execute(
        select(Membership.group_name, Membership.learner).order_by(Membership.group_name, Membership.learner)
    )
    groups: dict[str, list[str]] = {}
    for group, learner in rows:
        groups.setdefault(group, []).append(learner)
    return {group: tuple(learners) for group, learners in groups.items()}


def add_to_group(session: Any, group: str, learners: Iterable[str], *, by: str) -> tuple[str, ...]:
    """Put learners into a group, which is made where it is not there; gives those who were not in it yet."""
    if not group.strip():
        raise GradebookError("a group needs a name", cure="give it one, such as: lundi")
    already = read_groups(session).get(group, ())
    new = tuple(dict.fromkeys(learner for learner in learners if learner not in already))
    session.add_all(Membership(group_name=group, learner=learner) for learner in new)
    if new:
        note(session, by, "group.add", group, learners=list(new))
    session.commit()
    return new


def remove_from_group(session: Any, group: str, learners: Iterable[str], *, by: str) -> tuple[str, ...]:
    """Take learners out of a group; gives those who were in it."""
    known = read_groups(session).get(group, ())
    gone = tuple(learner for learner in dict.fromkeys(learners) if learner in known)
    session.execute(delete(Membership).where(Membership.group_name == group, Membership.learner.in_(gone)))
    if gone:
        note(session, by, "group.remove", group, learners=list(gone))
    session.commit()
    return gone
