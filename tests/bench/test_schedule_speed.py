"""A promise of ten years is as quick as a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr

from tests.bench.side_by_side import times_slower
from trust_tui.model import schedule_dates
from trust_tui.model.schedule import Schedule

pytestmark = pytest.mark.slow

STARTS = date(2016, 11, 22)
TEN_YEARS_LATER = date(2026, 11, 22)
RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;UNTIL=20361122",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
]


def last_days(schedule: Schedule, day: date) -> Callable[[], object]:
    """Return what a promise's page asks for: the last 14 days, the next 3, and the last two weeks."""

    def ask() -> None:
        schedule_dates.between.cache_clear()
        schedule.last_before(day, 14)
        schedule.next_after(day, 3)
        schedule.between(day - timedelta(13), day)

    ask()  # what is counted once for a schedule is not what this is about
    return ask


def plainly(schedule: Schedule, day: date) -> Callable[[], object]:
    """Return the same, counted from the first day on."""

    def ask() -> None:
        moment = datetime.combine(day, time())
        rule = rrulestr(schedule.rule, dtstart=datetime.combine(schedule.starts, time()))
        rule.between(datetime.combine(schedule.starts, time()), moment, inc=True)[-14:]
        list(rule.xafter(moment, count=3))
        rule.between(moment - timedelta(13), moment, inc=True)

    return ask


@pytest.mark.parametrize("rule", RULES)
def test_ten_years_later_it_takes_no_longer_than_in_the_first_year(rule: str) -> None:
    schedule = Schedule(STARTS, rule)
    young, old = last_days(schedule, STARTS + timedelta(400)), last_days(schedule, TEN_YEARS_LATER)
    assert times_slower(old, young) < 3


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;COUNT=3650", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"])
def test_it_is_many_times_quicker_than_counting_from_the_first_day(rule: str) -> None:
    schedule = Schedule(STARTS, rule)
    assert times_slower(plainly(schedule, TEN_YEARS_LATER), last_days(schedule, TEN_YEARS_LATER)) > 8


def test_asking_the_same_again_costs_next_to_nothing() -> None:
    schedule = Schedule(STARTS, "FREQ=DAILY")

    def year() -> None:
        for _ in range(10):
            schedule.between(TEN_YEARS_LATER - timedelta(364), TEN_YEARS_LATER)

    def fresh() -> None:
        schedule_dates.between.cache_clear()
        year()

    year()
    assert times_slower(fresh, year) > 20
