"""Time in columns: every day once, nothing made up, over leap days, year ends and the end of time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.checkin import SCALE
from trust_tui.model.columns import Columns, Unit, cut, middle

SUNDAY = date(2026, 11, 22)

days = st.dates(date(1996, 1, 1), date(2032, 12, 31))
lasting = st.integers(0, 40 * 366)
rooms = st.integers(28, 110)


def times(draw_last: date, draw_days: int) -> tuple[date, date]:
    return draw_last - timedelta(days=draw_days), draw_last


def ends(columns: Columns) -> list[date]:
    """Return the last day of each column."""
    return [first - timedelta(days=1) for first in columns.firsts[1:]] + [columns.last]


@given(days, lasting, rooms)
def test_every_day_belongs_to_exactly_one_column(last: date, back: int, room: int) -> None:
    first, last = times(last, back)
    columns = cut(first, last, room)
    assert len(columns) <= room
    assert columns.first <= first
    assert columns.last == last
    assert list(columns.firsts) == sorted(set(columns.firsts))
    held = [
        {date.fromordinal(n) for n in range(a.toordinal(), b.toordinal() + 1)}
        for a, b in zip(columns.firsts, ends(columns), strict=True)
    ]
    assert sum(map(len, held)) == len(set().union(*held)) == (last - columns.first).days + 1
    for at, its in enumerate(held):
        assert all(columns.at(day) == at for day in its)
    assert columns.at(columns.first - timedelta(days=1)) is None
    assert columns.at(last + timedelta(days=1)) is None


@given(days, lasting, rooms)
def test_they_are_as_fine_as_there_is_room_for(last: date, back: int, room: int) -> None:
    first, last = times(last, back)
    unit = cut(first, last, room).unit
    if unit is not Unit.DAY:
        finer = tuple(Unit)[tuple(Unit).index(unit) - 1]
        begin: date | None = finer.begin(first)
        count = 0
        while begin is not None and begin <= last:
            begin, count = finer.after(begin), count + 1
        assert count > room


@given(
    days, lasting, rooms, st.dictionaries(st.integers(-400, 40 * 366), st.sampled_from(SCALE), max_size=60)
)
def test_a_gap_stays_a_gap_and_a_step_is_one_that_was_chosen(
    last: date, back: int, room: int, ago: dict[int, int]
) -> None:
    first, last = times(last, back)
    columns = cut(first, last, room)
    steps = {last - timedelta(days=days_ago): step for days_ago, step in ago.items()}
    shown = columns.spread(steps.items())
    for at, (a, b) in enumerate(zip(columns.firsts, ends(columns), strict=True)):
        its = [step for day, step in steps.items() if a <= day <= b]
        if not its:
            assert shown[at] is None
        else:
            assert shown[at] in its
            assert sum(step < shown[at] for step in its) <= len(its) / 2  # type: ignore[operator]
            assert sum(step > shown[at] for step in its) <= len(its) / 2  # type: ignore[operator]


def test_of_two_middle_days_the_later_one_is_shown() -> None:
    early, late = SUNDAY - timedelta(days=1), SUNDAY
    assert middle([(2, early), (5, late)]) == 5
    assert middle([(2, late), (5, early)]) == 2
    assert middle([(1, early), (4, late), (5, SUNDAY)]) == 4
    assert middle([]) is None


@pytest.mark.parametrize(
    ("first", "last", "room", "unit", "count"),
    [
        (SUNDAY - timedelta(days=27), SUNDAY, 28, Unit.DAY, 28),
        (SUNDAY - timedelta(days=27), SUNDAY, 27, Unit.WEEK, 4),
        (SUNDAY - timedelta(days=83), SUNDAY, 65, Unit.WEEK, 12),
        (SUNDAY - timedelta(days=82), SUNDAY + timedelta(days=1), 65, Unit.WEEK, 13),
        (date(2027, 12, 27), date(2028, 1, 2), 6, Unit.WEEK, 1),
        (date(2028, 2, 1), date(2028, 2, 29), 28, Unit.WEEK, 5),
        (date(2028, 2, 1), date(2028, 2, 29), 4, Unit.MONTH, 1),
        (date(2025, 12, 31), date(2026, 1, 1), 1, Unit.WEEK, 1),
        (date(2016, 11, 23), SUNDAY, 65, Unit.QUARTER, 41),
        (date(1996, 11, 23), SUNDAY, 28, Unit.TWO_YEARS, 16),
        (SUNDAY, SUNDAY, 28, Unit.DAY, 1),
    ],
)
def test_a_time_is_cut_as_people_cut_it(first: date, last: date, room: int, unit: Unit, count: int) -> None:
    columns = cut(first, last, room)
    assert (columns.unit, len(columns)) == (unit, count)
    if unit is Unit.WEEK:
        assert all(first.weekday() == 0 for first in columns.firsts)
    elif unit is not Unit.DAY:
        assert all(first.day == 1 for first in columns.firsts)


@pytest.mark.parametrize("room", [1, 28, 110])
def test_the_beginning_and_the_end_of_all_time_are_days_like_others(room: int) -> None:
    for first, last in ((date.min, date.min), (date.max, date.max), (date.min, date.max)):
        columns = cut(first, last, room)
        assert columns.at(first) == 0
        assert columns.at(last) == len(columns) - 1
