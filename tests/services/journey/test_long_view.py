"""The long view: one's own line always, the other's where they share it and on days that are open."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import SCALE, Answers
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.journey import days
from trust_tui.services.journey.long_view import Line, Span
from trust_tui.store import Ledger, MemoryDrafts


def back(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def line(companion: Companion, reader: Person, person: Person) -> Line:
    return companion.long_view.line(reader, person, back(400), TODAY)


@pytest.mark.parametrize(
    ("span", "length"), [(Span.FOUR_WEEKS, 28), (Span.TWELVE_WEEKS, 84), (Span.YEAR, 364)]
)
def test_a_span_ends_today(companion: Companion, ana: Person, span: Span, length: int) -> None:
    view = companion.long_view.view(ana, span)
    assert (view.first, view.last) == (back(length - 1), TODAY)
    assert view.mine.is_blank
    assert not view.marks


def test_all_time_begins_with_ones_own_first_day(companion: Companion, ana: Person, ben: Person) -> None:
    assert companion.long_view.view(ana, Span.ALL).first == TODAY
    companion.checkins.save(ben, back(900), Answers(safe=1))
    companion.checkins.save(ana, back(800), Answers(safe=1))
    assert companion.long_view.view(ana, Span.ALL).first == back(800)
    assert companion.long_view.view(ben, Span.ALL).first == back(900)


def test_what_stayed_open_and_who_skipped_a_day_is_blank(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(safe=4))
    companion.checkins.save(ana, back(2), Answers(close=2))
    companion.checkins.save(ana, back(3), Answers(need="only words"))
    mine = line(companion, ana, ana)
    assert mine.safe == {TODAY: 4}
    assert mine.close == {back(2): 2}


def test_the_other_sees_open_days_alone(companion: Companion, ana: Person, ben: Person) -> None:
    for ago in range(4):
        companion.checkins.save(ana, back(ago), Answers(safe=4))
    companion.checkins.save(ben, back(1), Answers(safe=2))
    companion.checkins.release(ana, back(2))
    assert line(companion, ben, ana).safe == {back(2): 4, back(1): 4}
    assert len(line(companion, ana, ana).safe) == 4

    companion.checkins.remove(ben, back(1))
    assert line(companion, ben, ana).safe == {back(2): 4}


def test_who_keeps_their_weeks_shows_no_line(companion: Companion, ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        companion.checkins.save(person, TODAY, Answers(safe=4))
    ana = companion.people.share_weeks(ana, share=False)
    assert line(companion, ben, ana) == Line(ana, is_shared=False)
    assert line(companion, ana, ana).safe == {TODAY: 4}
    ana = companion.people.share_weeks(ana, share=True)
    assert line(companion, ben, ana).safe == {TODAY: 4}


@given(
    st.dictionaries(st.integers(0, 60), st.sampled_from(SCALE), max_size=12),
    st.dictionaries(st.integers(0, 60), st.sampled_from(SCALE), max_size=12),
    st.sets(st.integers(0, 60), max_size=4),
    st.booleans(),
    st.booleans(),
)
def test_no_closed_value_is_ever_in_the_others_plot(
    hers: dict[int, int], his: dict[int, int], released: set[int], shares: bool, at_once: bool
) -> None:
    companion = Companion(Ledger.in_memory(), MovedClock(), "d", MemoryDrafts())
    ana, ben = companion.people.set_up("Ana", "Ben").people
    for person, written in ((ana, hers), (ben, his)):
        for ago, step in written.items():
            companion.checkins.save(person, back(ago), Answers(safe=step, close=6 - step))
    for ago in released & hers.keys():
        companion.checkins.release(ana, back(ago))
    ana = companion.people.share_weeks(ana, shares)

    # However far one looks, read day by day or all at once.
    first = back(days.MANY + 1) if at_once else back(60)
    seen = companion.long_view.line(ben, ana, first, TODAY)
    opened = (hers.keys() & (his.keys() | released)) if shares else set()
    assert seen.safe == {back(ago): hers[ago] for ago in opened}
    assert seen.close == {back(ago): 6 - hers[ago] for ago in opened}
    assert companion.long_view.line(ana, ana, first, TODAY).safe == {back(a): s for a, s in hers.items()}


def test_there_is_no_place_for_a_sum() -> None:
    assert [field.name for field in fields(Line)] == ["person", "safe", "close", "is_shared"]


def test_a_clock_that_jumped_back_shows_nothing_of_the_future(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(safe=5))
    companion.checkins.save(ana, back(9), Answers(safe=2))
    companion.checkins.save(ana, back(900), Answers(safe=1))
    clock.move(days=-7)
    for span in Span:
        view = companion.long_view.view(ana, span)
        assert view.mine.safe == ({back(900): 1} if span is Span.ALL else {}) | {back(9): 2}
        assert view.last == back(7)
    clock.move(days=-900)
    view = companion.long_view.view(ana, Span.ALL)
    assert view.first == view.last == back(907)
    assert companion.long_view.glance(ana) == ""


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Pacific/Auckland"])
@pytest.mark.parametrize(
    "change", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2026, 9, 27)]
)
def test_summer_time_moves_no_day(
    companion: Companion, clock: MovedClock, ana: Person, zone: str, change: date
) -> None:
    for ago in range(-2, 3):
        day = change - timedelta(days=ago)
        for hour, minute in ((0, 30), (23, 30)):
            clock.set(day.year, day.month, day.day, hour, minute, zone)
            assert companion.long_view.view(ana, Span.FOUR_WEEKS).last == day
        companion.checkins.save(ana, day, Answers(safe=3))
    view = companion.long_view.view(ana, Span.FOUR_WEEKS)
    assert view.last - view.first == timedelta(days=27)


def test_a_back_filled_day_stands_on_its_own_day(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    companion.checkins.save(ana, back(5), Answers(safe=2))
    assert line(companion, ana, ana).safe == {back(5): 2}


def test_from_outside_it_says_how_far_back_one_can_look(
    companion: Companion, ana: Person, ben: Person
) -> None:
    assert companion.long_view.glance(ana) == ""
    assert companion.long_view.is_empty(ana)
    companion.checkins.save(ana, date(2025, 3, 2), Answers(safe=2))
    assert companion.long_view.glance(ana) == "Your days since 2 March 2025."
    assert companion.long_view.glance(ben) == ""
    assert companion.long_view.is_empty(ben)
