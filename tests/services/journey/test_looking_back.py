"""Looking back: one's own words of long ago, a year of days, and never a private note."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.journey.looking_back import NEAR, Ago
from trust_tui.store import Ledger, MemoryDrafts

WEEKS = TODAY - timedelta(days=28)


def back(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def ago(companion: Companion, reader: Person) -> dict[str, Ago]:
    return {each.words: each for each in companion.looking_back.ago(reader)}


def need(found: Ago) -> str:
    assert found.past.checkin is not None
    return found.past.checkin.need


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Four weeks ago", date(2026, 10, 25)),
        ("A quarter of a year ago", date(2026, 8, 22)),
        ("Half a year ago", date(2026, 5, 22)),
        ("A year ago", date(2025, 11, 22)),
        ("2 years ago", date(2024, 11, 22)),
        ("10 years ago", date(2016, 11, 22)),
        ("30 years ago", date(1996, 11, 22)),
    ],
)
def test_ones_words_come_back(companion: Companion, ana: Person, ben: Person, words: str, day: date) -> None:
    companion.checkins.save(ana, day, Answers(need=words))
    companion.checkins.save(ben, day, Answers(need="his"))
    found = ago(companion, ana)
    assert list(found) == [words]
    assert need(found[words]) == words
    assert found[words].beside == 0


def test_the_nearest_day_is_taken_and_says_so(companion: Companion, ana: Person) -> None:
    def save(beside: int) -> None:
        companion.checkins.save(ana, WEEKS + timedelta(days=beside), Answers(need=str(beside)))

    for beside in (NEAR + 1, -NEAR - 1):
        save(beside)
    assert ago(companion, ana) == {}
    for beside in (2, -2, 1, -1, 0):
        save(beside)
        found = ago(companion, ana)["Four weeks ago"]
        assert (found.beside, need(found)) == (beside, str(beside))
        assert found.sought == WEEKS


def test_a_day_without_words_makes_room_for_one_beside_it(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, WEEKS, Answers(private="for me alone"))
    assert ago(companion, ana) == {}
    companion.checkins.save(ana, WEEKS + timedelta(days=1), Answers(safe=3))
    assert ago(companion, ana)["Four weeks ago"].beside == 1


def test_no_private_note_is_anywhere(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, WEEKS, Answers(safe=2, private="a secret"))
    for reader in (ana, ben):
        looked = (
            companion.looking_back.ago(reader),
            companion.looking_back.day(reader, WEEKS),
            companion.looking_back.year(reader),
            companion.looking_back.glance(reader),
        )
        assert "a secret" not in repr(looked)


def test_nothing_of_the_others_days_is_here(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, WEEKS, Answers(safe=2, need="hers"))
    companion.checkins.save(ben, WEEKS - timedelta(days=1), Answers(safe=5, need="his"))
    assert companion.looking_back.day(ben, WEEKS).checkin is None
    assert companion.looking_back.year(ben).written == {WEEKS - timedelta(days=1): 5}
    assert "hers" not in repr(companion.looking_back.ago(ben))


def test_the_victories_of_that_day_come_along(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, WEEKS, Answers(safe=2))
    companion.victories.add(ben, WEEKS, "we laughed")
    companion.victories.add(ben, WEEKS + timedelta(days=1), "another day")
    found = ago(companion, ana)["Four weeks ago"].past
    assert [mark.words for mark in found.victories] == ["we laughed"]


@pytest.mark.parametrize(
    ("today", "sought"),
    [
        ((2028, 2, 29), {"A year ago": date(2027, 2, 28), "4 years ago": date(2024, 2, 29)}),
        ((2027, 5, 31), {"A quarter of a year ago": date(2027, 2, 28)}),
        ((2027, 1, 1), {"Four weeks ago": date(2026, 12, 4), "A year ago": date(2026, 1, 1)}),
    ],
)
def test_leap_days_and_year_ends_have_an_ago(
    companion: Companion, clock: MovedClock, ana: Person, today: tuple[int, int, int], sought: dict[str, date]
) -> None:
    clock.set(*today)
    for day in sought.values():
        companion.checkins.save(ana, day, Answers(need=str(day)))
    found = ago(companion, ana)
    for words, day in sought.items():
        assert (found[words].sought, need(found[words])) == (day, str(day))


# A year at a glance


@given(
    st.dates(date(2020, 1, 1), date(2031, 12, 31)),
    st.sets(st.integers(0, 800), max_size=20),
    st.integers(0, 2),
)
def test_each_day_of_ones_own_is_in_exactly_one_year(today: date, written: set[int], years: int) -> None:
    clock = MovedClock()
    clock.set(today.year, today.month, today.day)
    companion = Companion(Ledger.in_memory(), clock, "d", MemoryDrafts())
    (cleo,) = companion.people.set_up("Cleo").people
    for days in written:
        companion.checkins.save(cleo, today - timedelta(days=days), Answers(safe=days % 5 + 1))

    found = [companion.looking_back.year(cleo, back) for back in range(4)]
    assert all(len(set(year.months)) == 12 for year in found)
    assert found[0].months[-1] == today.replace(day=1)
    everything: dict[date, int | None] = {}
    for year in found:
        assert not everything.keys() & year.written.keys()
        assert {day.replace(day=1) for day in year.written} <= set(year.months)
        everything |= year.written
    assert everything == {today - timedelta(days=days): days % 5 + 1 for days in written}
    for years_back, year in enumerate(found):
        earlier = any(day < year.months[0] for day in everything)
        assert companion.looking_back.has_earlier(cleo, years_back) == earlier


def test_a_day_that_has_not_come_yet_is_not_in_it(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(safe=3))
    clock.move(days=-2)
    assert companion.looking_back.year(ana).written == {}


def test_from_outside_it_says_when_there_is_something(companion: Companion, ana: Person) -> None:
    assert companion.looking_back.glance(ana) == ""
    companion.checkins.save(ana, back(365), Answers(safe=2))
    assert companion.looking_back.glance(ana) == "Words of yours from a year ago."
    companion.checkins.save(ana, WEEKS, Answers(safe=2))
    assert companion.looking_back.glance(ana) == "Words of yours from four weeks ago, and earlier."
