"""An assignment as it stands in its folder, read whole."""

from dataclasses import dataclass
from pathlib import Path

from blocnotes.authoring.build import build_solution, build_source
from blocnotes.authoring.cells import GRADED, Cell, Role
from blocnotes.authoring.manifest import Manifest, read_manifest
from blocnotes.authoring.source import read_source
from blocnotes.errors import ContentDefects, ContentError, Defect
from blocnotes.records import Limits, Notebook
from blocnotes.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A slug, its cells and its manifest."""

    slug: str
    folder: Path
    cells: tuple[Cell, ...]
    manifest: Manifest

    @property
    def graded(self) -> tuple[Cell, ...]:
        """The cells that carry points, in order."""
        return tuple(cell for cell in self.cells if cell.role in GRADED)

    @property
    def points(self) -> float:
        """The points of the whole assignment."""
        return sum(cell.points for cell in self.graded)

    @property
    def data(self) -> Path:
        """The files that learners receive beside the notebook."""
        return self.folder / "data"

    def source(self) -> Notebook:
        """Build the nbgrader source notebook."""
        return build_source(list(self.cells))

    def solution(self) -> Notebook:
        """Build the notebook of the reference run."""
        return build_solution(list(self.cells))


def read_assignment(folder: Path, limits: Limits) -> Assignment:
    """Read one assignment; every defect of its text and its manifest is reported at once."""
    defects: list[Defect] = []
    cells: list[Cell] = []
    manifest = None
    try:
        cells = read_source(folder / "notebook.py")
    except ContentError as error:
        defects += as_defects(error)
    try:
        manifest = read_manifest(folder / "assignment.toml", limits)
    except ContentError as error:
        defects += as_defects(error)
    if manifest:
        defects += _rubric_defects(folder, cells, manifest)
    if defects or manifest is None:
        raise ContentDefects(defects)
    return Assignment(slug=folder.name, folder=folder, cells=tuple(cells), manifest=manifest)


def read_assignments(settings: Settings, slugs: tuple[str, ...] = ()) -> dict[str, Assignment]:
    """Read the assignments of a course folder (all, or those named); defects of all are reported at once."""
    folders = {path.name: path for path in sorted(settings.assignments.glob("*/")) if (path / "notebook.py").exists()}
    for slug in slugs:
        if slug not in folders:
            known = ", ".join(folders) or "none"
            raise ContentError(f"no assignment {slug!r}", where=str(settings.assignments), cure=f"there are: {known}")
    found, defects = {}, []
    for slug in slugs or folders:
        try:
            found[slug] = read_assignment(folders[slug], settings.limits)
        except ContentError as error:
            defects += as_defects(error)
    if defects:
        raise ContentDefects(defects)
    return found


def as_defects(error: ContentError) -> list[Defect]:
    """Give the defects that an error carries, so that several errors can be reported as one."""
    if isinstance(error, ContentDefects):
        return list(error.defects)
    return [Defect(error.where or "?", "file", error.what, error.cure)]


def _rubric_defects(folder: Path, cells: list[Cell], manifest: Manifest) -> list[Defect]:
    file = str(folder / "assignment.toml")
    manual = {cell.name: cell.points for cell in cells if cell.role is Role.MANUAL}
    defects = [
        Defect(file, f"rubrics.{name}", "no hand-marked cell has this name", f"cells: {', '.join(manual) or 'none'}")
        for name in manifest.rubrics
        if name not in manual
    ]
    for name, points in manual.items():
        total = sum(criterion.points for criterion in manifest.rubrics.get(name, ()))
        if not total:
            defects.append(Defect(file, f"rubrics.{name}", "a hand-marked cell needs a rubric"))
        elif abs(total - points) > 1e-9:
            defects.append(
                Defect(file, f"rubrics.{name}", f"criteria add up to {total:g}, the cell carries {points:g}")
            )
    return defects
