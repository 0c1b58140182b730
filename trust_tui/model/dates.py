"""Days as people write them. Every date that somebody reads is put into words here, and nowhere else.

How they like them is chosen once for the whole program, as the language of a machine is: `use` says it. It
changes what is read and how a typed 3/4 is understood; nothing that is stored depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# Names of our own: those of strftime change with the language of the machine, and these words do not.


class DateFormat(StrEnum):
    """How a date is written; see `EXAMPLES`."""

    DAY_MONTH = "day-month"
    MONTH_DAY = "month-day"
    ISO = "iso"


EXAMPLES = {
    DateFormat.DAY_MONTH: "22 November 2026",
    DateFormat.MONTH_DAY: "November 22, 2026",
    DateFormat.ISO: "2026-11-22",
}
"""How a date looks in each of them."""


class WeekStart(StrEnum):
    """The day that a week begins with."""

    MONDAY = "monday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"


class _Liked:
    # A dataclass would cost the start of the program more than everything else here.
    form = DateFormat.DAY_MONTH
    first = 0


_liked = _Liked()
_FIRST = {WeekStart.MONDAY: 0, WeekStart.SUNDAY: 6, WeekStart.SATURDAY: 5}
_MONTH_FIRST = {DateFormat.DAY_MONTH: "", DateFormat.MONTH_DAY: "/-", DateFormat.ISO: "-"}
"""The marks between two numbers of which the first is the month. With a dot it is always the day."""


def use(form: DateFormat = DateFormat.DAY_MONTH, week_starts: WeekStart = WeekStart.MONDAY) -> None:
    """Write dates like this from now on, and let weeks begin with this day."""
    _liked.form, _liked.first = form, _FIRST[week_starts]


# Words


def day_words(day: date, today: date | None = None) -> str:
    """Return "Sunday 22 November"; with the year where it is not today's, or no today is given."""
    comma = "," if _liked.form is DateFormat.MONTH_DAY else ""
    return f"{weekday_name(day)}{comma} {date_words(day, today)}"


def near_words(day: date, today: date) -> str:
    """Return "today", "yesterday", or the day in words."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return day_words(day, today)


def in_a_row(days: Iterable[date], today: date) -> str:
    """Return several days in words, one behind the other."""
    mark = ";" if _liked.form is DateFormat.MONTH_DAY else ","
    return f"{mark} ".join(day_words(day, today) for day in days)


def date_words(day: date, today: date | None = None) -> str:
    """Return "22 November"; with the year where it is not today's, or no today is given."""
    return _with_year(yearly_words(day.day, day.month), day, today)


def yearly_words(day: int, month: int) -> str:
    """Return "22 November", a day that every year has."""
    return _in_order(day, MONTHS[month - 1])


def findable(day: date) -> str:
    """Return what a filter may find a day by, however it is written on the screen."""
    month = MONTHS[day.month - 1]
    return f"{weekday_name(day)} {day.day} {month} {day.day}, {day.year} {month} {day.year} {day.isoformat()}"


def short_day(day: date) -> str:
    """Return "22 Nov"."""
    return day.isoformat() if _liked.form is DateFormat.ISO else shortly(day.day, day.month)


def short_date(day: date, today: date | None = None) -> str:
    """Return "22 Nov"; with the year where it is not today's, or no today is given."""
    return _with_year(shortly(day.day, day.month), day, today)


def shortly(day: int, month: int) -> str:
    """Return "22 Nov", for an example of what can be typed."""
    return _in_order(day, MONTHS[month - 1][:3])


def short_width() -> int:
    """Return how many cells a short day takes at most, its year left out."""
    return 10 if _liked.form is DateFormat.ISO else 6


def month_words(day: date) -> str:
    """Return "November 2026". A month is named in every format: it is no date."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_short(day: date) -> str:
    """Return "Nov"."""
    return MONTHS[day.month - 1][:3]


def weekday_name(day: date) -> str:
    """Return "Sunday"."""
    return WEEKDAYS[day.weekday()]


def _in_order(day: int, month: str) -> str:
    return f"{month} {day}" if _liked.form is DateFormat.MONTH_DAY else f"{day} {month}"


def _with_year(words: str, day: date, today: date | None) -> str:
    if _liked.form is DateFormat.ISO:
        return day.isoformat()
    if today is not None and day.year == today.year:
        return words
    return f"{words}, {day.year}" if _liked.form is DateFormat.MONTH_DAY else f"{words} {day.year}"


# Numbers, and weeks


def day_and_month(first: int, second: int, mark: str) -> tuple[int, int]:
    """Return what is the day and what the month in two numbers with a mark between, such as 3/4.

    They are read in the order in which dates are written. Where only the other order is a date, it is that.
    """
    day, month = (second, first) if mark in _MONTH_FIRST[_liked.form] else (first, second)
    return (month, day) if month > 12 >= day else (day, month)


def into_week(day: date) -> int:
    """Return how many days of its week are before this one: 0 for the day that weeks begin with."""
    return (day.weekday() - _liked.first) % 7


def week_of(day: date) -> date:
    """Return the first day of its week, or the first one that there is."""
    return date.fromordinal(max(day.toordinal() - into_week(day), 1))
