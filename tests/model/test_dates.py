"""Dates as people like to read them, read back from each of the ways in which they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.test_schedule_dates import plainly, schedules
from trust_tui.model import dates, schedule_dates
from trust_tui.model.columns import Unit
from trust_tui.model.dates import DateFormat, WeekStart
from trust_tui.model.days import DayProblem, coming_day, past_day
from trust_tui.model.schedule import Schedule, ScheduleProblem, understood
from trust_tui.model.schedule_rule import read

Say = Callable[[date, date], str]
SUNDAY = date(2026, 11, 22)
FORMATS = st.sampled_from(tuple(DateFormat))
STARTS = st.sampled_from(tuple(WeekStart))
DAYS = st.dates(date(1996, 1, 1), date(2090, 12, 31))
WAYS = st.sampled_from((dates.day_words, dates.date_words, dates.short_date))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            DateFormat.DAY_MONTH,
            ["Sunday 22 November", "Sunday 22 November 2026", "22 November", "22 Nov", "22 Nov 2026"],
        ),
        (
            DateFormat.MONTH_DAY,
            ["Sunday, November 22", "Sunday, November 22, 2026", "November 22", "Nov 22", "Nov 22, 2026"],
        ),
        (
            DateFormat.ISO,
            ["Sunday 2026-11-22", "Sunday 2026-11-22", "2026-11-22", "2026-11-22", "2026-11-22"],
        ),
    ],
)
def test_a_day_reads_as_people_like_it(form: DateFormat, words: list[str]) -> None:
    dates.use(form)
    said = [
        dates.day_words(SUNDAY, SUNDAY),
        dates.day_words(SUNDAY),
        dates.date_words(SUNDAY, SUNDAY),
        dates.short_day(SUNDAY),
        dates.short_date(SUNDAY, SUNDAY + timedelta(365)),
    ]
    assert said == words
    assert dates.date_words(SUNDAY) == dates.EXAMPLES[form]
    assert all(len(dates.short_day(date(2026, month, 28))) <= dates.short_width() for month in range(1, 13))


def test_days_in_a_row_stay_apart() -> None:
    days = [SUNDAY, SUNDAY + timedelta(1)]
    assert dates.in_a_row(days, SUNDAY) == "Sunday 22 November, Monday 23 November"
    dates.use(DateFormat.MONTH_DAY)
    assert dates.in_a_row(days, SUNDAY) == "Sunday, November 22; Monday, November 23"


@given(DAYS, st.integers(0, 3000), FORMATS, FORMATS, WAYS)
def test_a_day_that_is_over_is_read_back_whatever_is_liked(
    today: date, back: int, shown: DateFormat, liked: DateFormat, say: Say
) -> None:
    day = today - timedelta(back)
    dates.use(shown)
    words = say(day, today)
    dates.use(liked)
    assert past_day(words, today) == day


@given(DAYS, st.integers(0, 3000), FORMATS, FORMATS, WAYS)
def test_a_day_ahead_is_read_back_whatever_is_liked(
    today: date, ahead: int, shown: DateFormat, liked: DateFormat, say: Say
) -> None:
    day = today + timedelta(ahead)
    dates.use(shown)
    words = say(day, today)
    dates.use(liked)
    assert coming_day(words, today) == day


@given(DAYS, st.integers(-3000, 3000), FORMATS, FORMATS)
def test_what_stands_in_a_field_stays_that_day_however_long_ago_it_was_typed(
    today: date, ahead: int, shown: DateFormat, liked: DateFormat
) -> None:
    day = today + timedelta(ahead)
    dates.use(shown)
    words = dates.date_words(day)
    dates.use(liked)
    assert coming_day(words, today) == day


@settings(max_examples=150, deadline=None)
@given(schedules(), FORMATS, FORMATS)
def test_a_schedule_is_read_back_whatever_is_liked(
    schedule: Schedule, shown: DateFormat, liked: DateFormat
) -> None:
    rule = read(schedule.rule)
    assert rule is not None
    first = schedule.next_after(schedule.starts - timedelta(1))
    if not first or rule.anchored(schedule.starts).count == 1:
        return
    asked = Schedule(first[0], rule.anchored(schedule.starts).text, "18:00", says_start=True)
    dates.use(shown)
    words = asked.words
    dates.use(liked)
    again = understood(words, asked.starts)
    span = asked.starts, asked.starts + timedelta(5000)
    assert (again.at, again.between(*span)) == ("18:00", asked.between(*span))


@pytest.mark.parametrize(
    ("form", "typed", "past", "coming"),
    [
        (DateFormat.DAY_MONTH, "3/4", date(2026, 4, 3), date(2027, 4, 3)),
        (DateFormat.MONTH_DAY, "3/4", date(2026, 3, 4), date(2027, 3, 4)),
        (DateFormat.ISO, "3/4", date(2026, 4, 3), date(2027, 4, 3)),
        (DateFormat.ISO, "03-04", date(2026, 3, 4), date(2027, 3, 4)),
        (DateFormat.MONTH_DAY, "3.4.", date(2026, 4, 3), date(2027, 4, 3)),
        (DateFormat.MONTH_DAY, "22/11", date(2026, 11, 22), date(2026, 11, 22)),
        (DateFormat.DAY_MONTH, "11/22", date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_numbers_are_read_in_the_order_in_which_dates_are_written(
    form: DateFormat, typed: str, past: date, coming: date
) -> None:
    dates.use(form)
    assert (past_day(typed, SUNDAY), coming_day(typed, SUNDAY)) == (past, coming)


def test_numbers_with_a_year_are_read_in_that_order_too() -> None:
    assert past_day("3/4/2026", SUNDAY) == date(2026, 4, 3)
    dates.use(DateFormat.MONTH_DAY)
    assert past_day("3/4/26", SUNDAY) == date(2026, 3, 4)
    assert understood("every day until 3/4/2027", SUNDAY).between(date(2027, 3, 4), date(2027, 4, 3)) == (
        date(2027, 3, 4),
    )


@pytest.mark.parametrize("form", DateFormat)
def test_a_time_with_a_dot_stays_a_time(form: DateFormat) -> None:
    dates.use(form)
    assert understood("fridays 12.30", SUNDAY).at == "12:30"


def test_a_weekday_that_the_date_is_not_is_told() -> None:
    for text in ("Monday 22 November", "monday 2026-11-22"):
        with pytest.raises(DayProblem, match="22 November 2026 is a Sunday"):
            past_day(text, SUNDAY)
    with pytest.raises(ScheduleProblem, match="3 December 2026 is a Thursday"):
        understood("friday 2026-12-03", SUNDAY)


def test_examples_are_written_as_dates_are() -> None:
    dates.use(DateFormat.MONTH_DAY)
    with pytest.raises(DayProblem, match="nov 12"):
        past_day("soonish", SUNDAY)
    with pytest.raises(DayProblem, match="dec 3"):
        coming_day("soonish", SUNDAY)


@given(DAYS, STARTS)
def test_a_week_is_seven_days_from_the_day_it_begins_with(day: date, starts: WeekStart) -> None:
    dates.use(week_starts=starts)
    first = dates.week_of(day)
    assert dates.weekday_name(first).lower() == starts
    assert dates.into_week(day) == (day - first).days < 7
    assert Unit.WEEK.begin(day) == first


def test_the_first_week_of_all_may_be_short() -> None:
    for starts in WeekStart:
        dates.use(week_starts=starts)
        assert dates.week_of(date.min) == date.min


@pytest.mark.parametrize(
    ("starts", "friday", "sunday", "last"),
    [
        # Typed on Wednesday 25 November.
        (WeekStart.MONDAY, date(2026, 12, 4), date(2026, 12, 6), date(2026, 11, 29)),
        (WeekStart.SUNDAY, date(2026, 12, 4), date(2026, 11, 29), date(2026, 11, 28)),
        (WeekStart.SATURDAY, date(2026, 12, 4), date(2026, 11, 29), date(2026, 11, 27)),
    ],
)
def test_next_week_begins_when_weeks_begin(starts: WeekStart, friday: date, sunday: date, last: date) -> None:
    dates.use(week_starts=starts)
    today = date(2026, 11, 25)
    assert understood("next friday", today).starts == friday
    assert understood("next sunday", today).starts == sunday
    assert understood("end of the week", today).starts == last


@pytest.mark.parametrize("starts", WeekStart)
@pytest.mark.parametrize("begin", range(7))
def test_when_something_is_due_does_not_depend_on_what_is_liked(starts: WeekStart, begin: int) -> None:
    schedule = Schedule(date(2026, 11, 23) + timedelta(begin), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SA,SU")
    dates.use(DateFormat.ISO, starts)
    schedule_dates.between.cache_clear()
    first, last = schedule.starts + timedelta(95), schedule.starts + timedelta(155)
    assert schedule.between(first, last) == tuple(day for day in plainly(schedule, last) if day >= first)
