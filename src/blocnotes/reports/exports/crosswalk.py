"""The crosswalk as links that leave one certification: what is proven by the same work elsewhere, what is declared.

A *match* is proven by the same cells and nothing else, under the same rule, and says (nearly) the same: whoever has
acquired one has acquired the other. Competencies that only share some proofs are *related*, which is no equivalence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from blocnotes.framework.crosswalk import Overlap
from blocnotes.framework.model import Competency, Course

ALIKE = 0.85
_WHOLE = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Crossing:
    """A link from one certification to another; codes are full, `cells` are the proofs that both rest on."""

    origin: str
    destination: str
    destination_title: str
    is_match: bool
    cells: tuple[str, ...] = ()


def cross(course: Course, courses: Sequence[Course], overlaps: Sequence[Overlap]) -> Iterator[Crossing]:
    """Give every link from the competencies and blocs of a course to those of the others."""
    known = {item.full_code: item for other in courses for item in other.certification.competencies}
    own = {item.full_code for item in course.certification.competencies}
    for overlap in overlaps:
        for here, there in ((overlap.first, overlap.second), (overlap.second, overlap.first)):
            if here in own and there not in own:
                is_match = _matches(known[here], known[there], overlap)
                yield Crossing(here, there, known[there].title, is_match, overlap.cells)
    yield from _cross_blocs(course, courses)


def _matches(one: Competency, other: Competency, overlap: Overlap) -> bool:
    if one.rule != other.rule or min(overlap.share_of_first, overlap.share_of_second) < _WHOLE:
        return False
    return SequenceMatcher(None, one.title.casefold(), other.title.casefold(), autojunk=False).ratio() >= ALIKE


def _cross_blocs(course: Course, courses: Sequence[Course]) -> Iterator[Crossing]:
    # What a certification itself declares, whether or not the other one is among the courses.
    titles = {bloc.code: bloc.title for other in courses for bloc in other.certification.blocs}
    for item in course.certification.equivalences:
        title = titles.get(item.with_bloc, item.with_bloc)
        yield Crossing(item.bloc, item.with_bloc, title, not item.is_partial)
