"""Both days stay closed until both are there, or until their writer opens one early."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.model.people import Person
from trust_tui.services.checkins import Day
from trust_tui.services.companion import Companion
from trust_tui.services.problems import NothingToUndoProblem, Problem

Look = Callable[[Person], Day]


@pytest.fixture
def look(companion: Companion) -> Look:
    return lambda reader: companion.checkins.day(reader, TODAY)


@pytest.fixture
def write(companion: Companion, clock: MovedClock) -> Callable[..., CheckIn]:
    def write(person: Person, **answers: str) -> CheckIn:
        clock.move(minutes=1)
        return companion.checkins.save(person, TODAY, Answers(**(answers or {"need": person.name})))  # type: ignore[arg-type]

    return write


Write = Callable[..., CheckIn]


def test_a_blank_day_is_blank(look: Look, ana: Person) -> None:
    assert look(ana) == Day(TODAY)


def test_one_alone_is_closed_to_the_other(write: Write, look: Look, ana: Person, ben: Person) -> None:
    write(ana)
    assert (look(ana).mine_is_open, look(ana).theirs_is_closed) == (False, False)
    assert look(ben) == Day(TODAY, theirs_is_closed=True)


def test_both_open_with_the_second_one(write: Write, look: Look, ana: Person, ben: Person) -> None:
    hers = write(ana)
    his = write(ben)
    assert (look(ana).mine, look(ana).theirs, look(ana).mine_is_open) == (hers, his, True)
    assert (look(ben).mine, look(ben).theirs, look(ben).mine_is_open) == (his, hers, True)


def test_a_checkin_of_another_day_opens_nothing(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    companion.checkins.save(ben, TODAY - timedelta(1), Answers(need="late"))
    companion.checkins.save(ben, TODAY + timedelta(1), Answers(need="early"))
    assert look(ben).theirs is None


def test_a_released_day_can_be_read_and_gives_nothing_of_the_other_in_return(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    companion.checkins.release(ana, TODAY)

    theirs = look(ben).theirs
    assert theirs is not None
    assert (theirs.need, look(ana).mine_is_open) == ("Ana", True)
    assert look(ana).theirs is None

    companion.checkins.release(ana, TODAY, released=False)
    assert look(ben) == Day(TODAY, theirs_is_closed=True)
    assert not look(ana).mine_is_open


def test_once_both_are_there_nobody_can_close_their_day(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    write(ben)
    companion.checkins.release(ana, TODAY, released=False)
    assert look(ana).mine_is_open
    assert look(ben).theirs is not None


def test_a_released_day_stays_open_when_it_is_changed(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    companion.checkins.release(ana, TODAY)
    write(ana, need="more")
    theirs = look(ben).theirs
    assert theirs is not None
    assert theirs.need == "more"


def test_only_what_is_saved_can_be_opened_or_removed(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ben, TODAY, Answers(need="b"))
    for work in (companion.checkins.release, companion.checkins.remove):
        with pytest.raises(Problem):
            work(ana, TODAY)
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


def test_a_removed_day_is_gone_for_both_and_closes_the_other_one_again(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    write(ben, need="b", private="for himself")
    companion.checkins.remove(ben, TODAY)

    # Half of the day is gone, so the other half is one alone again.
    assert look(ben) == Day(TODAY, theirs_is_closed=True)
    assert (look(ana).theirs, look(ana).theirs_is_closed, look(ana).mine_is_open) == (None, False, False)
    with pytest.raises(Problem):
        companion.checkins.release(ben, TODAY)
    with pytest.raises(Problem):
        companion.checkins.remove(ben, TODAY)


def test_what_was_released_stays_open_though_the_other_day_is_removed(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    companion.checkins.release(ana, TODAY)
    write(ben)
    companion.checkins.remove(ben, TODAY)
    assert look(ben).theirs is not None


def test_removing_leaves_a_tombstone_with_who_and_when(
    companion: Companion, write: Write, clock: MovedClock, ana: Person
) -> None:
    write(ana)
    clock.move(minutes=5)
    companion.checkins.remove(ana, TODAY)

    (gone,) = companion.ledger.all(CheckIn, include_deleted=True)
    assert gone.deleted is not None
    assert (gone.deleted.by, gone.deleted.at) == (ana.id, clock().at)
    assert companion.ledger.all(CheckIn) == []


def test_a_day_written_again_after_it_was_removed_begins_closed(
    companion: Companion, write: Write, look: Look, clock: MovedClock, ana: Person, ben: Person
) -> None:
    write(ana, need="one")
    companion.checkins.release(ana, TODAY)
    companion.checkins.remove(ana, TODAY)
    clock.move(days=2)
    again = companion.checkins.save(ana, TODAY, Answers(need="two"))

    assert look(ben) == Day(TODAY, theirs_is_closed=True)
    assert again.is_back_filled
    assert [version.body["need"] for version in look(ana).mine_before] == ["one"]


def test_a_day_written_again_word_for_word_has_no_other_version(
    companion: Companion, write: Write, look: Look, ana: Person, ben: Person
) -> None:
    write(ana)
    companion.checkins.remove(ana, TODAY)
    write(ana)
    write(ben)
    assert look(ana).mine_before == look(ben).theirs_before == ()


def test_who_wrote_first_makes_no_difference(write: Write, look: Look, ana: Person, ben: Person) -> None:
    write(ben)
    assert look(ana).theirs_is_closed
    write(ana)
    assert look(ana).theirs is not None
    assert look(ben).theirs is not None
