"""How something repeats: the part of RFC 5545 that people can say in a sentence, read and written plainly."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = (0, 1, 2, 3, 4)

# Sane ends for what a damaged file may ask for: a thousand years of rhythm, and three lives of single days.
INTERVALS = range(1, 1001)
COUNTS = range(1, 10_001)


class Freq(StrEnum):
    """What the rhythm counts in."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rhythm.

    Attributes:
        freq: What it counts in.
        interval: Every how many of them.
        weekdays: 0 for Monday; those of the week, or with `position` all from Monday to Friday.
        month_days: Days of the month by number, -1 for the last. One that a month lacks is left out there.
        or_last: 29 or 30: that day of the month, or the last one of a shorter month. 0 for none.
        nth: Weekdays of the month by number: (1, 0) is its first Monday, (-1, 4) its last Friday.
        position: Which one of `weekdays` in the month it is; -1 for the last, 0 for none.
        month: 1 to 12 where it is about one month of the year.
        until: The last day on which it may fall.
        count: How often it falls; 0 where that is open.
    """

    freq: Freq
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    or_last: int = 0
    nth: tuple[tuple[int, int], ...] = ()
    position: int = 0
    month: int = 0
    until: date | None = None
    count: int = 0

    @property
    def text(self) -> str:
        """The rule as RFC 5545 has it, without the word RRULE."""
        return ";".join(f"{name}={value}" for name, value in self._parts().items())

    @property
    def endless(self) -> Self:
        """The same rhythm without its end."""
        return replace(self, until=None, count=0)

    def anchored(self, starts: date) -> Self:
        """Return the same rule with the days named that it left to the day it starts on."""
        if self.freq is Freq.WEEKLY and not self.weekdays:
            return replace(self, weekdays=(starts.weekday(),))
        says_days = self.month_days or self.or_last or self.nth or self.position
        if self.freq in {Freq.MONTHLY, Freq.YEARLY} and not says_days:
            month = starts.month if self.freq is Freq.YEARLY else 0
            return replace(self, month_days=(starts.day,), month=self.month or month)
        return self

    def _parts(self) -> dict[str, str]:
        parts = {"FREQ": self.freq.value}
        if self.interval != 1:
            parts["INTERVAL"] = str(self.interval)
        if self.month:
            parts["BYMONTH"] = str(self.month)
        if days := [CODES[day] for day in self.weekdays] + [f"{n}{CODES[day]}" for n, day in self.nth]:
            parts["BYDAY"] = ",".join(days)
        if numbers := {*self.month_days, *(range(28, self.or_last + 1) if self.or_last else ())}:
            parts["BYMONTHDAY"] = ",".join(map(str, sorted(numbers)))
        if self.position:
            parts["BYSETPOS"] = str(self.position)
        elif self.or_last:
            # Of "15, 28, 29, 30" the first and the last: the last is the 30th, or February's own end.
            parts["BYSETPOS"] = ",".join(str(place) for place in (*range(1, len(self.month_days) + 1), -1))
        if self.until:
            parts["UNTIL"] = f"{self.until:%Y%m%d}".zfill(8)
        if self.count:
            parts["COUNT"] = str(self.count)
        return parts


@lru_cache(maxsize=512)
def read(text: str) -> Rule | None:
    """Return the rule in `text`, or None where it is not one that this program can put into words.

    A damaged ledger, or one that a newer program wrote, may hold anything.
    """
    if len(text) > 200:
        return None
    pairs = [part.partition("=") for part in text.split(";")]
    parts = {name: value for name, _, value in pairs}
    if len(parts) != len(pairs):
        return None
    try:
        rule = _read(parts)
    except (ValueError, KeyError):
        return None
    # Writing it again must say the same: whatever was overlooked in reading shows here.
    return rule if _is_sound(rule) and _same(rule._parts()) == _same(parts) else None


def _read(parts: Mapping[str, str]) -> Rule:
    month_days = tuple(sorted(_numbers(parts.get("BYMONTHDAY", ""))))
    places = _numbers(parts.get("BYSETPOS", ""))
    or_last = 0
    if places and month_days:
        # What precedes the days that stand for one: "15" of "15, 28, 29, 30" with the places 1 and -1.
        or_last = month_days[-1]
        month_days = month_days[: len(places) - 1]
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    return Rule(
        freq=Freq(parts["FREQ"]),
        interval=_number(parts.get("INTERVAL", "1")),
        weekdays=tuple(sorted(CODES.index(day) for day in days if len(day) == 2)),
        month_days=month_days,
        or_last=or_last,
        nth=tuple((_number(day[:-2]), CODES.index(day[-2:])) for day in days if len(day) != 2),
        position=places[0] if places and not or_last else 0,
        month=_number(parts.get("BYMONTH", "0")),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        count=_number(parts.get("COUNT", "0")),
    )


def _number(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isdigit() and len(digits) < 9):
        raise ValueError("number")
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(_number(each) for each in text.split(",")) if text else ()


def _until(text: str) -> date:
    # The day alone is what we write; a time behind it changes nothing, because a day here has no time.
    day, _, time = text.partition("T")
    if len(day) != 8 or not (time == "" or time.rstrip("Z").isdigit()):
        raise ValueError("until")
    return date(_number(day[:4]), _number(day[4:6]), _number(day[6:]))


def _same(parts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return what a rule says, whatever the order it says it in."""
    kept = {name: frozenset(value.split(",")) for name, value in parts.items() if name != "UNTIL"}
    return {name: value for name, value in kept.items() if (name, *value) not in _USUAL}


_USUAL = {("INTERVAL", "1"), ("WKST", "MO")}


def _is_sound(rule: Rule) -> bool:
    """Say whether the rule is one of the shapes that `Rule` describes, with numbers that a calendar has."""
    if rule.interval not in INTERVALS or not (rule.count == 0 or rule.count in COUNTS):
        return False
    if rule.until and rule.count:
        return False
    if not _has_days(rule):
        return False
    of_month = bool(rule.month_days or rule.or_last) + bool(rule.nth) + bool(rule.position)
    if rule.freq is Freq.YEARLY:
        return not rule.weekdays and not rule.or_last and of_month <= 1 and bool(rule.month) == bool(of_month)
    if rule.month:
        return False
    if rule.freq is Freq.MONTHLY:
        return of_month <= 1 and rule.weekdays == (WORKDAYS if rule.position else ())
    return not of_month and not (rule.freq is Freq.DAILY and rule.weekdays)


def _has_days(rule: Rule) -> bool:
    if rule.month not in range(13) or rule.or_last not in {0, 29, 30} or rule.position not in range(-1, 21):
        return False
    if any(n not in {-1, 1, 2, 3, 4, 5} for n, _ in rule.nth):
        return False
    if rule.or_last:
        return all(1 <= day <= 28 for day in rule.month_days)
    # 2028 is a leap year: a 29 February comes, if only now and then.
    longest = calendar.monthrange(2028, rule.month)[1] if rule.month else 31
    return all(day == -1 or 1 <= day <= longest for day in rule.month_days)
