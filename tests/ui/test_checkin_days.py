"""Other days, and what can be done with a day that is saved."""

from __future__ import annotations

from datetime import timedelta

from tests.ui.sitting import SUNDAY, HandClock, sitting
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.services.companion import Companion

SATURDAY = SUNDAY - timedelta(days=1)
FRIDAY = SUNDAY - timedelta(days=2)


async def test_brackets_go_from_day_to_day_and_t_comes_back(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[")
        await there.sees("Saturday 21 November")
        await there.sees("I own Ana owned Saturday")
        await there.press("[")
        await there.sees("Friday 20 November")
        await there.sees(f"Ben needed {FRIDAY}")
        await there.press("]")
        await there.sees("Ana owned Saturday")
        await there.press("[", "[", "[", "t")
        await there.sees("How is it today, Ana?")
        assert "Sunday 22 November" in there.text


async def test_a_day_that_has_not_come_cannot_be_opened(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "]", "]")
        assert "Sunday 22 November" in there.text
        assert "day after" not in there.hints


async def test_a_skipped_day_is_asked_about_as_a_day_that_is_over(week: Companion) -> None:
    async with sitting(week, writer="Ben") as there:
        await there.press("escape", "[")
        await there.sees("How was yesterday, Ben?")
        await there.sees("This day is over. Your check-in will say on which day you wrote it.")
        await there.sees("Ana has written for this day. Both open once yours is here too.")
        assert "Ana owned" not in there.text

        await there.go_to("need")
        await there.type("to catch up")
        await there.press("ctrl+s")
        await there.sees("written today")
        await there.sees("I own Ana owned Saturday")

    back_filled = [checkin for checkin in week.ledger.all(CheckIn) if checkin.is_back_filled]
    assert [(checkin.day, checkin.written_on) for checkin in back_filled] == [(SATURDAY, SUNDAY)]


async def test_a_back_filled_day_says_when_it_was_written_to_both(week: Companion, clock: HandClock) -> None:
    ben = week.couple.people[1]
    week.checkins.save(ben, SATURDAY, Answers(("calm",)))
    clock.move(days=1)
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[", "[")
        await there.sees("Ben Feeling calm written yesterday")
        clock.move(days=5)
        await there.press("]", "[")
        await there.sees("written on Sunday 22 November")


async def test_the_day_stays_what_it_was_when_midnight_comes(couple: Companion, clock: HandClock) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("space")
        clock.move(days=1)
        await there.press("ctrl+s")
        await there.sees("Ana, your day")
        await there.press("escape")
        assert "Sunday 22 November" in there.text

    assert [checkin.day for checkin in couple.ledger.all(CheckIn)] == [SUNDAY]


async def test_d_removes_a_day_and_u_brings_it_back(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[", "d")
        await there.sees("Your check-in is removed. u brings it back.")
        await there.sees("How was yesterday, Ana?")
        assert there.field("own") == ""

        await there.press("u")
        await there.sees("Undone: removed your check-in.")
        await there.press("[", "]")
        await there.sees("I own Ana owned Saturday")


async def test_r_lets_the_other_read_a_day_and_closes_it_again(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[")
        await there.sees("Closed for Ben until their check-in is here too, or until you open it with r.")
        await there.press("r")
        await there.sees("Open: Ben may read it now. r closes it again.")
        await there.press("w", "2", "escape", "[")
        await there.sees("Saturday 21 November")
        assert "let it be read" not in there.hints

        await there.press("w", "1", "escape", "[", "r")
        await there.sees("Closed for Ben")
        await there.press("u")
        await there.sees("Undone: closed your check-in.")
        await there.sees("Open: Ben may read it now.")


async def test_a_day_that_both_have_written_needs_no_opening(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[", "[")
        await there.sees("Both of you can read this day.")
        assert "let it be read" not in there.hints
        await there.press("r")
        assert "Both of you can read this day." in there.text


async def test_s_keeps_the_two_weeks_to_oneself_until_it_is_undone(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "s")
        await there.sees("Only you see your two weeks now.")
        await there.press("w", "2")
        await there.sees("Ana's two weeks are not shown.")
        assert "Ben's two weeks are not shown." not in there.text

        await there.press("escape", "w", "1", "escape", "u")
        await there.sees("Undone: hid your two weeks.")
        await there.press("s", "s")
        await there.sees("Ben sees your two weeks.")
        await there.press("w", "2")
        await there.sees("How is it today, Ben?")
        assert "Ana's two weeks are not shown." not in there.text


async def test_two_weeks_show_a_step_a_day_and_a_blank_for_a_skipped_one(week: Companion) -> None:
    async with sitting(week, writer="Ben") as there:
        mine, theirs = (line for line in there.lines if "safe  " in line)
        # Ben wrote on five days. Of Ana's six, Saturday is closed to him.
        assert mine.count("▂") == 5
        assert theirs.count("▄") == 5
        assert "▆" not in theirs
