"""Reading how a learner is examined, wherever a course file says it."""

from blocnotes.framework.examination import (
    Accommodation,
    Conditions,
    Jury,
    Modality,
    Requirement,
    RequirementKind,
)
from blocnotes.framework.kinds import COUNT, FLAG, FRACTION, SLUG, TEXT, choice
from blocnotes.framework.reading import Table


def read_jury(table: Table) -> Jury | None:
    """Read the composition of a jury, where the table has one."""
    if "jury" not in table:
        return None
    jury = table.table("jury")
    return Jury(
        professionals=jury.find("professionals", COUNT),
        school=jury.find("school", COUNT),
        are_professionals_external=jury.find("external", FLAG) is True,
        president=jury.find("president", TEXT),
    )


def read_conditions(table: Table) -> Conditions:
    """Read how an examination is held, and check that no minimum exceeds its maximum."""
    conditions = Conditions(
        team_min=table.find("team_min", COUNT),
        team_max=table.find("team_max", COUNT),
        oral_minutes=table.find("oral_minutes", COUNT),
        preparation_hours_min=table.find("preparation_hours_min", COUNT),
        preparation_hours_max=table.find("preparation_hours_max", COUNT),
        pages_min=table.find("pages_min", COUNT),
        pages_max=table.find("pages_max", COUNT),
        pages_about=table.find("pages_about", COUNT),
        jury=read_jury(table),
    )
    for name in ("team", "preparation_hours", "pages"):
        least, most = getattr(conditions, f"{name}_min"), getattr(conditions, f"{name}_max")
        if least and most and least > most:
            table.note(f"{name}_min", f"{least} is above {name}_max, {most}", "exchange the two")
    return conditions


def read_modality(table: Table) -> Modality:
    """Read one way of evaluating."""
    return Modality(table.take("key", SLUG), table.take("title", TEXT), read_conditions(table))


def read_requirement(table: Table) -> Requirement:
    """Read one demand beyond the blocs."""
    return Requirement(
        key=table.take("key", SLUG),
        title=table.take("title", TEXT),
        kind=table.take("kind", choice(RequirementKind)),
        conditions=read_conditions(table),
        months=table.find("months", COUNT),
        weeks=table.find("weeks", COUNT),
        level=table.find("level", TEXT),
        applies_to=table.find("applies_to", TEXT),
    )


def read_accommodation(table: Table) -> Accommodation:
    """Read what a candidate with a disability may ask for."""
    return Accommodation(table.take("key", SLUG), table.take("title", TEXT), table.find("extra_time_max", FRACTION))
