"""Every record is told apart from every other, and time never runs back in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from inspect import get_annotations
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.kept import Topic
from trust_tui.model.kinds import KINDS
from trust_tui.model.moments import Moment
from trust_tui.model.records import COMMON, OURS, Record, Visibility, content, new_id

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")

instants = st.datetimes(
    datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2500-01-01"), timezones=st.just(UTC)
)
chances = st.binary(min_size=5, max_size=5)


def topic(moment: Moment = NOW) -> Topic:
    return Topic.new(author="ana", device="d", moment=moment, text="money")


def later(**by: float) -> Moment:
    at = NOW.at + timedelta(**by)
    return Moment(at, at.date(), NOW.tz)


@given(instants, instants, chances, chances)
def test_ids_of_one_author_sort_by_time(one: datetime, two: datetime, a: bytes, b: bytes) -> None:
    first, second = sorted((one, two))
    if second - first >= timedelta(milliseconds=1):
        assert new_id("ana", first, a) < new_id("ana", second, b)
    assert len(new_id("ana", first, a)) == len(new_id("ana", second, b))


@given(instants, chances, chances)
def test_within_one_millisecond_chance_tells_ids_apart(at: datetime, a: bytes, b: bytes) -> None:
    assert (new_id("ana", at, a) == new_id("ana", at, b)) == (a == b)


def test_a_thousand_ids_of_one_moment_are_a_thousand() -> None:
    assert len({new_id(OURS, NOW.at) for _ in range(1000)}) == 1000


def test_an_id_says_whose_it_is_and_fits_anywhere() -> None:
    made = new_id(OURS, NOW.at)
    assert made.startswith("ours-")
    assert made.isascii()
    assert made.replace("-", "").isalnum()


def test_a_new_record_is_of_today_unless_a_day_was_chosen() -> None:
    chosen = Topic.new(author="ana", device="d", moment=NOW, day=date(2026, 11, 20), text="money")
    assert (topic().day, chosen.day) == (NOW.day, date(2026, 11, 20))
    assert topic().rev == 1
    assert topic().deleted is None
    assert topic().visibility is Visibility.SHARED
    assert topic().created_at == topic().updated_at == NOW.at


@pytest.mark.parametrize("by", [{"hours": -1}, {"days": -365}, {}], ids=["an hour", "a year", "not at all"])
def test_a_clock_that_jumped_back_does_not_take_the_record_with_it(by: dict[str, float]) -> None:
    before = topic()
    after = before.changed(later(**by), text="money, again")
    assert after.updated_at == before.updated_at
    assert after.rev == 2


def test_a_change_keeps_what_it_does_not_name() -> None:
    before = Topic.new(author="ana", device="d", moment=NOW, text="money", extra={"from_the_future": [1]})
    after = before.changed(later(hours=1), text="time")
    assert (after.id, after.author, after.created_at, after.tz) == (
        before.id,
        "ana",
        before.created_at,
        "Europe/Lisbon",
    )
    assert after.extra == {"from_the_future": [1]}
    assert after.updated_at == NOW.at + timedelta(hours=1)


@given(st.lists(st.integers(-500, 500), max_size=20))
def test_revisions_count_up_and_updates_never_go_back(jumps: list[int]) -> None:
    record, hours = topic(), 0
    for jump in jumps:
        hours += jump
        changed = record.changed(later(hours=hours))
        assert changed.rev == record.rev + 1
        assert changed.updated_at >= record.updated_at
        record = changed


def test_what_a_record_says_is_told_apart_from_what_every_record_has() -> None:
    assert content(topic()) == {"text": "money", "from_checkin": False}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_own_name_and_hides_no_common_field(kind: str) -> None:
    cls = KINDS[kind]
    assert cls.kind == kind
    assert issubclass(cls, Record)
    assert set(get_type_hints(cls)) >= COMMON
    assert not COMMON & get_annotations(cls).keys()
