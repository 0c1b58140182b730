"""On which days a rule falls. Days are local dates: no zone and no change of the clock can move one.

Days and weeks are counted here. Months and years are left to dateutil, which counts from the first day of a
rule. What is asked for is a window, often ten years later, so counting begins with a day near the window
instead, in step with the real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile, islice, takewhile

from trust_tui.model.schedule_rule import Freq, Rule, read

_LONGEST = {Freq.DAILY: 1, Freq.WEEKLY: 7, Freq.MONTHLY: 31, Freq.YEARLY: 366}
"""The days that one step of a rhythm may take."""

_PLAIN = {Freq.DAILY, Freq.WEEKLY}
"""What is counted here: most of what there is, and to dateutil thousands of them would take a second."""


@lru_cache(maxsize=1024)
def between(starts: date, rule: str, first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last`, both included. None for a rule that cannot be read."""
    course = _course(starts, rule)
    if course is None:
        return ()
    last = min(last, course.ends)
    return tuple(takewhile(lambda day: day <= last, course.walk(first))) if first <= last else ()


def over_after(starts: date, rule: str) -> date:
    """Return a day after which this rule never falls, its last one or a bit later: it need not be exact."""
    found = read(rule)
    if found is None:
        return date.min
    if found.count and found.freq in _PLAIN:
        most = starts.toordinal() + found.count * found.interval * _LONGEST[found.freq]
        return date.fromordinal(min(most, date.max.toordinal()))
    course = _course(starts, rule) if found.count else None
    return course.ends if course else found.until or date.max


def after(starts: date, rule: str, day: date, count: int) -> tuple[date, ...]:
    """Return the next `count` days strictly after `day`, or as many as there are."""
    course = _course(starts, rule)
    if course is None or day >= course.ends or count < 1:
        return ()
    coming = takewhile(lambda found: found <= course.ends, course.walk(day + timedelta(days=1)))
    return tuple(islice(coming, count))


def before(starts: date, rule: str, day: date, count: int) -> tuple[date, ...]:
    """Return the last `count` days up to and including `day`, ascending, or as many as there are."""
    course = _course(starts, rule)
    if course is None or day < starts or count < 1:
        return ()
    day = min(day, course.ends)
    # A guess at how far back that is; most rhythms need one look.
    back = course.longest_step * (count + 1)
    while True:
        first = starts if back >= (day - starts).days else day - timedelta(days=back)
        found = between(starts, rule, first, day)
        if len(found) >= count or first == starts:
            return found[-count:]
        back *= 2


@dataclass(frozen=True, slots=True)
class _Course:
    """A rule with its first and its last day.

    Attributes:
        starts: The first possible day.
        ends: The last possible day; for a rule with a number of times, the last of them.
        rule: The rhythm. Its own end is not looked at.
    """

    starts: date
    ends: date
    rule: Rule

    @property
    def longest_step(self) -> int:
        rule = self.rule
        in_one = len(rule.weekdays) or len(rule.month_days) + len(rule.nth) + bool(rule.or_last)
        each = rule.interval if rule.position else rule.interval / max(in_one, 1)
        return int(each * _LONGEST[rule.freq]) + 1

    def walk(self, day: date) -> Iterator[date]:
        """Yield the days on and after `day`, ascending, past `ends` as well."""
        day = max(day, self.starts)
        begin = self._in_step(day)
        days = self._counted(begin) if self.rule.freq in _PLAIN else self._by_calendar(begin)
        try:
            yield from dropwhile(lambda found: found < day, days)
        except (OverflowError, ValueError):
            # The calendar ends in December 9999, and whoever counts looks over its edge.
            return

    def _counted(self, day: date) -> Iterator[date]:
        """Yield the days from `day` on, which is one of them, or the Monday of one of their weeks."""
        rule = self.rule
        step = timedelta(days=rule.interval if rule.freq is Freq.DAILY else 7 * rule.interval)
        weekdays = rule.weekdays or ((self.starts.weekday(),) if rule.freq is Freq.WEEKLY else (0,))
        within = [timedelta(days=weekday) for weekday in sorted({*weekdays})]
        while True:
            yield from (day + later for later in within)
            day += step

    def _by_calendar(self, day: date) -> Iterator[date]:
        # dateutil takes longer to load than all the rest of this floor, and most starts never need it.
        from dateutil.rrule import rrulestr

        rule = self.rule.anchored(self.starts).endless
        for moment in rrulestr(rule.text, dtstart=datetime.combine(day, time())):
            yield moment.date()

    def _in_step(self, day: date) -> date:
        """Return a first day not after `day` from which the rule falls on the same days as from its own.

        It may be some days before the real one, at most at the beginning of its week, month or year.
        """
        starts, rule = self.starts, self.rule
        if rule.freq is Freq.DAILY:
            return starts + timedelta(days=_whole((day - starts).days, rule.interval))
        if rule.freq is Freq.WEEKLY:
            # Counted from Monday, whatever a person likes: what was due may not change with a setting, in the
            # past or on one of two machines. To calendars, an RRULE without WKST says the same.
            monday = starts - timedelta(days=min(starts.weekday(), starts.toordinal() - 1))
            weeks = _whole((day - monday).days // 7, rule.interval)
            return monday + timedelta(weeks=weeks)
        if rule.freq is Freq.MONTHLY:
            months = _whole((day.year - starts.year) * 12 + day.month - starts.month, rule.interval)
            year, month = divmod(starts.year * 12 + starts.month - 1 + months, 12)
            return date(year, month + 1, 1)
        return date(starts.year + _whole(day.year - starts.year, rule.interval), 1, 1)


def _whole(steps: int, interval: int) -> int:
    return steps // interval * interval


@lru_cache(maxsize=512)
def _course(starts: date, text: str) -> _Course | None:
    rule = read(text)
    if rule is None:
        return None
    course = _Course(starts, rule.until or date.max, rule)
    if rule.count:
        # Counted once, from the start; from then on a number of times is an end like any other.
        counted = tuple(islice(course.walk(starts), rule.count - 1, rule.count))
        return _Course(starts, counted[0] if counted else date.max, rule)
    return course
