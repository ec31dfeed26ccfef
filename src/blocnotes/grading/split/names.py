"""What a cell's text defines, reads and may change: read from its syntax, nothing is run."""

import ast
import builtins
import symtable
from collections.abc import Iterator
from dataclasses import dataclass, field

MUTATORS = frozenset([
    "append", "extend", "insert", "pop", "remove", "sort", "reverse", "clear", "update", "setdefault", "add",
    "discard", "fill", "popitem", "appendleft", "popleft", "difference_update", "intersection_update",
    "set_index", "drop", "rename", "fillna", "resize", "put", "itemset",
])  # fmt: skip
KNOWN = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one cell, by what it does with them."""

    reads: frozenset[str] = frozenset()
    """Global names read at any depth, builtins left out."""
    read_by_functions: frozenset[str] = frozenset()
    declared_global: frozenset[str] = frozenset()
    imports: dict[str, str] = field(default_factory=dict)
    """Name → the statement that imports it; a star import under its own text, starting with `*`."""
    functions: dict[str, ast.AST] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    writes: frozenset[str] = frozenset()
    """Data that the cell binds or may change in place."""

    @property
    def defines(self) -> frozenset[str]:
        """Everything that a cell gives a value."""
        return self.writes | self.functions.keys() | self.classes.keys() | self.imports.keys()


def read_names(source: str) -> Names:
    """Read the names of a cell; lines of magics are passed over, and a text that cannot be parsed has none."""
    code = without_magics(source)
    try:
        tree, table = ast.parse(code), symtable.symtable(code, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return Names()
    inner = [child for top in table.get_children() for child in _scopes(top)]
    deep = {s.get_name() for scope in inner for s in scope.get_symbols() if s.is_global() and s.is_referenced()}
    declared = {s.get_name() for scope in inner for s in scope.get_symbols() if s.is_declared_global()}
    shallow = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    functions: dict[str, ast.AST] = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    imports = dict(_imports(tree))
    bound = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned()}
    writes = (bound | set(_changed(tree)) | declared) - functions.keys() - classes.keys() - imports.keys()
    return Names(
        reads=frozenset((shallow | deep) - KNOWN),
        read_by_functions=frozenset(deep - KNOWN),
        declared_global=frozenset(declared),
        imports=imports,
        functions=functions,
        classes=classes,
        writes=frozenset(writes),
    )


def without_magics(source: str) -> str:
    """Give a cell's Python alone; numbers of lines are kept."""
    return "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in source.splitlines())


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _scopes(child)


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name.split(".")[0], ast.unparse(ast.Import([alias]))
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                statement = ast.unparse(ast.ImportFrom(node.module, [alias], node.level))
                yield (f"*{statement}" if alias.name == "*" else alias.asname or alias.name), statement


def _changed(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        found: ast.AST | None = None
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            found = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
            found = node.func.value
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            # A call whose value is dropped is made for what it does: to its arguments, perhaps.
            yield from (item.id for item in node.value.args if isinstance(item, ast.Name))
        while isinstance(found, ast.Subscript | ast.Attribute):
            found = found.value
        if isinstance(found, ast.Name):
            yield found.id
