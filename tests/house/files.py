"""The files that the house is made of, read once: sources as trees, documents as sections, the course as it stands."""

import ast
import functools
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src"
DOCS = ROOT / "docs"
GENERATED = {".git", ".hypothesis", "__pycache__", "node_modules", ".ipynb_checkpoints"}


def kept_files() -> Iterator[Path]:
    """Give every file that .gitignore does not leave out."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()} | GENERATED
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in ignored and not name.endswith(".egg-info"))
        yield from (Path(folder) / name for name in sorted(names) if name not in ignored)


def shown(path: Path) -> str:
    """Write a path as it is in the repository."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def trees() -> dict[str, ast.Module]:
    """Give every module of src, parsed: path under src → tree."""
    return {
        path.relative_to(SRC).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("*.py"))
    }


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function of a tree, nested ones and methods too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def docstrings(tree: ast.AST) -> set[int]:
    """Give the ids of the nodes that document or stand alone: texts for readers of the code."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
