"""How often a part of an expression may come."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any


def repeats(tree: Any, around: int = 1) -> Iterator[int]:
    """Yield how often the innermost part of each repetition of a parsed expression may come at most."""
    for part in tree:
        for each in part if isinstance(part, tuple) else ():
            yield from _inside(each, around)


def _inside(value: Any, around: int) -> Iterator[int]:
    if isinstance(value, tuple) and len(value) == 3 and type(value[2]).__name__ == "SubPattern":
        yield around * int(value[1])
        yield from repeats(value[2], around * int(value[1]))
    elif type(value).__name__ == "SubPattern":
        yield from repeats(value, around)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _inside(each, around)


def most(expression: str) -> int:
    """Return how often the part of an expression that may come most often may come."""
    return max(repeats(import_module("re._parser").parse(expression)), default=1)
