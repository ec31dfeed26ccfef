"""Why a test cell cannot be split: what it asks cannot be told from data. Static, before any learner is graded."""

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from blocnotes.grading.split.names import Names, without_magics

if TYPE_CHECKING:
    from blocnotes.grading.split.routes import Course

SHELL = frozenset([
    "get_ipython", "In", "Out", "_", "__", "___", "_ih", "_oh", "_dh", "_i", "_ii", "globals", "locals", "vars",
    "dir", "eval", "exec", "input", "id", "open_ipython",
])  # fmt: skip
INSPECTING = frozenset(["inspect", "ast", "dis", "gc", "mock", "patch", "monkeypatch", "unittest", "tracemalloc"])
DRAWING = frozenset(
    ["plt", "pyplot", "pylab", "matplotlib", "gca", "gcf", "sns", "seaborn", "plotchecker", "ax", "axes", "fig"]
)
FILES = frozenset(["open", "os", "pathlib", "Path", "glob", "shutil", "sqlite3", "subprocess"])
READING = re.compile(r"^(read_\w+|load|loadtxt|genfromtxt|exists|isfile|listdir)$")
SINGLETONS = (None, True, False, Ellipsis)


def find_reason(source: str, names: Names, course: "Course") -> str:
    """Say why a test cell stays in the learner's sandbox; an empty text where it can be split."""
    plain = without_magics(source)
    if plain != "\n".join(source.splitlines()):
        return "uses a magic or a shell command"
    try:
        tree = ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError):
        return "cannot be read as Python"
    used = [tree, *_functions_used(names, course)]
    return next((reason for node in used for reason in _reasons(node, names, course)), "")


def _functions_used(names: Names, course: "Course") -> list[ast.AST]:
    found: dict[str, ast.AST] = {}
    waiting = [name for name in names.reads if name in course.functions]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = course.functions[name]
            read = {node.id for node in ast.walk(found[name]) if isinstance(node, ast.Name)}
            waiting += [other for other in read if other in course.functions]
    return list(found.values())


def _reasons(tree: ast.AST, names: Names, course: "Course") -> Iterator[str]:
    solution = course.solution
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if found := (read - set(_stored(tree))) & SHELL:
        yield f"looks into the notebook’s own session ({min(found)})"
    if found := (read | attributes | names.imports.keys()) & INSPECTING:
        yield f"inspects or replaces code ({min(found)})"
    if found := (read | attributes) & DRAWING:
        yield f"looks at figures ({min(found)})"
    if found := {name for name in read & solution.classes.keys() if not _is_exception(solution.classes[name])}:
        yield f"uses a class of the learner’s ({min(found)})"
    if found := set(_stored(tree)) & names.writes & solution.read_by_functions:
        yield f"sets a name that the learner’s functions read ({min(found)})"
    if found := read & set(solution.declared_global):
        yield f"reads a name that the learner’s functions set ({min(found)})"
    if _compares_identity(tree):
        yield "compares identities (is)"
    if _replaces(tree):
        yield "sets an attribute of an object"
    if _passes_functions(tree, names, course):
        yield "hands a function of its own to the learner’s code"
    if _reads_files(tree, read, attributes, course):
        yield "reads files that the learner’s code may have written"


def _stored(tree: ast.AST) -> Iterator[str]:
    return (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def _is_exception(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id.endswith(("Exception", "Error")) for base in node.bases)


def _compares_identity(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            sides = [node.left, *node.comparators]
            constant = any(isinstance(side, ast.Constant) and side.value in SINGLETONS for side in sides)
            if not constant and not _asks_type(node.left):
                return True
    return False


def _asks_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"


def _replaces(tree: ast.AST) -> bool:
    stores = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    own = {"self", *_stored(tree)}
    return any(_root(node) not in own for node in stores) or "setattr" in calls


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _passes_functions(tree: ast.AST, names: Names, course: "Course") -> bool:
    own = names.functions.keys() | course.functions.keys()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in course.theirs:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(isinstance(item, ast.Lambda) or (isinstance(item, ast.Name) and item.id in own) for item in given):
                return True
    return False


def _reads_files(tree: ast.AST, read: set[str], attributes: set[str], course: "Course") -> bool:
    if not (read & FILES or any(READING.match(name) for name in attributes)):
        return False
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return not any(text.removeprefix("./") in course.files for text in texts)
