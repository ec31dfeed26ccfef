"""Unix accounts behind an arrival: a learner's may be made, nobody else's is ever opened by a platform's word."""

import grp
import pwd
from dataclasses import dataclass

from blocnotes.lti.recognising import ArrivalRefused, check_name

FIRST_PERSON = 1000
"""Accounts below this number are the system's own."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The Unix groups of a course."""

    learners: str = "bn-apprenants"
    staff: tuple[str, ...] = ("bn-formateurs", "bn-correcteurs")


def check_learner(name: str, groups: Groups) -> None:
    """Let a learner's account pass, or one that is not there yet; raise ArrivalRefused for any other."""
    try:
        account = pwd.getpwnam(check_name(name))
    except KeyError:
        return
    is_learner = name in _members(groups.learners) and account.pw_uid >= FIRST_PERSON
    if not is_learner or any(name in _members(group) for group in groups.staff):
        raise ArrivalRefused(
            f"Le compte «\u00a0{name}\u00a0» de cette machine n’est pas celui d’un apprenant. "
            "Signalez-le à votre administrateur."
        )


def check_staff(name: str, groups: Groups) -> None:
    """Let a person pass who works here by this machine's own groups; raise ArrivalRefused for any other."""
    if not any(name in _members(group) for group in groups.staff):
        raise ArrivalRefused(
            f"Le compte «\u00a0{name}\u00a0» n’est ni formateur ni correcteur sur cette machine. "
            "Signalez-le à votre administrateur."
        )


def _members(group: str) -> list[str]:
    try:
        return grp.getgrnam(group).gr_mem
    except KeyError:
        return []
