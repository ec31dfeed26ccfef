"""The tiny course, with one more question, and twice: with its own limits, and with tight ones."""

import copy
import json
import shutil
from pathlib import Path

from blocnotes.authoring.assignment import read_assignment
from blocnotes.authoring.build import build_source
from blocnotes.grading.sheets import read_sheet
from blocnotes.settings import Settings, read_settings

MINI = Path(__file__).parents[1] / "mini"
MORE = """
# %% [markdown]
# ## Effectif

# %% name="effectif-code" role="solution"
### BEGIN SOLUTION
effectif = len(valeurs) // 20
### END SOLUTION

# %% name="effectif" role="answer" points=1
answer("effectif")
"""
TIGHT = """title = "Un essai"
summary = "Une épreuve minuscule, aux limites étroites."
duration_minutes = 5
hidden_variant = false

[limits]
cell_seconds = 0.5
notebook_seconds = 3
memory_bytes = 200_000_000
output_bytes = 400_000

[[rubrics.avis]]
criterion = "Nuance la portée d’une moyenne"
points = 2
levels = [
  { points = 2, title = "Maîtrisé", text = "Cite la dispersion ou l’effectif." },
  { points = 0, title = "Absent", text = "Ne nuance pas." },
]
"""
RIGHT = {"moyenne": 3.0, "doubler": 2.0, "effectif": 1.0}


def lay_out(folder: Path) -> Settings:
    """Copy the course, with a data file that hand-ins may try to change."""
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns("var", "__pycache__"))
    essai = folder / "assignments" / "essai"
    with (essai / "notebook.py").open("a", encoding="utf-8") as text:
        text.write(MORE)
    (essai / "data").mkdir()
    (essai / "data" / "releve.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (essai / "data" / "SOURCES.toml").write_text('[releve]\norigin = "made for tests"\n', encoding="utf-8")
    for room in ("assignments", "autograders"):
        shutil.copytree(folder / room / "essai", folder / room / "bornes")
    (folder / "assignments" / "bornes" / "assignment.toml").write_text(TIGHT, encoding="utf-8")
    return read_settings(folder)


def known(settings: Settings, base: str, assignment: str) -> dict:
    """Give the released notebook, or the solution."""
    read = read_assignment(settings.assignments / assignment, settings.limits)
    notebook = build_source(list(read.cells)) if base == "solution" else read_sheet(read, settings).skeleton
    return json.loads(json.dumps(notebook))


def name_of(cell: dict) -> str:
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def find(notebook: dict, name: str) -> dict:
    return next(cell for cell in notebook["cells"] if name_of(cell) == name)


def new_cell(source: str, kind: str = "code", **metadata) -> dict:
    node = {"cell_type": kind, "id": f"n{abs(hash(source)) % 10**9}", "metadata": metadata, "source": source}
    return node | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def write_in(notebook: dict, cells: dict[str, str]) -> dict:
    """Write sources into cells; "+name" adds a cell after that one."""
    notebook = copy.deepcopy(notebook)
    for name, source in cells.items():
        if name.startswith("+"):
            index = next(i for i, cell in enumerate(notebook["cells"]) if name_of(cell) == name[1:])
            notebook["cells"].insert(index + 1, new_cell(source))
        else:
            find(notebook, name)["source"] = source
    return notebook
