"""Grade plain nbgrader courses: tests inside the notebooks, marks from evidence that they ran and held."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from blocnotes.authoring.cells import Role
from blocnotes.errors import ContentError
from blocnotes.grading.sheets import GradedCell, Sheet, digest_of, shows_figures
from blocnotes.records import Ending, Mark, Notebook, Run, Verdict
from blocnotes.settings import Settings

NUMBER = re.compile(r"^(?:np\.\w+\()?([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|nan|[-+]?inf)\)?$")
IN_SANDBOX = "(Vérifié dans le bac à sable de l’apprenant.)"
OTHER_ENDINGS = {
    Ending.TIME_LIMIT: "Le notebook a dépassé le temps accordé avant cette cellule.",
    Ending.KERNEL_DIED: "Le noyau s’est arrêté avant cette cellule.",
}


def read_plain_sheet(assignment: str, notebook: str, locked: Mapping[str, str], settings: Settings) -> Sheet:
    """Make the sheet of a released notebook of a plain course; `locked` gives its locked cells, hidden tests included.

    Raises ContentError where the released notebook is not there.
    """
    released = settings.release / assignment / f"{notebook}.ipynb"
    if not released.exists():
        cure = f"run: nbgrader generate_assignment {assignment}"
        raise ContentError("not released yet", where=str(released), cure=cure)
    skeleton: Notebook = json.loads(released.read_text(encoding="utf-8"))
    for cell in skeleton["cells"]:
        cell["source"] = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        cell["source"] = locked.get(_marker(cell).get("grade_id", ""), cell["source"])
    source = settings.source / assignment
    graded = tuple(_graded(cell) for cell in skeleton["cells"] if _marker(cell).get("grade") or _is_task(cell))
    return Sheet(
        assignment=assignment,
        notebook=notebook,
        skeleton=skeleton,
        solution=None,
        graded=graded,
        files=_files(source),
        autograder=settings.autograders / assignment,
        limits=settings.limits,
        hidden_variant=False,
        shows_figures=shows_figures(graded, settings),
        digest=digest_of(skeleton, source, settings.limits),
    )


def read_nbgrader_config(folder: Path) -> Any:
    """Read a course's `nbgrader_config.py` as nbgrader does; empty where there is none."""
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    path = folder / "nbgrader_config.py"
    return PyFileConfigLoader(path.name, str(path.parent)).load_config() if path.exists() else Config()


def read_plain_settings(settings: Settings) -> Settings:
    """Take folders, database and course from a plain course's own `nbgrader_config.py`, as nbgrader would."""
    from nbgrader.coursedir import CourseDirectory

    course = CourseDirectory(config=read_nbgrader_config(settings.course_dir), root=str(settings.course_dir))
    names = ("source", "release", "submitted", "autograded", "feedback")
    folders = {f"{name}_directory": settings.course_dir / getattr(course, f"{name}_directory") for name in names}
    return replace(settings, folders=folders, database=course.db_url, course_id=course.course_id or settings.course_id)


def mark_test(cell: GradedCell, run: Run) -> Mark:
    """Mark a cell of tests: full points only if it ran without an error, or the number that it ended on.

    As nbgrader does, but no evidence is never a pass: a cell that did not run earns nothing, and neither does a
    number out of range; a warning on stderr is no failure.
    """
    node = next((n for n in run.notebook["cells"] if _marker(n).get("grade_id") == cell.name), None)
    found = _mark_node(cell, node, run)
    stays = node is not None and node["metadata"].get("blocnotes", {}).get("split", {}).get("reason")
    return replace(found, sentence=f"{found.sentence} {IN_SANDBOX}".strip()) if stays else found


def _mark_node(cell: GradedCell, node: dict[str, Any] | None, run: Run) -> Mark:
    if node is None or node.get("execution_count") is None:
        sentence = OTHER_ENDINGS.get(run.ending, "La cellule de tests n’a pas été exécutée.")
        return _mark(cell, 0.0, Verdict.MISSING, sentence)
    for output in node["outputs"]:
        if output["output_type"] == "error":
            return _mark(cell, 0.0, Verdict.WRONG, "Au moins un test de cette question échoue.")
        if output["output_type"] == "execute_result":
            return _mark_number(cell, output.get("data", {}).get("text/plain"))
    return _mark(cell, cell.points, Verdict.RIGHT)


def _mark_number(cell: GradedCell, shown: Any) -> Mark:
    text = "".join(shown) if isinstance(shown, list) else str(shown)
    found = NUMBER.match(text.strip())
    if not found:
        return _mark(cell, cell.points, Verdict.RIGHT)
    points = float(found[1])
    if not math.isfinite(points) or not 0.0 <= points <= cell.points:
        return _mark(cell, None, Verdict.AWAITED, "Le résultat des tests sort du barème : une personne corrigera.")
    verdict = Verdict.RIGHT if points == cell.points else Verdict.PARTIAL if points else Verdict.WRONG
    return _mark(cell, points, verdict, "" if verdict is Verdict.RIGHT else "Une partie des tests échoue.")


def _mark(cell: GradedCell, points: float | None, verdict: Verdict, sentence: str = "") -> Mark:
    return Mark(cell=cell.name, points=points, maximum=cell.points, verdict=verdict, sentence=sentence)


def _graded(cell: dict[str, Any]) -> GradedCell:
    marker = _marker(cell)
    by_hand = marker.get("solution") or _is_task(cell)
    return GradedCell(
        name=marker["grade_id"], role=Role.MANUAL if by_hand else Role.TEST, points=float(marker.get("points", 0))
    )


def _files(source: Path) -> dict[str, Path]:
    if not source.is_dir():
        return {}
    kept = (path for path in sorted(source.rglob("*")) if path.is_file() and path.suffix != ".ipynb")
    return {str(path.relative_to(source)): path for path in kept if ".ipynb_checkpoints" not in path.parts}


def _marker(cell: dict[str, Any]) -> dict[str, Any]:
    return dict(cell.get("metadata", {}).get("nbgrader", {}))


def _is_task(cell: dict[str, Any]) -> bool:
    return bool(_marker(cell).get("task"))
