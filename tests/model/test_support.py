"""When practice asks, what becomes of a question, and which session is the next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from trust_tui.model.moments import Moment
from trust_tui.model.support import (
    RESTS_AFTER,
    Became,
    Practice,
    PracticeNote,
    Question,
    QuestionEvent,
    Session,
    Went,
    instant_after,
    is_asked,
    is_on,
    is_to_bring,
    last_session,
    next_session,
)

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 20, tzinfo=UTC)
NOW = Moment(AT, TODAY, "Europe/Lisbon")


def practice(by: date | None = TODAY, for_whom: str = "", day: date = TODAY) -> Practice:
    return Practice.new(
        author="ana", device="d", moment=NOW, day=day, of="s", then="walk", by=by, for_whom=for_whom
    )


def note(went: Went, author: str = "ana", day: date = TODAY, after: int = 0) -> PracticeNote:
    moment = Moment(AT + timedelta(minutes=after), day, "")
    return PracticeNote.new(author=author, device="d", moment=moment, of="p", went=went)


def session(day: date, next_on: date | None = None, professional: str = "m") -> Session:
    return Session.new(
        author="ana", device="d", moment=NOW, day=day, next_on=next_on, professional=professional
    )


def days(number: int) -> timedelta:
    return timedelta(days=number)


@pytest.mark.parametrize(
    ("by", "asks", "on"),
    [
        (TODAY + days(1), False, True),
        (TODAY, True, True),
        (TODAY - days(RESTS_AFTER), True, True),
        (TODAY - days(RESTS_AFTER + 1), False, False),
        (None, False, True),
    ],
)
def test_practice_asks_from_its_day_on_and_not_for_ever(by: date | None, asks: bool, on: bool) -> None:
    assert is_asked(practice(by), [], "ana", TODAY) is asks
    assert is_on(practice(by), [], "ana", TODAY) is on


def test_practice_without_a_day_rests_some_weeks_after_its_session() -> None:
    long_ago = TODAY - days(RESTS_AFTER + 1)
    assert not is_on(practice(None, day=long_ago), [], "ana", TODAY)


@pytest.mark.parametrize("went", Went)
def test_any_answer_on_its_day_is_complete_and_only_ones_own_counts(went: Went) -> None:
    said = [note(went)]
    assert not is_asked(practice(), said, "ana", TODAY)
    assert is_asked(practice(), said, "ben", TODAY)


def test_in_part_before_its_day_is_asked_again_on_its_day() -> None:
    before = [note(Went.PARTLY, day=TODAY - days(2))]
    assert is_asked(practice(), before, "ana", TODAY)
    assert not is_asked(practice(), [*before, note(Went.PARTLY, after=1)], "ana", TODAY)
    assert is_on(practice(None), before, "ana", TODAY)
    assert not is_on(practice(None), [note(Went.DONE)], "ana", TODAY)


def test_practice_for_one_asks_nobody_else() -> None:
    assert is_asked(practice(for_whom="ana"), [], "ana", TODAY)
    assert not is_on(practice(for_whom="ana"), [], "ben", TODAY)


@pytest.mark.parametrize(
    ("when", "then", "sentence"),
    [
        ("", "walk  first", "walk first"),
        ("it gets loud", "stop", "When it gets loud: stop"),
        ("When it gets loud, ", "stop", "When it gets loud: stop"),
    ],
)
def test_practice_is_said_in_one_sentence(when: str, then: str, sentence: str) -> None:
    said = Practice.new(author="a", device="d", moment=NOW, of="s", when=when, then=then)
    assert said.sentence == sentence


def test_what_became_of_a_question_last_counts() -> None:
    question = Question.new(author="ana", device="d", moment=NOW, text="why")

    def event(became: Became, after: int) -> QuestionEvent:
        moment = Moment(AT + timedelta(minutes=after), TODAY, "")
        return QuestionEvent.new(author="ben", device="d", moment=moment, of=question.id, became=became)

    kept, asked = event(Became.KEPT, 1), event(Became.ASKED, 2)
    assert is_to_bring([])
    assert is_to_bring([kept])
    assert not is_to_bring([asked, kept])
    assert not is_to_bring([event(Became.LET_GO, 0)])
    assert is_to_bring([asked, event(Became.KEPT, 3)])
    assert instant_after(AT, [kept, asked]) > asked.updated_at
    assert instant_after(AT + timedelta(hours=1), [asked]) == AT + timedelta(hours=1)


def test_the_next_session_is_what_the_newest_one_says() -> None:
    old = session(TODAY - days(20), TODAY + days(30))
    new = session(TODAY - days(6), TODAY + days(8))
    assert next_session([], TODAY) is None
    assert next_session([new, old], TODAY) is new
    assert next_session([new], TODAY + days(8)) is new, "on the day itself it is today"
    assert next_session([new], TODAY + days(9)) is None


def test_a_day_is_over_once_there_was_a_session_on_it_or_later() -> None:
    first = session(TODAY - days(6), TODAY)
    assert next_session([first, session(TODAY)], TODAY) is None
    assert next_session([first, session(TODAY, professional="other")], TODAY) is first


def test_the_soonest_of_several_professionals_comes_first() -> None:
    one = session(TODAY - days(1), TODAY + days(9))
    other = session(TODAY - days(3), TODAY + days(2), "other")
    assert next_session([one, other], TODAY) is other
    assert last_session([one, other]) is one
    assert last_session([one, other], "other") is other
    assert last_session([one, other], "nobody") is None
