"""On which days a schedule falls, held against dateutil counting plainly from the first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from trust_tui.model.moments import Moment
from trust_tui.model.promises import Promise
from trust_tui.model.records import OURS
from trust_tui.model.schedule import Schedule, understood
from trust_tui.model.schedule_rule import Freq, Rule, read
from trust_tui.model.schedule_words import UNREADABLE
from trust_tui.store.mapping import to_doc, to_record

TODAY = date(2026, 11, 22)


def plainly(schedule: Schedule, last: date) -> list[date]:
    """Return every day up to `last`, counted from the first by dateutil and nothing else."""
    found = []
    for moment in rrulestr(schedule.rule, dtstart=datetime.combine(schedule.starts, time())):
        if moment.date() > last:
            break
        found.append(moment.date())
    return found


def sets(low: int, high: int, most: int = 4) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(low, high), min_size=1, max_size=most).map(lambda each: tuple(sorted(each)))


NTH = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)), min_size=1, max_size=3, unique=True
).map(tuple)
INTERVAL = st.integers(1, 7) | st.sampled_from([12, 13, 24, 52])
SHAPES = st.one_of(
    st.builds(Rule, freq=st.just(Freq.DAILY), interval=INTERVAL),
    st.builds(Rule, freq=st.just(Freq.WEEKLY), interval=INTERVAL, weekdays=sets(0, 6, 7)),
    st.builds(Rule, freq=st.sampled_from(Freq), interval=INTERVAL),
    st.builds(Rule, freq=st.just(Freq.MONTHLY), interval=INTERVAL, month_days=sets(1, 31)),
    st.builds(Rule, freq=st.just(Freq.MONTHLY), interval=INTERVAL, month_days=st.just((-1, 1))),
    st.builds(
        Rule,
        freq=st.just(Freq.MONTHLY),
        interval=INTERVAL,
        month_days=st.just(()) | sets(1, 28),
        or_last=st.sampled_from([29, 30]),
    ),
    st.builds(Rule, freq=st.just(Freq.MONTHLY), interval=INTERVAL, nth=NTH),
    st.builds(
        Rule,
        freq=st.just(Freq.MONTHLY),
        interval=INTERVAL,
        weekdays=st.just((0, 1, 2, 3, 4)),
        position=st.sampled_from([1, 2, 20, -1]),
    ),
    st.builds(
        Rule,
        freq=st.just(Freq.YEARLY),
        interval=st.integers(1, 5),
        month=st.integers(1, 12),
        month_days=sets(1, 28) | st.just((-1,)),
    ),
    st.builds(
        Rule,
        freq=st.just(Freq.YEARLY),
        interval=st.integers(1, 5),
        month=st.integers(1, 12),
        nth=NTH,
    ),
    st.just(Rule(freq=Freq.YEARLY, month=2, month_days=(29,))),
)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    rule = draw(SHAPES)
    starts = draw(st.dates(date(1999, 1, 1), date(2030, 12, 31)))
    end = draw(st.sampled_from(["open", "until", "count"]))
    if end == "until":
        rule = _ended(rule, until=starts + timedelta(draw(st.integers(-10, 6000))))
    elif end == "count":
        rule = _ended(rule, count=draw(st.integers(1, 400)))
    return Schedule(starts, rule.text)


def _ended(rule: Rule, until: date | None = None, count: int = 0) -> Rule:
    return replace(rule, until=until, count=count)


WINDOWS = st.tuples(st.integers(-400, 5000), st.integers(-5, 800))


@settings(max_examples=300, deadline=None)
@given(schedules(), WINDOWS)
def test_a_window_holds_what_counting_from_the_start_finds(
    schedule: Schedule, window: tuple[int, int]
) -> None:
    first = schedule.starts + timedelta(window[0])
    last = first + timedelta(window[1])
    expected = tuple(day for day in plainly(schedule, last) if day >= first)
    assert schedule.between(first, last) == expected


@settings(max_examples=200, deadline=None)
@given(schedules(), st.integers(-400, 5000), st.integers(0, 20))
def test_before_and_after_a_day_are_what_counting_finds(schedule: Schedule, days: int, count: int) -> None:
    day = schedule.starts + timedelta(days)
    # As far as a rhythm of five years needs for twenty times is too far to count plainly: one is enough here.
    coming = schedule.next_after(day, min(count, 3))
    found = plainly(schedule, coming[-1] if coming else day + timedelta(4000))
    assert coming == tuple(each for each in found if each > day)[: min(count, 3)]
    past = tuple(each for each in found if each <= day)
    assert schedule.last_before(day, count) == (past[-count:] if count else ())


@settings(max_examples=200, deadline=None)
@given(schedules())
def test_once_it_is_said_to_be_over_it_is_never_due(schedule: Schedule) -> None:
    after = schedule.over_after
    if after < date(2100, 1, 1):
        assert schedule.between(after + timedelta(1), after + timedelta(4000)) == ()
        assert schedule.next_after(after) == ()


@pytest.mark.parametrize(
    ("rule", "over_after"),
    [
        ("", TODAY),
        ("FREQ=DAILY;COUNT=3", TODAY + timedelta(3)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=5", TODAY + timedelta(70)),
        ("FREQ=MONTHLY;COUNT=2", date(2026, 12, 22)),
        ("FREQ=DAILY;UNTIL=20270331", date(2027, 3, 31)),
        ("FREQ=DAILY;INTERVAL=1000;COUNT=10000", date.max),
        ("FREQ=DAILY", date.max),
        ("who knows", date.min),
    ],
)
def test_it_is_known_when_a_schedule_is_over(rule: str, over_after: date) -> None:
    assert Schedule(TODAY, rule).over_after == over_after


@settings(max_examples=200, deadline=None)
@given(schedules())
def test_a_rule_is_read_as_it_was_written(schedule: Schedule) -> None:
    rule = read(schedule.rule)
    assert rule is not None
    assert rule.text == schedule.rule


# Ends, edges, months and leap days, by hand.


def days(text: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"20{day}") for day in text.split())


def test_both_ends_of_a_window_are_in_it() -> None:
    schedule = Schedule(TODAY, "FREQ=WEEKLY;BYDAY=MO,TH")
    assert schedule.between(date(2026, 11, 23), date(2026, 11, 26)) == days("26-11-23 26-11-26")
    assert schedule.between(date(2026, 11, 23), date(2026, 11, 23)) == days("26-11-23")
    assert schedule.between(date(2026, 11, 24), date(2026, 11, 25)) == ()
    assert schedule.between(date(2026, 11, 26), date(2026, 11, 23)) == ()


def test_nothing_is_due_before_it_begins_or_after_it_has_ended() -> None:
    schedule = Schedule(date(2026, 12, 1), "FREQ=DAILY;COUNT=3")
    assert schedule.between(date(2020, 1, 1), date(2030, 1, 1)) == days("26-12-01 26-12-02 26-12-03")
    assert schedule.last_before(TODAY, 5) == ()
    assert schedule.next_after(TODAY, 5) == days("26-12-01 26-12-02 26-12-03")
    assert schedule.next_after(date(2026, 12, 3), 5) == ()
    assert schedule.last_before(date(2030, 1, 1), 2) == days("26-12-02 26-12-03")


def test_once_is_once() -> None:
    schedule = Schedule(TODAY)
    before, after = TODAY - timedelta(1), TODAY + timedelta(1)
    assert schedule.between(before, after) == schedule.between(TODAY, TODAY) == (TODAY,)
    assert schedule.between(after, after) == schedule.between(before, before) == ()
    assert schedule.next_after(before, 5) == (TODAY,)
    assert schedule.next_after(TODAY) == schedule.last_before(before, 5) == ()
    assert schedule.last_before(TODAY, 5) == schedule.last_before(after, 1) == (TODAY,)
    assert schedule.next_after(before, 0) == schedule.last_before(TODAY, 0) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("every month on the 31st", "27-01-31 27-02-28 27-03-31 27-04-30 27-05-31"),
        ("every month on the 30th", "27-01-30 27-02-28 27-03-30 27-04-30 27-05-30"),
        ("every month on the 29th", "27-01-29 27-02-28 27-03-29 27-04-29 27-05-29"),
        ("every month on the 31st in months that have one", "27-01-31 27-03-31 27-05-31"),
        ("every two months on the 31st from 31 dec", "27-02-28 27-04-30"),
    ],
)
def test_a_short_month_is_not_skipped_unless_it_was_asked_for(typed: str, found: str) -> None:
    assert understood(typed, TODAY).between(date(2027, 1, 1), date(2027, 5, 31)) == days(found)


def test_29_february_is_kept_every_year() -> None:
    schedule = understood("every year on 29 february", TODAY)
    assert schedule.next_after(TODAY, 3) == days("27-02-28 28-02-29 29-02-28")
    in_leap_years = understood("every year on 29 february in years that have one", TODAY)
    assert in_leap_years.next_after(TODAY, 2) == days("28-02-29 32-02-29")


def test_every_day_means_every_day_while_the_clock_changes() -> None:
    schedule = understood("every day at 02:30", date(2027, 3, 1))
    for first in (date(2027, 3, 20), date(2027, 10, 25)):
        found = schedule.between(first, first + timedelta(13))
        assert found == tuple(first + timedelta(each) for each in range(14))


def test_ten_years_of_days_are_all_there() -> None:
    schedule = understood("every day 3650 times", TODAY)
    last = TODAY + timedelta(3649)
    assert len(schedule.between(TODAY, date(2100, 1, 1))) == 3650
    assert schedule.last_before(date(2100, 1, 1), 14) == tuple(
        last - timedelta(back) for back in range(13, -1, -1)
    )
    assert schedule.next_after(last) == ()


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=FR,SU", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY"]
)
def test_the_calendar_ends_without_a_sound(rule: str) -> None:
    schedule = Schedule(date(9999, 11, 1), rule)
    assert schedule.between(date.min, date.max) == schedule.last_before(date.max, 1000)
    assert schedule.next_after(date.max, 5) == ()
    early = Schedule(date.min, rule)
    assert early.last_before(date.min, 3) in {(), (date.min,)}
    assert len(early.last_before(TODAY, 3)) == 3


# What a damaged ledger, or a newer program, may hold.

DAMAGED = [
    "x",
    "FREQ",
    "FREQ=",
    "FREQ=HOURLY",
    "FREQ=SECONDLY;COUNT=1000000000",
    "freq=daily",
    "FREQ=DAILY;FREQ=WEEKLY",
    "FREQ=DAILY;",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=1e3",
    "FREQ=DAILY;INTERVAL=999999999999999999999",
    "FREQ=DAILY;INTERVAL=\u0663",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=999999999",
    "FREQ=DAILY;UNTIL=20261399",
    "FREQ=DAILY;UNTIL=soon",
    "FREQ=DAILY;COUNT=3;UNTIL=20270101",
    "FREQ=DAILY;BYMOON=FULL",
    "FREQ=DAILY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=1MO",
    "FREQ=WEEKLY;BYDAY=MO;WKST=SU",
    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=1,2",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,2",
    "FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYSETPOS=2",
    "FREQ=MONTHLY;BYMONTHDAY=28,30;BYSETPOS=-1",
    "FREQ=MONTHLY;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTHDAY=1",
    "FREQ=YEARLY;BYEASTER=0",
    "RRULE:FREQ=DAILY",
    "FREQ=DAILY\nFREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 1000),
    "\x00",
]


@pytest.mark.parametrize("rule", DAMAGED, ids=range(len(DAMAGED)))
def test_a_rule_that_cannot_be_read_is_never_due_and_says_so(rule: str) -> None:
    schedule = Schedule(TODAY, rule, "18:00")
    assert not schedule.is_readable
    assert not schedule.is_once
    assert schedule.between(date.min, date.max) == ()
    assert schedule.next_after(TODAY, 3) == schedule.last_before(date.max, 3) == ()
    assert schedule.words == UNREADABLE


@given(st.text(max_size=30) | st.text(alphabet="FREQ=DAILYWKMONTH;,BY0123456789-", max_size=40))
def test_no_rule_whatever_stops_the_program(rule: str) -> None:
    schedule = Schedule(TODAY, rule)
    assert len(schedule.between(TODAY, TODAY + timedelta(60))) <= 61
    assert schedule.words


@pytest.mark.parametrize(
    ("rule", "as_we_write_it"),
    [
        ("FREQ=WEEKLY;BYDAY=TH,MO", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("BYDAY=MO;FREQ=WEEKLY;INTERVAL=1;WKST=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=DAILY;UNTIL=20270331T235959Z", "FREQ=DAILY;UNTIL=20270331"),
    ],
)
def test_another_way_of_writing_the_same_is_read_too(rule: str, as_we_write_it: str) -> None:
    found = read(rule)
    assert found is not None
    assert found.text == as_we_write_it
    assert Schedule(TODAY, rule).next_after(TODAY, 5) == Schedule(TODAY, as_we_write_it).next_after(TODAY, 5)


def test_a_schedule_comes_back_from_the_ledger_as_it_was() -> None:
    moment = Moment.of(datetime.fromisoformat("2026-11-22T20:00:00+00:00"))
    schedule = understood("every two weeks on friday at 18:00, 10 times", TODAY)
    promise = Promise.new(author=OURS, device="d", moment=moment, will="call", schedule=schedule)
    assert to_record(Promise, to_doc(promise)).schedule == schedule
