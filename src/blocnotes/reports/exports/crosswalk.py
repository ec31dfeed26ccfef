"""Which competencies of two certifications are proven by the same work.

A *match* has the same evidence with the same weights, the same rule, and (nearly) the same words: whoever acquires
one has acquired the other. Competencies that only share some evidence are *related*: that is no equivalence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from blocnotes.framework.model import Competency, Course

ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Crossing:
    """A link from one certification to another; codes are full, `shared` names the evidence that both rest on."""

    origin: str
    destination: str
    destination_title: str
    certification: str
    is_match: bool
    shared: tuple[str, ...] = ()


def cross(course: Course, others: Sequence[Course]) -> Iterator[Crossing]:
    """Give every link from the competencies and blocs of a course to those of others."""
    for other in others:
        if other.certification.code != course.certification.code:
            for competency in course.certification.competencies:
                yield from _cross_competency(competency, other)
    yield from _cross_blocs(course, others)


def _cross_competency(competency: Competency, other: Course) -> Iterator[Crossing]:
    for candidate in other.certification.competencies:
        shared = tuple(sorted(set(_names(competency)) & set(_names(candidate))))
        if shared:
            link = (competency.full_code, candidate.full_code, candidate.title, other.certification.code)
            yield Crossing(*link, _matches(competency, candidate), shared)


def _names(competency: Competency) -> Iterator[str]:
    return (proof.name for proof in competency.evidence)


def _matches(one: Competency, other: Competency) -> bool:
    same_evidence = {(p.name, p.weight) for p in one.evidence} == {(p.name, p.weight) for p in other.evidence}
    if not same_evidence or one.rule != other.rule:
        return False
    return SequenceMatcher(None, one.title.casefold(), other.title.casefold(), autojunk=False).ratio() >= ALIKE


def _cross_blocs(course: Course, others: Sequence[Course]) -> Iterator[Crossing]:
    # What a certification itself declares, whether or not the other one is among the courses.
    titles = {bloc.code: bloc.title for other in others for bloc in other.certification.blocs}
    for item in course.certification.equivalences:
        title = titles.get(item.with_bloc, item.with_bloc)
        yield Crossing(item.bloc, item.with_bloc, title, item.certification, not item.is_partial)
