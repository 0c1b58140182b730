"""Dates and names as people say them."""

from __future__ import annotations

from datetime import date, timedelta


def day_words(day: date, today: date) -> str:
    """Return a date in words: "Sunday 22 November", with the year where it is another one than today's."""
    words = f"{day:%A} {day.day} {day:%B}"
    return words if day.year == today.year else f"{words} {day.year}"


def near_words(day: date, today: date) -> str:
    """Return "today", "yesterday", or the date in words."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return day_words(day, today)


def short_day(day: date) -> str:
    """Return "22 Nov"."""
    return f"{day.day} {day:%b}"


def possessive(name: str) -> str:
    """Return the name with its 's."""
    return f"{name}'s"
