"""Writing a day: any part of it, once more, with the past kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import SHARED_FIELDS, TEXT_FIELDS, Answers, CheckIn, PrivateNote
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.checkins import waiting_for
from trust_tui.services.companion import Companion
from trust_tui.services.problems import NothingToSaveProblem, NothingToUndoProblem, TooLongProblem

FULL = Answers(("calm", "hopeful"), 4, 3, "you called", "to talk", "I was late", "not for you")


def one_answer(name: str) -> Answers:
    value: Any = {"feelings": ("calm",), "safe": 2, "close": 5}.get(name, "a line")
    return replace(Answers(), **{name: value})


def bodies(versions: tuple[Version, ...]) -> list[Any]:
    return [version.body["need"] for version in versions]


@pytest.fixture
def both(companion: Companion, ana: Person, ben: Person) -> Companion:
    """Both have written for today, so both may read."""
    companion.checkins.save(ana, TODAY, Answers(need="a"))
    companion.checkins.save(ben, TODAY, Answers(need="b"))
    return companion


# Saving.


def test_what_was_saved_is_there_to_be_edited(companion: Companion, ana: Person) -> None:
    saved = companion.checkins.save(ana, TODAY, FULL)

    day = companion.checkins.day(ana, TODAY)
    assert day.answers == FULL
    assert day.mine == saved
    assert (saved.author, saved.day, saved.written_on, saved.tz) == (ana.id, TODAY, TODAY, "Europe/Lisbon")
    assert not saved.is_back_filled


@pytest.mark.parametrize("name", [*SHARED_FIELDS, "private"])
def test_one_field_is_enough(companion: Companion, ana: Person, name: str) -> None:
    companion.checkins.save(ana, TODAY, one_answer(name))
    assert companion.checkins.day(ana, TODAY).answers == one_answer(name)


@pytest.mark.parametrize("name", [*SHARED_FIELDS, "private"])
def test_any_field_may_be_empty(companion: Companion, ana: Person, name: str) -> None:
    left_out: dict[str, Any] = {name: getattr(Answers(), name)}
    answers = replace(FULL, **left_out)
    companion.checkins.save(ana, TODAY, answers)
    assert companion.checkins.day(ana, TODAY).answers == answers


@pytest.mark.parametrize(
    "answers",
    [Answers(), Answers(need=" ", private="\n"), Answers(("", " "))],
    ids=["none", "space", "words"],
)
def test_nothing_at_all_is_refused_and_nothing_happens(
    companion: Companion, ana: Person, answers: Answers
) -> None:
    with pytest.raises(NothingToSaveProblem) as problem:
        companion.checkins.save(ana, TODAY, answers)

    assert problem.value.field == "feelings"
    assert companion.ledger.all(CheckIn, include_deleted=True) == []
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


@pytest.mark.parametrize("name", TEXT_FIELDS)
def test_a_text_that_is_too_long_is_refused_next_to_its_field(
    companion: Companion, ana: Person, name: str
) -> None:
    companion.checkins.save(ana, TODAY, FULL)
    too_long: dict[str, Any] = {name: "x" * (TEXT_LIMIT + 1)}
    with pytest.raises(TooLongProblem) as problem:
        companion.checkins.save(ana, TODAY, replace(FULL, **too_long))

    assert problem.value.field == name
    assert companion.checkins.day(ana, TODAY).answers == FULL
    assert companion.ledger.all(Version) == []


def test_feelings_in_too_many_words_are_refused_too(companion: Companion, ana: Person) -> None:
    with pytest.raises(TooLongProblem) as problem:
        companion.checkins.save(ana, TODAY, Answers(feelings=("calm", "x" * (TEXT_LIMIT + 1))))

    assert problem.value.field == "feelings"
    assert companion.ledger.all(CheckIn) == []


def test_the_longest_text_fits(companion: Companion, ana: Person) -> None:
    answers = Answers(feelings=("f" * TEXT_LIMIT,), need="x" * TEXT_LIMIT)
    companion.checkins.save(ana, TODAY, answers)
    assert companion.checkins.day(ana, TODAY).answers == answers


@pytest.mark.parametrize(
    "text",
    ["[/nope]", "\x1b[2J\u202e", "{0} %s", "half a character \ud83d", "two\nlines", "👩‍❤️‍👨"],
    ids=ascii,
)
def test_what_was_typed_is_kept_as_it_was_given(companion: Companion, ana: Person, text: str) -> None:
    answers = Answers(feelings=(text,), appreciated=text, need=text, own=text, private=text)
    companion.checkins.save(ana, TODAY, answers)
    assert companion.checkins.day(ana, TODAY).answers == answers


def test_days_stay_apart(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="today"))
    companion.checkins.save(ana, TODAY - timedelta(1), Answers(need="yesterday"))
    companion.checkins.save(ben, TODAY - timedelta(1), Answers(need="his"))

    assert companion.checkins.day(ana, TODAY).answers.need == "today"
    assert companion.checkins.day(ana, TODAY - timedelta(1)).answers.need == "yesterday"
    assert companion.checkins.day(ana, TODAY - timedelta(2)).mine is None


# Changing what was saved.


def test_a_change_keeps_what_was_there_with_who_changed_it_and_when(
    both: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    clock.move(minutes=30)
    both.checkins.save(ana, TODAY, Answers(need="a, but later"))

    for seen in (both.checkins.day(ana, TODAY).mine_before, both.checkins.day(ben, TODAY).theirs_before):
        assert [(v.author, v.day, v.created_at, v.of_rev) for v in seen] == [(ana.id, TODAY, clock().at, 1)]
        assert bodies(seen) == ["a"]
    assert both.checkins.day(ben, TODAY).theirs == both.checkins.day(ana, TODAY).mine


def test_versions_come_oldest_first_and_none_is_lost(both: Companion, ana: Person, ben: Person) -> None:
    for need in ("a2", "a3", "a4"):
        both.checkins.save(ana, TODAY, Answers(need=need))

    assert bodies(both.checkins.day(ben, TODAY).theirs_before) == ["a", "a2", "a3"]
    assert [v.of_rev for v in both.checkins.day(ben, TODAY).theirs_before] == [1, 2, 3]


def test_a_changed_day_is_still_the_same_entry(both: Companion, ana: Person, clock: MovedClock) -> None:
    before = both.checkins.day(ana, TODAY).mine
    clock.move(days=1)
    after = both.checkins.save(ana, TODAY, Answers(need="the day after"))

    assert before is not None
    assert (after.id, after.created_at, after.written_on) == (before.id, before.created_at, TODAY)
    assert after.rev == before.rev + 1
    assert len(both.ledger.all(CheckIn, author=ana.id)) == 1


def test_saving_the_same_again_changes_nothing(both: Companion, ana: Person, clock: MovedClock) -> None:
    before = both.checkins.day(ana, TODAY)
    clock.move(minutes=5)

    assert both.checkins.save(ana, TODAY, Answers(need="a")) == before.mine
    assert both.checkins.day(ana, TODAY) == before
    assert both.undo(ana) == "saved your check-in"
    assert both.checkins.day(ana, TODAY).mine is None


def test_what_was_changed_before_the_other_could_read_it_stays_with_its_writer(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="in anger"))
    companion.checkins.save(ana, TODAY, Answers(need="slept on it"))
    companion.checkins.save(ben, TODAY, Answers(need="b"))

    seen = companion.checkins.day(ben, TODAY)
    assert seen.theirs is not None
    assert seen.theirs.need == "slept on it"
    assert seen.theirs_before == ()
    assert bodies(companion.checkins.day(ana, TODAY).mine_before) == ["in anger"]


def test_what_was_released_and_then_changed_can_still_be_read(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="read early"))
    companion.checkins.release(ana, TODAY)
    companion.checkins.save(ana, TODAY, Answers(need="changed"))

    assert bodies(companion.checkins.day(ben, TODAY).theirs_before) == ["read early"]


# The private note.


def test_a_private_note_is_a_record_of_its_own_that_only_its_author_gets(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, FULL)
    companion.checkins.save(ben, TODAY, Answers(safe=1))

    (note,) = companion.ledger.all(PrivateNote)
    assert note.visibility is Visibility.PRIVATE
    assert companion.checkins.day(ana, TODAY).note == note
    assert companion.checkins.day(ben, TODAY).note is None
    assert "not for you" not in repr(companion.checkins.day(ben, TODAY))


def test_a_changed_note_keeps_its_past_for_its_author_alone(
    both: Companion, ana: Person, ben: Person
) -> None:
    both.checkins.save(ana, TODAY, Answers(need="a", private="first"))
    both.checkins.save(ana, TODAY, Answers(need="a", private="second"))

    (version,) = both.ledger.all(Version, of_kind=PrivateNote.kind)
    assert (version.visibility, version.author, version.body["text"]) == (Visibility.PRIVATE, ana.id, "first")


def test_writing_only_for_oneself_leaves_no_trace_on_the_day(
    both: Companion, ana: Person, ben: Person
) -> None:
    before = both.checkins.day(ben, TODAY)
    both.checkins.save(ana, TODAY, Answers(need="a", private="first"))
    both.checkins.save(ana, TODAY, Answers(need="a", private="second"))
    both.checkins.save(ana, TODAY, Answers(need="a"))

    assert both.checkins.day(ben, TODAY) == before
    assert both.checkins.day(ana, TODAY).mine_before == ()


def test_a_note_can_be_emptied(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, FULL)
    companion.checkins.save(ana, TODAY, replace(FULL, private=""))
    assert companion.checkins.day(ana, TODAY).answers.private == ""


def test_a_note_alone_is_a_checkin_with_nothing_in_it_for_the_other(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(private="only mine"))
    companion.checkins.save(ben, TODAY, Answers(need="b"))

    theirs = companion.checkins.day(ben, TODAY).theirs
    assert theirs is not None
    assert Answers.of(theirs, None) == Answers()


# Whom one waits for.


def test_it_is_the_other_one_who_is_waited_for(companion: Companion, ana: Person, ben: Person) -> None:
    def awaited(person: Person) -> str:
        return waiting_for(companion.couple, person, companion.checkins.day(person, TODAY))

    assert awaited(ana) == ""
    companion.checkins.save(ana, TODAY, Answers(need="a"))
    assert awaited(ana) == "Ben"
    assert awaited(ben) == ""
    companion.checkins.release(ana, TODAY)
    assert awaited(ana) == ""


def test_alone_nobody_is_waited_for_and_everything_works(alone: Companion) -> None:
    (person,) = alone.couple.people
    alone.checkins.save(person, TODAY, FULL)
    alone.checkins.save(person, TODAY, replace(FULL, need="more time"))

    day = alone.checkins.day(person, TODAY)
    assert waiting_for(alone.couple, person, day) == ""
    assert (day.answers.need, bodies(day.mine_before)) == ("more time", ["to talk"])
    assert (day.theirs, day.theirs_is_closed, day.theirs_before) == (None, False, ())
    assert alone.checkins.fortnight(person, person, TODAY).safe[-1] == 4
    assert alone.undo(person) == "saved your check-in"
    assert alone.checkins.day(person, TODAY).answers == FULL
