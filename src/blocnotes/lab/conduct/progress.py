"""Where each assignment is between its text and its marks, and what blocks it. Pure but for the files' own dates."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from blocnotes.authoring.assignment import Assignment
from blocnotes.gradebook.overview import Tally
from blocnotes.reports.wording import count
from blocnotes.settings import Settings


class Stage(Enum):
    """Where an assignment is, in the words that an instructor reads."""

    DRAFT = "brouillon"
    RELEASED = "publiée"
    DUE = "échue"
    COLLECTED = "collectée"
    GRADED = "notée"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One assignment: its stage, its numbers, and a sentence for each thing that blocks it."""

    slug: str
    title: str
    stage: Stage
    tally: Tally
    collected: int = 0
    learners: int = 0
    blocks: tuple[str, ...] = ()

    @property
    def to_grade(self) -> int:
        """How many hand-ins were collected and have no marks, at least."""
        known = self.tally.handed_in - self.tally.count("received")
        return max(self.collected - known, self.tally.count("received"), 0)


def list_progress(
    settings: Settings,
    assignments: Mapping[str, Assignment],
    tallies: Mapping[str, Tally],
    learners: int,
    now: datetime,
    only: str = "*",
) -> list[Progress]:
    """List drafts and released assignments, drafts last; `only` names the one that was asked for."""
    collected = count_collected(settings.submitted)
    broken = {path.parent.name for path in settings.assignments.glob(f"{only}/notebook.py")} - assignments.keys()
    slugs = dict.fromkeys([*tallies, *sorted(assignments), *sorted(broken)])
    return [
        _make(settings, slug, assignments.get(slug), tallies.get(slug), collected.get(slug, 0), learners, now)
        for slug in slugs
    ]


def count_collected(folder: Path) -> dict[str, int]:
    """Count the learners' folders under `submitted/`, by assignment."""
    counts: dict[str, int] = {}
    try:
        # scandir tells folders apart without asking each for its nature: there may be tens of thousands.
        learners = [entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return {}
    for learner in learners:
        for place in os.scandir(learner):
            counts[place.name] = counts.get(place.name, 0) + 1
    return counts


def _make(
    settings: Settings,
    slug: str,
    assignment: Assignment | None,
    tally: Tally | None,
    collected: int,
    learners: int,
    now: datetime,
) -> Progress:
    known = tally or Tally(assignment=slug)
    made = Progress(
        slug=slug,
        title=assignment.manifest.title if assignment else slug,
        stage=_find_stage(tally, collected, now),
        tally=known,
        collected=collected,
        learners=learners,
    )
    blocks = tuple(_find_blocks(settings, made, assignment))
    return Progress(
        slug=slug, title=made.title, stage=made.stage, tally=known, collected=collected, learners=learners,
        blocks=blocks,
    )  # fmt: skip


def _find_stage(tally: Tally | None, collected: int, now: datetime) -> Stage:
    if tally is None:
        return Stage.DRAFT
    known = tally.handed_in - tally.count("received")
    if tally.count("received") or collected > known:
        return Stage.COLLECTED
    if known:
        return Stage.GRADED
    return Stage.DUE if tally.due and tally.due < now else Stage.RELEASED


def _find_blocks(settings: Settings, item: Progress, assignment: Assignment | None) -> Iterator[str]:
    if assignment is None and not settings.is_plain:
        yield "le texte a des défauts\u00a0: «\u00a0blocnotes check\u00a0» les nomme tous"
    if not item.learners:
        yield "aucun apprenant n’est inscrit"
    if item.stage is Stage.DRAFT:
        return
    if assignment is not None and _is_stale(settings, assignment):
        yield "le texte a changé depuis la publication\u00a0: publiez à nouveau"
    if item.stage is Stage.DUE and not item.collected:
        yield "rien n’a été collecté"
    if item.to_grade:
        yield f"{count(item.to_grade, 'remise à noter', 'remises à noter')}"
    if item.tally.count("fault"):
        yield f"{count(item.tally.count('fault'), 'incident de notre fait', 'incidents de notre fait')}"
    if item.tally.count("refused"):
        yield f"{count(item.tally.count('refused'), 'remise refusée', 'remises refusées')}"
    if item.tally.awaited:
        yield f"{count(item.tally.awaited, 'réponse attend une personne', 'réponses attendent une personne')}"


def _is_stale(settings: Settings, assignment: Assignment) -> bool:
    released = settings.release / assignment.slug / f"{assignment.slug}.ipynb"
    text = assignment.folder / "notebook.py"
    return released.exists() and text.stat().st_mtime > released.stat().st_mtime + 1
