"""Reading `certification.toml`: the certification without its blocs, and what its blocs start from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blocnotes.framework.examination import Modality
from blocnotes.framework.examination_file import (
    read_accommodation,
    read_jury,
    read_modality,
    read_requirement,
)
from blocnotes.framework.kinds import CODE, COUNT, FLAG, MARK, TEXT, choice, rule
from blocnotes.framework.model import Certification
from blocnotes.framework.reading import Table
from blocnotes.framework.referential import Capacity, Detail
from blocnotes.framework.registration_file import (
    read_certifier,
    read_equivalence,
    read_registration,
    read_way_in,
)
from blocnotes.framework.rules import OUT_OF, PASS_MARK, AllOf, Attempts, MeanOf, Rule


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a bloc takes from its certification; the modalities are None where that could not be read."""

    bloc: Rule
    competency: Rule
    pass_mark: float = PASS_MARK
    modalities: Mapping[str, Modality] | None = None
    attempts: Attempts = Attempts.LAST


UNREAD = Defaults(AllOf(), MeanOf(PASS_MARK))


def read_certification(table: Table) -> Certification:
    """Read all that `certification.toml` says of the certification itself."""
    return Certification(
        code=table.take("code", CODE),
        title=table.take("title", TEXT),
        level=table.take("level", COUNT),
        registration=read_registration(table.table("registration")),
        blocs=(),
        requirements=table.read_all("requirements", "key", read_requirement),
        modalities=table.read_all("modalities", "key", read_modality),
        jury=read_jury(table),
        ways_in=table.read_all("ways_in", "way", read_way_in),
        certifiers=table.read_all("certifiers", "name", read_certifier),
        nsf=table.take_all("nsf", TEXT),
        formacodes=table.take_all("formacodes", TEXT),
        rome=table.take_all("rome", TEXT),
        edition=table.find("edition", TEXT),
        predecessors=table.take_all("predecessors", CODE),
        equivalences=table.read_all("equivalences", "bloc", read_equivalence),
        accommodations=table.read_all("accommodations", "key", read_accommodation),
        capacities=table.read_all("capacities", "code", _read_capacity),
        details=table.read_all("details", "code", _read_detail),
        is_divisible=table.find("divisible", FLAG) is not False,
    )


def read_defaults(table: Table, modalities: Iterable[Modality]) -> Defaults:
    """Read the rules that the blocs start from, beside the modalities."""
    rules = table.table("rules")
    pass_mark = (rules.find("pass_mark", MARK) or PASS_MARK * OUT_OF) / OUT_OF
    return Defaults(
        bloc=rules.find("bloc", rule(pass_mark)) or AllOf(pass_mark),
        competency=rules.find("competency", rule(pass_mark)) or MeanOf(pass_mark),
        pass_mark=pass_mark,
        modalities={modality.key: modality for modality in modalities},
        attempts=rules.find("attempts", choice(Attempts)) or Attempts.LAST,
    )


def _read_capacity(table: Table) -> Capacity:
    return Capacity(table.take("code", CODE), table.take("title", TEXT))


def _read_detail(table: Table) -> Detail:
    return Detail(table.take("code", CODE), table.take("title", TEXT), table.take_all("serves", TEXT))
