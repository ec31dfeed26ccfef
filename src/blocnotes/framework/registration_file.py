"""Reading how the outside world knows a certification."""

from itertools import pairwise

from blocnotes.framework.kinds import CODE, COUNT, DAY, FLAG, SIRET, TEXT, choice
from blocnotes.framework.reading import Table
from blocnotes.framework.registration import Access, Certifier, Equivalence, Registration, Way, WayIn

_IN_ORDER = ("decided", "published", "start", "end", "last_delivery")


def read_registration(table: Table) -> Registration:
    """Read the dates of the registration, and check that it does not end before it starts."""
    registration = Registration(
        decided=table.find("decided", DAY),
        published=table.find("published", DAY),
        start=table.find("start", DAY),
        end=table.find("end", DAY),
        last_delivery=table.find("last_delivery", DAY),
        years=table.find("years", COUNT),
    )
    _check_order(table, registration)
    return registration


def _check_order(table: Table, registration: Registration) -> None:
    dated = [(key, day) for key in _IN_ORDER if (day := getattr(registration, key)) is not None]
    for (before, first), (after, second) in pairwise(dated):
        if second < first:
            table.note(after, f"{second} is before {before} ({first})", "check the dates")


def read_certifier(table: Table) -> Certifier:
    """Read who delivers the certification."""
    return Certifier(
        name=table.take("name", TEXT),
        siret=table.find("siret", SIRET),
        trade_name=table.find("trade_name", TEXT),
        website=table.find("website", TEXT),
        since=table.find("since", DAY),
    )


def read_way_in(table: Table) -> WayIn:
    """Read one way to reach the certification."""
    return WayIn(table.take("way", choice(Way)), table.take("access", choice(Access)), table.find("means", TEXT))


def read_equivalence(table: Table) -> Equivalence:
    """Read a bloc that another certification's bloc stands for."""
    return Equivalence(
        bloc=table.take("bloc", CODE),
        certification=table.take("certification", CODE),
        with_bloc=table.take("with_bloc", CODE),
        is_partial=table.take("partial", FLAG),
    )
