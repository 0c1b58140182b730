"""Checkpoints: each alone first; both open at once, and only where both want it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkpoints import WEEKS, CheckpointRhythm, Way
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.services.checkpoints import Occasion
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, NothingToUndoProblem, Problem
from trust_tui.store import Ledger, MemoryDrafts


@pytest.fixture
def ben(companion: Companion) -> Person:
    return companion.couple.people[1]


@pytest.fixture
def today(companion: Companion, ana: Person) -> date:
    """A day with a checkpoint that Ana asked for."""
    companion.checkpoints.ask(ana)
    return TODAY


def only(companion: Companion, reader: Person) -> Occasion:
    (found,) = companion.checkpoints.all(reader)
    return found


def answer(
    companion: Companion, person: Person, text: str, *, show: bool = False, way: Way = Way.HELP
) -> None:
    companion.checkpoints.answer(person, TODAY, way, text, show=show)


def take_back_all(companion: Companion, person: Person) -> None:
    while True:
        try:
            companion.undo(person)
        except NothingToUndoProblem:
            return
        except ChangedSinceProblem:
            continue


# When they come


def test_they_come_every_so_many_weeks_from_the_day_it_was_chosen(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    companion.checkpoints.every(ana, 4)
    assert companion.checkpoints.all(ana) == []
    assert companion.checkpoints.next_on == TODAY + timedelta(weeks=4)
    clock.move(days=27)
    assert companion.checkpoints.all(ana) == []
    clock.move(days=1)
    assert [each.day for each in companion.checkpoints.all(ana)] == [TODAY + timedelta(weeks=4)]
    clock.move(days=400)
    days = [each.day for each in companion.checkpoints.all(ana)]
    assert len(days) == 15
    assert days[0] - days[1] == timedelta(weeks=4)


def test_another_rhythm_counts_from_its_own_day_and_leaves_the_past(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    companion.checkpoints.every(ana, 4)
    clock.move(days=30)
    companion.checkpoints.every(ben, 12)
    assert companion.checkpoints.next_on == TODAY + timedelta(days=30, weeks=12)
    clock.move(days=60)
    assert [each.day for each in companion.checkpoints.all(ana)] == [TODAY + timedelta(weeks=4)]
    companion.undo(ben)
    assert companion.checkpoints.rhythm is not None
    assert companion.checkpoints.rhythm.weeks == 4
    companion.checkpoints.every(ana, 0)
    assert companion.checkpoints.next_on is None


@pytest.mark.parametrize("weeks", [-1, 1, 5, 100])
def test_only_what_is_offered_can_be_chosen(companion: Companion, ana: Person, weeks: int) -> None:
    with pytest.raises(Problem) as problem:
        companion.checkpoints.every(ana, weeks)
    assert problem.value.field == "weeks"
    assert companion.checkpoints.rhythm is None


@given(
    weeks=st.sampled_from(WEEKS), on=st.dates(date(2020, 1, 1), date(2040, 1, 1)), after=st.integers(0, 4000)
)
def test_the_next_one_is_never_today_or_before_and_every_day_is_on_the_beat(
    weeks: int, on: date, after: int
) -> None:
    moment = Moment.of(MovedClock().at, "UTC")
    rhythm = CheckpointRhythm.new(author="ours", device="here", moment=moment, day=on, weeks=weeks)
    until = on + timedelta(days=after)
    days = rhythm.days(until)
    assert all((day - on).days % (7 * weeks) == 0 and on < day <= until for day in days)
    assert len(days) == after // (7 * weeks)
    coming = rhythm.next_after(until)
    assert coming is not None
    assert coming > until
    assert rhythm.days(coming)[-1] == coming


def test_one_can_be_asked_for_once_a_day(companion: Companion, ana: Person, ben: Person, today: date) -> None:
    assert only(companion, ben).asked_by == ana.id
    with pytest.raises(Problem, match="today already"):
        companion.checkpoints.ask(ben)
    companion.undo(ana)
    assert companion.checkpoints.all(ben) == []


def test_one_that_has_not_come_cannot_be_answered(companion: Companion, ana: Person) -> None:
    with pytest.raises(Problem, match="not come yet"):
        companion.checkpoints.answer(ana, TODAY + timedelta(days=1), Way.PART, "", show=False)


# Alone first


def test_nobody_is_told_whether_the_other_answered(
    companion: Companion, ana: Person, ben: Person, today: date
) -> None:
    before = only(companion, ben)
    glance = companion.checkpoints.glance(ben)
    answer(companion, ana, "marker-private", way=Way.PART)
    assert only(companion, ben) == before
    assert companion.checkpoints.glance(ben) == glance
    assert companion.search.find(ben, "marker-private") == []
    assert [each.place for each in companion.search.find(ana, "marker-private")] == ["journey/checkpoints"]


def test_that_one_wants_to_show_it_is_said_and_what_it_says_is_not(
    companion: Companion, ana: Person, ben: Person, today: date
) -> None:
    answer(companion, ana, "marker-private", show=True)
    seen = only(companion, ben)
    assert (seen.is_awaited, seen.other, seen.is_open) == (True, None, False)
    assert companion.checkpoints.other_waits(ben, TODAY)
    assert companion.search.find(ben, "marker-private") == []


def test_not_wanting_to_is_a_complete_answer(
    companion: Companion, ana: Person, ben: Person, today: date
) -> None:
    answer(companion, ana, "Ana's", show=True)
    answer(companion, ben, "Ben's", show=False)
    for reader, own in ((ana, "Ana's"), (ben, "Ben's")):
        seen = only(companion, reader)
        assert seen.own is not None
        assert (seen.own.text, seen.other, seen.is_open) == (own, None, False)


@pytest.mark.parametrize("ana_is_first", [True, False])
def test_once_both_want_it_both_open_at_once_and_that_stays(
    companion: Companion, ana: Person, ben: Person, today: date, ana_is_first: bool
) -> None:
    one, two = (ana, ben) if ana_is_first else (ben, ana)
    answer(companion, one, "one", show=True, way=Way.CONTINUE)
    answer(companion, two, "two", show=True, way=Way.PART)
    for reader, own, other in ((one, "one", "two"), (two, "two", "one")):
        seen = only(companion, reader)
        assert seen.own is not None
        assert seen.other is not None
        assert (seen.own.text, seen.other.text, seen.is_open, seen.is_awaited) == (own, other, True, False)
    for person in (one, two):
        take_back_all(companion, person)
        assert only(companion, person).is_open


def test_what_was_said_before_it_opened_stays_with_who_said_it(
    companion: Companion, ana: Person, ben: Person, today: date
) -> None:
    answer(companion, ana, "marker-first")
    answer(companion, ana, "second", show=True)
    answer(companion, ben, "Ben's", show=True)
    assert [version.body["text"] for version in only(companion, ana).before] == ["marker-first"]
    assert only(companion, ben).before == ()
    answer(companion, ana, "third", show=True)
    assert [version.body["text"] for version in only(companion, ben).before] == ["second"]


def test_an_answer_can_be_taken_back_while_it_is_closed(
    companion: Companion, ana: Person, ben: Person, today: date
) -> None:
    answer(companion, ana, "one")
    answer(companion, ana, "two", show=True)
    assert companion.undo(ana) == "answered a checkpoint"
    seen = only(companion, ana)
    assert seen.own is not None
    assert (seen.own.text, seen.own.show) == ("one", False)
    assert not only(companion, ben).is_awaited
    companion.undo(ana)
    assert only(companion, ana).own is None


def test_alone_one_answers_for_oneself(clock: MovedClock) -> None:
    companion = Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())
    companion.people.set_up("Ana", "")
    (ana,) = companion.couple.people
    companion.checkpoints.ask(ana)
    answer(companion, ana, "mine", show=True)
    seen = only(companion, ana)
    assert seen.own is not None
    assert (seen.own.text, seen.is_open) == ("mine", False)


def test_one_is_reminded_without_being_pressed(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    assert companion.checkpoints.glance(ana) == ""
    companion.checkpoints.every(ana, 4)
    assert companion.checkpoints.glance(ana) == "The next one is on 20 December"
    clock.move(days=28)
    assert companion.checkpoints.glance(ana) == "One is here to be thought about, whenever you like"
    companion.checkpoints.answer(ana, clock().day, Way.UNSURE, "", show=True)
    assert companion.checkpoints.glance(ben) == "The other one would like to look at a checkpoint together"
