"""Schedules shown back in words, and the words understood again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.test_schedule_dates import schedules
from tests.model.test_schedule_typed import SUNDAY, TYPED
from trust_tui.model.schedule import Schedule, understood
from trust_tui.model.schedule_rule import read
from trust_tui.model.schedule_words import listed, ordinal

IN_WORDS = [
    ("friday", "once, on Friday 27 November 2026"),
    ("tomorrow at 6pm", "once, on Monday 23 November 2026 at 18:00"),
    ("daily", "every day"),
    ("every 3 days", "every three days, from 22 November 2026"),
    ("every 30 days at noon", "every 30 days at 12:00, from 22 November 2026"),
    ("mon, thu 18:00 until march", "every Monday and Thursday at 18:00, until 31 March 2027"),
    ("mondays and thursdays 10 times", "every Monday and Thursday, 10 times"),
    ("fridays twice", "every Friday, twice"),
    ("mon-fri", "every weekday"),
    ("weekends", "every Saturday and Sunday"),
    ("mon tue wed thu fri sat sun", "every day"),
    ("every other friday", "every two weeks on Friday, from 27 November 2026"),
    (
        "every two weeks mon-fri",
        "every two weeks on Monday, Tuesday, Wednesday, Thursday and Friday, from 23 November 2026",
    ),
    ("every day from 1 dec until 24 dec", "every day, from 1 December 2026 until 24 December 2026"),
    ("monthly on the 1st and 22nd", "every month on the 1st and 22nd"),
    ("monthly on the 2nd, 3rd, 11th and 23rd", "every month on the 2nd, 3rd, 11th and 23rd"),
    ("every month on the 31st", "every month on the last day"),
    ("every month on the 30th", "every month on the 30th, or the last day of a shorter month"),
    (
        "30th of every month 6pm until march",
        "every month on the 30th at 18:00, or the last day of a shorter month, until 31 March 2027",
    ),
    (
        "fifth friday of november 18:00 every year",
        "every year on the fifth Friday of November at 18:00, in years that have one",
    ),
    ("1st and 30th of every month", "every month on the 1st and 30th, or the last day of a shorter month"),
    ("every 31st in months that have one", "every month on the 31st, in months that have one"),
    ("last friday of the month", "every month on the last Friday"),
    ("first and third monday of the month", "every month on the first and third Monday"),
    ("last, first and second friday of the month", "every month on the first, second and last Friday"),
    ("first monday and last friday of the month", "every month on the first Monday and last Friday"),
    ("fifth friday of every month", "every month on the fifth Friday, in months that have one"),
    ("last working day of the month", "every month on the last weekday"),
    ("every quarter on the 1st", "every three months on the 1st, from 1 December 2026"),
    ("every 24 december", "every year on 24 December"),
    ("every 29 february", "every year on the last day of February"),
    ("every 29 feb in years that have one", "every year on 29 February, in years that have one"),
    ("every year on the last friday of november", "every year on the last Friday of November"),
]


@pytest.mark.parametrize(("typed", "words"), IN_WORDS)
def test_it_is_shown_back_in_words(typed: str, words: str) -> None:
    assert understood(typed, SUNDAY).words == words


@pytest.mark.parametrize("typed", [typed for typed, *_ in TYPED])
def test_what_is_shown_back_is_understood_the_same(typed: str) -> None:
    schedule = understood(typed, SUNDAY)
    again = understood(schedule.words, SUNDAY)
    assert (again.starts, again.rule, again.at) == (schedule.starts, schedule.rule, schedule.at)
    assert again.words == schedule.words


@settings(max_examples=400, deadline=None)
@given(schedules(), st.sampled_from(["", "00:00", "07:05", "12:00", "18:30"]))
def test_every_rhythm_has_words_that_lead_back_to_it(schedule: Schedule, at: str) -> None:
    rule = read(schedule.rule)
    assert rule is not None
    rule = rule.anchored(schedule.starts)
    first = replace(schedule, rule=rule.text).next_after(schedule.starts - timedelta(1))
    # Nobody can have typed one that never falls; and one time is once.
    if not first or rule.count == 1:
        return
    # Typed on its first day, because a rhythm with gaps is counted from there.
    asked = Schedule(first[0], rule.text, at, says_start=True)
    again = understood(asked.words, asked.starts)
    assert again.at == at
    span = asked.starts, asked.starts + timedelta(12_000)
    assert again.between(*span) == asked.between(*span)


@pytest.mark.parametrize(
    "at", ["", "18", "25:00", "18:60", "6pm", "18:00:00", "１８:00", "\x1b[2J", "ab:cd", "18 :0"]
)
def test_a_damaged_time_is_left_out_of_the_words(at: str) -> None:
    assert Schedule(SUNDAY, "FREQ=DAILY", at).words == "every day"


def test_a_rule_that_leaves_its_day_to_the_start_names_it() -> None:
    assert Schedule(date(2026, 11, 25), "FREQ=WEEKLY").words == "every Wednesday"
    assert Schedule(date(2026, 11, 25), "FREQ=MONTHLY").words == "every month on the 25th"
    assert (
        Schedule(date(2026, 1, 31), "FREQ=MONTHLY").words
        == "every month on the 31st, in months that have one"
    )
    assert Schedule(date(2026, 11, 25), "FREQ=YEARLY").words == "every year on 25 November"


def test_numbers_get_the_ending_they_have_in_english() -> None:
    found = [ordinal(number) for number in (1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 31, 111)]
    assert " ".join(found) == "1st 2nd 3rd 4th 10th 11th 12th 13th 21st 22nd 23rd 31st 111th"


def test_lists_read_as_people_write_them() -> None:
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]
