"""Days that are over, and days ahead, typed as people speak."""

from __future__ import annotations

import re
from datetime import date, timedelta

from trust_tui.model.dates import MONTHS, WEEKDAYS

_AGO = re.compile(r"(\d{1,4}) days? ago")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class DayProblem(ValueError):
    """A day that was not understood, or has not come yet. The message says what to type instead."""


def past_day(text: str, today: date) -> date:
    """Return the day that `text` means, today where it is empty. Days without a year are the last such days.

    Raises:
        DayProblem: If it is not understood, or has not come yet.
    """
    words = " ".join(text.casefold().replace(",", " ").replace(".", " ").split())
    try:
        day = _understood(words, today)
    except (ValueError, OverflowError):
        raise DayProblem("There is no such day. Try: yesterday, friday, 12 nov, 2026-11-12.") from None
    if day is None:
        raise DayProblem("This is not a day I know. Try: yesterday, friday, 12 nov, 2026-11-12.")
    if day > today:
        raise DayProblem("This day has not come yet.")
    return day


COMING_EXAMPLES = "thursday, 3 dec, in two weeks, 2026-12-03"
"""What can be typed for a day ahead."""


def coming_day(text: str, today: date) -> date | None:
    """Return the day ahead that `text` means, or None where it is empty.

    Without a year it is the next such day. A day such as 2026-12-03 is taken as it is, also where it is
    over: it may have been typed long ago.

    Raises:
        DayProblem: If it is not understood, is more than one day, or is over.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if not words:
        return None
    if match := _ISO.fullmatch(words):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise DayProblem(f"There is no such day. Try: {COMING_EXAMPLES}.") from None
    # The grammar of schedules knows these days already. It is only needed while somebody types.
    from trust_tui.model.schedule import ScheduleProblem, understood

    try:
        schedule = understood(words, today)
    except ScheduleProblem as problem:
        # What it says of a day fits, such as that it is past; what it says of schedules does not.
        is_about_day = not any(words in str(problem) for words in ("every", "schedule", "Join the days"))
        words = str(problem) if is_about_day else f"This is not a day I know. Try: {COMING_EXAMPLES}."
        raise DayProblem(words) from None
    if not schedule.is_once:
        raise DayProblem(f"One day is needed here. Try: {COMING_EXAMPLES}.")
    return schedule.starts


def _understood(words: str, today: date) -> date | None:
    if words in {"", "today"}:
        return today
    if words == "yesterday":
        return today - timedelta(days=1)
    if match := _AGO.fullmatch(words):
        return today - timedelta(days=int(match[1]))
    weekday = _named(words.removeprefix("on ").removeprefix("last "), WEEKDAYS)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7 * words.startswith("last "))
    if match := _ISO.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(words):
        return _of_year(match[1], match[2], match[3], today)
    if match := _MONTH_DAY.fullmatch(words):
        return _of_year(match[2], match[1], match[3], today)
    return None


def _of_year(day: str, month: str, year: str | None, today: date) -> date | None:
    number = _named(month, MONTHS)
    if number is None:
        return None
    if year:
        return date(int(year), number + 1, int(day))
    for candidate in range(today.year, today.year - 5, -1):  # the last leap day may be four years ago
        try:
            found = date(candidate, number + 1, int(day))
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(day)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of `names` a word is, or begins with three letters of, or None."""
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.lower().startswith(word)), None)
