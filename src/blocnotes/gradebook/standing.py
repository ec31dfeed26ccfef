"""Where a learner stands: from graded cells to criterion, competency, bloc and certification. Pure functions.

Standings are computed, never stored; each one says why, and on which marks it rests. What is still unknown is
taken at its worst and at its best (see `blocnotes.framework.bounds`):

- a cell that a person still has to mark is `awaited`, evidence without any mark is `missing`; while there is
  either, the standing is provisional;
- a competency without evidence is `non évalué`, never hidden, and its bloc `partiellement acquis` at most;
- a dispensed criterion is left out; a dispensed competency or bloc counts as acquired and has no score;
- blocs never compensate each other: a certification has no score.
"""

from collections.abc import Iterable, Iterator, Mapping

from blocnotes.errors import GradebookError
from blocnotes.framework.bounds import Standing
from blocnotes.framework.model import Course
from blocnotes.gradebook.attempts import choose_attempts
from blocnotes.gradebook.standings.explaining import explain
from blocnotes.gradebook.standings.judging import judge_certification
from blocnotes.gradebook.standings.record import make_record
from blocnotes.gradebook.standings.values import (
    BlocStanding,
    CompetencyStanding,
    CriterionStanding,
    Dispensation,
    GradedCell,
    LearnerStanding,
    Outcome,
    Proof,
    RequirementStanding,
)

__all__ = [
    "BlocStanding", "CompetencyStanding", "CriterionStanding", "Dispensation", "GradedCell",
    "LearnerStanding", "Outcome", "Proof", "RequirementStanding", "Standing",
    "explain_standing", "standing_of", "standings_of",
]  # fmt: skip


def standing_of(
    course: Course,
    cells: Iterable[GradedCell],
    *,
    learner: str | None = None,
    dispensations: Iterable[Dispensation] = (),
    requirements: Mapping[str, bool] | None = None,
    acquired: Mapping[str, str] | None = None,
    history: Iterable[GradedCell] = (),
) -> LearnerStanding:
    """Judge one learner; `requirements` says which demands beyond the blocs are met (absent: not known yet).

    All cells must be one learner's, each once, or GradebookError; `learner` is needed where there is no cell.
    An assignment that was handed in comes with all its cells, awaited ones included.
    """
    latest = tuple(cells)
    chosen = choose_attempts(latest, history)
    known = dict(requirements or {})
    record = make_record(course.certification, latest, learner, dispensations, known, acquired, chosen)
    return judge_certification(course.certification, record)


def standings_of(
    course: Course,
    cells: Iterable[GradedCell],
    *,
    learners: Iterable[str] = (),
    dispensations: Mapping[str, Iterable[Dispensation]] | None = None,
    requirements: Mapping[str, Mapping[str, bool]] | None = None,
    acquired: Mapping[str, Mapping[str, str]] | None = None,
    history: Iterable[GradedCell] = (),
) -> tuple[LearnerStanding, ...]:
    """Judge a cohort, by learner's name; `learners` adds those who have no mark yet."""
    by_learner: dict[str, list[GradedCell]] = {learner: [] for learner in learners}
    for cell in cells:
        by_learner.setdefault(cell.learner, []).append(cell)
    earlier: dict[str, list[GradedCell]] = {}
    for cell in history:
        earlier.setdefault(cell.learner, []).append(cell)
    return tuple(
        standing_of(
            course,
            by_learner[learner],
            learner=learner,
            dispensations=(dispensations or {}).get(learner, ()),
            requirements=(requirements or {}).get(learner),
            acquired=(acquired or {}).get(learner),
            history=earlier.get(learner, ()),
        )
        for learner in sorted(by_learner)
    )


def explain_standing(
    course: Course,
    cells: Iterable[GradedCell],
    *,
    learner: str,
    bloc: str | None = None,
    dispensations: Iterable[Dispensation] = (),
    requirements: Mapping[str, bool] | None = None,
    acquired: Mapping[str, str] | None = None,
    history: Iterable[GradedCell] = (),
) -> Iterator[str]:
    """Explain one learner's standing in French, line by line: rules, proofs, and what would change it.

    `bloc`, by its full code, keeps to one bloc.
    """
    codes = [item.code for item in course.certification.blocs]
    if bloc is not None and bloc not in codes:
        raise GradebookError(f"no bloc is called {bloc!r}", where=course.certification.code, cure=", ".join(codes))
    latest = tuple(cells)
    chosen = choose_attempts(latest, history)
    known = dict(requirements or {})
    record = make_record(course.certification, latest, learner, dispensations, known, acquired, chosen)
    return explain(course, record, bloc)
