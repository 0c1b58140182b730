"""Days as people write them. Every date that somebody reads is put into words here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# Names of our own: those of strftime change with the language of the machine, and these words do not.

SHORT = 6
"""Cells that a short day takes at most."""


def day_words(day: date, today: date | None = None) -> str:
    """Return "Sunday 22 November"; with the year where it is not today's, or no today is given."""
    return f"{weekday_name(day)} {date_words(day, today)}"


def near_words(day: date, today: date) -> str:
    """Return "today", "yesterday", or the day in words."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return day_words(day, today)


def in_a_row(days: Iterable[date], today: date) -> str:
    """Return several days in words, one behind the other."""
    return ", ".join(day_words(day, today) for day in days)


def date_words(day: date, today: date | None = None) -> str:
    """Return "22 November"; with the year where it is not today's, or no today is given."""
    return _with_year(yearly_words(day.day, day.month), day, today)


def yearly_words(day: int, month: int) -> str:
    """Return "22 November", a day that every year has."""
    return f"{day} {MONTHS[month - 1]}"


def short_day(day: date) -> str:
    """Return "22 Nov"."""
    return f"{day.day} {month_short(day)}"


def short_date(day: date, today: date | None = None) -> str:
    """Return "22 Nov"; with the year where it is not today's, or no today is given."""
    return _with_year(short_day(day), day, today)


def month_words(day: date) -> str:
    """Return "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_short(day: date) -> str:
    """Return "Nov"."""
    return MONTHS[day.month - 1][:3]


def weekday_name(day: date) -> str:
    """Return "Sunday"."""
    return WEEKDAYS[day.weekday()]


def _with_year(words: str, day: date, today: date | None) -> str:
    return words if today is not None and day.year == today.year else f"{words} {day.year}"
