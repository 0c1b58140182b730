"""Undo: one step at a time, each person for themselves, and never over something newer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers, CheckIn, PrivateNote
from trust_tui.model.kept import Topic
from trust_tui.model.people import Person
from trust_tui.services.checkins import Day
from trust_tui.services.companion import Companion
from trust_tui.services.desk import UNDO_DEPTH
from trust_tui.services.problems import ChangedSinceProblem, NothingToUndoProblem
from trust_tui.store import DiskFull

SAVED = Answers(("calm",), 4, 3, "you called", "to talk", "I was late", "not for you")

STEPS: dict[str, Callable[[Companion, Person], object]] = {
    "saved your check-in": lambda c, p: c.checkins.save(p, TODAY, Answers(("hurt",), private="other")),
    "opened your check-in": lambda c, p: c.checkins.release(p, TODAY),
    "removed your check-in": lambda c, p: c.checkins.remove(p, TODAY),
    "kept a topic": lambda c, p: c.checkins.keep(Topic, p, TODAY, "to talk"),
    "hid your two weeks": lambda c, p: c.people.share_weeks(p, share=False),
}


def state(companion: Companion, person: Person) -> tuple[object, ...]:
    """Return all that a person could notice of their day."""
    day = companion.checkins.day(person, TODAY)
    now = companion.couple.get(person.id)
    return day.answers, day.mine and day.mine.released, day.kept, now and now.shares_weeks


@pytest.mark.parametrize("words", STEPS)
def test_whatever_was_done_can_be_taken_back(
    companion: Companion, ana: Person, words: str, clock: MovedClock
) -> None:
    companion.checkins.save(ana, TODAY, SAVED)
    before = state(companion, ana)
    clock.move(minutes=1)
    STEPS[words](companion, ana)
    assert state(companion, ana) != before
    clock.move(minutes=1)

    assert companion.undo(ana) == words
    assert state(companion, ana) == before


def test_closing_can_be_taken_back_too(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, SAVED)
    companion.checkins.release(ana, TODAY)
    companion.checkins.release(ana, TODAY, released=False)
    assert companion.undo(ana) == "closed your check-in"
    assert companion.checkins.day(ben, TODAY).theirs is not None


def test_the_first_save_goes_out_of_sight_note_and_all(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, SAVED)
    companion.undo(ana)

    assert companion.checkins.day(ana, TODAY) == companion.checkins.day(ben, TODAY) == Day(TODAY)
    for kind in (CheckIn, PrivateNote):
        assert companion.ledger.all(kind) == []
        assert len(companion.ledger.all(kind, include_deleted=True)) == 1


def test_a_whole_evening_is_taken_back_step_by_step(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    """Each step builds on the one before it, all on the same check-in."""
    seen = [state(companion, ana)]
    steps = ["saved your check-in", "opened your check-in", "removed your check-in", "saved your check-in"]
    for number, words in enumerate(steps):
        clock.move(minutes=1)
        if words == "saved your check-in":
            companion.checkins.save(ana, TODAY, Answers(need=str(number), private=str(number)))
        else:
            STEPS[words](companion, ana)
        seen.append(state(companion, ana))

    for words, before in zip(reversed(steps), reversed(seen[:-1]), strict=True):
        clock.move(minutes=1)
        assert companion.undo(ana) == words
        assert state(companion, ana) == before
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


def test_after_an_undo_one_goes_on_from_there(companion: Companion, ana: Person) -> None:
    for need in ("one", "two"):
        companion.checkins.save(ana, TODAY, Answers(need=need))
    companion.undo(ana)
    companion.checkins.save(ana, TODAY, Answers(need="three"))

    assert [companion.undo(ana), companion.checkins.day(ana, TODAY).answers.need] == [
        "saved your check-in",
        "one",
    ]
    assert [companion.undo(ana), companion.checkins.day(ana, TODAY).mine] == ["saved your check-in", None]


def test_a_change_taken_back_is_kept_as_a_version(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ben, TODAY, Answers(need="b"))
    for need in ("one", "two"):
        companion.checkins.save(ana, TODAY, Answers(need=need))
    companion.undo(ana)

    seen = companion.checkins.day(ben, TODAY)
    assert seen.theirs is not None
    assert seen.theirs.need == "one"
    assert [version.body["need"] for version in seen.theirs_before] == ["one", "two"]


def test_each_takes_back_their_own(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="a"))
    companion.checkins.save(ben, TODAY, Answers(need="b"))

    assert companion.undo(ana) == "saved your check-in"
    assert companion.checkins.day(ben, TODAY).answers.need == "b"
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)
    assert companion.undo(ben) == "saved your check-in"


def test_what_another_window_changed_since_stays(
    companion: Companion, elsewhere: Companion, ana: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="here"))
    elsewhere.checkins.save(ana, TODAY, Answers(need="there"))

    with pytest.raises(ChangedSinceProblem, match="saved your check-in"):
        companion.undo(ana)
    assert companion.checkins.day(ana, TODAY).answers.need == "there"
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)
    assert elsewhere.undo(ana) == "saved your check-in"
    assert companion.checkins.day(ana, TODAY).answers.need == "here"


def test_half_of_a_change_is_not_taken_back(companion: Companion, elsewhere: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="here", private="one"))
    elsewhere.checkins.save(ana, TODAY, Answers(need="here", private="two"))

    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert companion.checkins.day(ana, TODAY).answers == Answers(need="here", private="two")


def test_another_window_has_nothing_to_take_back(
    companion: Companion, elsewhere: Companion, ana: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="here"))
    with pytest.raises(NothingToUndoProblem):
        elsewhere.undo(ana)


def test_removed_here_and_written_there_there_is_one_checkin(
    companion: Companion, elsewhere: Companion, ana: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="here"))
    companion.checkins.remove(ana, TODAY)
    elsewhere.checkins.save(ana, TODAY, Answers(need="there"))

    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert [checkin.need for checkin in companion.ledger.all(CheckIn)] == ["there"]


def test_only_so_many_steps_are_remembered_for_each(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ben, TODAY, Answers(need="b"))
    for number in range(UNDO_DEPTH + 3):
        companion.checkins.keep(Topic, ana, TODAY, f"line {number}")

    for number in reversed(range(3, UNDO_DEPTH + 3)):
        assert companion.checkins.day(ana, TODAY).kept[-1].text == f"line {number}"
        assert companion.undo(ana) == "kept a topic"
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)
    assert len(companion.checkins.day(ana, TODAY).kept) == 3
    assert companion.undo(ben) == "saved your check-in"


def test_what_could_not_be_undone_for_want_of_room_can_be_later(
    companion: Companion, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for need in ("one", "two"):
        companion.checkins.save(ana, TODAY, Answers(need=need))

    def full(_change: object) -> None:
        raise DiskFull("no room")

    with monkeypatch.context() as patched:
        patched.setattr(companion.ledger._keeper, "_commit", full)
        with pytest.raises(DiskFull):
            companion.undo(ana)
    assert companion.checkins.day(ana, TODAY).answers.need == "two"
    assert companion.undo(ana) == "saved your check-in"
    assert companion.checkins.day(ana, TODAY).answers.need == "one"


def test_what_could_not_be_saved_is_nothing_to_undo(
    companion: Companion, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_change: object) -> None:
        raise DiskFull("no room")

    companion.checkins.save(ana, TODAY, Answers(need="one"))
    with monkeypatch.context() as patched:
        patched.setattr(companion.ledger._keeper, "_commit", full)
        for step in STEPS.values():
            with pytest.raises(DiskFull):
                step(companion, ana)

    assert companion.undo(ana) == "saved your check-in"
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)
