import pytest

from blocnotes.authoring.build import build_solution, build_source
from blocnotes.authoring.cells import Role
from blocnotes.authoring.source import parse, read_source
from blocnotes.errors import ContentDefects

TEXT = """\
# %% [markdown]
# # Titre

# %% name="code" role="solution"
### BEGIN SOLUTION
x = 1
### END SOLUTION

# %% name="secret" role="reference"
answer("secret", 2)

# %% name="x" role="answer" points=2.5
answer("x")
"""


def test_reads_roles_names_and_points():
    cells, defects = parse(TEXT, "n.py")
    assert not defects
    assert [cell.role for cell in cells] == [Role.STATEMENT, Role.SOLUTION, Role.REFERENCE, Role.ANSWER]
    assert cells[-1].points == 2.5


def test_reference_cells_stay_out_of_the_source_but_run_with_the_solution():
    cells, _ = parse(TEXT, "n.py")
    assert "secret" not in str(build_source(cells))
    assert "secret" in str(build_solution(cells))


def test_cell_ids_are_stable_and_valid():
    cells, _ = parse(TEXT, "n.py")
    first, second = build_source(cells), build_source(cells)
    assert first == second
    assert len({cell["id"] for cell in first["cells"]}) == len(first["cells"])


def test_every_defect_is_reported_at_once(tmp_path):
    path = tmp_path / "notebook.py"
    path.write_text(
        '# %% name="A b" role="solution"\nx\n# %% role="answer" points=0\ny\n# %% name="z" role="rien"\n1\n'
        '# %% name="w" role="solution" poins=3\n### BEGIN SOLUTION\n',
        encoding="utf-8",
    )
    with pytest.raises(ContentDefects) as caught:
        read_source(path)
    told = str(caught.value)
    for part in (
        "bad name 'A b'",
        "needs a name",
        "needs points",
        "unknown role 'rien'",
        "unknown marker 'poins'",
        "do not pair up",
    ):
        assert part in told


def test_a_name_used_twice_is_a_defect(tmp_path):
    path = tmp_path / "notebook.py"
    path.write_text(
        '# %% name="a" role="setup"\n1\n# %% name="a" role="answer" points=1\nanswer("a")\n', encoding="utf-8"
    )
    with pytest.raises(ContentDefects, match="used twice"):
        read_source(path)


def test_the_text_survives_being_opened_and_saved_as_a_notebook():
    import jupytext

    saved = jupytext.writes(jupytext.reads(TEXT, fmt="py:percent"), fmt="py:percent")
    assert parse(saved, "n.py") == parse(TEXT, "n.py")
