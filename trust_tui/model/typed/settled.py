"""Puts together what was heard: a schedule, or the reason why it cannot be one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from trust_tui.model import schedule_dates as dates
from trust_tui.model.dates import date_words
from trust_tui.model.schedule import Schedule, ScheduleProblem
from trust_tui.model.schedule_rule import Freq, Rule
from trust_tui.model.typed.clock import wall_clock
from trust_tui.model.typed.days import RHYTHMS, days_of, single_day
from trust_tui.model.typed.heard import WORKDAY, Heard
from trust_tui.model.typed.points import Kind, moved, too_far


def settled(heard: Heard, typed: str) -> Schedule:
    """Return the schedule that was heard.

    Raises:
        ScheduleProblem: If it leaves something open, or one part contradicts another.
    """
    at = wall_clock(heard.clock, heard.part) if heard.clock else ""
    _read_second_friday(heard)
    freq = _freq(heard)
    if freq is None:
        return Schedule(single_day(heard), "", at, typed)
    named_start = _start(heard, freq)
    starts = named_start or heard.today
    if starts < heard.today:
        raise ScheduleProblem(f"{date_words(starts)} is past. A schedule begins today or later.")
    rule = days_of(heard, freq, starts)
    if rule.interval > 1:
        # A rhythm with gaps is counted from its first day, so that it begins with the next one there is.
        starts = _first(replace(rule, interval=1), starts)
    rule = _with_end(heard, rule, starts)
    first = _first(rule, starts)
    if rule.count == 1:
        return Schedule(first, "", at, typed)
    return Schedule(starts, rule.text, at, typed, named_start is not None)


def _first(rule: Rule, starts: date) -> date:
    found = dates.after(starts, rule.text, starts - timedelta(days=1), 1)
    if not found:
        end = date_words(rule.until or date.max)
        raise ScheduleProblem(f"Nothing falls between {date_words(starts)} and {end}. Choose a later end.")
    return found[0]


def _read_second_friday(heard: Heard) -> None:
    """Decide what "every second friday" and its like mean without a month behind them."""
    if not (heard.every and heard.nth) or heard.freq is not None or heard.month is not None:
        return
    if heard.weekdays:
        raise ScheduleProblem(RHYTHMS)  # every Monday and every second Friday
    place, weekday = heard.nth[0]
    if len(heard.nth) > 1 or place in {1, -1}:
        heard.freq = Freq.MONTHLY
    elif place == 2 and weekday != WORKDAY:
        heard.freq, heard.interval, heard.nth = Freq.WEEKLY, 2, []
        heard.weekdays.append(weekday)
    else:
        raise ScheduleProblem(
            "This can be every few weeks, or a place in the month. Type every three weeks on friday, or the "
            "third friday of every month."
        )


def _freq(heard: Heard) -> Freq | None:
    """Return what the rhythm counts in; None for a single day."""
    if heard.freq is Freq.DAILY and heard.interval == 1 and len(set(heard.weekdays)) > 1:
        return Freq.WEEKLY  # every day from Monday to Friday
    if heard.freq is not None:
        return heard.freq
    lasts = heard.until is not None or heard.span is not None
    repeats = heard.every or heard.plural or lasts or heard.starts is not None or (heard.count or 0) > 1
    if heard.month is not None:
        return Freq.YEARLY if heard.every and not heard.month[1] else None
    if heard.weekdays:
        return Freq.WEEKLY if repeats else None
    if heard.month_days:
        return Freq.MONTHLY if repeats or len(heard.month_days) > 1 else None
    if heard.nth:
        return Freq.MONTHLY if repeats else None
    if heard.points and heard.every and heard.points[0].kind is Kind.DATE:
        return Freq.YEARLY
    return Freq.DAILY if heard.plural or lasts else None


def _start(heard: Heard, freq: Freq) -> date | None:
    """Return the day on which it starts, where that was said."""
    if not heard.points:
        return heard.starts
    named = heard.points[0]
    if len(heard.points) > 1 or heard.weekdays or heard.month_days or heard.nth:
        raise ScheduleProblem(RHYTHMS)
    if freq is Freq.YEARLY and named.kind is Kind.DATE:
        return named.first if named.is_full else heard.starts
    if heard.starts is not None:
        raise ScheduleProblem("There are two beginnings here. Leave one of them out.")
    if heard.freq is not None and named.kind is Kind.DATE:
        raise ScheduleProblem(
            f"Does it begin or end on {date_words(named.first)}? Type from or until before that day.",
            named.said,
        )
    return named.first


def _with_end(heard: Heard, rule: Rule, starts: date) -> Rule:
    until = heard.until
    if heard.span is not None:
        try:
            until = moved(starts, *heard.span) - timedelta(days=1)
        except (OverflowError, ValueError) as problem:
            raise too_far(f"{heard.span[0]} {heard.span[1]}") from problem
        if until.year > starts.year + 100:
            raise too_far(f"{heard.span[0]} {heard.span[1]}")
    if until is not None and heard.count is not None:
        raise ScheduleProblem("An end and a number of times are two ends. Leave one of them out.")
    if until is not None and until < heard.today:
        raise ScheduleProblem(f"{date_words(until)} is past. Choose an end that is still to come.")
    if until is not None and until < starts:
        raise ScheduleProblem(
            f"It would end on {date_words(until)} before it begins on {date_words(starts)}. "
            "Choose a later end."
        )
    return replace(rule, until=until, count=heard.count or 0)
