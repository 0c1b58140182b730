"""A moment is an instant and the day it was for whoever lived it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.moments import Moment

LISBON = ZoneInfo("Europe/Lisbon")
ZONES = [
    "Europe/Lisbon",
    "America/St_Johns",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
]


class Nowhere(tzinfo):
    """A zone that does not know its offset: the time is as good as naive."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return None

    def dst(self, when: datetime | None) -> timedelta | None:
        return None

    def tzname(self, when: datetime | None) -> str | None:
        return None


@pytest.mark.parametrize("zone", [None, Nowhere()], ids=["naive", "offset unknown"])
def test_a_time_without_a_zone_is_refused(zone: tzinfo | None) -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment.of(datetime(2026, 11, 22, 20, 0, tzinfo=zone))


@pytest.mark.parametrize(
    ("local", "day"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, 999_999, LISBON), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 0, 0, tzinfo=LISBON), date(2026, 11, 23)),
        (datetime(2028, 2, 29, 23, 30, tzinfo=ZoneInfo("Pacific/Kiritimati")), date(2028, 2, 29)),
        (datetime(2028, 2, 29, 0, 30, tzinfo=ZoneInfo("America/Los_Angeles")), date(2028, 2, 29)),
    ],
)
def test_the_day_changes_at_local_midnight(local: datetime, day: date) -> None:
    assert Moment.of(local).day == day


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        (ZoneInfo("America/St_Johns"), "-03:30"),
        (ZoneInfo("Asia/Kolkata"), "+05:30"),
        (ZoneInfo("Asia/Kathmandu"), "+05:45"),
        (timezone(timedelta(hours=-12)), "-12:00"),
        (UTC, "+00:00"),
    ],
)
def test_without_a_name_the_offset_is_kept(zone: tzinfo, offset: str) -> None:
    moment = Moment.of(datetime(2026, 11, 22, 20, 0, tzinfo=zone))
    assert moment.tz == offset
    assert moment.at.tzinfo is UTC


def test_a_name_is_kept_as_given() -> None:
    assert Moment.of(datetime(2026, 11, 22, 20, 0, tzinfo=LISBON), "Europe/Lisbon").tz == "Europe/Lisbon"


def test_the_hour_that_comes_twice_in_autumn_is_two_hours() -> None:
    first = Moment.of(datetime(2026, 10, 25, 1, 30, tzinfo=LISBON, fold=0))
    second = Moment.of(datetime(2026, 10, 25, 1, 30, tzinfo=LISBON, fold=1))
    assert second.at - first.at == timedelta(hours=1)
    assert first.day == second.day == date(2026, 10, 25)
    assert (first.tz, second.tz) == ("+01:00", "+00:00")


def test_over_the_hour_that_spring_leaves_out_time_goes_on() -> None:
    before = Moment.of(datetime(2026, 3, 29, 0, 59, tzinfo=LISBON))
    after = Moment.of(datetime(2026, 3, 29, 2, 0, tzinfo=LISBON))
    assert after.at - before.at == timedelta(minutes=1)
    assert (before.tz, after.tz) == ("+00:00", "+01:00")


@given(
    st.datetimes(datetime.fromisoformat("1970-01-03"), datetime.fromisoformat("2200-01-01")),
    st.sampled_from(ZONES),
    st.sampled_from([0, 1]),
)
def test_any_moment_is_the_same_instant_and_the_local_day(naive: datetime, zone: str, fold: int) -> None:
    local = naive.replace(tzinfo=ZoneInfo(zone), fold=fold)
    moment = Moment.of(local, zone)
    assert moment.at == local.astimezone(UTC)
    assert moment.day == naive.date()
    assert moment.at.utcoffset() == timedelta()
