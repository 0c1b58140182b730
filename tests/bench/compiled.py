"""Whether everything that a start loads is compiled: else every figure is hundreds of milliseconds off."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import orjson

PACKAGE = Path(__file__).resolve().parents[2] / "trust_tui"


def needed() -> Iterator[Path]:
    """Yield every file of our package, of textual and of all that the two need."""
    yield from PACKAGE.rglob("*.py")
    yield from _installed("trust-tui")


def uncompiled(files: Iterable[Path]) -> list[Path]:
    """Return those of the files that have no up-to-date .pyc file."""
    return sorted({path for path in files if not _is_compiled(path)})


def _is_compiled(path: Path) -> bool:
    compiled = Path(importlib.util.cache_from_source(str(path)))
    try:
        head, source = compiled.read_bytes()[:16], path.stat()
    except FileNotFoundError:
        return False
    if head[:4] != importlib.util.MAGIC_NUMBER:
        return False
    seen = [int(source.st_mtime) & 0xFFFFFFFF, source.st_size & 0xFFFFFFFF]
    # Of a .pyc file that goes by a hash of its source, the first flag is set.
    return head[4] & 1 == 1 or head[8:] == b"".join(each.to_bytes(4, "little") for each in seen)


def _installed(name: str) -> Iterator[Path]:
    """Yield the modules of every package that one needs, whatever the way."""
    waiting, known = [name], set[str]()
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:  # one that only another system needs
            continue
        waiting += [re.split(r"[^\w.-]", need)[0] for need in found.requires or () if "extra ==" not in need]
        for file in found.files or ():
            path = Path(str(file.locate()))
            if path.suffix == ".py" and "site-packages" in path.parts and path.exists():
                yield path


def refusal(missing: list[Path]) -> str:
    """Say why nothing is measured, and what to do."""
    libraries = Path(orjson.__file__).parents[1]
    return (
        f"{len(missing)} files are not compiled, such as {missing[0]}: every figure would be too high.\n"
        f"First run: python -m compileall -q {libraries} {PACKAGE}"
    )
