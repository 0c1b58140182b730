"""Schedules in words, such as "every Monday and Thursday at 18:00, until 31 March 2027"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trust_tui.model.dates import MONTHS, WEEKDAYS, date_words, day_words, yearly_words
from trust_tui.model.schedule_rule import WORKDAYS, Freq, Rule, read

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
        return f"once, on {day_words(starts)}{time}"
    rule = read(text)
    if rule is None:
        return UNREADABLE
    said = _rhythm(rule.anchored(starts), time)
    # "Every two weeks" means nothing without the week it is counted from.
    says_start = says_start or rule.interval > 1
    if says_start:
        said += f", from {date_words(starts)}"
    if rule.until:
        said += f"{'' if says_start else ','} until {date_words(rule.until)}"
    if rule.count:
        said += f", {times_words(rule.count)}"
    return said


def times_words(count: int) -> str:
    """Return "once", "twice", or "10 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "11th"."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(words: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *rest, final = words
    return f"{', '.join(rest)} and {final}" if rest else final


def is_time(at: str) -> bool:
    """Say whether `at` is a time of day, such as "18:00"; a damaged ledger may hold anything there."""
    hour, colon, minute = at.partition(":")
    digits = len(hour) == len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdigit()
    return digits and colon == ":" and int(hour) < 24 and int(minute) < 60


def _rhythm(rule: Rule, time: str) -> str:
    if rule.freq is Freq.DAILY:
        return f"{_every(rule)}{time}"
    if rule.freq is Freq.WEEKLY:
        return f"{_weekly(rule)}{time}"
    every, days, missing = _every(rule), _of_month(rule), _missing(rule)
    if rule.freq is Freq.MONTHLY:
        return f"{every} on {days}{time}{missing}"
    month = MONTHS[rule.month - 1]
    if len(rule.month_days) == 1 and rule.month_days != (-1,):
        return f"{every} on {yearly_words(rule.month_days[0], rule.month)}{time}{missing}"
    return f"{every} on {days} of {month}{time}{missing}"


def _every(rule: Rule) -> str:
    if rule.interval == 1:
        return f"every {_UNITS[rule.freq]}"
    number = NUMBERS[rule.interval] if rule.interval < len(NUMBERS) else str(rule.interval)
    return f"every {number} {_UNITS[rule.freq]}s"


def _weekly(rule: Rule) -> str:
    if rule.interval == 1 and rule.weekdays == WORKDAYS:
        return "every weekday"
    days = listed(WEEKDAYS[day] for day in rule.weekdays)
    return f"every {days}" if rule.interval == 1 else f"{_every(rule)} on {days}"


def _of_month(rule: Rule) -> str:
    if rule.position:
        return f"the {_place(rule.position)} weekday"
    # As they come in a month, the last one last.
    nth = sorted(rule.nth, key=lambda each: (each[0] if each[0] > 0 else 6, each[1]))
    if len({day for _, day in nth}) == 1:
        return f"the {listed(_place(n) for n, _ in nth)} {WEEKDAYS[nth[0][1]]}"
    if nth:
        return f"the {listed(f'{_place(n)} {WEEKDAYS[day]}' for n, day in nth)}"
    numbers = sorted(
        (*rule.month_days, *filter(None, [rule.or_last])), key=lambda day: day if day > 0 else 32
    )
    return f"the {listed('last day' if day == -1 else ordinal(day) for day in numbers)}"


def _missing(rule: Rule) -> str:
    """Say what happens in a month that is too short for one of the days."""
    if rule.or_last:
        return ", or the last day of a shorter month"
    longest = 28 if rule.month in {0, 2} else 31
    if 5 in {n for n, _ in rule.nth} or max(rule.month_days, default=1) > longest:
        return f", in {'years' if rule.freq is Freq.YEARLY else 'months'} that have one"
    return ""


def _place(number: int) -> str:
    return PLACES.get(number) or ordinal(number)
