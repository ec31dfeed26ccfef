"""Counts over a cohort: who stands where on each competency, and which questions bring the fewest points."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from blocnotes.framework.bounds import Standing
from blocnotes.gradebook.standing import Outcome, Proof
from blocnotes.reports.cohort import Cohort

# As a jury reads them: what is reached, what is not, what is open.
ORDER = (
    Standing.ACQUIRED,
    Standing.DISPENSED,
    Standing.PARTLY_ACQUIRED,
    Standing.NOT_ACQUIRED,
    Standing.NOT_ASSESSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many learners stand where, on one competency; nothing proves one without evidence."""

    bloc: str
    code: str
    title: str
    counts: Mapping[Standing, int]
    has_evidence: bool

    @property
    def failed(self) -> int:
        """How many did not acquire it, or only in part."""
        return self.counts[Standing.NOT_ACQUIRED] + self.counts[Standing.PARTLY_ACQUIRED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difficulty:
    """One question of an assignment: the mean share of its points, over those who were marked."""

    name: str
    share: float
    marked: int


def tally(cohort: Cohort) -> dict[str, tuple[Tally, ...]]:
    """Count standings by bloc (its full code) and competency, over the cohort."""
    blocs = cohort.course.certification.blocs
    return {
        bloc.code: tuple(_tally(cohort, place, index) for index in range(len(bloc.competencies)))
        for place, bloc in enumerate(blocs)
    }


def _tally(cohort: Cohort, place: int, index: int) -> Tally:
    bloc = cohort.course.certification.blocs[place]
    competency = bloc.competencies[index]
    outcomes = [item.blocs[place].competencies[index] for item in cohort.standings]
    return Tally(
        bloc=cohort.short(bloc),
        code=competency.code,
        title=competency.title,
        counts=count_outcomes(outcomes),
        # A dispensation is shown even where nothing else could prove the competency.
        has_evidence=bool(competency.evidence) or any(item.has_evidence for item in outcomes),
    )


def count_outcomes(outcomes: Iterable[Outcome]) -> dict[Standing, int]:
    """Count outcomes by standing; standings that nobody has count 0."""
    found = Counter(outcome.status for outcome in outcomes)
    return {standing: found[standing] for standing in ORDER}


def add_up(tallies: Iterable[Tally]) -> dict[Standing, int]:
    """Add tallies up into one count."""
    rows = list(tallies)
    return {standing: sum(row.counts[standing] for row in rows) for standing in ORDER}


def rank_worst_first(tallies: Iterable[Tally]) -> list[Tally]:
    """Sort competencies that have evidence: those that most learners fail come first."""
    proven = (row for row in tallies if row.has_evidence)
    return sorted(proven, key=lambda row: (-row.failed, -row.counts[Standing.NOT_ASSESSED]))


def rank_questions(cohort: Cohort) -> list[Difficulty]:
    """Sort the questions by the mean share of their points, the hardest first."""
    shares: dict[str, list[float]] = {}
    for item in cohort.standings:
        for proof in _once(item.evidence):
            shares.setdefault(f"{proof.assignment}/{proof.cell}", []).append(proof.points / proof.maximum)
    found = (Difficulty(name=name, share=fsum(each) / len(each), marked=len(each)) for name, each in shares.items())
    return sorted(found, key=lambda question: (question.share, question.name))


def _once(proofs: Iterable[Proof]) -> Iterable[Proof]:
    # A cell that proves two competencies is still one question.
    return {(proof.assignment, proof.cell): proof for proof in proofs if proof.maximum}.values()
