"""What has to be known of an assignment to grade it: a value that crosses process borders."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from blocnotes.authoring.assignment import Assignment
from blocnotes.authoring.cells import Role
from blocnotes.authoring.release import clear_solutions
from blocnotes.errors import ContentError
from blocnotes.execution.runners import find_imports
from blocnotes.records import Limits, Notebook
from blocnotes.settings import Settings

ANSWER = re.compile(r"""\banswer\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedCell:
    """One cell that carries points: how it is marked, and the answers that it hands in."""

    name: str
    role: Role
    points: float
    hands_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One notebook to grade: its skeleton, its graded cells, its files, its limits, its grader."""

    assignment: str
    notebook: str
    skeleton: Notebook
    solution: Notebook | None
    graded: tuple[GradedCell, ...]
    files: Mapping[str, Path]
    """What learners find beside the notebook, by name; nothing else of the assignment reaches a run."""
    autograder: Path
    limits: Limits = field(default_factory=Limits)
    hidden_variant: bool = True
    preload: tuple[str, ...] = ()
    """Modules that the solution uses, as far as they are known: a warm parent has them ready."""
    shows_figures: bool = True
    """False where no person marks a cell: then no figure is drawn but those that are handed in."""
    digest: str = ""
    """Fingerprint of all that marks depend on beside the hand-in."""


def read_sheet(assignment: Assignment, settings: Settings) -> Sheet:
    """Make the sheet of a released assignment.

    Raises ContentError where it was not released.
    """
    path = settings.release / assignment.slug / f"{assignment.slug}.ipynb"
    if not path.exists():
        cure = f"run: blocnotes release {assignment.slug}"
        raise ContentError("not released yet", where=assignment.slug, cure=cure)
    return _sheet(assignment, json.loads(path.read_text(encoding="utf-8")), settings)


def draft_sheet(assignment: Assignment, settings: Settings) -> Sheet:
    """Make the sheet of an assignment as it stands in its folder, released or not (for proofs)."""
    return _sheet(assignment, clear_solutions(assignment.source()), settings)


def _sheet(assignment: Assignment, skeleton: Notebook, settings: Settings) -> Sheet:
    autograder = settings.autograders / assignment.slug
    graded = tuple(
        GradedCell(
            name=cell.name,
            role=cell.role,
            points=cell.points,
            hands_in=tuple(dict.fromkeys(ANSWER.findall(cell.source))),
        )
        for cell in assignment.graded
    )
    solution = assignment.solution()
    return Sheet(
        assignment=assignment.slug,
        notebook=assignment.slug,
        skeleton=skeleton,
        solution=solution,
        graded=graded,
        files={"data": assignment.data} if assignment.data.is_dir() else {},
        autograder=autograder,
        limits=assignment.manifest.limits,
        hidden_variant=assignment.manifest.hidden_variant,
        preload=find_imports([solution]),
        shows_figures=shows_figures(graded, settings),
        digest=digest_of(skeleton, solution, assignment.data, autograder, assignment.manifest.limits),
    )


def shows_figures(graded: Iterable[GradedCell], settings: Settings) -> bool:
    """Tell whether somebody will look at the figures of a run: a marker does, and settings may ask for them always."""
    return settings.figures == "always" or any(cell.role is Role.MANUAL for cell in graded)


def digest_of(*parts: object) -> str:
    """Fingerprint values and whole folders (every regular file, by name and content)."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            for path in sorted(item for item in part.rglob("*") if item.is_file() and "__pycache__" not in item.parts):
                total.update(str(path.relative_to(part)).encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
        else:
            total.update((json.dumps(part, sort_keys=True) if isinstance(part, dict) else repr(part)).encode())
    return total.hexdigest()
