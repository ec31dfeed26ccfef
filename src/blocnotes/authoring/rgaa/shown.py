"""What the code that learners are given shows, as far as its text tells: calls of `display`, `HTML`, `Image`."""

import ast
from collections.abc import Iterator

from blocnotes.authoring.cells import Cell, Role

GIVEN = frozenset({Role.STATEMENT, Role.PARAMETERS, Role.SETUP, Role.ANSWER})
SHOWS = ("display", "HTML", "Markdown")


def walk_given(cell: Cell) -> Iterator[ast.AST]:
    """Walk through the code of a cell that learners are given; nothing where it is none, or where it does not parse."""
    if cell.kind == "code" and cell.role in GIVEN:
        try:
            yield from ast.walk(ast.parse(cell.source))
        except SyntaxError:  # a magic of IPython
            return


def list_calls(cell: Cell, *names: str) -> Iterator[ast.Call]:
    """Give the calls of these functions, whatever module they were taken from."""
    for node in walk_given(cell):
        if isinstance(node, ast.Call) and _name(node.func) in names:
            yield node


def list_shown(cell: Cell) -> Iterator[str]:
    """Give the texts that are shown: a page that code only writes, or checks, is not among them."""
    told: dict[int, str] = {}
    for call in list_calls(cell, *SHOWS):
        for node in ast.walk(call):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                told[id(node)] = node.value
    yield from told.values()


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
