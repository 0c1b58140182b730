"""What one says to what the other wrote: all of it can be read, and nobody has to say anything."""

from __future__ import annotations

import pytest

from tests.services.conftest import MovedClock
from tests.services.happened.writing import (
    BEFORE,
    DID,
    LOAN,
    SORRY,
    acknowledge,
    answer,
    apologise,
    impact,
    seen,
)
from trust_tui.model.breach import What
from trust_tui.model.people import Person
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.happened.view import Can
from trust_tui.services.problems import ChangedSinceProblem, Problem, TooLongProblem


def test_later_answers_stand_beside_earlier_ones(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana)
    answer(companion, ben, text, What.NOT_YET)
    clock.move(days=40)
    answer(companion, ben, text, What.MISSING, "since when")
    clock.move(days=-3)  # also where a clock ran back in between
    answer(companion, ben, text, What.UNDERSTOOD, " thank you ")

    said = seen(companion, ana, text).said
    assert [(each.what, each.text) for each in said] == [
        (What.NOT_YET, ""),
        (What.MISSING, "since when"),
        (What.UNDERSTOOD, "thank you"),
    ]
    (row,) = companion.happened.rows(ana)
    assert row.last is not None
    assert row.last.what == What.UNDERSTOOD


@pytest.mark.parametrize("what", [What.NOT_YET, What.UNDERSTOOD, What.PROFESSIONAL])
def test_an_answer_needs_no_words_and_after_any_of_them_nothing_waits(
    companion: Companion, ana: Person, ben: Person, what: What
) -> None:
    text = acknowledge(companion, ana)
    assert companion.happened.glance(ben) == "Ana wrote here, for a quiet hour."
    answer(companion, ben, text, what)
    assert companion.happened.glance(ben) == companion.happened.glance(ana) == "“The messages”"
    assert not any(row.waits for person in (ana, ben) for row in companion.happened.rows(person))
    assert seen(companion, ben, text).can == {Can.ANSWER}, "it can be taken up again at any time"


def test_where_something_is_missing_it_is_said_what(companion: Companion, ana: Person, ben: Person) -> None:
    text = apologise(companion, ana)
    with pytest.raises(Problem) as caught:
        answer(companion, ben, text, What.MISSING, "  ")
    assert caught.value.field == "text"
    with pytest.raises(TooLongProblem):
        answer(companion, ben, text, What.NOT_YET, "x" * (TEXT_LIMIT + 1))
    assert seen(companion, ana, text).said == ()


def test_each_kind_of_text_has_its_own_answers(companion: Companion, ana: Person, ben: Person) -> None:
    told, sorry, did = acknowledge(companion, ana), apologise(companion, ana), impact(companion, ben)
    for text, what in ((told, What.RECEIVED), (sorry, What.UNDERSTOOD), (sorry, What.PROFESSIONAL)):
        with pytest.raises(Problem, match="another way"):
            answer(companion, ben, text, what)
    with pytest.raises(Problem, match="another way"):
        answer(companion, ana, did, What.UNDERSTOOD)
    with pytest.raises(Problem, match="another way"):
        companion.happened.reply(ben, told.id, told.texts(), "that you wrote to him")
    answer(companion, ben, sorry, What.RECEIVED)
    assert [each.what for each in seen(companion, ana, sorry).said] == [What.RECEIVED]


def test_nobody_answers_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    text, did = acknowledge(companion, ana), impact(companion, ben)
    with pytest.raises(Problem, match="for the other one"):
        answer(companion, ana, text, What.UNDERSTOOD)
    with pytest.raises(Problem, match="for the other one"):
        companion.happened.reply(ben, did.id, did.texts(), "heard")
    with pytest.raises(Problem, match="not there any more"):
        companion.happened.answer(ben, "another", {}, What.NOT_YET)


@pytest.mark.parametrize("heard", ["", "  \n "])
def test_a_reply_begins_with_what_was_heard(
    companion: Companion, ana: Person, ben: Person, heard: str
) -> None:
    did = impact(companion, ben)
    with pytest.raises(Problem) as caught:
        companion.happened.reply(ana, did.id, did.texts(), heard, "I am so sorry")
    assert caught.value.field == "heard"
    assert seen(companion, ben, did).said == ()

    companion.happened.reply(ana, did.id, did.texts(), "that you did not sleep")
    companion.happened.reply(ana, did.id, did.texts(), "and that I did not see it", "I see it now")
    said = seen(companion, ben, did).said
    assert [(each.heard, each.text) for each in said] == [
        ("that you did not sleep", ""),
        ("and that I did not see it", "I see it now"),
    ]


def test_an_answer_is_to_the_words_that_were_read(
    companion: Companion, elsewhere: Companion, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana)
    companion.happened.reword(ana, text.id, text.texts(), {**BEFORE, "own": "all of it, and the lies"})
    with pytest.raises(Problem, match="Read the new ones first"):
        elsewhere.happened.answer(ben, text.id, text.texts(), What.UNDERSTOOD)
    answer(elsewhere, ben, text, What.UNDERSTOOD)
    (said,) = seen(companion, ben, text).said
    assert not said.is_earlier

    now = seen(companion, ana, text).texts
    companion.happened.reword(ana, text.id, now, {**now, "own": "all of it"})
    (said,) = seen(companion, ben, text).said
    assert said.is_earlier
    (row,) = companion.happened.rows(ben)
    assert not row.waits, "new words ask for nothing again"
    companion.undo(ana)
    (said,) = seen(companion, ben, text).said
    assert not said.is_earlier, "the words that were read are back"


def test_what_was_answered_is_not_taken_back(companion: Companion, ana: Person, ben: Person) -> None:
    text, did, sorry = acknowledge(companion, ana), impact(companion, ben), apologise(companion, ana)
    companion.happened.reword(ana, sorry.id, sorry.texts(), {**SORRY, "regret": "the lies"})
    for each in (text, sorry):
        answer(companion, ben, each, What.NOT_YET)
        assert Can.REMOVE not in seen(companion, ana, each).can
        with pytest.raises(Problem, match="stays to be read"):
            companion.happened.remove(ana, each.id)
    companion.happened.reply(ana, did.id, did.texts(), "that you did not sleep")
    with pytest.raises(Problem, match="stays to be read"):
        companion.happened.remove(ben, did.id)
    assert companion.undo(ana) == "said what you heard"
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert seen(companion, ben, sorry).texts["regret"] == "the lies"


def test_an_answer_can_be_taken_back_and_then_the_text_as_well(
    companion: Companion, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana)
    answer(companion, ben, text, What.NOT_YET)
    assert companion.undo(ben) == "answered it"
    assert seen(companion, ana, text).said == ()
    assert Can.REMOVE in seen(companion, ana, text).can
    assert companion.undo(ana) == "wrote down what happened"
    assert companion.happened.rows(ana) == ()


def test_what_is_needed_now_is_told_to_both_newest_first(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    first = impact(companion, ben)
    clock.move(days=1)
    later = companion.happened.tell_impact(ana, LOAN, {"need_now": "to see the list"})
    companion.happened.tell_impact(ben, LOAN, {"needed": "a word", "need_now": " "})
    expected = [
        (ana.id, later.day, "to see the list"),
        (ben.id, first.day, DID["need_now"]),
    ]
    assert companion.happened.needs_now(ana) == companion.happened.needs_now(ben) == expected
