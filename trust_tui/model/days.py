"""Days that are over, and days ahead, typed as people speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NoReturn

from trust_tui.model.dates import MONTHS, WEEKDAYS, date_words, day_and_month, shortly, weekday_name

_AGO = re.compile(r"(\d{1,4}) days? ago")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>[a-z]{3,9})(?: (?P<year>\d{4}))?"
)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]{3,9}) (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")


class DayProblem(ValueError):
    """A day that was not understood, or has not come yet. The message says what to type instead."""


def past_day(text: str, today: date) -> date:
    """Return the day that `text` means, today where it is empty. Days without a year are the last such days.

    Raises:
        DayProblem: If it is not understood, or has not come yet.
    """
    try:
        day = _understood(_plain(text), today)
    except DayProblem:
        raise
    except (ValueError, OverflowError):
        raise DayProblem(f"There is no such day. Try: {_past_examples()}.") from None
    if day is None:
        raise DayProblem(f"This is not a day I know. Try: {_past_examples()}.")
    if day > today:
        raise DayProblem("This day has not come yet.")
    return day


def _past_examples() -> str:
    return f"yesterday, friday, {shortly(12, 11).lower()}, 2026-11-12"


def coming_examples() -> str:
    """Return what can be typed for a day ahead."""
    return f"thursday, {shortly(3, 12).lower()}, in two weeks, 2026-12-03"


def coming_day(text: str, today: date) -> date | None:
    """Return the day ahead that `text` means, or None where it is empty.

    Without a year it is the next such day. A day as a form writes it, 2026-12-03 or with the whole name of
    its month and the year, is taken as it is, also where it is over: it may have been there for long.

    Raises:
        DayProblem: If it is not understood, is more than one day, or is over.
    """
    words = _plain(text)
    if not words:
        return None
    written = _written(words)
    if written is not None and written.is_whole:
        try:
            return written.exact()
        except DayProblem:
            raise
        except ValueError:
            raise DayProblem(f"There is no such day. Try: {coming_examples()}.") from None
    # The grammar of schedules knows these days already. It is only needed while somebody types.
    from trust_tui.model.schedule import ScheduleProblem, understood

    try:
        schedule = understood(words, today)
    except ScheduleProblem as problem:
        # What it says of a day fits, such as that it is past; what it says of schedules does not.
        is_about_day = not any(words in str(problem) for words in ("every", "schedule", "Join the days"))
        words = str(problem) if is_about_day else f"This is not a day I know. Try: {coming_examples()}."
        raise DayProblem(words) from None
    if not schedule.is_once:
        raise DayProblem(f"One day is needed here. Try: {coming_examples()}.")
    return schedule.starts


def _plain(text: str) -> str:
    """Return small letters with single spaces, without commas and the dots that are not between numbers."""
    return " ".join(re.sub(r"\.(?!\d)", " ", text.casefold().replace(",", " ")).split())


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
    written = _written(words)
    return written.last(today) if written is not None else None


@dataclass(frozen=True, slots=True)
class _Written:
    """A date that was typed, which no calendar need have.

    Attributes:
        day: Its number in the month.
        month: 1 for January.
        year: The year; 0 where none was typed.
        weekday: 0 for Monday; None where none was typed.
        is_whole: Whether it is written as a form writes it.
    """

    day: int
    month: int
    year: int
    weekday: int | None
    is_whole: bool = False

    def exact(self) -> date:
        """Return it, where the year was typed."""
        day = date(self.year, self.month, self.day)
        return day if self._fits(day) else self._refuse(day)

    def last(self, today: date) -> date:
        """Return it; without a year, the last such day."""
        if self.year:
            return self.exact()
        found = list(self._up_to(today))
        if not found:
            raise ValueError(self.day)
        for day in found if self.weekday is None else found[:2]:
            if self._fits(day):
                return day
        return self._refuse(found[0])

    def _up_to(self, today: date) -> Iterator[date]:
        for year in range(today.year, max(today.year - 9, 0), -1):  # the last leap day may be eight years ago
            with suppress(ValueError):
                if (found := date(year, self.month, self.day)) <= today:
                    yield found

    def _fits(self, day: date) -> bool:
        return self.weekday in {None, day.weekday()}

    @staticmethod
    def _refuse(day: date) -> NoReturn:
        words = f"{date_words(day)} is a {weekday_name(day)}. Type the day or the date."
        raise DayProblem(words)


def _written(words: str) -> _Written | None:
    """Return the date that was typed in numbers or with the name of its month, a weekday before it or not."""
    words = words.removeprefix("on ")
    name, _, rest = words.partition(" ")
    weekday = _named(name, WEEKDAYS)
    if weekday is not None:
        words = rest
    if match := _NUMBERS.fullmatch(words):
        day, month = day_and_month(int(match[1]), int(match[3]), match[2])
        year = int(match[4] or 0)
        return _Written(day, month, year + 2000 if len(match[4] or "") == 2 else year, weekday)
    if match := _ISO.fullmatch(words):
        return _Written(int(match["day"]), int(match["month"]), int(match["year"]), weekday, is_whole=True)
    match = _DAY_MONTH.fullmatch(words) or _MONTH_DAY.fullmatch(words)
    number = _named(match["month"], MONTHS) if match else None
    if match is None or number is None:
        return None
    year, is_name = int(match["year"] or 0), match["month"] == MONTHS[number].lower()
    return _Written(int(match["day"]), number + 1, year, weekday, is_whole=bool(year) and is_name)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of `names` a word is, or begins with three letters of, or None."""
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.lower().startswith(word)), None)
