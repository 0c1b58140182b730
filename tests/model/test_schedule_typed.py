"""What people type, and what it is taken for."""

from __future__ import annotations

import sys
from datetime import date
from itertools import permutations
from subprocess import run

import pytest

from trust_tui.model.schedule import EXAMPLES, Schedule, understood

SUNDAY = date(2026, 11, 22)

# What is typed on that Sunday; the rule behind FREQ=, or nothing for once; the time; the first days.
TYPED = [
    ("today", "", "", "26-11-22"),
    ("tonight", "", "", "26-11-22"),
    ("tonight at 8", "", "20:00", "26-11-22"),
    ("Tomorrow", "", "", "26-11-23"),
    ("tomorrow morning at 7", "", "07:00", "26-11-23"),
    ("the day after tomorrow", "", "", "26-11-24"),
    ("friday", "", "", "26-11-27"),
    ("on friday", "", "", "26-11-27"),
    ("this friday", "", "", "26-11-27"),
    ("next friday", "", "", "26-11-27"),
    ("fridays", "WEEKLY;BYDAY=FR", "", "26-11-27 26-12-04"),
    ("friday next week", "", "", "26-11-27"),
    ("next week on friday", "", "", "26-11-27"),
    ("in 3 days", "", "", "26-11-25"),
    ("in two weeks", "", "", "26-12-06"),
    ("in a month", "", "", "26-12-22"),
    ("in a fortnight", "", "", "26-12-06"),
    ("3 days from now", "", "", "26-11-25"),
    ("24 dec", "", "", "26-12-24"),
    ("24 December 2026", "", "", "26-12-24"),
    ("2026-12-24", "", "", "26-12-24"),
    ("24.12.", "", "", "26-12-24"),
    ("24/12/2026", "", "", "26-12-24"),
    ("dec 24", "", "", "26-12-24"),
    ("December 24th, 2026", "", "", "26-12-24"),
    ("friday 27 november", "", "", "26-11-27"),
    ("thu, 24 dec", "", "", "26-12-24"),
    ("3/4", "", "", "27-04-03"),
    ("12/24", "", "", "26-12-24"),
    ("24.12.26", "", "", "26-12-24"),
    ("the 15th", "", "", "26-12-15"),
    ("on the 1st", "", "", "26-12-01"),
    ("every day", "DAILY", "", "26-11-22 26-11-23"),
    ("daily", "DAILY", "", "26-11-22 26-11-23"),
    ("every single day", "DAILY", "", "26-11-22 26-11-23"),
    ("weekday", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "26-11-23 26-11-24"),
    ("weekdays", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "26-11-23 26-11-24"),
    ("every weekday", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "26-11-23 26-11-24"),
    ("weekends", "WEEKLY;BYDAY=SA,SU", "", "26-11-22 26-11-28"),
    ("every weekend", "WEEKLY;BYDAY=SA,SU", "", "26-11-22 26-11-28"),
    ("every monday and thursday", "WEEKLY;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("mon, wed, fri", "WEEKLY;BYDAY=MO,WE,FR", "", "26-11-23 26-11-25"),
    ("mondays and thursdays", "WEEKLY;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("every mon & thu", "WEEKLY;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("mon-fri", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "26-11-23 26-11-24"),
    ("monday to friday", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "26-11-23 26-11-24"),
    ("every day from monday to friday", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "26-11-23 26-11-24"),
    ("every two weeks", "WEEKLY;INTERVAL=2;BYDAY=SU", "", "26-11-22 26-12-06"),
    ("every other friday", "WEEKLY;INTERVAL=2;BYDAY=FR", "", "26-11-27 26-12-11"),
    ("every second friday", "WEEKLY;INTERVAL=2;BYDAY=FR", "", "26-11-27 26-12-11"),
    ("every 3 days", "DAILY;INTERVAL=3", "", "26-11-22 26-11-25"),
    ("every second day", "DAILY;INTERVAL=2", "", "26-11-22 26-11-24"),
    ("weekly", "WEEKLY;BYDAY=SU", "", "26-11-22 26-11-29"),
    ("weekly on fridays", "WEEKLY;BYDAY=FR", "", "26-11-27 26-12-04"),
    ("fortnightly", "WEEKLY;INTERVAL=2;BYDAY=SU", "", "26-11-22 26-12-06"),
    ("monthly", "MONTHLY;BYMONTHDAY=22", "", "26-11-22 26-12-22"),
    ("every month on the 1st", "MONTHLY;BYMONTHDAY=1", "", "26-12-01 27-01-01"),
    ("every month on the 31st", "MONTHLY;BYMONTHDAY=-1", "", "26-11-30 26-12-31"),
    ("every month on the 30th", "MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "", "26-11-30 26-12-30"),
    ("every month on the 29th", "MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1", "", "26-11-29 26-12-29"),
    ("every month on the 1st and 15th", "MONTHLY;BYMONTHDAY=1,15", "", "26-12-01 26-12-15"),
    ("every month on the 15th and 30th", "MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1", "", "26-11-30"),
    ("on the 15th of every month", "MONTHLY;BYMONTHDAY=15", "", "26-12-15 27-01-15"),
    ("every 15th", "MONTHLY;BYMONTHDAY=15", "", "26-12-15 27-01-15"),
    ("on the last day of the month", "MONTHLY;BYMONTHDAY=-1", "", "26-11-30 26-12-31"),
    ("last friday of the month", "MONTHLY;BYDAY=-1FR", "", "26-11-27 26-12-25"),
    ("first monday of every month", "MONTHLY;BYDAY=1MO", "", "26-12-07 27-01-04"),
    ("every month on the first monday", "MONTHLY;BYDAY=1MO", "", "26-12-07 27-01-04"),
    ("first and third monday of the month", "MONTHLY;BYDAY=1MO,3MO", "", "26-12-07 26-12-21"),
    ("every fifth friday of the month", "MONTHLY;BYDAY=5FR", "", "27-01-29 27-04-30"),
    ("fifth friday of the month", "MONTHLY;BYDAY=5FR", "", "27-01-29 27-04-30"),
    ("every first monday", "MONTHLY;BYDAY=1MO", "", "26-12-07 27-01-04"),
    ("every last friday", "MONTHLY;BYDAY=-1FR", "", "26-11-27 26-12-25"),
    ("first weekday of the month", "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "", "26-12-01 27-01-01"),
    ("last working day of every month", "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "", "26-11-30 26-12-31"),
    ("every two months on the 31st", "MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "", "26-11-30 27-01-31"),
    ("quarterly", "MONTHLY;INTERVAL=3;BYMONTHDAY=22", "", "26-11-22 27-02-22"),
    ("yearly", "YEARLY;BYMONTH=11;BYMONTHDAY=22", "", "26-11-22 27-11-22"),
    ("every year on 24 december", "YEARLY;BYMONTH=12;BYMONTHDAY=24", "", "26-12-24 27-12-24"),
    ("every 24 december", "YEARLY;BYMONTH=12;BYMONTHDAY=24", "", "26-12-24 27-12-24"),
    ("29 feb every year", "YEARLY;BYMONTH=2;BYMONTHDAY=-1", "", "27-02-28 28-02-29"),
    ("29 feb", "", "", "28-02-29"),
    ("every year on the last friday of november", "YEARLY;BYMONTH=11;BYDAY=-1FR", "", "26-11-27 27-11-26"),
    ("first monday of december", "", "", "26-12-07"),
    ("every first monday of december", "YEARLY;BYMONTH=12;BYDAY=1MO", "", "26-12-07 27-12-06"),
    ("at 18:00 every day", "DAILY", "18:00", "26-11-22 26-11-23"),
    ("every day at 6pm", "DAILY", "18:00", "26-11-22 26-11-23"),
    ("fridays 18:00", "WEEKLY;BYDAY=FR", "18:00", "26-11-27 26-12-04"),
    ("every friday 6:30 pm", "WEEKLY;BYDAY=FR", "18:30", "26-11-27 26-12-04"),
    ("every day at 12pm", "DAILY", "12:00", "26-11-22 26-11-23"),
    ("every day at 12:15 am", "DAILY", "00:15", "26-11-22 26-11-23"),
    ("every day at noon", "DAILY", "12:00", "26-11-22 26-11-23"),
    ("every friday evening", "WEEKLY;BYDAY=FR", "", "26-11-27 26-12-04"),
    ("every evening at 7", "DAILY", "19:00", "26-11-22 26-11-23"),
    ("friday evenings", "WEEKLY;BYDAY=FR", "", "26-11-27 26-12-04"),
    ("mornings", "DAILY", "", "26-11-22 26-11-23"),
    ("every morning", "DAILY", "", "26-11-22 26-11-23"),
    ("every weekday at 18.30", "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "18:30", "26-11-23 26-11-24"),
    ("daily 18h30", "DAILY", "18:30", "26-11-22 26-11-23"),
    ("every day until march", "DAILY;UNTIL=20270331", "", "26-11-22 26-11-23"),
    ("every day until 24 dec", "DAILY;UNTIL=20261224", "", "26-11-22 26-11-23"),
    ("every monday until next friday", "WEEKLY;BYDAY=MO;UNTIL=20261127", "", "26-11-23"),
    ("every friday for 3 weeks", "WEEKLY;BYDAY=FR;UNTIL=20261212", "", "26-11-27 26-12-04"),
    ("every day, 10 times", "DAILY;COUNT=10", "", "26-11-22 26-11-23"),
    ("fridays twice", "WEEKLY;BYDAY=FR;COUNT=2", "", "26-11-27 26-12-04"),
    ("every day x10", "DAILY;COUNT=10", "", "26-11-22 26-11-23"),
    ("until march", "DAILY;UNTIL=20270331", "", "26-11-22 26-11-23"),
    ("for 3 weeks", "DAILY;UNTIL=20261212", "", "26-11-22 26-11-23"),
    ("friday until march", "WEEKLY;BYDAY=FR;UNTIL=20270331", "", "26-11-27 26-12-04"),
    ("from friday until 24 dec", "DAILY;UNTIL=20261224", "", "26-11-27 26-11-28"),
    ("every day from 1 december", "DAILY", "", "26-12-01 26-12-02"),
    ("every two weeks on friday from 1 december", "WEEKLY;INTERVAL=2;BYDAY=FR", "", "26-12-04 26-12-18"),
    ("starting tomorrow every 3 days", "DAILY;INTERVAL=3", "", "26-11-23 26-11-26"),
    ("once a week", "WEEKLY;BYDAY=SU", "", "26-11-22 26-11-29"),
    ("once a month on the 1st", "MONTHLY;BYMONTHDAY=1", "", "26-12-01 27-01-01"),
    ("once on friday", "", "", "26-11-27"),
    ("every friday once", "", "", "26-11-27"),
    ("next friday and then every two weeks", "WEEKLY;INTERVAL=2;BYDAY=FR", "", "26-11-27 26-12-11"),
    ("tomorrow, then every week", "WEEKLY;BYDAY=MO", "", "26-11-23 26-11-30"),
    ("every monday and every thursday", "WEEKLY;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("at the end of the month", "", "", "26-11-30"),
    ("at the end of every month", "MONTHLY;BYMONTHDAY=-1", "", "26-11-30 26-12-31"),
    ("end of march", "", "", "27-03-31"),
    ("in 3 days at 18:00", "", "18:00", "26-11-25"),
    ("every day until the end of the year", "DAILY;UNTIL=20261231", "", "26-11-22 26-11-23"),
    ("every monday and thursday at 18:00, until 31 March 2027",
     "WEEKLY;BYDAY=MO,TH;UNTIL=20270331", "18:00", "26-11-23 26-11-26"),
    ("every 31st in months that have one", "MONTHLY;BYMONTHDAY=31", "", "26-12-31 27-01-31"),
    ("monthly on the 31st until june", "MONTHLY;BYMONTHDAY=-1;UNTIL=20270630", "", "26-11-30 26-12-31"),
    ("every thursday at 7 in the evening", "WEEKLY;BYDAY=TH", "19:00", "26-11-26 26-12-03"),
    ("every year on 29 feb in years that have one", "YEARLY;BYMONTH=2;BYMONTHDAY=29", "", "28-02-29"),
    ("once every two weeks", "WEEKLY;INTERVAL=2;BYDAY=SU", "", "26-11-22 26-12-06"),
    ("the first of every month", "MONTHLY;BYMONTHDAY=1", "", "26-12-01 27-01-01"),
    ("every day from 24 dec to 31 dec", "DAILY;UNTIL=20261231", "", "26-12-24 26-12-25"),
    ("24 dec - 31 dec", "DAILY;UNTIL=20261231", "", "26-12-24 26-12-25"),
    ("every sunday at 00:30", "WEEKLY;BYDAY=SU", "00:30", "26-11-22 26-11-29"),
    ("every month on the first", "MONTHLY;BYMONTHDAY=1", "", "26-12-01 27-01-01"),
    ("mon/wed/fri 7am", "WEEKLY;BYDAY=MO,WE,FR", "07:00", "26-11-23 26-11-25"),
    ("every Mon. and Thu.", "WEEKLY;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("by friday", "", "", "26-11-27"),
    ("every tuesday, 6:15pm until further notice", "WEEKLY;BYDAY=TU", "18:15", "26-11-24 26-12-01"),
    ("every other monday and friday", "WEEKLY;INTERVAL=2;BYDAY=MO,FR", "", "26-11-23 26-11-27"),
    ("monday and thursday every two weeks", "WEEKLY;INTERVAL=2;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("every two weeks on monday and thursday", "WEEKLY;INTERVAL=2;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("every monday and every thursday at 9am", "WEEKLY;BYDAY=MO,TH", "09:00", "26-11-23 26-11-26"),
    ("fridays and saturdays and sundays", "WEEKLY;BYDAY=FR,SA,SU", "", "26-11-22 26-11-27"),
    ("every week on monday", "WEEKLY;BYDAY=MO", "", "26-11-23 26-11-30"),
    ("every week on monday and on thursday", "WEEKLY;BYDAY=MO,TH", "", "26-11-23 26-11-26"),
    ("every week on mondays, wednesdays and fridays at 7 am", "WEEKLY;BYDAY=MO,WE,FR", "07:00", "26-11-23"),
    ("On the Last Friday of the month at 6:30 PM until June",
     "MONTHLY;BYDAY=-1FR;UNTIL=20270630", "18:30", "26-11-27 26-12-25"),
    ("starting on monday every day for two weeks", "DAILY;UNTIL=20261206", "", "26-11-23 26-11-24"),
    ("every 24/12", "YEARLY;BYMONTH=12;BYMONTHDAY=24", "", "26-12-24 27-12-24"),
    ("every 24 dec 2028", "YEARLY;BYMONTH=12;BYMONTHDAY=24", "", "28-12-24 29-12-24"),
    ("24 december 2028 every year", "YEARLY;BYMONTH=12;BYMONTHDAY=24", "", "28-12-24 29-12-24"),
    ("every year on 29 february until 2040-01-01",
     "YEARLY;BYMONTH=2;BYMONTHDAY=-1;UNTIL=20400101", "", "27-02-28 28-02-29"),
    ("from november every day", "DAILY", "", "26-11-22 26-11-23"),
    ("every 4 weeks on tue & thu from 1 dec 10 times",
     "WEEKLY;INTERVAL=4;BYDAY=TU,TH;COUNT=10", "", "26-12-01 26-12-03"),
    ("sundays at 8 pm", "WEEKLY;BYDAY=SU", "20:00", "26-11-22 26-11-29"),
    ("this evening at 6", "", "18:00", "26-11-22"),
    ("this afternoon", "", "", "26-11-22"),
    ("tomorrow evening", "", "", "26-11-23"),
    ("the 15th of next month", "", "", "26-12-15"),
    ("31st of next month", "", "", "26-12-31"),
    ("the first monday of next month", "", "", "26-12-07"),
    ("the last weekday of december 2027", "", "", "27-12-31"),
    ("24 dec 18:00", "", "18:00", "26-12-24"),
    ("24 dec 2026 18:00", "", "18:00", "26-12-24"),
    ("18.30 on fridays", "WEEKLY;BYDAY=FR", "18:30", "26-11-27 26-12-04"),
    ("fridays at 6.30pm", "WEEKLY;BYDAY=FR", "18:30", "26-11-27 26-12-04"),
    ("10.12", "", "", "26-12-10"),
    ("at 10.12 tomorrow", "", "10:12", "26-11-23"),
    ("6.10 pm tomorrow", "", "18:10", "26-11-23"),
    ("day 15", "", "", "26-12-15"),
    ("every month on day 15", "MONTHLY;BYMONTHDAY=15", "", "26-12-15 27-01-15"),
    ("each friday", "WEEKLY;BYDAY=FR", "", "26-11-27 26-12-04"),
    ("every night", "DAILY", "", "26-11-22 26-11-23"),
    ("nightly at 10", "DAILY", "22:00", "26-11-22 26-11-23"),
    ("every year on the last day of february", "YEARLY;BYMONTH=2;BYMONTHDAY=-1", "", "27-02-28 28-02-29"),
    ("only once on friday", "", "", "26-11-27"),
    ("just once tomorrow", "", "", "26-11-23"),
    ("every 12 weeks", "WEEKLY;INTERVAL=12;BYDAY=SU", "", "26-11-22 27-02-14"),
    ("every twelve days", "DAILY;INTERVAL=12", "", "26-11-22 26-12-04"),
    ("in a couple of days", "", "", "26-11-24"),
    ("in a year", "", "", "27-11-22"),
    ("29 feb every year until 2030-01-01", "YEARLY;BYMONTH=2;BYMONTHDAY=-1;UNTIL=20300101", "", "27-02-28"),
    ("every quarter on the 31st", "MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "", "26-11-30 27-02-28"),
    ("every three months on the last day", "MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "", "26-11-30 27-02-28"),
    ("every weekday for a month", "WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261221", "", "26-11-23 26-11-24"),
    ("weekly for a year", "WEEKLY;BYDAY=SU;UNTIL=20271121", "", "26-11-22 26-11-29"),
    ("monthly for 6 months", "MONTHLY;BYMONTHDAY=22;UNTIL=20270521", "", "26-11-22 26-12-22"),
    ("every month for 6 months on the 31st", "MONTHLY;BYMONTHDAY=-1;UNTIL=20270521", "", "26-11-30 26-12-31"),
    ("every 1st and 3rd monday", "MONTHLY;BYDAY=1MO,3MO", "", "26-12-07 26-12-21"),
    ("every first and third friday of the month", "MONTHLY;BYDAY=1FR,3FR", "", "26-12-04 26-12-18"),
    ("1st and 15th", "MONTHLY;BYMONTHDAY=1,15", "", "26-12-01 26-12-15"),
    ("on the 1st and on the 15th of every month", "MONTHLY;BYMONTHDAY=1,15", "", "26-12-01 26-12-15"),
    ("daily at 18:00, 10 times", "DAILY;COUNT=10", "18:00", "26-11-22 26-11-23"),
    ("fri 18h", "", "18:00", "26-11-27"),
    ("every day at 18 o'clock", "DAILY", "18:00", "26-11-22 26-11-23"),
    ("every day at 18h", "DAILY", "18:00", "26-11-22 26-11-23"),
    ("every day by 22:00", "DAILY", "22:00", "26-11-22 26-11-23"),
    ("mondays @ 7pm", "WEEKLY;BYDAY=MO", "19:00", "26-11-23 26-11-30"),
    ("next tuesday at noon", "", "12:00", "26-11-24"),
    ("coming friday", "", "", "26-11-27"),
    ("on thursdays, from january", "WEEKLY;BYDAY=TH", "", "27-01-07 27-01-14"),
    ("every month on the 1st until the end of next year",
     "MONTHLY;BYMONTHDAY=1;UNTIL=20271231", "", "26-12-01 27-01-01"),
    ("through friday", "DAILY;UNTIL=20261127", "", "26-11-22 26-11-23"),
    ("weekdays until the end of the month", "WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261130", "", "26-11-23"),
]  # fmt: skip


def days(text: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"20{day}") for day in text.split())


def test_there_are_enough_examples_and_none_twice() -> None:
    assert len({typed for typed, *_ in TYPED}) == len(TYPED) >= 120


@pytest.mark.parametrize(("typed", "rule", "at", "first"), TYPED, ids=[typed for typed, *_ in TYPED])
def test_it_is_understood(typed: str, rule: str, at: str, first: str) -> None:
    schedule = understood(typed, SUNDAY)
    assert (schedule.rule.removeprefix("FREQ="), schedule.at, schedule.typed) == (rule, at, typed)
    before = date(2026, 11, 21)
    assert schedule.next_after(before, len(first.split())) == days(first)
    assert schedule.is_once == (rule == "")
    assert schedule.starts >= SUNDAY


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        # Wednesday: Friday is near, and next Friday is the one of next week.
        ("26-11-25", "friday", "26-11-27"),
        ("26-11-25", "this friday", "26-11-27"),
        ("26-11-25", "friday this week", "26-11-27"),
        ("26-11-25", "next friday", "26-12-04"),
        ("26-11-25", "next week friday", "26-12-04"),
        ("26-11-25", "monday", "26-11-30"),
        ("26-11-25", "this monday", "26-11-30"),
        ("26-11-25", "next monday", "26-11-30"),
        # Friday itself: today has a word of its own.
        ("26-11-27", "friday", "26-12-04"),
        ("26-11-27", "this friday", "26-11-27"),
        ("26-11-27", "next friday", "26-12-04"),
        # A day without a year is the next one, today included.
        ("26-12-24", "24 dec", "26-12-24"),
        ("26-12-25", "24 dec", "27-12-24"),
        ("26-12-31", "tomorrow", "27-01-01"),
        ("26-12-31", "the first monday of next month", "27-01-04"),
        ("28-02-28", "tomorrow", "28-02-29"),
        ("28-03-01", "29 feb", "32-02-29"),
        # Months are not all as long.
        ("27-01-31", "in a month", "27-02-28"),
        ("28-01-31", "in a month", "28-02-29"),
        ("28-02-29", "in a year", "29-02-28"),
        ("27-01-31", "the 30th", "27-03-30"),
        ("27-02-01", "the 31st", "27-03-31"),
        ("27-02-10", "end of the month", "27-02-28"),
        # Summer time begins and ends; days do not care.
        ("27-03-27", "tomorrow", "27-03-28"),
        ("27-10-30", "in 2 days", "27-11-01"),
    ],
)
def test_a_day_is_counted_from_the_day_it_is_typed_on(today: str, typed: str, day: str) -> None:
    assert understood(typed, days(today)[0]) == Schedule(days(day)[0], typed=typed)


@pytest.mark.parametrize(
    ("today", "typed", "rule"),
    [
        ("27-01-31", "monthly", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("27-01-30", "monthly", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("27-02-28", "monthly", "FREQ=MONTHLY;BYMONTHDAY=28"),
        ("28-02-29", "yearly", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("26-11-25", "weekly", "FREQ=WEEKLY;BYDAY=WE"),
        ("26-11-25", "every two weeks from friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("27-03-05", "every day until march", "FREQ=DAILY;UNTIL=20270331"),
        ("27-01-31", "every day for a month", "FREQ=DAILY;UNTIL=20270227"),
        ("26-11-25", "mondays until next friday", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261204"),
    ],
)
def test_a_rhythm_takes_its_day_from_the_day_it_begins(today: str, typed: str, rule: str) -> None:
    assert understood(typed, days(today)[0]).rule == rule


@pytest.mark.parametrize("typed", ["every other friday", "every two weeks on friday"])
def test_a_rhythm_with_gaps_begins_with_the_next_day_it_falls_on(typed: str) -> None:
    # On a Saturday, Friday is over: counted from that week, the next one would be in 13 days.
    schedule = understood(typed, date(2026, 11, 28))
    assert schedule.next_after(date(2026, 11, 28), 2) == days("26-12-04 26-12-18")


@pytest.mark.parametrize("end", ["until march", "10 times", "for 3 weeks"])
@pytest.mark.parametrize("time", ["at 18:00", "6pm", "6 in the evening"])
@pytest.mark.parametrize("rhythm", ["every monday and thursday", "weekdays", "monthly on the last friday"])
def test_parts_may_come_in_any_order(rhythm: str, time: str, end: str) -> None:
    plain = understood(f"{rhythm} {time} {end}", SUNDAY)
    assert plain.at == "18:00"
    for parts in permutations((rhythm, time, end)):
        found = understood(", ".join(parts), SUNDAY)
        assert (found.starts, found.rule, found.at) == (plain.starts, plain.rule, plain.at)


@pytest.mark.parametrize(
    "typed",
    [
        "EVERY MONDAY AND THURSDAY AT 18:00",
        "  every   monday\tand thursday \n at 18:00 ",
        "every Monday, and Thursday, at 18:00.",
        "every monday & thursday at 18:00!",
        "ｅｖｅｒｙ monday and thursday at １８:00",
        "every monday and every thursday, at 6 p.m.",
    ],
)
def test_case_spaces_and_commas_do_not_matter(typed: str) -> None:
    found = understood(typed, SUNDAY)
    assert (found.rule, found.at) == ("FREQ=WEEKLY;BYDAY=MO,TH", "18:00")


@pytest.mark.parametrize(
    ("part", "at"), [("", "08:30"), (" in the morning", "08:30"), (" in the evening", "20:30")]
)
def test_a_part_of_the_day_says_which_half_past_eight(part: str, at: str) -> None:
    assert understood(f"every day at 8:30{part}", SUNDAY).at == at


def test_a_part_of_the_day_alone_leaves_the_time_open() -> None:
    schedule = understood("friday evenings", SUNDAY)
    assert (schedule.rule, schedule.at, schedule.typed) == ("FREQ=WEEKLY;BYDAY=FR", "", "friday evenings")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_work(example: str) -> None:
    assert understood(example, SUNDAY).next_after(date(2026, 11, 21))


def test_the_start_of_the_program_waits_neither_for_dateutil_nor_for_the_grammar() -> None:
    code = (
        "import sys, trust_tui.model.schedule as s; from datetime import date\n"
        "print(s.Schedule(date(2026, 11, 22), 'FREQ=DAILY').words, *sys.modules)\n"
        "s.understood('every month', date(2026, 11, 22)); print(*sys.modules)"
    )
    early, late = run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert early.startswith("every day ")
    assert not {"dateutil", "dateutil.rrule", "trust_tui.model.typed"} & set(early.split())
    assert {"dateutil.rrule", "trust_tui.model.typed"} <= set(late.split())
