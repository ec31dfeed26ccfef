"""Each outside library has one home, and the learner's side needs none."""

import ast
import subprocess
import sys
from collections.abc import Iterator

from house.files import trees

HOMES = {
    "alembic": ("blocnotes/gradebook/",),
    "click": ("blocnotes/cli/",),
    "cryptography": ("blocnotes/lti/keys.py",),
    "dask": ("blocnotes/grading/executors.py",),
    "distributed": ("blocnotes/grading/executors.py",),
    "httpx": ("blocnotes/lti/service.py", "blocnotes/lti/columns.py"),
    "jinja2": ("blocnotes/reports/", "blocnotes/lab/frame.py", "blocnotes/lab/classroom.py"),
    "jupyter_client": ("blocnotes/execution/",),
    "jupyter_server": ("blocnotes/lab/",),
    "jwt": ("blocnotes/lti/", "blocnotes/lab/lti/launch.py"),
    "jupytext": ("blocnotes/authoring/source.py",),
    "nbclient": ("blocnotes/execution/", "blocnotes/grading/split/"),
    "nh3": ("blocnotes/grading/copies.py",),
    "papermill": ("blocnotes/execution/engine.py",),
    "pyarrow": ("blocnotes/grading/answers.py", "blocnotes_handin/codecs.py"),
    "rich": ("blocnotes/cli/",),
    "sqlalchemy": ("blocnotes/gradebook/",),
    "tornado": ("blocnotes/lab/",),
}


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], node.lineno


def test_each_library_is_imported_in_its_home_only():
    strays = [
        f"{path}:{line}: {library} (its home: {', '.join(HOMES[library])})"
        for path, tree in trees().items()
        for library, line in imports(tree)
        if library in HOMES and not path.startswith(HOMES[library])
    ]
    assert not strays, "\n".join(strays)


def test_the_learners_side_starts_with_the_standard_library_alone():
    script = (
        "import sys; before = set(sys.modules); import blocnotes_handin; "
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(loaded - set(sys.stdlib_module_names) - {'blocnotes_handin'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == []


def test_the_two_sides_do_not_import_each_other_but_for_the_folder_that_is_lent():
    lent = {"blocnotes/execution/runners.py"}  # it lays the learner's side out in a sandbox, by its path
    strays = [
        f"{path}:{line}: {library}"
        for path, tree in trees().items()
        for library, line in imports(tree)
        if library in ("blocnotes", "blocnotes_handin") and library != path.split("/")[0] and path not in lent
    ]
    assert not strays, "\n".join(strays)
