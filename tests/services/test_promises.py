"""Promising, answering, renewing, withdrawing, resting: what each does, and what it refuses in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.promising import TOMORROW, YESTERDAY, daily, days, make, once, weekly
from trust_tui.model.occurrences import State
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Pause, Promise, Result
from trust_tui.model.schedule import Schedule
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import AnsweredSinceProblem, NothingToUndoProblem, Problem, TooLongProblem

KEPT, NOT_KEPT = Result.KEPT, Result.NOT_KEPT


def outcomes(companion: Companion, promise: Promise) -> list[tuple[str, Result]]:
    found = companion.ledger.all(Outcome, of=promise.id)
    return [(outcome.due.isoformat()[5:], outcome.result) for outcome in found]


def state_on(companion: Companion, reader: Person, promise: Promise, back: int = 0) -> State:
    """How an occurrence stands that was due so many days ago."""
    today = companion.clock().day
    weeks = companion.promises.year(reader, promise.id, today, today)
    return next(day.state for week in weeks for day in week if day.day == today - days(back))


# Promising


def test_what_was_promised_is_there_for_both(companion: Companion, ana: Person, ben: Person) -> None:
    made = companion.promises.make(ana, " I run late ", "call\n", " write ", ben.id, once(TOMORROW, "18:00"))

    for reader in (ana, ben):
        (listed,) = companion.promises.all(reader, TODAY)
        assert listed.promise == made
        assert (listed.is_own, listed.next_due) == (reader == ana, TOMORROW)
    assert (made.when, made.will, made.fallback, made.to) == ("I run late", "call", "write", ben.id)


@pytest.mark.parametrize(
    ("when", "will", "fallback", "field"),
    [
        ("it rains", "  \n", "", "will"),
        ("x" * (TEXT_LIMIT + 1), "call", "", "when"),
        ("", "x" * (TEXT_LIMIT + 1), "", "will"),
        ("", "call", "x" * (TEXT_LIMIT + 1), "fallback"),
    ],
)
def test_words_that_cannot_be_used_are_named_with_their_field(
    companion: Companion, ana: Person, when: str, will: str, fallback: str, field: str
) -> None:
    with pytest.raises(Problem) as caught:
        companion.promises.make(ana, when, will, fallback, "", daily())
    assert caught.value.field == field
    made = make(companion, ana, daily())
    with pytest.raises(Problem) as caught:
        companion.promises.reword(ana, made, when, will, fallback)
    assert caught.value.field == field
    assert companion.ledger.all(Promise) == [made]


def test_without_a_when_it_is_a_promise_all_the_same(companion: Companion, ana: Person) -> None:
    assert companion.promises.make(ana, "", "call", "", "", daily()).sentence == "I will call"


@pytest.mark.parametrize("schedule", [once(YESTERDAY), daily(YESTERDAY - days(9), count=5)])
def test_a_schedule_that_is_over_is_refused(companion: Companion, ana: Person, schedule: Schedule) -> None:
    with pytest.raises(Problem, match="No day is left") as caught:
        make(companion, ana, schedule)
    assert caught.value.field == "schedule"


def test_it_is_promised_to_somebody_who_writes_here(companion: Companion, ana: Person, ben: Person) -> None:
    with pytest.raises(Problem) as caught:
        companion.promises.make(ana, "", "call", "", "somebody", daily())
    assert caught.value.field == "to"
    assert companion.promises.make(ana, "", "call", "", ana.id, daily()).to == "", (
        "to oneself is to nobody else"
    )
    assert companion.promises.make(ana, "", "call", "", ben.id, daily()).to == ben.id


def test_making_is_undone_unless_the_other_said_something(
    companion: Companion, ana: Person, ben: Person
) -> None:
    make(companion, ana, daily())
    assert companion.undo(ana) == "made a promise"
    assert companion.promises.all(ana, TODAY) == ()

    promise = make(companion, ana, daily())
    companion.promises.answer(ben, promise.id, TODAY, KEPT)
    with pytest.raises(AnsweredSinceProblem):
        companion.undo(ana)
    assert companion.promises.detail(ben, promise.id, TODAY)


# Rewording


def test_rewording_keeps_what_it_said_and_both_can_read_it(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())
    clock.move(days=2)

    companion.promises.reword(ana, made, "I am late", "write", "call")

    for reader in (ana, ben):
        detail = companion.promises.detail(reader, made.id, TODAY + days(2))
        assert detail is not None
        assert detail.promise.sentence == "When I am late, I will write"
        assert detail.promise.schedule == made.schedule
        (before,) = detail.before
        assert (before.body["will"], before.author) == ("call", ana.id)


def test_rewording_is_undone(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.reword(ana, made, "", "write", "")

    assert companion.undo(ana) == "reworded a promise"
    detail = companion.promises.detail(ana, made.id, TODAY)
    assert detail is not None
    assert detail.promise.sentence == made.sentence


def test_words_taken_back_can_be_read_for_good(companion: Companion, ana: Person, ben: Person) -> None:
    """The other may have read them meanwhile, in another window: nobody silently rewrites the past."""
    made = make(companion, ana, daily())
    companion.promises.reword(ana, made, "", "write", "")
    companion.undo(ana)

    detail = companion.promises.detail(ben, made.id, TODAY)
    assert detail is not None
    assert [version.body["will"] for version in detail.before] == [made.will, "write"]


def test_the_same_words_again_change_nothing(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    assert companion.promises.reword(ana, made, made.when, " call ", "") == made
    companion.undo(ana)
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


# Two windows, two people


def test_nobody_changes_what_another_promised(companion: Companion, ana: Person, ben: Person) -> None:
    made = make(companion, ana, daily())
    pause = companion.promises.pause(ana, TODAY, TOMORROW)
    for attempt in (
        lambda: companion.promises.reword(ben, made, "", "write", ""),
        lambda: companion.promises.renew(ben, made, "", "write", "", "", daily()),
        lambda: companion.promises.make(ben, "", "write", "", "", daily(), renews=made.id),
        lambda: companion.promises.withdraw(ben, made),
        lambda: companion.promises.remove(ben, made),
        lambda: companion.promises.pause(ben, TODAY, TODAY, promise=made.id),
        lambda: companion.promises.end_pause(ben, pause),
    ):
        with pytest.raises(Problem):
            attempt()
    assert companion.ledger.all(Promise) == [made]
    assert companion.ledger.all(Pause) == [pause]
    assert companion.ledger.all(Outcome) == []


def test_what_another_window_changed_meanwhile_is_told_in_words(
    companion: Companion, elsewhere: Companion, ana: Person
) -> None:
    old = make(companion, ana, daily())
    pause = companion.promises.pause(ana, TODAY, TOMORROW)
    elsewhere.promises.reword(ana, old, "", "write", "")
    elsewhere.promises.end_pause(ana, pause, TODAY)

    for attempt in (
        lambda: companion.promises.reword(ana, old, "", "sing", ""),
        lambda: companion.promises.renew(ana, old, "", "sing", "", "", daily()),
        lambda: companion.promises.withdraw(ana, old),
        lambda: companion.promises.remove(ana, old),
        lambda: companion.promises.end_pause(ana, pause),
    ):
        with pytest.raises(Problem, match="changed in another window"):
            attempt()
    (now,) = companion.ledger.all(Promise)
    assert now.will == "write"


def test_what_another_window_removed_meanwhile_is_told_in_words(
    companion: Companion, elsewhere: Companion, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())
    elsewhere.promises.remove(ana, made)

    for attempt in (
        lambda: companion.promises.reword(ana, made, "", "sing", ""),
        lambda: companion.promises.answer(ben, made.id, TODAY, KEPT),
        lambda: companion.promises.make(ana, "", "sing", "", "", daily(), renews=made.id),
    ):
        with pytest.raises(Problem, match="not there any more"):
            attempt()
    assert companion.promises.detail(ana, made.id, TODAY) is None
    assert companion.promises.year(ana, made.id, TODAY, TODAY) == ()


def test_a_promise_renewed_in_another_window_is_not_renewed_twice(
    companion: Companion, elsewhere: Companion, ana: Person
) -> None:
    old = make(companion, ana, daily())
    elsewhere.promises.renew(ana, old, "", "write", "", "", daily())

    with pytest.raises(Problem, match="renewed already"):
        companion.promises.renew(ana, old, "", "sing", "", "", daily())
    with pytest.raises(Problem, match="renewed already"):
        companion.promises.withdraw(ana, old)
    assert len(companion.ledger.all(Promise)) == 2


# Removing


def test_a_promise_just_made_can_be_removed_and_brought_back(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.remove(ana, made)
    assert companion.promises.all(ana, TODAY) == ()

    assert companion.undo(ana) == "removed a promise"
    assert [listed.promise.id for listed in companion.promises.all(ana, TODAY)] == [made.id]


def test_what_is_part_of_the_story_is_not_removed(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    answered, old = make(companion, ana, daily()), make(companion, ana, daily())
    companion.promises.answer(ben, answered.id, TODAY, NOT_KEPT)
    new = companion.promises.renew(ana, make(companion, ana, daily()), "", "write", "", "", daily())

    for promise in (answered, new):
        with pytest.raises(Problem, match="You can withdraw it"):
            companion.promises.remove(ana, promise)
    clock.move(days=1)
    with pytest.raises(Problem, match="You can withdraw it"):
        companion.promises.remove(ana, old)
    assert len(companion.ledger.all(Promise)) == 4


# Answering


def test_both_say_how_they_saw_it_and_both_stay(companion: Companion, ana: Person, ben: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.answer(ana, made.id, TODAY, KEPT, " I did ")
    companion.promises.answer(ben, made.id, TODAY, NOT_KEPT, "I waited")

    (row,) = companion.promises.ledger(ben, TODAY).rows
    assert row.state is State.DIFFERS
    assert row.maker is not None
    assert row.other is not None
    assert (row.maker.result, row.maker.text) == (KEPT, "I did")
    assert (row.other.result, row.other.text) == (NOT_KEPT, "I waited")


def test_said_again_the_newer_counts_and_the_older_can_be_read(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    companion.promises.answer(ana, made.id, TODAY, NOT_KEPT)

    detail = companion.promises.detail(ana, made.id, TODAY)
    assert detail is not None
    assert [each.result for each in detail.history] == [NOT_KEPT, KEPT]
    assert detail.recent[-1].state is State.NOT_KEPT
    assert companion.undo(ana) == "answered a promise"
    assert state_on(companion, ana, made) is State.KEPT


def test_the_same_key_pressed_twice_is_one_answer(companion: Companion, ana: Person, ben: Person) -> None:
    made = make(companion, ana, daily())
    assert companion.promises.answer(ana, made.id, TODAY, KEPT) is not None
    assert companion.promises.answer(ana, made.id, TODAY, KEPT) is None
    assert companion.promises.answer(ben, made.id, TODAY, KEPT) is not None
    assert companion.promises.answer(ana, made.id, TODAY, KEPT, "with a flower") is not None
    assert len(companion.ledger.all(Outcome)) == 3


def test_yesterday_and_long_ago_can_be_answered_and_are_marked_so(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    made = make(companion, ana, daily())
    clock.move(days=400)
    today = TODAY + days(400)

    for due in (today - days(1), TODAY, today):
        companion.promises.answer(ana, made.id, due, KEPT)

    detail = companion.promises.detail(ana, made.id, today)
    assert detail is not None
    assert [(each.due, each.is_later) for each in detail.history] == [
        (today, False),
        (TODAY, True),
        (today - days(1), True),
    ]


@pytest.mark.parametrize("result", [Result.RENEWED, Result.WITHDRAWN])
def test_an_end_is_no_answer(companion: Companion, ana: Person, result: Result) -> None:
    made = make(companion, ana, daily())
    with pytest.raises(ValueError, match=str(result)):
        companion.promises.answer(ana, made.id, TODAY, result)


def test_what_was_never_due_or_lies_ahead_is_not_answered(
    companion: Companion, ana: Person, ben: Person
) -> None:
    sundays = make(companion, ana, weekly("SU"))
    for person in (ana, ben):
        with pytest.raises(Problem, match="was not due"):
            companion.promises.answer(person, sundays.id, TODAY - days(7), KEPT)
        with pytest.raises(Problem, match="was not due"):
            companion.promises.answer(person, sundays.id, YESTERDAY, KEPT)
        with pytest.raises(Problem, match="lies ahead"):
            companion.promises.answer(person, sundays.id, TODAY + days(7), KEPT)
        with pytest.raises(Problem, match="not there"):
            companion.promises.answer(person, "another", TODAY, KEPT)
    with pytest.raises(TooLongProblem) as caught:
        companion.promises.answer(ana, sundays.id, TODAY, KEPT, "x" * (TEXT_LIMIT + 1))
    assert caught.value.field == "text"
    assert companion.ledger.all(Outcome) == []


def test_when_midnight_passes_meanwhile_the_day_that_ended_can_be_chosen(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    made = make(companion, ana, daily())
    clock.set(2026, 11, 23, 0, 1)

    answer = companion.promises.answer(ana, made.id, TODAY, KEPT, on=TODAY)
    assert answer is not None
    assert not answer.is_later
    for on in (TODAY - days(1), TODAY + days(2)):
        with pytest.raises(Problem) as caught:
            companion.promises.answer(ana, made.id, TODAY, NOT_KEPT, on=on)
        assert caught.value.field == "day"
    with pytest.raises(Problem, match="lies ahead"):
        companion.promises.answer(ana, made.id, TOMORROW, KEPT, on=TODAY)


# Renewing and withdrawing


def test_renewing_before_it_is_due_is_no_miss(companion: Companion, ana: Person, ben: Person) -> None:
    old = make(companion, ana, once(TODAY + days(5)))

    new = companion.promises.renew(ana, old, "", "write", "", "", once(TODAY + days(9)))

    assert outcomes(companion, old) == [("11-27", Result.RENEWED)]
    before, after = (companion.promises.detail(ben, each.id, TODAY) for each in (old, new))
    assert before is not None
    assert after is not None
    assert (before.renewed_by, after.renews) == (new, old)
    assert before.next == ()
    assert after.next == (TODAY + days(9),)
    assert (before.maker.of, before.maker.blank) == (0, 0)


def test_renewing_today_takes_todays_place_and_ends_the_old_one(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    old = make(companion, ana, daily())
    clock.move(days=2)
    companion.promises.renew(ana, old, "", "write", "", "", weekly("SU"))

    assert outcomes(companion, old) == [("11-24", Result.RENEWED)]
    assert state_on(companion, ben, old) is State.RENEWED
    assert state_on(companion, ben, old, back=1) is State.OPEN
    clock.move(days=3)
    assert state_on(companion, ben, old) is State.NOT_DUE
    with pytest.raises(Problem, match="was not due"):
        companion.promises.answer(ana, old.id, companion.clock().day, KEPT)


def test_renewing_after_todays_answer_leaves_that_answer(companion: Companion, ana: Person) -> None:
    old = make(companion, ana, daily())
    companion.promises.answer(ana, old.id, TODAY, KEPT)
    companion.promises.renew(ana, old, "", "write", "", "", daily(TOMORROW))

    assert outcomes(companion, old) == [("11-22", KEPT), ("11-23", Result.RENEWED)]
    assert state_on(companion, ana, old) is State.KEPT


def test_a_single_promise_left_blank_can_be_renewed_afterwards(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    old = make(companion, ana, once())
    clock.move(days=3)
    companion.promises.renew(ana, old, "", "write", "", "", once(TODAY + days(4)))

    assert outcomes(companion, old) == [("11-22", Result.RENEWED)]


def test_a_single_promise_not_kept_stays_so_when_it_is_renewed(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    old = make(companion, ana, once())
    companion.promises.answer(ana, old.id, TODAY, NOT_KEPT)
    clock.move(days=3)
    new = companion.promises.renew(ana, old, "", "write", "", "", once(TODAY + days(4)))

    assert outcomes(companion, old) == [("11-22", NOT_KEPT)]
    detail = companion.promises.detail(ana, old.id, TODAY + days(3))
    assert detail is not None
    assert detail.renewed_by == new
    with pytest.raises(Problem, match="took its place"):
        companion.promises.renew(ana, old, "", "sing", "", "", once(TODAY + days(4)))


def test_a_renewal_is_one_step_and_one_undo(companion: Companion, ana: Person) -> None:
    old = make(companion, ana, daily())
    with pytest.raises(Problem):
        companion.promises.renew(ana, old, "", "  ", "", "", daily())
    assert outcomes(companion, old) == []

    new = companion.promises.renew(ana, old, "", "write", "", "", daily())
    assert companion.undo(ana) == "renewed a promise"

    assert outcomes(companion, old) == []
    assert [each.promise for each in companion.promises.all(ana, TODAY)] == [old]
    assert companion.promises.detail(ana, new.id, TODAY) is None
    assert state_on(companion, ana, old) is State.OPEN


def test_a_withdrawn_promise_asks_nothing_more(companion: Companion, clock: MovedClock, ana: Person) -> None:
    made = make(companion, ana, daily())
    clock.move(days=1)
    companion.promises.withdraw(ana, made, "it did not fit")

    assert outcomes(companion, made) == [("11-23", Result.WITHDRAWN)]
    assert state_on(companion, ana, made) is State.WITHDRAWN
    (listed,) = companion.promises.all(ana, TOMORROW)
    assert (listed.is_over, listed.ended) == (True, Result.WITHDRAWN)
    with pytest.raises(Problem, match="withdrawn already"):
        companion.promises.renew(ana, made, "", "write", "", "", daily(TOMORROW))
    assert companion.undo(ana) == "withdrew a promise"
    assert state_on(companion, ana, made) is State.OPEN


def test_nothing_is_left_to_withdraw_of_what_is_answered_and_over(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, once())
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    with pytest.raises(Problem, match="nothing to withdraw"):
        companion.promises.withdraw(ana, made)


# Resting


def test_a_pause_counts_neither_way_and_is_over_when_it_is_over(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    hers, his = make(companion, ana, daily()), make(companion, ben, daily())
    companion.promises.pause(ana, TODAY, TOMORROW, "flu")
    clock.move(days=2)

    assert [state_on(companion, ben, hers, back) for back in (2, 1, 0)] == [
        State.PAUSED, State.PAUSED, State.OPEN,
    ]  # fmt: skip
    assert state_on(companion, ana, his, 2) is State.OPEN
    detail = companion.promises.detail(ben, hers.id, TODAY + days(2))
    assert detail is not None
    assert (detail.maker.of, detail.maker.blank) == (1, 1)
    assert [pause.why for pause in detail.pauses] == ["flu"]
    assert detail.pause is None


def test_the_days_of_a_pause_can_lie_in_the_past_and_be_for_one_promise(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    one, other = make(companion, ana, daily()), make(companion, ana, daily())
    clock.move(days=5)
    companion.promises.answer(ana, one.id, TODAY, NOT_KEPT)
    companion.promises.pause(ana, TODAY, TODAY + days(2), promise=one.id)

    assert state_on(companion, ana, one, back=5) is State.PAUSED
    assert state_on(companion, ana, other, back=5) is State.OPEN
    assert companion.undo(ana) == "paused a promise"
    assert state_on(companion, ana, one, back=5) is State.NOT_KEPT


def test_a_pause_ends_early_and_today_counts_again(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())
    pause = companion.promises.pause(ana, TODAY, TODAY + days(20))
    clock.move(days=3)

    companion.promises.end_pause(ana, pause)

    assert state_on(companion, ben, made) is State.OPEN
    assert state_on(companion, ben, made, back=1) is State.PAUSED
    (now,) = companion.promises.pauses(ben)
    assert (now.first, now.last) == (TODAY, TODAY + days(2))
    assert companion.undo(ana) == "ended a pause"
    assert state_on(companion, ben, made) is State.PAUSED


def test_a_pause_with_no_day_left_is_taken_back(companion: Companion, ana: Person) -> None:
    pause = companion.promises.pause(ana, TODAY, TOMORROW)
    companion.promises.end_pause(ana, pause)
    assert companion.promises.pauses(ana) == ()
    companion.undo(ana)
    (now,) = companion.promises.pauses(ana)
    assert (now.first, now.last) == (TODAY, TOMORROW)


def test_a_pause_that_makes_no_sense_is_refused(companion: Companion, ana: Person) -> None:
    with pytest.raises(Problem, match="before the first") as caught:
        companion.promises.pause(ana, TODAY, YESTERDAY)
    assert caught.value.field == "last"
    with pytest.raises(TooLongProblem) as caught:
        companion.promises.pause(ana, TODAY, TODAY, "x" * (TEXT_LIMIT + 1))
    assert caught.value.field == "why"
    with pytest.raises(Problem, match="not there"):
        companion.promises.pause(ana, TODAY, TODAY, promise="another")
    over = companion.promises.pause(ana, YESTERDAY - days(3), YESTERDAY)
    with pytest.raises(Problem, match="ended by then"):
        companion.promises.end_pause(ana, over)


# One person alone


def test_one_person_alone_can_do_all_of_it(alone: Companion) -> None:
    (cleo,) = alone.couple.people
    made = make(alone, cleo, daily())
    alone.promises.answer(cleo, made.id, TODAY, NOT_KEPT)
    alone.promises.pause(cleo, TOMORROW, TOMORROW)
    alone.promises.renew(cleo, made, "", "write", "", "", daily())

    detail = alone.promises.detail(cleo, made.id, TODAY)
    assert detail is not None
    assert detail.other is None
    assert [row.state for row in alone.promises.ledger(cleo, TODAY).rows] == [
        State.RENEWED, State.NOT_KEPT, State.OPEN,
    ]  # fmt: skip


def test_what_a_newer_program_wrote_into_a_promise_survives(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    marked = replace(made.changed(companion.clock()), extra={"colour": "green"})
    with companion.ledger.transaction() as tx:
        tx.replace(marked)

    after = companion.promises.reword(ana, marked, "", "write", "")
    assert after.extra == {"colour": "green"}
