"""Cells of the instructor's that only show something: the tests' kernel need not run them again."""

import ast
from collections.abc import Collection, Iterator, Mapping

from blocnotes.grading.split.names import without_magics

BUILTINS = frozenset(["print", "display", "len", "sorted", "min", "max", "sum", "round", "type", "repr", "str", "list"])
LOOKS = frozenset(["head", "tail", "describe", "info"])
"""Methods of the instructor's own objects that change nothing."""
MODULES = {
    "import pandas": frozenset(["crosstab", "pivot_table", "merge", "concat", "melt", "cut", "DataFrame", "Series"]),
    "import matplotlib.pyplot": None,
    "import seaborn": None,
}  # fmt: skip
"""Libraries whose functions leave nothing behind that a test of data could see; None is for all of them."""


def only_shows(source: str, theirs: Collection[str], ours: Mapping[str, str]) -> bool:
    """Tell whether a cell binds nothing and changes nothing but, perhaps, copies of the learner's values.

    theirs  names whose values are the learner's: each test gets them anew
    ours    names that the instructor imported: name → the statement that did it, without its alias
    """
    plain = without_magics(source)
    if plain != "\n".join(source.splitlines()):
        return False
    try:
        tree = ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError):
        return False
    if not all(isinstance(statement, ast.Expr) for statement in tree.body):
        return False
    if any(isinstance(node, ast.NamedExpr | ast.Await | ast.Yield | ast.YieldFrom) for node in ast.walk(tree)):
        return False
    return all(_changes_nothing(call, theirs, ours) for call in _calls(tree))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _changes_nothing(call: ast.Call, theirs: Collection[str], ours: Mapping[str, str]) -> bool:
    name, path = _chain(call.func)
    if name in theirs:
        return "sample" not in path  # draws from the random state that all cells share
    if not path:
        return name in BUILTINS and name not in ours
    if name in ours:
        functions = MODULES.get(ours[name], frozenset())
        return functions is None or path[0] in functions
    return path[-1] in LOOKS


def _chain(node: ast.AST) -> tuple[str, list[str]]:
    """Give the name at the root of an expression, calls and subscripts passed over, and the attributes after it."""
    path: list[str] = []
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            path.append(node.attr)
            node = node.value
        else:
            node = node.func if isinstance(node, ast.Call) else node.value
    return (node.id if isinstance(node, ast.Name) else ""), path[::-1]
