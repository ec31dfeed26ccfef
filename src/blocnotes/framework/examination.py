"""How a learner is examined: juries, conditions, modalities, and what is demanded beyond the blocs."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Jury:
    """The composition of a jury: how many people of each quality, None where the source gives no number."""

    professionals: int | None = None
    school: int | None = None
    are_professionals_external: bool = False
    president: str | None = None

    @property
    def size(self) -> int:
        """How many people sit, as far as the source counts them."""
        return (self.professionals or 0) + (self.school or 0)


@dataclass(frozen=True, slots=True)
class Conditions:
    """How an examination is held; what the source does not say is None. A team of 1 works alone."""

    team_min: int | None = None
    team_max: int | None = None
    oral_minutes: int | None = None
    preparation_hours_min: int | None = None
    preparation_hours_max: int | None = None
    pages_min: int | None = None
    pages_max: int | None = None
    pages_about: int | None = None
    jury: Jury | None = None


@dataclass(frozen=True, slots=True)
class Modality:
    """One way of evaluating: a case study, a role play, a professional situation."""

    key: str
    title: str
    conditions: Conditions = Conditions()


class RequirementKind(Enum):
    """What a certification demands beyond its blocs."""

    DOSSIER = "dossier"
    ORAL = "oral"
    EXPERIENCE = "experience"
    LANGUAGE = "language"
    MOBILITY = "mobility"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A demand beyond the blocs; `applies_to` says to whom, and is None when to everyone."""

    key: str
    title: str
    kind: RequirementKind
    conditions: Conditions = Conditions()
    months: int | None = None
    weeks: int | None = None
    level: str | None = None
    applies_to: str | None = None


@dataclass(frozen=True, slots=True)
class Accommodation:
    """What a candidate with a disability may ask for; `extra_time_max` is a share of the normal time."""

    key: str
    title: str
    extra_time_max: Fraction | None = None
