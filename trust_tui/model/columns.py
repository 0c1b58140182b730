"""Time cut into columns: each day belongs to exactly one of them, and a column holds whole days only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from trust_tui.model.dates import week_of

WEEK = 7


class Unit(Enum):
    """How much time one column is about: days, or months where the number of days differs."""

    DAY = (1, 0)
    WEEK = (WEEK, 0)
    MONTH = (0, 1)
    QUARTER = (0, 3)
    HALF = (0, 6)
    YEAR = (0, 12)
    TWO_YEARS = (0, 24)
    FIVE_YEARS = (0, 60)
    TWENTY_YEARS = (0, 240)

    def begin(self, day: date) -> date:
        """Return the first day of the column that holds `day`: of its week, the first of a month."""
        days, months = self.value
        if self is Unit.WEEK:
            return week_of(day)
        if days:
            return day
        number = (day.year * 12 + day.month - 1) // months * months
        return date(max(number // 12, 1), number % 12 + 1, 1)

    def after(self, first: date) -> date | None:
        """Return the first day of the column after that which begins with `first`, or None: time ends."""
        days, months = self.value
        try:
            if days:
                return first + timedelta(days=days)
            number = first.year * 12 + first.month - 1 + months
            number = number // months * months  # the very first column of all may begin late
            return date(number // 12, number % 12 + 1, 1)
        except (OverflowError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class Columns:
    """Time from the first day of the first column to a last day.

    Attributes:
        unit: How much time a column is about. The last one may still be going on.
        firsts: The first day of each, in order.
        last: The last day of the last one.
    """

    unit: Unit
    firsts: tuple[date, ...]
    last: date

    @property
    def first(self) -> date:
        """The first day of all."""
        return self.firsts[0]

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self.firsts)

    def at(self, day: date) -> int | None:
        """Return the column that a day belongs to, or None where it lies outside."""
        if not self.first <= day <= self.last:
            return None
        return bisect_right(self.firsts, day) - 1

    def spread(self, steps: Iterable[tuple[date, int]]) -> list[int | None]:
        """Return what stands in each column: a day's own step, or the middle one of its days.

        A column without a step stays empty: nothing is made up for it.
        """
        held: list[list[tuple[int, date]]] = [[] for _ in self.firsts]
        for day, step in steps:
            at = self.at(day)
            if at is not None:
                held[at].append((step, day))
        return [middle(each) for each in held]


def cut(first: date, last: date, room: int) -> Columns:
    """Return the finest columns that cover every day from `first` to `last` and fit into the room.

    Args:
        first: The first day that has to be there; the first column may begin a little before it.
        last: The last day, today as a rule.
        room: How many columns there may be; the coarsest are taken where even they are too many.
    """
    for unit in Unit:
        firsts = _firsts(unit, first, last, room)
        if firsts is not None:
            return Columns(unit, firsts, last)
    coarsest = tuple(Unit)[-1]
    return Columns(coarsest, _firsts(coarsest, first, last, 10_000) or (first,), last)


def _firsts(unit: Unit, first: date, last: date, room: int) -> tuple[date, ...] | None:
    """Return where the columns begin, or None where they are more than there is room for."""
    firsts: list[date] = []
    begin: date | None = unit.begin(first)
    while begin is not None and begin <= last:
        firsts.append(begin)
        if len(firsts) > room:
            return None
        begin = unit.after(begin)
    return tuple(firsts) or (last,)


def middle(held: Sequence[tuple[int, date]]) -> int | None:
    """Return the step of the middle day when days are put in order by their step; of two the later day's.

    It is a step that somebody chose on one of these days, never a number between.
    """
    if not held:
        return None
    ordered = sorted(held)
    half = len(ordered) // 2
    pair = ordered[half : half + 1] if len(ordered) % 2 else ordered[half - 1 : half + 1]
    return max(pair, key=lambda each: each[1])[0]
