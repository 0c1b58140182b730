"""Days are those of the people, whatever clocks, zones and calendars do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion


def test_a_day_written_later_says_so_and_an_edit_does_not_change_that(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    late = companion.checkins.save(ana, TODAY - timedelta(2), Answers(need="late"))
    assert late.is_back_filled
    assert late.written_on == TODAY

    on_time = companion.checkins.save(ana, TODAY, Answers(need="on time"))
    clock.move(days=3)
    edited = companion.checkins.save(ana, TODAY, Answers(need="on time, changed later"))
    assert not on_time.is_back_filled
    assert not edited.is_back_filled


def test_a_day_is_what_the_form_says_though_midnight_passed(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    clock.set(2026, 11, 22, 23, 59)
    opened = clock().day
    clock.move(minutes=2)
    saved = companion.checkins.save(ana, opened, Answers(need="late at night"))

    assert (saved.day, saved.written_on) == (date(2026, 11, 22), date(2026, 11, 23))
    assert companion.checkins.day(ana, clock().day).mine is None


def test_a_leap_day_is_a_day(companion: Companion, ana: Person, ben: Person, clock: MovedClock) -> None:
    clock.set(2028, 2, 29)
    companion.checkins.save(ana, clock().day, Answers(safe=4))
    companion.checkins.save(ben, clock().day, Answers(safe=2))

    assert companion.checkins.day(ana, date(2028, 2, 29)).theirs is not None
    clock.set(2029, 2, 28)
    assert companion.checkins.fortnight(ben, ana, date(2028, 3, 1)).safe[-2] == 4


@pytest.mark.parametrize(
    ("before", "after"),
    [((2026, 3, 28, 23, 30), (2026, 3, 29, 3, 30)), ((2026, 10, 24, 23, 30), (2026, 10, 25, 3, 30))],
    ids=["spring", "autumn"],
)
def test_the_night_the_clocks_change_lies_between_two_days(
    companion: Companion,
    ana: Person,
    clock: MovedClock,
    before: tuple[int, int, int, int, int],
    after: tuple[int, int, int, int, int],
) -> None:
    clock.set(*before)
    one = companion.checkins.save(ana, clock().day, Answers(need="the evening before"))
    clock.set(*after)
    two = companion.checkins.save(ana, clock().day, Answers(need="the morning after"))

    assert two.day - one.day == timedelta(days=1)
    assert not one.is_back_filled
    assert not two.is_back_filled
    assert one.created_at < two.created_at
    assert one.id < two.id


def test_two_people_in_two_zones_meet_on_the_day_that_each_lived(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    clock.set(2026, 11, 23, 0, 30, zone="Europe/Lisbon")
    hers = companion.checkins.save(ana, clock().day, Answers(need="after midnight"))
    clock.zone = "America/St_Johns"  # the same instant, still the evening before
    his = companion.checkins.save(ben, clock().day, Answers(need="before dinner"))

    assert (hers.day, his.day) == (date(2026, 11, 23), date(2026, 11, 22))
    assert (hers.tz, his.tz) == ("Europe/Lisbon", "America/St_Johns")
    assert companion.checkins.day(ben, his.day).theirs is None
    companion.checkins.save(ben, hers.day, Answers(need="tomorrow, here"))
    assert companion.checkins.day(ben, hers.day).theirs is not None


def test_whoever_flies_west_over_midnight_can_still_save_the_form_that_was_open(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    clock.set(2026, 11, 23, 0, 30, zone="Europe/Lisbon")
    opened = clock().day
    clock.zone = "America/St_Johns"
    saved = companion.checkins.save(ana, opened, Answers(need="on the plane"))
    assert saved.day > clock().day
    assert not saved.is_back_filled


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=365)], ids=["an hour", "a year"])
def test_a_clock_that_jumps_back_loses_and_turns_nothing(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock, jump: timedelta
) -> None:
    first = companion.checkins.save(ana, TODAY, Answers(need="one"))
    clock.at -= jump
    second = companion.checkins.save(ana, TODAY, Answers(need="two"))
    companion.checkins.save(ben, TODAY, Answers(need="his"))
    third = companion.checkins.save(ana, TODAY, Answers(need="three"))

    assert first.updated_at <= second.updated_at <= third.updated_at
    assert [first.rev, second.rev, third.rev] == [1, 2, 3]
    day = companion.checkins.day(ana, TODAY)
    assert day.answers.need == "three"
    assert [version.body["need"] for version in day.mine_before] == ["one", "two"]
    assert day.theirs is not None
    assert companion.undo(ana) == "saved your check-in"
    restored = companion.checkins.day(ana, TODAY).mine
    assert restored is not None
    assert restored.need == "two"
    assert restored.updated_at >= third.updated_at
    companion.checkins.remove(ana, TODAY)
    assert companion.undo(ana) == "removed your check-in"
    assert companion.checkins.day(ana, TODAY).answers.need == "two"


def test_under_a_clock_a_year_behind_days_are_those_it_tells(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="today"))
    clock.move(days=-365)
    last_year = companion.checkins.save(ana, clock().day, Answers(need="a year ago, it seems"))

    assert last_year.day == TODAY - timedelta(365)
    assert not last_year.is_back_filled
    assert companion.checkins.day(ana, TODAY).answers.need == "today"
