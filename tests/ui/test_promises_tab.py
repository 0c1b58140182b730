"""Promises as two people live with them: made in words, answered by both, repaired, renewed, let rest."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from tests.ui.filling import cursor_line, detail, fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Pause, Promise, Repair, Result
from trust_tui.model.responses import Response
from trust_tui.model.schedule import EXAMPLES, Schedule
from trust_tui.services.companion import Companion

pytestmark = pytest.mark.slow

WIDE, ROOMY = (120, 40), (100, 30)
CALL = "When I run late, I will call"


@pytest.fixture
def ana(couple: Companion) -> Person:
    return couple.couple.people[0]


@pytest.fixture
def ben(couple: Companion) -> Person:
    return couple.couple.people[1]


def daily(companion: Companion, person: Person, starts: date = SUNDAY, will: str = "call") -> Promise:
    schedule = Schedule(starts, "FREQ=DAILY", typed="every day")
    return companion.promises.make(person, "I run late", will, "", "", schedule)


def note(there: Sitting, name: str) -> str:
    """What stands below a field."""
    return there.said(name)


async def undo(there: Sitting, what: str) -> None:
    await there.press("u")
    await there.sees(f"Undone: {what}.")


# Making one


async def test_an_empty_tab_says_what_a_promise_is_and_what_to_press(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3")
        await there.sees("There are no promises here yet.")
        await there.sees("Press a to make one.")
        await there.press("k", "n", "r", "t", "l", "m", "e", "Z", "b", "d", "v", "enter", "end", "v")
        await there.sees("There are no promises here yet.")


async def test_a_schedule_is_shown_back_with_three_days_before_it_is_saved(
    couple: Companion, ben: Person
) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "a")
        await fill(
            there,
            when="I run late",
            will="call",
            fallback="I will send one word",
            schedule="monday and thursday 18:00",
        )
        assert note(there, "schedule") == (
            "every Monday and Thursday at 18:00\n"
            "next: Monday 23 November, Thursday 26 November, Monday 30 November"
        ), "before anything was saved"
        assert couple.ledger.all(Promise) == []
        await there.press("ctrl+s")
        await there.sees("Once, in your mind")
        await there.sees(CALL)
        await there.sees("For the first time on Monday 23 November.")
        await there.press("escape")
        await reads(there, "every Monday and Thursday at 18:00")
        (promise,) = couple.ledger.all(Promise)
        assert (promise.to, promise.schedule.typed) == (ben.id, "monday and thursday 18:00")
        await undo(there, "made a promise")
        await there.sees("There are no promises here yet.")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("tomorrow", "Monday 23 November"),
        ("in 3 days", "Wednesday 25 November"),
        ("every day until 25 nov", "next: Sunday 22 November, Monday 23 November, Tuesday 24 November"),
        ("fridays 18:00", "next: Friday 27 November, Friday 4 December, Friday 11 December"),
        ("last friday of the month", "next: Friday 27 November, Friday 25 December, Friday 29 January 2027"),
    ],
)
async def test_what_people_say_is_understood_while_they_type(
    couple: Companion, typed: str, shown: str
) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "a")
        await fill(there, will="call", schedule=typed)
        assert shown in note(there, "schedule")
        assert not there.is_problem("schedule")


async def test_what_is_not_understood_is_said_beside_the_field_and_nothing_is_lost(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "a")
        await fill(there, when="I run late", will="call", schedule="when the moon is full")
        said = note(there, "schedule")
        assert EXAMPLES[0] in said, "it shows examples"
        await there.press("ctrl+s")
        assert note(there, "schedule") == said
        assert there.is_problem("schedule")
        assert there.focused == "schedule"
        assert [there.field(name) for name in ("when", "will", "schedule")] == [
            "I run late",
            "call",
            "when the moon is full",
        ]
        await write(there, schedule="")
        await there.sees("When is it due?")
        await write(there, will="", schedule="tomorrow")
        await there.sees("What will you do? A few words are enough.")
        assert there.focused == "will"
        await write(there, will="call")
        await there.sees("Once, in your mind")
    assert len(couple.ledger.all(Promise)) == 1


async def test_who_is_alone_promises_to_themselves(empty: Companion) -> None:
    empty.people.set_up("Ana")
    async with sitting(empty, size=WIDE) as there:
        await there.press("f3", "a")
        assert not there.app.screen.query("#to")
        await write(there, will="walk", schedule="today")
        await there.press("escape", "v")
        await go_to_line(there, "I will walk")
        await there.press("k")
        await there.until(lambda: "kept" in cursor_line(there), "it")


# Saying how one saw it


async def test_each_says_how_they_saw_it_and_both_stay(couple: Companion, ana: Person) -> None:
    promise = daily(couple, ana)
    async with sitting(couple, writer="Ana", size=ROOMY) as there:
        await there.press("f3")
        await go_to_line(there, CALL)
        await there.press("k")
        await go_to_line(there, "22 Nov")
        assert cursor_line(there) == f"▸ 22 Nov ● {CALL} ● kept ◆"

        await hand_to(there, 2, "f3")
        await go_to_line(there, CALL)
        assert "kept" not in cursor_line(there), "nobody is led by what the other said"
        await there.press("n")
        await there.sees("seen differently")
        await go_to_line(there, "22 Nov")
        assert cursor_line(there) == f"▸ 22 Nov ● {CALL} ● kept ◆ not kept"
        assert couple.ledger.all(Repair) == [], "only who promised repairs"
        await there.press("enter")
        await reads(there, "● Ana kept")
        await reads(there, "◆ Ben not kept")
        await there.press("escape")
        await undo(there, "answered a promise")
        await there.sees_no("◆ not kept")
        await hand_to(there, 1, "f3")
        await undo(there, "answered a promise")
    assert couple.ledger.all(Outcome, of=promise.id) == []


async def test_who_sees_it_anew_says_so_and_the_earlier_answer_can_be_read(
    couple: Companion, ana: Person
) -> None:
    daily(couple, ana)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f3")
        await go_to_line(there, CALL)
        await there.press("n", "k")
        await go_to_line(there, CALL)
        assert cursor_line(there) == f"▸ ● {CALL} kept"
        await reads(there, "◆ Ben kept")
        await reads(there, "◆ Ben not kept")


async def test_an_answer_can_carry_words(couple: Companion, ana: Person) -> None:
    daily(couple, ana)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f3")
        await go_to_line(there, CALL)
        await there.press("t")
        await there.sees("How you saw it, today")
        await write(there, result=Result.NOT_KEPT, text="you sent a word, and that helped")
        await reads(there, "you sent a word, and that helped")
        (outcome,) = couple.ledger.all(Outcome)
        assert (outcome.result, outcome.text) == (Result.NOT_KEPT, "you sent a word, and that helped")
        await undo(there, "answered a promise")
        assert "that helped" not in there.text


async def test_what_is_answered_late_is_marked_so(couple: Companion, ana: Person, clock: HandClock) -> None:
    daily(couple, ana)
    clock.move(days=2)
    async with sitting(couple, writer="Ana", size=ROOMY) as there:
        await there.press("f3")
        await there.sees("Still open, if you like")
        await go_to_line(there, "23 Nov")
        await there.press("k")
        await there.sees("● kept +")
        await go_to_line(there, "23 Nov")
        assert cursor_line(there) == f"▸ 23 Nov ● {CALL} ● kept + ◆"
        await there.press("enter")
        await reads(there, "23 Nov ● Ana kept, said on 24 Nov")
        await there.press("escape")
        # Long ago is answered in the ledger, once it is no longer asked for.
        clock.move(days=20)
        await there.press("f1", "f3")
        await there.press("end", "k")
        await there.until(lambda: cursor_line(there) == f"▸ 22 Nov ● {CALL} ● kept + ◆", "the first day")


async def test_what_lies_ahead_is_not_answered(couple: Companion, ana: Person) -> None:
    daily(couple, ana, SUNDAY + timedelta(days=1))
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3")
        await there.sees("Monday 23 November")
        assert "kept" not in there.hints
        await there.press("k", "n", "t")
        assert there.focused == "promises-list"
    assert couple.ledger.all(Outcome) == []


# Repair


async def test_not_kept_leads_to_a_repair_where_one_wants_it(couple: Companion, ana: Person) -> None:
    promise = daily(couple, ana)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3")
        await go_to_line(there, CALL)
        await there.press("n")
        await there.sees("Not kept, today")
        assert couple.ledger.all(Outcome) == [], "nothing is said before it is saved"
        await write(there, happened="the battery was empty", right="I carry a charger")
        await reads(there, "What happened the battery was empty")
        await reads(there, "Making it right I carry a charger")
        (repair,) = couple.ledger.all(Repair)
        (outcome,) = couple.ledger.all(Outcome)
        assert (repair.of, repair.due, outcome.result) == (promise.id, SUNDAY, Result.NOT_KEPT)

        await there.press("m")
        await write(there, right="I carry two chargers")
        await reads(there, "Making it right I carry two chargers")

        await hand_to(there, 2, "f3")
        await go_to_line(there, CALL)
        assert "how it landed" in there.hints
        await there.press("l")
        await there.sees("the battery was empty")
        await write(there, text="it is good that you say so")
        await reads(there, "How it landed ◆ Ben: it is good that you say so")
        await undo(there, "said how a repair landed")
        assert couple.ledger.all(Response) == []

        await hand_to(there, 1, "f3")
        await go_to_line(there, CALL)
        await there.press("r")
        assert there.field("will") == "call"
        await write(there, will="call before seven", schedule="every day")
        await there.sees("Once, in your mind")
        await there.press("escape")
        await reads(there, "Out of a repair: the battery was empty")
        await there.press("u")
        await there.sees("Undone: renewed a promise.")
        await there.press("v")
        await go_to_line(there, CALL)
        await there.press("u", "u")
        await there.until(lambda: not couple.ledger.all(Outcome), "as it was")
    assert couple.ledger.all(Repair) == []


async def test_not_kept_can_be_all_there_is_to_say(couple: Companion, ana: Person) -> None:
    daily(couple, ana)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3")
        await go_to_line(there, CALL)
        await there.press("n", "ctrl+s")
        await there.until(lambda: "not kept" in cursor_line(there), "the answer")
        await there.press("n", "escape")
        assert "not kept" in cursor_line(there)
        assert couple.ledger.all(Repair) == []
        await undo(there, "answered a promise")
    assert couple.ledger.all(Outcome) == []


# Other words, another promise, an end, a rest


async def test_renewed_before_it_is_due_it_is_no_miss(couple: Companion, ana: Person) -> None:
    old = daily(couple, ana)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "v")
        await go_to_line(there, CALL)
        await there.press("r")
        await there.sees("Renewing before it is due is no miss.")
        assert there.field("schedule") == "every day"
        await write(there, will="write", schedule="every weekday")
        await there.press("escape")
        await reads(there, f"Renews {CALL}")
        await go_to_line(there, CALL)
        await there.until(lambda: cursor_line(there).endswith("renewed"), "its end")
        await reads(there, "Renewed by When I run late, I will write")
        assert [o.result for o in couple.ledger.all(Outcome, of=old.id)] == [Result.RENEWED]
        assert "renew" not in there.hints.replace("renewed", ""), "there is nothing left to renew"
        await undo(there, "renewed a promise")
        assert len(couple.ledger.all(Promise)) == 1
        assert couple.ledger.all(Outcome) == []


async def test_said_in_other_words_it_keeps_what_it_said(couple: Companion, ana: Person) -> None:
    daily(couple, ana)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "v", "e")
        await write(there, will="ring you")
        await reads(there, "When I run late, I will ring you")
        await reads(there, "until 22 Nov: call")
        await undo(there, "reworded a promise")
        await there.sees_no("I will ring you")
        await hand_to(there, 2, "f3")
        await there.press("v", "e", "b", "r", "d")
        assert there.focused == "promises-list", "it is hers"


async def test_taken_back_it_is_not_due_any_more_and_what_was_said_stays(
    couple: Companion, ana: Person, clock: HandClock
) -> None:
    promise = daily(couple, ana)
    couple.promises.answer(ana, promise.id, SUNDAY, Result.KEPT)
    clock.move(days=1)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3")
        await there.sees("Due today")
        await there.press("b")
        await write(there, text="another way is better")
        await reads(there, "Over withdrawn, 23 Nov")
        await reads(there, "another way is better")
        await reads(there, "22 Nov ● Ana kept")
        clock.move(days=1)
        await there.press("f1", "f3")
        assert "Due today" not in there.text
        await undo(there, "withdrew a promise")
        await there.sees("Due today")


async def test_days_of_rest_count_neither_way(couple: Companion, ana: Person, clock: HandClock) -> None:
    daily(couple, ana)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "z")
        await there.sees("These days count neither way.")
        await fill(there, last="in 3 days")
        assert note(there, "last") == "Wednesday 25 November"
        await write(there, last="before sunday or so")
        assert there.is_problem("last")
        await write(there, last="yesterday")
        await there.sees("The last day lies before the first.")
        await write(there, last="in 3 days", why="flu")
        await reads(there, "Rests until Wednesday 25 November, flu")
        assert "Due today" not in there.text
        await undo(there, "paused your promises")
        await there.sees("Due today")
        await there.press("z")
        await write(there, last="in 3 days")
        clock.move(days=2)
        await there.press("f1", "f3")
        assert "Due today" not in there.text
        await there.press("Z")
        await there.sees("Due today")
        (pause,) = couple.ledger.all(Pause)
        assert pause.last == SUNDAY + timedelta(days=1), "today counts again"
        await undo(there, "ended a pause")
        await there.sees_no("Due today")


async def test_one_promise_rests_and_the_others_go_on(couple: Companion, ana: Person) -> None:
    daily(couple, ana)
    walk = daily(couple, ana, will="walk")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "v")
        await go_to_line(there, "I will walk")
        await there.press("z")
        await write(there, last="in 3 days", which=walk.id)
        await go_to_line(there, "I will walk")
        assert cursor_line(there).endswith("rests until 25 Nov")
        await go_to_line(there, CALL)
        assert "rests" not in cursor_line(there)


async def test_a_promise_just_made_can_be_removed(couple: Companion, ana: Person, clock: HandClock) -> None:
    daily(couple, ana)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "d")
        await there.sees("It is removed. u brings it back.")
        await there.sees("There are no promises here yet.")
        await undo(there, "removed a promise")
        await there.sees(CALL)
        clock.move(days=1)
        await there.press("f1", "f3", "d")
        await there.sees(CALL)
    assert [promise.deleted for promise in couple.ledger.all(Promise)] == [None]


# Reading


async def test_a_year_of_it_is_there_at_first_sight(couple: Companion, ana: Person, clock: HandClock) -> None:
    promise = daily(couple, ana)
    for back in range(20):
        clock.move(days=1 if back else 0)
        couple.promises.answer(ana, promise.id, clock().day, Result.NOT_KEPT if back == 18 else Result.KEPT)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f3")
        await there.sees("A year of it")
        await there.sees("Jan Feb Mar")
        await there.sees("■ kept □ not kept")
        await reads(there, "kept 13 of the last 14")
        assert "%" not in there.text


async def test_a_year_of_it_follows_the_window(couple: Companion, ana: Person) -> None:
    daily(couple, ana, SUNDAY - timedelta(days=400))
    async with sitting(couple, writer="Ben", size=(60, 40)) as there:
        await there.press("f3", "v", "enter")
        for width in (120, 40, 60, 104):
            await there.pilot.resize_terminal(width, 40)
            await there.settle()
            room = there.app.screen.query_one(".detail").scrollable_content_region.width
            weeks = min(53, room - len("Mon "))
            await there.until(partial(draws, there, f"Mon {'·' * weeks}"), f"{weeks} weeks")


def draws(there: Sitting, line: str) -> bool:
    return line in detail(there).splitlines()


async def test_the_ledger_is_filtered_and_whole_again(
    couple: Companion, ana: Person, ben: Person, clock: HandClock
) -> None:
    call, walk = daily(couple, ana), daily(couple, ben, will="walk")
    couple.promises.answer(ana, call.id, SUNDAY, Result.NOT_KEPT, "the battery was empty")
    couple.promises.answer(ben, walk.id, SUNDAY, Result.KEPT)
    clock.move(days=1)
    async with sitting(couple, writer="Ana", size=ROOMY) as there:
        await there.press("f3")
        for words, shown in (
            ("battery", "22 Nov ● When I run late, I will call ● not kept ◆"),
            ("ben kept", "22 Nov ◆ When I run late, I will walk ◆ kept ●"),
        ):
            await there.press("f")
            await there.paste(words)
            await there.press("enter", "home")
            assert cursor_line(there) == f"▸ {shown}"
            await there.press("escape")
        await there.sees("The ledger")
        await there.press("f")
        await there.type("zebra")
        await there.sees("Nothing here holds these words.")
        await there.press("escape")
        await there.press("escape")
        await there.sees("The ledger")
