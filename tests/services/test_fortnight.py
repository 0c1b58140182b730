"""Two weeks side by side: what is blank is blank, what is closed is blank, and nothing is added up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import SCALE, Answers
from trust_tui.model.people import Person
from trust_tui.services.checkins import WEEKS_DAYS, Fortnight
from trust_tui.services.companion import Companion
from trust_tui.store import Ledger, MemoryDrafts


def back(days: int) -> date:
    return TODAY - timedelta(days)


def steps(fortnight: Fortnight) -> dict[int, tuple[int | None, int | None]]:
    """Return *safe* and *close* by how many days ago, where there is either."""
    there = zip(fortnight.days, fortnight.safe, fortnight.close, strict=True)
    return {(TODAY - day).days: (safe, close) for day, safe, close in there if safe or close}


def test_it_is_fourteen_days_the_last_one_included(companion: Companion, ana: Person) -> None:
    weeks = companion.checkins.fortnight(ana, ana, TODAY)
    assert weeks.days == tuple(back(days) for days in range(13, -1, -1))
    assert WEEKS_DAYS == len(weeks.safe) == len(weeks.close) == 14
    assert set(weeks.safe) == set(weeks.close) == {None}


def test_a_skipped_day_and_a_skipped_question_stay_blank(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(safe=4, close=2))
    companion.checkins.save(ana, back(2), Answers(close=5))
    companion.checkins.save(ana, back(3), Answers(need="only words"))
    companion.checkins.save(ana, back(13), Answers(safe=1))
    companion.checkins.save(ana, back(14), Answers(safe=3))

    weeks = companion.checkins.fortnight(ana, ana, TODAY)
    assert steps(weeks) == {0: (4, 2), 2: (None, 5), 13: (1, None)}


def test_the_other_sees_the_days_that_are_open(companion: Companion, ana: Person, ben: Person) -> None:
    for days in (0, 1, 2, 3):
        companion.checkins.save(ana, back(days), Answers(safe=4))
    companion.checkins.save(ben, back(1), Answers(safe=2))
    companion.checkins.release(ana, back(2))

    assert steps(companion.checkins.fortnight(ben, ana, TODAY)) == {1: (4, None), 2: (4, None)}
    assert len(steps(companion.checkins.fortnight(ana, ana, TODAY))) == 4
    assert steps(companion.checkins.fortnight(ana, ben, TODAY)) == {1: (2, None)}


def test_a_removed_day_is_blank_again(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(safe=4))
    companion.checkins.save(ben, TODAY, Answers(safe=2))
    companion.checkins.remove(ana, TODAY)

    assert steps(companion.checkins.fortnight(ana, ana, TODAY)) == {}
    assert steps(companion.checkins.fortnight(ben, ana, TODAY)) == {}
    assert steps(companion.checkins.fortnight(ana, ben, TODAY)) == {}


def test_weeks_that_are_not_shared_show_nothing_to_the_other(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(safe=4))
    companion.checkins.save(ben, TODAY, Answers(safe=2))
    ana = companion.people.share_weeks(ana, share=False)

    hidden = companion.checkins.fortnight(ben, ana, TODAY)
    assert (hidden.is_shared, hidden.safe, hidden.close) == (False, (), ())
    assert steps(companion.checkins.fortnight(ana, ana, TODAY)) == {0: (4, None)}

    ana = companion.people.share_weeks(ana, share=True)
    assert steps(companion.checkins.fortnight(ben, ana, TODAY)) == {0: (4, None)}


def test_there_is_no_place_for_a_sum() -> None:
    assert Fortnight._fields == ("person", "days", "safe", "close", "is_shared")


@given(
    st.dictionaries(st.integers(-2, 16), st.sampled_from(SCALE)),
    st.dictionaries(st.integers(-2, 16), st.sampled_from(SCALE)),
    st.integers(0, 5),
)
def test_each_day_shows_its_own_step_or_nothing(hers: dict[int, int], his: dict[int, int], ago: int) -> None:
    companion = Companion(Ledger.in_memory(), MovedClock(), "d", MemoryDrafts())
    ana, ben = companion.people.set_up("Ana", "Ben").people
    for person, written in ((ana, hers), (ben, his)):
        for days, step in written.items():
            companion.checkins.save(person, back(days), Answers(safe=step, close=6 - step))

    for reader, shown in ((ana, hers), (ben, {days: hers[days] for days in hers.keys() & his})):
        weeks = companion.checkins.fortnight(reader, ana, back(ago))
        assert weeks.safe == tuple(shown.get(days) for days in range(ago + 13, ago - 1, -1))
        assert weeks.close == tuple(6 - step if step else None for step in weeks.safe)


@pytest.mark.parametrize("last", [date(2028, 3, 1), date(2027, 1, 3), date(2026, 10, 26), date(2026, 3, 30)])
def test_over_leap_day_new_year_and_summer_time_no_day_is_missing_or_twice(
    companion: Companion, ana: Person, last: date
) -> None:
    days = companion.checkins.fortnight(ana, ana, last).days
    assert len(set(days)) == 14
    assert (days[0], days[-1]) == (last - timedelta(13), last)
