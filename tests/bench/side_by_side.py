"""Measures two ways of doing something, turn by turn."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def times_slower(slow: Callable[[], object], fast: Callable[[], object], rounds: int = 7) -> float:
    """Return how many times longer `slow` takes than `fast`, by the best round of each."""
    slowest, fastest = [], []
    for _ in range(rounds):
        slowest.append(_seconds(slow))
        fastest.append(_seconds(fast))
    return min(slowest) / min(fastest)


def _seconds(way: Callable[[], object]) -> float:
    start = perf_counter()
    way()
    return perf_counter() - start
