"""Measures several ways of doing something, turn by turn: a slow moment of the machine slows all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


def turn_by_turn(ways: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """Go each way so many times, one after the other in turn. Return what each gave back, by its name."""
    names = list(ways)
    gave: dict[str, list[T]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)  # none of them is always the one that comes after the same other
        for name in names[first:] + names[:first]:
            gave[name].append(ways[name]())
    return gave


def times_slower(slow: Callable[[], object], fast: Callable[[], object], rounds: int = 7) -> float:
    """Return how many times longer `slow` takes than `fast`, by the best round of each."""
    taken = turn_by_turn({"slow": timed(slow), "fast": timed(fast)}, rounds)
    return min(taken["slow"]) / min(taken["fast"])


def timed(way: Callable[[], object]) -> Callable[[], float]:
    """Return what goes that way and gives back the seconds it took."""

    def take() -> float:
        start = perf_counter()
        way()
        return perf_counter() - start

    return take
