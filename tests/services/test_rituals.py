"""Rituals have a rhythm, and are never late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.people import Person
from trust_tui.model.rituals import Ritual
from trust_tui.model.schedule import understood
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem
from trust_tui.services.rituals import RitualView

SUNDAYS = understood("every sunday", TODAY)


@pytest.fixture
def ben(companion: Companion) -> Person:
    return companion.couple.people[1]


@pytest.fixture
def walk(companion: Companion, ana: Person) -> Ritual:
    """A walk, on Sundays. It is Sunday."""
    return companion.rituals.add(ana, "Walk", "half an hour", SUNDAYS)


def view(companion: Companion, reader: Person) -> RitualView:
    (found,) = companion.rituals.all(reader)
    return found


def test_it_comes_next_by_its_rhythm_today_included(
    companion: Companion, ana: Person, walk: Ritual, clock: MovedClock
) -> None:
    assert view(companion, ana).next_on == TODAY
    clock.move(days=1)
    assert view(companion, ana).next_on == TODAY + timedelta(days=7)


def test_a_time_without_it_leaves_no_trace(
    companion: Companion, ben: Person, walk: Ritual, clock: MovedClock
) -> None:
    companion.rituals.done(ben, walk.id, TODAY)
    clock.move(days=40)
    now = view(companion, ben)
    assert [time.day for time in now.times] == [TODAY]
    assert now.next_on is not None
    assert now.next_on >= clock().day
    assert companion.rituals.glance(ben) == "Last: Walk, 22 November 2026"


def test_what_is_for_today_is_said_until_it_was_done(
    companion: Companion, ana: Person, ben: Person, walk: Ritual
) -> None:
    assert companion.rituals.glance(ben) == "Today: Walk"
    companion.rituals.done(ana, walk.id, TODAY)
    assert companion.rituals.glance(ben) == "Last: Walk, 22 November"


def test_no_rituals_say_nothing(companion: Companion, ana: Person) -> None:
    assert companion.rituals.glance(ana) == ""


def test_times_stand_newest_first_with_who_wrote_them_down(
    companion: Companion, ana: Person, ben: Person, walk: Ritual
) -> None:
    companion.rituals.done(ana, walk.id, TODAY, "in the rain")
    companion.rituals.done(ben, walk.id, TODAY - timedelta(days=7))
    companion.rituals.done(ben, walk.id, TODAY, "again")
    times = [(time.author, time.day, time.text) for time in view(companion, ana).times]
    assert times == [
        (ben.id, TODAY, "again"),
        (ana.id, TODAY, "in the rain"),
        (ben.id, TODAY - timedelta(days=7), ""),
    ]


@pytest.mark.parametrize(("text", "on_the_wall"), [("in the rain", "in the rain"), ("", "Walk")])
def test_a_time_can_become_a_victory_and_both_go_with_one_undo(
    companion: Companion, ana: Person, ben: Person, walk: Ritual, text: str, on_the_wall: str
) -> None:
    companion.rituals.done(ana, walk.id, TODAY - timedelta(days=1), text, on_the_wall=True)
    (card,) = companion.victories.wall(ben)
    assert (card.text, card.day, card.author) == (on_the_wall, TODAY - timedelta(days=1), ana.id)
    assert companion.undo(ana) == "wrote down a ritual"
    assert companion.victories.wall(ben) == []
    assert view(companion, ana).times == ()


def test_a_day_that_has_not_come_is_refused(companion: Companion, ana: Person, walk: Ritual) -> None:
    with pytest.raises(Problem) as problem:
        companion.rituals.done(ana, walk.id, TODAY + timedelta(days=1))
    assert problem.value.field == "day"


def test_a_ritual_needs_a_name(companion: Companion, ana: Person) -> None:
    with pytest.raises(Problem) as problem:
        companion.rituals.add(ana, "  ", "how")
    assert problem.value.field == "name"
    assert companion.rituals.all(ana) == []


def test_both_may_change_it_and_what_it_said_before_is_kept(
    companion: Companion, ana: Person, ben: Person, walk: Ritual
) -> None:
    companion.rituals.edit(ben, walk.id, "Long walk", "an hour", None)
    now = view(companion, ana)
    assert (now.ritual.name, now.ritual.rhythm, now.next_on) == ("Long walk", None, None)
    assert [version.body["name"] for version in now.before] == ["Walk"]
    companion.undo(ben)
    assert view(companion, ana).ritual.rhythm == SUNDAYS


def test_one_that_rests_is_not_for_any_day_and_keeps_its_times(
    companion: Companion, ana: Person, walk: Ritual
) -> None:
    companion.rituals.done(ana, walk.id, TODAY)
    companion.rituals.rest(ana, walk.id)
    now = view(companion, ana)
    assert (now.next_on, now.ritual.resting, len(now.times)) == (None, True, 1)
    companion.rituals.rest(ana, walk.id, False)
    assert view(companion, ana).next_on == TODAY


def test_one_that_was_removed_comes_back_with_undo(companion: Companion, ana: Person, walk: Ritual) -> None:
    companion.rituals.done(ana, walk.id, TODAY)
    companion.rituals.remove(ana, walk.id)
    assert companion.rituals.all(ana) == []
    with pytest.raises(Problem, match="not here any more"):
        companion.rituals.done(ana, walk.id, TODAY)
    companion.undo(ana)
    assert len(view(companion, ana).times) == 1


def test_the_next_one_comes_first_and_those_at_rest_last(companion: Companion, ana: Person) -> None:
    for name, typed in (
        ("tea", ""),
        ("monday", "every monday"),
        ("sunday", "every sunday"),
        ("rest", "every day"),
    ):
        companion.rituals.add(ana, name, "", understood(typed, TODAY) if typed else None)
    companion.rituals.rest(
        ana, next(each.id for each in companion.rituals.all(ana) if each.ritual.name == "rest")
    )
    assert [each.ritual.name for each in companion.rituals.all(ana)] == ["sunday", "monday", "tea", "rest"]


def test_one_on_the_last_of_february_waits_for_its_day(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    clock.set(2027, 2, 1)
    companion.rituals.add(ana, "leap", "", understood("29 feb 2028", date(2027, 2, 1)))
    assert view(companion, ana).next_on == date(2028, 2, 29)


def test_it_is_found_by_its_words_and_by_how_it_was(companion: Companion, ben: Person, walk: Ritual) -> None:
    companion.rituals.done(ben, walk.id, TODAY, "in the rain")
    assert [(found.place, found.id) for found in companion.search.find(ben, "rain walk")] == [
        ("together/rituals", walk.id)
    ]
