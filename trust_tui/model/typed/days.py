"""Which days were meant: the days of a rhythm, or the single one."""

from __future__ import annotations

import calendar
from datetime import date

from trust_tui.model.dates import MONTHS, WEEKDAYS, date_words, shortly, yearly_words
from trust_tui.model.schedule import ScheduleProblem
from trust_tui.model.schedule_rule import WORKDAYS, Freq, Rule
from trust_tui.model.typed.heard import WORKDAY, Heard
from trust_tui.model.typed.named import next_month_day
from trust_tui.model.typed.points import Kind, coming

RHYTHMS = "There are two rhythms here. A promise has one: make a promise of each, or leave one out."
_DAYS = "There are two days here. Name one of them, or a rhythm such as every monday and thursday."


def days_of(heard: Heard, freq: Freq, starts: date) -> Rule:
    """Return the rhythm with its days, which the day it starts on gives where none was named."""
    if freq is Freq.MONTHLY:
        return _monthly(heard, starts)
    if freq is Freq.YEARLY:
        return _yearly(heard, starts)
    if heard.month_days or heard.nth or heard.month or (freq is Freq.DAILY and heard.weekdays):
        raise ScheduleProblem(RHYTHMS)
    weekdays = tuple(sorted(set(heard.weekdays)))
    if freq is Freq.DAILY or (len(weekdays) == 7 and heard.interval == 1):
        return Rule(freq=Freq.DAILY, interval=heard.interval)
    return Rule(freq=freq, interval=heard.interval, weekdays=weekdays or (starts.weekday(),))


def single_day(heard: Heard) -> date:
    """Return the one day that was named.

    Raises:
        ScheduleProblem: If none was, or several, or it is past.
    """
    _check_once(heard)
    if heard.points:
        day = heard.points[0].first
        if any(point.first != day for point in heard.points) or set(heard.weekdays) - {day.weekday()}:
            raise ScheduleProblem(_DAYS)
    elif heard.month is not None:
        day = _in_month(heard)
    elif heard.weekdays:
        day = coming(heard.weekdays[0], heard.today)
    else:
        day = next_month_day(heard.month_days[0], heard.today)
    if day < heard.today:
        raise ScheduleProblem(f"{date_words(day)} is past. Name a day from today on, or leave the year out.")
    return day


def _check_once(heard: Heard) -> None:
    """Make sure that exactly one day was named."""
    if not (heard.points or heard.weekdays or heard.month_days or heard.nth):
        raise ScheduleProblem(_nothing_named(heard))
    if heard.month is None and (heard.nth or -1 in heard.month_days):
        raise ScheduleProblem(
            "Of which month is that? For example: last friday of every month, last friday of december."
        )
    if heard.until or heard.span or heard.starts or (heard.count or 0) > 1:
        raise ScheduleProblem(
            "A single day has no beginning, end or number of times. Name a rhythm, for example: every day "
            f"until {shortly(24, 12)}, fridays 10 times."
        )
    of_month = len(heard.month_days) + len(heard.nth)
    groups = bool(heard.points) or bool(heard.weekdays)
    if of_month > 1 or (of_month and groups) or (heard.month is not None and groups):
        raise ScheduleProblem(_DAYS)


def _nothing_named(heard: Heard) -> str:
    if heard.month is not None:
        month = MONTHS[heard.month[0] - 1]
        return f"On which day of {month}? For example: {shortly(24, 12)}, first monday of december."
    if heard.clock or heard.part:
        return "On which day? For example: tomorrow at 18:00, every weekday at 18:00, fridays at 18:00."
    return "How often? For example: every day 10 times, fridays from december, every two weeks from monday."


def _in_month(heard: Heard) -> date:
    """Return the day with this place in the month that was named; without a year, the next one."""
    month, year = heard.month or (0, 0)
    for each in [year] if year else range(heard.today.year, heard.today.year + 9):
        day = _placed(heard, each, month)
        if day is not None and (year or day >= heard.today):
            return day
    raise ScheduleProblem(
        f"{MONTHS[month - 1]} has no such day{f' in {year}' if year else ''}. Name another one."
    )


def _placed(heard: Heard, year: int, month: int) -> date | None:
    days = [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    if heard.nth:
        place, weekday = heard.nth[0]
        days = [day for day in days if day.weekday() in (WORKDAYS if weekday == WORKDAY else (weekday,))]
    else:
        place = heard.month_days[0]
    if place > len(days):
        return None
    return days[place if place < 0 else place - 1]


def _monthly(heard: Heard, starts: date) -> Rule:
    if heard.month is not None:
        raise ScheduleProblem("Is it every month, or one month of the year? Leave one of them out.")
    if heard.weekdays and (heard.nth or heard.month_days):
        raise ScheduleProblem(RHYTHMS)
    if heard.weekdays:
        day = WEEKDAYS[heard.weekdays[0]]
        raise ScheduleProblem(f"Which {day} of the month? Type first {day} of every month, or last {day}.")
    if heard.nth and heard.month_days:
        raise ScheduleProblem(RHYTHMS)
    freq, interval = Freq.MONTHLY, heard.interval
    if heard.nth:
        return _nth_of_month(heard)
    days = sorted(set(heard.month_days)) or [starts.day]
    late = [day for day in days if day > 28]
    if heard.skips or not late:
        return Rule(freq=freq, interval=interval, month_days=tuple(days))
    if len(late) > 1 or -1 in days:
        raise ScheduleProblem("In a short month two of these days are the same one. Leave one of them out.")
    early = tuple(day for day in days if day < 29)
    if late == [31]:
        # The 31st is the last day: that exists in every month.
        return Rule(freq=freq, interval=interval, month_days=(-1, *early))
    return Rule(freq=freq, interval=interval, month_days=early, or_last=late[0])


def _nth_of_month(heard: Heard) -> Rule:
    nth = tuple(sorted(set(heard.nth), key=lambda each: (each[0] if each[0] > 0 else 9, each[1])))
    if any(weekday == WORKDAY for _, weekday in nth):
        if len(nth) > 1:
            raise ScheduleProblem(RHYTHMS)
        return Rule(freq=Freq.MONTHLY, interval=heard.interval, weekdays=WORKDAYS, position=nth[0][0])
    return Rule(freq=Freq.MONTHLY, interval=heard.interval, nth=nth)


def _yearly(heard: Heard, starts: date) -> Rule:
    if heard.weekdays or (heard.month is None and (heard.nth or heard.month_days)):
        raise ScheduleProblem(f"On which day of the year? For example: every year on {yearly_words(24, 12)}.")
    month = starts.month
    days: tuple[int, ...] = (starts.day,)
    nth: tuple[tuple[int, int], ...] = ()
    if heard.points and heard.points[0].kind is Kind.DATE:
        month, days = heard.points[0].first.month, (heard.points[0].first.day,)
    elif heard.month is not None:
        month, days, nth = heard.month[0], tuple(sorted(set(heard.month_days))), tuple(heard.nth)
        if bool(days) == bool(nth) or any(weekday == WORKDAY for _, weekday in nth):
            raise ScheduleProblem(
                f"On which day of {MONTHS[month - 1]}? For example: every year on {yearly_words(24, 12)}."
            )
    if (month, days) == (2, (29,)) and not heard.skips:
        # 29 February is the last day of its month: that exists in every year.
        days = (-1,)
    if max(days, default=1) > calendar.monthrange(2028, month)[1]:
        raise ScheduleProblem(f"{MONTHS[month - 1]} has no {max(days)}th. Name another day.")
    return Rule(freq=Freq.YEARLY, interval=heard.interval, month=month, month_days=days, nth=nth)
