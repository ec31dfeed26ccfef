"""A criterion from which a learner is let off, for good or for a period: what of its evidence still counts, and why.

The day that decides is that of the hand-in. What was handed in while the waiver held stays left out after its end;
what was handed in before it or after it counts. What is not handed in yet is of today.
"""

from collections.abc import Iterator

from blocnotes.framework.model import Competency, Criterion, Evidence
from blocnotes.framework.wording import COLON, write_date
from blocnotes.gradebook.standings.record import Record


def count_evidence(competency: Competency, criterion: Criterion, record: Record) -> tuple[Evidence, ...]:
    """Give the evidence of a criterion that counts for this learner."""
    code = competency.name(criterion)
    if code in record.motives:
        return ()
    return tuple(item for item in criterion.evidence if record.find_waiver(code, item) is None)


def find_motive(competency: Competency, criterion: Criterion, record: Record) -> str | None:
    """Give why a criterion is left out as a whole; None where something of it counts."""
    code = competency.name(criterion)
    if code in record.motives or count_evidence(competency, criterion, record):
        return record.motives.get(code)
    waiver = record.find_waiver(code, criterion.evidence[0] if criterion.evidence else None)
    return waiver.motive if waiver else None


def explain_waivers(competency: Competency, record: Record) -> Iterator[str]:
    """Say of each criterion that is waived which waiver applied to which hand-in, and to which none did."""
    for criterion in competency.criteria:
        code = competency.name(criterion)
        title = f"Critère «\u00a0{criterion.title}\u00a0»"
        if code in record.motives:
            yield f"{title} laissé de côté{COLON}{record.motives[code].rstrip('.')}."
        elif code in record.waivers:
            yield from _explain_periods(title, code, criterion, record)


def _explain_periods(title: str, code: str, criterion: Criterion, record: Record) -> Iterator[str]:
    told: dict[tuple[str, str], list[str]] = {}
    for item in criterion.evidence or (None,):
        waiver = record.find_waiver(code, item)
        others = "\u00a0; ".join(dict.fromkeys(other.motive for other in record.waivers[code]))
        said = f"laissé de côté{COLON}{waiver.motive}" if waiver else f"compté, hors de la période{COLON}{others}"
        told.setdefault((said, _tell_day(item, record)), []).append(item.name if item else "")
    for (said, day), names in told.items():
        listed = ", ".join(filter(None, names))
        yield f"{title}{f' pour {listed}' if listed else ''}, {day}, {said}."


def _tell_day(evidence: Evidence | None, record: Record) -> str:
    day = record.day_of(evidence) if evidence else None
    if day is not None:
        return f"remis le {write_date(day)}"
    return "sans date de remise" if evidence and record.find(evidence) else "non remis à ce jour"
