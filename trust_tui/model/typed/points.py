"""Single days as people type them: tomorrow, next friday, in two weeks. Those with a name are in `named`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from trust_tui.model.dates import into_week
from trust_tui.model.schedule import ScheduleProblem
from trust_tui.model.typed.vocabulary import NUMBER, UNIT, WEEKDAY, number_in, phrase, weekday_in


class Kind(Enum):
    """How a day was named, and so what becomes of it when it is repeated."""

    DAY = auto()
    WEEKDAY = auto()
    MONTH_DAY = auto()
    DATE = auto()
    SPAN = auto()


@dataclass(frozen=True, slots=True)
class Point:
    """A day, or a span of days, that was named.

    Attributes:
        kind: How it was named. A weekday with "this" or "next" is a single day.
        said: The words.
        first: The day, or the first one of the span.
        last: The same day, or the last one of the span.
        is_full: Whether the year was named too.
    """

    kind: Kind
    said: str
    first: date
    last: date
    is_full: bool = False

    @classmethod
    def on(cls, day: date, said: str, kind: Kind = Kind.DAY, *, is_full: bool = False) -> Point:
        """Return a single day."""
        return cls(kind, said.strip(), day, day, is_full)


Maker = Callable[[re.Match[str], date], Point | None]
"""Returns the day in a match as seen from today, or None where it is none after all."""


def moved(day: date, number: int, unit: str) -> date:
    """Return the day `number` units after `day`; a month after 31 January is the end of February."""
    unit = unit.lower().removesuffix("s")
    if unit in {"day", "week", "fortnight"}:
        return day + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 + number * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def coming(weekday: int, today: date) -> date:
    """Return the next such weekday. Typed on a Friday, "friday" is in a week: this one is called today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def too_far(said: str) -> ScheduleProblem:
    """Return the problem of a day that nobody here will live to see."""
    return ScheduleProblem(f"“{said.strip()}” is more than a hundred years away. Type a nearer day.", said)


def _near_day(match: re.Match[str], today: date) -> Point:
    words = match["word"].lower()
    days = 2 if "after" in words else 1 if words == "tomorrow" else 0
    return Point.on(today + timedelta(days=days), match.group())


def _in_some_time(match: re.Match[str], today: date) -> Point:
    return Point.on(moved(today, number_in(match["number"]), match["unit"]), match.group())


def _weekday(match: re.Match[str], today: date) -> Point:
    wanted = weekday_in(match["name"])
    which = " ".join(filter(None, (match["before"], match["after"]))).lower()
    if "next" in which:
        # The one of next week, whatever day weeks begin with.
        next_week = today + timedelta(days=7 - into_week(today))
        return Point.on(next_week + timedelta(days=(wanted - next_week.weekday()) % 7), match.group())
    if "this" in which and wanted == today.weekday():
        return Point.on(today, match.group())
    return Point.on(coming(wanted, today), match.group(), Kind.DAY if which else Kind.WEEKDAY)


_AMOUNT = rf"(?P<number>{NUMBER}|an?) (?P<unit>{UNIT})"

NEAR: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (phrase(r"(?P<word>today|now|tomorrow|(?:the )?day after tomorrow)"), _near_day),
    (phrase(rf"in {_AMOUNT}(?:['’] time)?"), _in_some_time),
    (phrase(rf"{_AMOUNT} (?:from (?:now|today)|later)"), _in_some_time),
    (
        phrase(
            rf"(?:(?:on|by) )?(?:the )?(?:(?P<before>this|next|(?:this|next) week|coming) (?:on )?)?"
            rf"(?P<name>{WEEKDAY})(?: (?P<after>(?:this|next) week))?"
        ),
        _weekday,
    ),
)
