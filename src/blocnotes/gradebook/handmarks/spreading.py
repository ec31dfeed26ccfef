"""Spreading copies over markers: even, the same each time, never twice to the same person. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from blocnotes.errors import GradebookError


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """What one marker is given: the answer of one learner to one question."""

    learner: str
    cell: str


Holders = Mapping[Piece, Iterable[str]]
Apart = Mapping[str, Iterable[str]]
"""Marker → learners whose copies they are not given: those whom they teach, say."""


def spread(
    wanted: Mapping[Piece, int], held: Holders, markers: Sequence[str], apart: Apart
) -> Iterator[tuple[Piece, str]]:
    """Give what lacks a reader to the markers who have least; `wanted`: how many readers each piece needs.

    Learners are served in the order of `wanted`, those whom fewest may read first. One marker gets all the questions of
    a copy, and of a doubled one another marker gets the second reading. Raises GradebookError where nobody is left.
    """
    kept = {marker: frozenset(apart.get(marker, ())) for marker in markers}
    by_learner: dict[str, list[Piece]] = {}
    for piece in wanted:
        by_learner.setdefault(piece.learner, []).append(piece)
    readers = {learner: [marker for marker in markers if learner not in kept[marker]] for learner in by_learner}
    loads = _Loads(held)
    for learner in sorted(by_learner, key=lambda who: len(readers[who])):
        holders = {piece: set(held.get(piece, ())) for piece in by_learner[learner]}
        for place in range(1, max(wanted[piece] for piece in holders) + 1):
            lacking = [piece for piece in holders if len(holders[piece]) < place <= wanted[piece]]
            for present, pieces in _group(lacking, holders).items():
                marker = loads.choose(readers[learner], present, learner)
                loads.add(marker, present, len(pieces))
                for piece in pieces:
                    holders[piece].add(marker)
                    yield piece, marker


def _group(lacking: Iterable[Piece], holders: Mapping[Piece, set[str]]) -> dict[frozenset[str], list[Piece]]:
    grouped: dict[frozenset[str], list[Piece]] = {}
    for piece in lacking:
        grouped.setdefault(frozenset(holders[piece]), []).append(piece)
    return grouped


class _Loads:
    """Who has how many answers, and who has read how often beside whom."""

    def __init__(self, held: Holders) -> None:
        self.answers: Counter[str] = Counter()
        self.pairs: Counter[frozenset[str]] = Counter()
        for holders in held.values():
            self.answers.update(holders)

    def choose(self, readers: Sequence[str], present: frozenset[str], learner: str) -> str:
        """Choose who has least; where several have, who has read least beside those who read it already."""
        free = [marker for marker in readers if marker not in present]
        if not free:
            cure = "name more markers, or keep fewer of them from these copies"
            raise GradebookError("nobody is left to read this copy", where=learner, cure=cure)
        together = {marker: sum(self.pairs[frozenset({marker, other})] for other in present) for marker in free}
        return min(free, key=lambda marker: (self.answers[marker], together[marker], marker))

    def add(self, marker: str, present: Iterable[str], answers: int) -> None:
        """Count what a marker was given."""
        self.answers[marker] += answers
        self.pairs.update(frozenset({marker, other}) for other in present)
