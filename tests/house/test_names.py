"""Names and sizes: what a reader may rely on before opening a file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from house.files import SRC, functions, kept_files, shown, trees

VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "managers", "misc"}
FUNCTION_LINES = 40
MODULE_LINES = 300
MAX_BYTES = 2 << 20
LONG_MODULES = {
    "blocnotes/gradebook/store.py": "the one writer: every statement that touches marks stands in one place",
}
LONG_FUNCTIONS = {
    "blocnotes/gradebook/migrations/versions/0001_attempts.py:upgrade": "a migration is one list of columns",
}
CHANGES_FOLDER = ("blocnotes/execution/sandbox/", "blocnotes/execution/warm/inside/")
"""The sandboxed child: a process of one run, whose folder is nobody else's."""
OWN_STATE = {
    "blocnotes_handin/answers.py:_grading": "a kernel lives for one run, and has no other place to know it",
}
INSIDE = "/inside/"
"""What is laid into a kernel: a process of one run, where a module is the only place to keep something."""
MUTATORS = {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update"}
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:work|root)/")
ATTACKS = ("src/blocnotes/attacks/", "tests/adversarial/")
"""Attacks name the folders that they try to reach."""
PICTURES = {".db", ".gz", ".parquet", ".png", ".xlsx", ".zip"}


def test_no_module_has_a_name_that_says_nothing():
    named = [path for path in SRC.rglob("*") if path.stem in VAGUE and (path.suffix == ".py" or path.is_dir())]
    assert not named, named


def test_no_module_is_long_without_a_reason():
    sizes = {path: len((SRC / path).read_text(encoding="utf-8").splitlines()) for path in trees()}
    long = {path: size for path, size in sizes.items() if size > MODULE_LINES}
    assert sorted(long) == sorted(LONG_MODULES), f"over {MODULE_LINES} lines: {long}"


def test_no_function_is_long_without_a_reason():
    long = {}
    for path, tree in trees().items():
        for node in functions(tree):
            size = (node.end_lineno or node.lineno) - node.lineno + 1 - lines_of_docstring(node)
            if size > FUNCTION_LINES:
                long[f"{path}:{node.name}"] = size
    assert sorted(long) == sorted(LONG_FUNCTIONS), f"over {FUNCTION_LINES} lines: {long}"


def lines_of_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def test_only_the_sandboxed_child_changes_its_folder():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in trees().items()
        if not path.startswith(CHANGES_FOLDER)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("chdir", "fchdir")
    ]
    assert not found, found


def test_nothing_at_module_level_is_changed_later():
    found = {f"{path}:{name}": line for path, tree in trees().items() for name, line in changes(tree)}
    strays = {name: line for name, line in found.items() if name not in OWN_STATE and INSIDE not in name}
    assert not strays, strays
    assert set(OWN_STATE) <= set(found), "a reason that is no longer needed"


def changes(tree: ast.Module) -> Iterator[tuple[str, int]]:
    collections = set(_collections(tree))
    for function in functions(tree):
        local = {
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        local |= {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                yield from ((name, node.lineno) for name in node.names)
            name = _changed(node)
            if name in collections and name not in local:
                yield name, node.lineno


def _collections(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _changed(node: ast.AST) -> str:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        return node.value.id if isinstance(node.value, ast.Name) else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
        return node.func.value.id if isinstance(node.func.value, ast.Name) else ""
    return ""


def test_no_file_names_a_machine():
    found = []
    for path in kept_files():
        if path.suffix not in PICTURES and not shown(path).startswith(ATTACKS):
            lines = path.read_text(encoding="utf-8", errors="ignore").split("\n")
            found += [f"{shown(path)}:{n}: {line[:80]}" for n, line in enumerate(lines, 1) if MACHINE_PATH.search(line)]
    assert not found, found


def test_no_file_is_heavy():
    heavy = [f"{shown(path)}: {path.stat().st_size} bytes" for path in kept_files() if path.stat().st_size > MAX_BYTES]
    assert not heavy, heavy


def test_no_built_notebook_is_kept():
    built = [shown(path) for path in kept_files() if Path(path).suffix == ".ipynb"]
    assert not built, built
