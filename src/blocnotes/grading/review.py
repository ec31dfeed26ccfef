"""Read everything that an author wrote for an assignment, and run nothing of a notebook: every defect at once."""

from blocnotes.authoring.accessibility import review_accessibility
from blocnotes.authoring.assignment import Assignment, as_defects, read_assignment
from blocnotes.authoring.cells import Role
from blocnotes.authoring.release import clear_solutions, find_leaks
from blocnotes.errors import ContentError, Defect
from blocnotes.grading.graders import load_grader
from blocnotes.grading.proofs import read_proofs
from blocnotes.grading.sheets import ANSWER
from blocnotes.settings import Settings

MAX_FILE = 2 << 20
MIN_PROOFS = 3


def review_assignments(settings: Settings, slugs: tuple[str, ...] = ()) -> list[Defect]:
    """Review the assignments of a course folder (all, or those named)."""
    folders = sorted(path.parent for path in settings.assignments.glob("*/notebook.py"))
    found: list[Defect] = []
    for folder in folders:
        if not slugs or folder.name in slugs:
            found += _review(folder.name, settings)
    return found


def _review(slug: str, settings: Settings) -> list[Defect]:
    try:
        assignment = read_assignment(settings.assignments / slug, settings.limits)
    except ContentError as error:
        return as_defects(error)
    text = str(assignment.folder / "notebook.py")
    return [
        *review_accessibility(list(assignment.cells), text),
        *find_leaks(assignment, clear_solutions(assignment.source())),
        *_review_data(assignment),
        *_review_grader(assignment, settings),
        *_review_proofs(assignment, settings),
    ]


def _review_data(assignment: Assignment) -> list[Defect]:
    files = [path for path in assignment.data.rglob("*") if path.is_file()]
    defects = [
        Defect(str(path), "file", "over 2 MiB", "keep a smaller extract")
        for path in files
        if path.stat().st_size > MAX_FILE
    ]
    if files and not (assignment.data / "SOURCES.toml").exists():
        cure = "say origin, licence, and whether it is personal"
        defects.append(Defect(str(assignment.data / "SOURCES.toml"), "file", "data without their source", cure))
    return defects


def _review_grader(assignment: Assignment, settings: Settings) -> list[Defect]:
    folder = settings.autograders / assignment.slug
    try:
        grader = load_grader(folder)
    except ContentError as error:
        return as_defects(error)
    file = str(folder / "grader.py")
    cells = {cell.name for cell in assignment.graded if cell.role is Role.ANSWER}
    answers = {name for cell in assignment.graded for name in ANSWER.findall(cell.source)}
    return [
        *(
            Defect(file, name, "a check for no answer cell", f"cells: {', '.join(sorted(cells))}")
            for name in grader.checks
            if name not in cells
        ),
        *(
            Defect(file, name, "a challenge for no answer", f"answers: {', '.join(sorted(answers))}")
            for name in grader.challenges
            if name not in answers
        ),
    ]


def _review_proofs(assignment: Assignment, settings: Settings) -> list[Defect]:
    folder = settings.autograders / assignment.slug
    try:
        proofs = read_proofs(assignment, folder)
    except ContentError as error:
        return as_defects(error)
    mistakes = [
        proof for proof in proofs if proof.base == "solution" and any(v is not None for v in proof.marks.values())
    ]
    if len(mistakes) < MIN_PROOFS:
        what = f"{len(mistakes)} known mistakes"
        return [Defect(str(folder / "proofs" / "proofs.toml"), "file", what, f"ship at least {MIN_PROOFS}")]
    return []
