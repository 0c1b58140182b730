"""Only the store writes to the disk, because only the store can be proved not to lose anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Source, our_sources

CHANGING_METHODS = frozenset(
    {
        "write_text", "write_bytes", "touch", "mkdir", "rmdir", "unlink", "rename", "chmod", "symlink_to",
        "hardlink_to",
    }
)  # fmt: skip
CHANGING_CALLS = frozenset(
    f"os.{name}"
    for name in (
        "open", "fdopen", "replace", "rename", "remove", "unlink", "mkdir", "makedirs", "rmdir", "removedirs",
        "truncate", "ftruncate", "link", "symlink", "chmod", "chown", "mkfifo", "write", "pwrite",
    )
)  # fmt: skip
WRITING_MODULES = ("shutil", "tempfile", "sqlite3", "shelve", "dbm")


def writes(source: Source) -> Iterator[str]:
    """Yield each place where `source` could change a file."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imports_a_way_around(source, node)
        elif isinstance(node, ast.Call) and _changes_a_file(node):
            yield f"{source.module}:{node.lineno} {ast.unparse(node)}"


def _imports_a_way_around(source: Source, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
    for alias in node.names:
        full = f"{module}.{alias.name}" if module else alias.name
        if full in CHANGING_CALLS or full == "io.open":
            yield f"{source.module}:{node.lineno} takes {full} out of its module, where no test sees it used"
        # shutil is asked for the terminal's size now and then; the rest of it moves files.
        if full.split(".")[0] in WRITING_MODULES and full != "shutil.get_terminal_size":
            yield f"{source.module}:{node.lineno} imports {full}"


def _changes_a_file(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    if name == "Ledger.open":
        return False  # the store's own door
    if name in CHANGING_CALLS or name.endswith(("FileHandler", "FileIO")):
        return True
    if name in {"open", "io.open", "gzip.open"}:
        return _may_write(call, position=1)
    if isinstance(call.func, ast.Attribute):
        if call.func.attr == "open":
            return _may_write(call, position=0)
        return call.func.attr in CHANGING_METHODS
    return False


def _may_write(call: ast.Call, position: int) -> bool:
    modes = [word.value for word in call.keywords if word.arg == "mode"] or call.args[position : position + 1]
    if not modes:
        return False
    mode = modes[0]
    # A mode that is computed could be anything.
    return not (isinstance(mode, ast.Constant) and set(str(mode.value)) <= set("rbt"))


def test_only_the_store_writes() -> None:
    found = [line for source in our_sources() if source.floor != "store" for line in writes(source)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "open('x', 'w')",
        "open('x', mode='a')",
        "open('x', mode)",
        "path.open('xb')",
        "path.open('r+')",
        "path.write_text('hello')",
        "path.with_suffix('.new').mkdir()",
        "import os\nos.open('x', os.O_WRONLY)",
        "import os\nos.replace('a', 'b')",
        "from os import replace",
        "import shutil",
        "from tempfile import NamedTemporaryFile",
        "logging.handlers.RotatingFileHandler('x')",
    ],
)
def test_a_write_is_seen(text: str) -> None:
    assert list(writes(Source("trust_tui.ui.sample", text)))


@pytest.mark.parametrize("text", ["open('x')", "path.open('rb')", "'a'.replace('a', 'b')", "dialog.open()"])
def test_what_only_reads_is_fine(text: str) -> None:
    assert list(writes(Source("trust_tui.ui.sample", text))) == []


def test_the_store_itself_would_be_seen() -> None:
    store = [source for source in our_sources() if source.floor == "store"]
    assert [line for source in store for line in writes(source)]
