"""Reads our own source, so that the rules of the house can be checked without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "trust_tui"


@dataclass(frozen=True)
class Source:
    """One file of ours.

    Attributes:
        module: Its dotted name, such as "trust_tui.store.disk".
        text: What it says.
        is_package: Whether it is an `__init__.py`, from which relative imports count differently.
    """

    module: str
    text: str
    is_package: bool = False

    @property
    def floor(self) -> str:
        """The part of the house it belongs to: "model", "store", …; "" for the package itself."""
        return [*self.module.split("."), ""][1]

    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def our_sources() -> list[Source]:
    """Return every Python file of the program."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        module = ".".join(parts[:-1] if is_package else parts)
        found.append(Source(module, path.read_text("utf-8"), is_package))
    return found


def imported(source: Source) -> Iterator[str]:
    """Yield the dotted name of everything `source` imports, wherever in the file it does.

    `from a import b` yields "a.b": whether b is a module or a name in one, it belongs to a.
    """
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(source, node)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _is_dynamic_import(node):
            yield _first_text(node)


def _base(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    here = source.module.split(".")
    up = node.level - 1 if source.is_package else node.level
    return ".".join(here[: len(here) - up] + ([node.module] if node.module else []))


def _is_dynamic_import(node: ast.Call) -> bool:
    return ast.unparse(node.func) in {"__import__", "import_module", "importlib.import_module"}


def _first_text(node: ast.Call) -> str:
    first = node.args[0] if node.args else None
    if isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
        # f"trust_tui.ui.panes.{name}": the floor it leads to is plain to see.
        return str(first.values[0].value).rpartition(".")[0] or "<computed>"
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "<computed>"


def belongs_to(name: str, package: str) -> bool:
    """Whether the dotted `name` is `package` or lies inside it."""
    return name == package or name.startswith(package + ".")


def literals(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string literal that is not a docstring."""
    tree = source.tree()
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
