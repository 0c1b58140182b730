"""Days that the calendar names, such as 24 dec or the end of march; and `point`, which finds any day."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from trust_tui.model.dates import date_words, day_and_month, shortly, week_of, weekday_name, yearly_words
from trust_tui.model.schedule import ScheduleProblem
from trust_tui.model.schedule_words import ordinal
from trust_tui.model.typed.points import NEAR, Kind, Maker, Point, moved, too_far
from trust_tui.model.typed.vocabulary import END, MONTH, PART, UNIT, WEEKDAY, month_in, phrase, weekday_in

LEAP = 2028
"""A year in which every date exists that can exist."""


def point(text: str, position: int, today: date) -> tuple[Point, int] | None:
    """Return the day that is named at `position`, and where its words end; None where none is.

    Raises:
        ScheduleProblem: If it is a day that no calendar has, or one more than a hundred years away.
    """
    for pattern, make in (*_DATES, *NEAR, *_SPANS):
        if match := pattern.match(text, position):
            try:
                found = make(match, today)
            except ScheduleProblem:
                raise
            except (OverflowError, ValueError) as problem:
                raise too_far(match.group()) from problem
            if found:
                if found.last.year > today.year + 100:
                    raise too_far(match.group())
                return found, match.end()
    return None


def next_month_day(day: int, today: date) -> date:
    """Return the next day with this number, today included, in a month that has it."""
    month = today.replace(day=1)
    while day > _length(month.year, month.month) or month.replace(day=day) < today:
        month = moved(month, 1, "month")
    return month.replace(day=day)


def checked_day(day: int, said: str) -> int:
    """Return `day` if some month has it.

    Raises:
        ScheduleProblem: If none has.
    """
    if not 1 <= day <= 31:
        raise ScheduleProblem(f"No month has a {ordinal(day)}. Type a day from the 1st to the 31st.", said)
    return day


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _date(said: str, day: int, month: int, year: str | None, today: date) -> Point:
    """Return a date; without a year, the next one that there is."""
    if not 1 <= month <= 12:
        raise ScheduleProblem(f"“{said}” is not a date. Type it as {shortly(24, 12)} or 2026-12-24.", said)
    if not 1 <= day <= _length(LEAP, month):
        end = "28th or 29th" if month == 2 else ordinal(_length(LEAP, month))
        raise ScheduleProblem(
            f"There is no {yearly_words(day, month)}: it ends on the {end}. Name another day.", said
        )
    number = int(year) + (2000 if len(year) == 2 else 0) if year else today.year
    if year is None:
        while day > _length(number, month) or date(number, month, day) < today:
            number += 1
    if day > _length(number, month):
        raise ScheduleProblem(
            f"There is no {yearly_words(day, month)} in {number}. Name another day or year.", said
        )
    return Point.on(date(number, month, day), said, Kind.DATE, is_full=year is not None)


def _in_words(match: re.Match[str], today: date) -> Point:
    said = match.group().strip()
    month = month_in(match["month"])
    return _checked(match, _date(said, int(match["day"]), month, match["year"], today), said, today)


def _checked(match: re.Match[str], found: Point, said: str, today: date) -> Point:
    """Return the date that was found, where it is the weekday that was named with it."""
    if match["name"] and weekday_in(match["name"]) != found.first.weekday():
        day = found.first
        if not match["year"] and day.year == today.year + 1 and (day.month, day.day) != (2, 29):
            earlier = day.replace(year=today.year)
            if earlier.weekday() == weekday_in(match["name"]):
                return Point.on(earlier, said, Kind.DATE)  # to be told that it is past
        raise ScheduleProblem(f"{date_words(day)} is a {weekday_name(day)}. Type the day or the date.", said)
    return found


def _in_numbers(match: re.Match[str], today: date) -> Point | None:
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    if second > 12 and not year and match["mark"] == ".":
        return None  # 18.30 is a time
    day, month = day_and_month(first, second, match["mark"])
    return _date(match.group().strip(), day, month, year, today)


def _as_stored(match: re.Match[str], today: date) -> Point:
    said = match.group().strip()
    return _checked(
        match, _date(said, int(match["day"]), int(match["month"]), match["year"], today), said, today
    )


def _month_day(match: re.Match[str], today: date) -> Point:
    said, day = match.group().strip(), checked_day(int(match["day"]), match.group())
    if not match["which"]:
        return Point.on(next_month_day(day, today), said, Kind.MONTH_DAY)
    month = moved(today.replace(day=1), int(match["which"].lower() == "next"), "month")
    found = _date(said, day, month.month, str(month.year), today)
    return Point.on(found.first, said)


def _month(match: re.Match[str], today: date) -> Point:
    month = month_in(match["month"])
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    first, last = date(year, month, 1), date(year, month, _length(year, month))
    return _span(match, first if match["year"] else max(first, today), last)


def _period(match: re.Match[str], today: date) -> Point | None:
    if not (match["edge"] or match["which"]):
        return None
    unit, ahead = match["unit"].lower(), int((match["which"] or "").lower() == "next")
    first = {
        "week": week_of(today),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    first = moved(first, ahead, unit)
    return _span(match, max(first, today), moved(first, 1, unit) - timedelta(days=1))


def _span(match: re.Match[str], first: date, last: date) -> Point:
    edge = (match["edge"] or "").lower()
    if edge:
        return Point.on(last if edge == "end" else first, match.group())
    return Point(Kind.SPAN, match.group().strip(), first, last)


_ON = r"(?:(?:on|by) )?"
_BEFORE = rf"{_ON}(?:the )?(?:(?P<name>{WEEKDAY}) )?(?:the )?"
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"
_EDGE = r"(?:(?:at |by )?(?:the )?(?P<edge>end|start|beginning) of )?(?:the )?"
# "until march 10 times" is about March, and "dec 6 pm" about December.
_NO_COUNT = rf"(?! ?(?:times?|x|[ap]\.?m\.?|o['’]?clock|{UNIT}|in the {PART}){END})"

_DATES: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (
        phrase(
            rf"{_BEFORE}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?(?: of)?[ -]?(?P<month>{MONTH})"
            rf"(?:[ -](?P<year>[0-9]{{4}}))?"
        ),
        _in_words,
    ),
    (
        phrase(
            rf"{_BEFORE}(?P<month>{MONTH}) (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{_NO_COUNT}"
            rf"(?: (?P<year>[0-9]{{4}}))?"
        ),
        _in_words,
    ),
    (
        phrase(
            rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})"
        ),
        _as_stored,
    ),
    (
        phrase(
            rf"{_ON}(?:the )?(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})"
            rf"(?:(?P=mark)(?P<year>[0-9]{{4}}|[0-9]{{2}}))?\.?{_NO_COUNT}"
        ),
        _in_numbers,
    ),
    (phrase(rf"{_ON}(?:the )?{_NTH}(?: of (?P<which>this|next) month)?"), _month_day),
)
_SPANS: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (phrase(rf"{_EDGE}(?P<month>{MONTH})(?: (?P<year>[0-9]{{4}}))?"), _month),
    (phrase(rf"{_EDGE}(?:(?P<which>this|next) )?(?P<unit>week|month|year)"), _period),
)
