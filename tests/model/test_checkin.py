"""One day of one person: when the other may read it, and what is in it for them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.checkin import (
    SCALE,
    SHARED_FIELDS,
    TEXT_FIELDS,
    Answers,
    CheckIn,
    PrivateNote,
    is_open,
    was_open,
)
from trust_tui.model.moments import Moment
from trust_tui.model.records import Deletion, Visibility

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
YESTERDAY = NOW.day - timedelta(days=1)


def by(author: str, *, day: date = NOW.day, released: bool = False, removed: bool = False) -> CheckIn:
    gone = Deletion(author, NOW.at) if removed else None
    made = CheckIn.new(author=author, device="d", moment=NOW, day=day, written_on=NOW.day, released=released)
    return replace(made, deleted=gone)


def one_text(name: str) -> dict[str, Any]:
    return {name: "x"}


@pytest.mark.parametrize(
    ("released", "other", "other_released"),
    list(product([False, True], ["none", "there", "removed", "of another day"], [False, True])),
)
def test_a_day_opens_once_both_are_there_or_its_writer_releases_it(
    released: bool, other: str, other_released: bool
) -> None:
    mine = by("ana", released=released)
    theirs = {
        "none": [],
        "there": [by("ben", released=other_released)],
        "removed": [by("ben", released=other_released, removed=True)],
        "of another day": [by("ben", released=other_released, day=YESTERDAY)],
    }[other]
    wanted = released or other == "there"
    assert is_open(mine, [mine, *theirs]) is wanted
    assert is_open(mine, [*theirs, mine]) is wanted


def test_nobody_opens_a_day_with_a_checkin_of_their_own() -> None:
    assert not is_open(by("ana"), [by("ana"), by("ana", released=True)])


@pytest.mark.parametrize(
    ("day", "late"), [(NOW.day, False), (YESTERDAY, True), (NOW.day + timedelta(1), False)]
)
def test_a_checkin_written_on_a_later_day_says_so(day: date, late: bool) -> None:
    assert by("ana", day=day).is_back_filled is late


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        Answers(feelings=("", "  ")),
        Answers(appreciated=" ", need="\n", own="\t", private="\u00a0"),
    ],
    ids=["nothing", "blank feelings", "blank texts"],
)
def test_nothing_but_space_is_nothing(answers: Answers) -> None:
    assert answers.is_blank


@pytest.mark.parametrize(
    "answers",
    [
        Answers(feelings=("calm",)),
        *(Answers(safe=step) for step in SCALE),
        *(Answers(close=step) for step in SCALE),
        *(Answers(**one_text(name)) for name in TEXT_FIELDS),
    ],
    ids=repr,
)
def test_one_word_or_one_number_is_enough(answers: Answers) -> None:
    assert not answers.is_blank


@given(
    st.builds(
        Answers,
        feelings=st.lists(st.text(max_size=5)).map(tuple),
        safe=st.none() | st.sampled_from(SCALE),
        close=st.none() | st.sampled_from(SCALE),
        appreciated=st.text(max_size=5),
        need=st.text(max_size=5),
        own=st.text(max_size=5),
        private=st.text(max_size=5).map("marked {}".format),
    )
)
def test_what_is_shared_is_everything_but_the_private_note(answers: Answers) -> None:
    shared = answers.shared()
    assert set(shared) == set(SHARED_FIELDS)
    assert answers.private not in repr(shared)
    checkin = CheckIn.new(author="ana", device="d", moment=NOW, written_on=NOW.day, **shared)
    note = PrivateNote.new(author="ana", device="d", moment=NOW, text=answers.private)
    assert Answers.of(checkin, note) == answers


def test_the_private_note_has_no_place_in_a_checkin() -> None:
    assert "private" not in {field.name for field in fields(CheckIn)}
    assert set(SHARED_FIELDS) <= {field.name for field in fields(CheckIn)}
    assert set(TEXT_FIELDS) - set(SHARED_FIELDS) == {"private"}


def test_a_day_without_anything_is_edited_from_nothing() -> None:
    assert Answers.of(None, None) == Answers()


def test_a_note_alone_can_be_edited() -> None:
    note = PrivateNote.new(author="ana", device="d", moment=NOW, text="mine", visibility=Visibility.PRIVATE)
    assert Answers.of(None, note) == Answers(private="mine")


@pytest.mark.parametrize(
    ("mine", "others", "could_be_read"),
    [
        (by("ana"), [], False),
        (by("ana", released=True), [], True),
        (by("ana"), [by("ben")], True),
        (by("ana"), [by("ben", day=YESTERDAY)], False),
        (by("ana"), [by("ben", removed=True)], True),
        (by("ana"), [replace(by("ben", removed=True), updated_at=NOW.at - timedelta(seconds=1))], False),
        (replace(by("ana"), opened=True), [], True),
        (by("ana", removed=True), [by("ben")], False),
        (replace(by("ana", removed=True), opened=True), [], True),
    ],
    ids=[
        "never",
        "released",
        "both",
        "another day",
        "the other came and left",
        "the other left before",
        "open once",
        "removed before the other came",
        "removed after it was open",
    ],
)
def test_what_could_once_be_read_is_remembered(
    mine: CheckIn, others: list[CheckIn], could_be_read: bool
) -> None:
    assert was_open(mine, [mine, *others]) is could_be_read
