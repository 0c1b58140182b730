"""Schedules in words, such as "every Monday and Thursday at 18:00, until 31 March 2027"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trust_tui.model.schedule_rule import WORKDAYS, Freq, Rule, read

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
UNREADABLE = "on days that this version of the program cannot read"

_UNITS = {Freq.DAILY: "day", Freq.WEEKLY: "week", Freq.MONTHLY: "month", Freq.YEARLY: "year"}


def in_words(starts: date, text: str, at: str, says_start: bool) -> str:
    """Return a schedule in words.

    Args:
        starts: Its first possible day.
        text: Its rule, or "" for once.
        at: The time of day, or "".
        says_start: Whether the first day belongs to what was said.
    """
    time = f" at {at}" if is_time(at) else ""
    if not text:
        return f"once, on {DAYS[starts.weekday()]} {day_words(starts)}{time}"
    rule = read(text)
    if rule is None:
        return UNREADABLE
    said = f"{_rhythm(rule.anchored(starts))}{time}"
    # "Every two weeks" means nothing without the week it is counted from.
    says_start = says_start or rule.interval > 1
    if says_start:
        said += f", from {day_words(starts)}"
    if rule.until:
        said += f"{'' if says_start else ','} until {day_words(rule.until)}"
    if rule.count:
        said += f", {times_words(rule.count)}"
    return said


def day_words(day: date) -> str:
    """Return "31 March 2027", whatever language the machine speaks."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def times_words(count: int) -> str:
    """Return "once", "twice", or "10 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "11th"."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    *rest, final = words
    return f"{', '.join(rest)} {last} {final}" if rest else final


def is_time(at: str) -> bool:
    """Say whether `at` is a time of day, such as "18:00"; a damaged ledger may hold anything there."""
    hour, colon, minute = at.partition(":")
    digits = len(hour) == len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdigit()
    return digits and colon == ":" and int(hour) < 24 and int(minute) < 60


def _rhythm(rule: Rule) -> str:
    if rule.freq is Freq.DAILY:
        return _every(rule)
    if rule.freq is Freq.WEEKLY:
        return _weekly(rule)
    if rule.freq is Freq.MONTHLY:
        return f"{_every(rule)} on {_of_month(rule)}"
    if rule.nth or -1 in rule.month_days:
        return f"{_every(rule)} on {_of_month(rule)} of {MONTHS[rule.month - 1]}"
    days = listed(map(str, rule.month_days))
    leap = ", in years that have one" if rule.month == 2 and 29 in rule.month_days else ""
    return f"{_every(rule)} on {days} {MONTHS[rule.month - 1]}{leap}"


def _every(rule: Rule) -> str:
    if rule.interval == 1:
        return f"every {_UNITS[rule.freq]}"
    number = NUMBERS[rule.interval] if rule.interval < len(NUMBERS) else str(rule.interval)
    return f"every {number} {_UNITS[rule.freq]}s"


def _weekly(rule: Rule) -> str:
    if rule.interval == 1 and rule.weekdays == WORKDAYS:
        return "every weekday"
    days = listed(DAYS[day] for day in rule.weekdays)
    return f"every {days}" if rule.interval == 1 else f"{_every(rule)} on {days}"


def _of_month(rule: Rule) -> str:
    if rule.position:
        kind = "weekday" if rule.weekdays == WORKDAYS else listed((DAYS[day] for day in rule.weekdays), "or")
        return f"the {_place(rule.position)} {kind}"
    if rule.nth:
        if len({day for _, day in rule.nth}) == 1:
            days = f"{listed(_place(n) for n, _ in rule.nth)} {DAYS[rule.nth[0][1]]}"
        else:
            days = listed(f"{_place(n)} {DAYS[day]}" for n, day in rule.nth)
        return f"the {days}{', in months that have one' if 5 in {n for n, _ in rule.nth} else ''}"
    numbers = [*rule.month_days, *([rule.or_last] if rule.or_last else [])]
    days = listed("last day" if day == -1 else ordinal(day) for day in _in_order(numbers))
    if rule.or_last:
        return f"the {days}, or the last day of a shorter month"
    return f"the {days}{', in months that have one' if max(numbers) > 28 else ''}"


def _place(number: int) -> str:
    return PLACES.get(number) or (ordinal(number) if number > 0 else f"{ordinal(-number)} last")


def _in_order(days: Iterable[int]) -> list[int]:
    """Return days of a month as they come, the last day last."""
    return sorted(days, key=lambda day: day if day > 0 else 32)
