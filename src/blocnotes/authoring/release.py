"""Write what learners receive, through nbgrader's own GenerateAssignment, and prove that no solution is left."""

import json
import logging
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blocnotes.authoring import variants
from blocnotes.authoring.assignment import Assignment
from blocnotes.authoring.cells import Role
from blocnotes.errors import ContentDefects, ContentError, Defect
from blocnotes.records import Notebook
from blocnotes.settings import Settings

CODE_STUB = {"python": "# Votre code ici\nraise NotImplementedError()"}
TEXT_STUB = "*Votre réponse ici.*"
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
TELLING = 25
"""A solution line of at least that many characters may not occur in what is released."""


def write_source(assignment: Assignment, settings: Settings) -> Path:
    """Build an assignment into nbgrader's source folder; gives the notebook's path."""
    folder = settings.source / assignment.slug
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    if assignment.data.is_dir():
        shutil.copytree(assignment.data, folder / "data")
    path = folder / f"{assignment.slug}.ipynb"
    path.write_text(json.dumps(assignment.source(), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def release(assignment: Assignment, settings: Settings, learners: Iterable[str] = ()) -> Path:
    """Release a built assignment: solutions cleared, cells locked and recorded, own variants drawn.

    Raises ContentError when something of a solution would reach learners.
    """
    folder = settings.release / assignment.slug
    kept = variants.read_table(folder)
    _generate(assignment.slug, settings)
    path = folder / f"{assignment.slug}.ipynb"
    leaks = find_leaks(assignment, json.loads(path.read_text(encoding="utf-8")))
    if leaks:
        shutil.rmtree(folder)
        raise ContentDefects(leaks)
    if kept:
        (folder / variants.TABLE).write_text(json.dumps(kept), encoding="utf-8")
    variants.write_table(folder, settings.key(), assignment.slug, learners, settings.own_variants)
    return path


def find_leaks(assignment: Assignment, released: Notebook) -> list[Defect]:
    """Find lines of a solution, or whole reference cells, in what learners would receive."""
    text = "\n".join("".join(cell["source"]) for cell in released["cells"])
    shown = "\n".join(_open_text(cell.source) for cell in assignment.cells if cell.role is not Role.REFERENCE)
    defects = []
    for cell in assignment.cells:
        secret = [cell.source] if cell.role is Role.REFERENCE else SOLUTION.findall(cell.source)
        for line in (line.strip() for block in secret for line in block.splitlines()):
            if len(line) >= TELLING and line in text and line not in shown:
                place = f"cell {cell.name}"
                defects.append(Defect(str(assignment.folder), place, f"a solution line is released: {line[:60]!r}"))
    if "BEGIN SOLUTION" in text:
        defects.append(Defect(str(assignment.folder), "notebook", "a solution region is released"))
    return defects


def clear_solutions(notebook: Notebook) -> Notebook:
    """Give the notebook that learners would receive, in memory, by nbgrader's own step."""
    import nbformat
    from nbgrader.preprocessors import ClearSolutions

    node = nbformat.from_dict(json.loads(json.dumps(notebook)))
    step = ClearSolutions(code_stub=CODE_STUB, text_stub=TEXT_STUB)
    cleared, _ = step.preprocess(node, {})
    return json.loads(nbformat.writes(cleared))  # type: ignore[no-any-return]


def _open_text(source: str) -> str:
    return SOLUTION.sub("", source)


def _generate(slug: str, settings: Settings) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config: Any = Config({"ClearSolutions": {"code_stub": CODE_STUB, "text_stub": TEXT_STUB}})
    folders = CourseDirectory(config=config, **settings.directories(), assignment_id=slug)
    converter = GenerateAssignment(coursedir=folders, config=config, force=True)
    converter.log = logging.getLogger("blocnotes.nbgrader")
    try:
        converter.start()
    except (NbGraderException, SystemExit) as error:
        raise ContentError(f"nbgrader could not release it: {error}", where=slug) from error
