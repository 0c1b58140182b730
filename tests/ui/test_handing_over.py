"""Whoever sits down finds nothing of what the other has typed and not opened: on no screen, in no widget."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.ui.sitting import SUNDAY, Sitting, sitting
from tests.ui.traces import traces
from trust_tui.model.checkin import Answers
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion

pytestmark = pytest.mark.slow

MARKER = "ana-only"
BENS_DRAFT = Answers(need="ben typed this")


async def fill_everything(there: Sitting) -> None:
    for name in ("words", "appreciated", "need", "own", "private"):
        await there.go_to(name)
        await there.paste(f"{MARKER} {name}")


async def save_everything(there: Sitting) -> None:
    await fill_everything(there)
    await there.press("ctrl+s")
    await there.sees("Ana, your day")


async def save_change_and_look_back(there: Sitting) -> None:
    await save_everything(there)
    await there.press("e")
    await there.go_to("need")
    await there.type(" and more")
    await there.press("ctrl+s")
    await there.sees("changed since")
    await there.press("v")
    await there.sees("What this day said before")
    await there.press("q")


async def keep_lines(there: Sitting) -> None:
    await fill_everything(there)
    await there.go_to("own")
    await there.press("ctrl+t", "ctrl+r", "ctrl+l")
    await there.sees("kept as a topic and a victory and a setback")


async def look_at_other_days(there: Sitting) -> None:
    await fill_everything(there)
    await there.press("escape", "[")
    await fill_everything(there)
    await there.press("escape", "[", "]", "t")
    await there.sees("today")


async def cut_and_copy(there: Sitting) -> None:
    await fill_everything(there)
    await there.go_to("private")
    await there.press("shift+home", "ctrl+x", "ctrl+v", "shift+home", "ctrl+c")


async def paste_too_much(there: Sitting) -> None:
    await fill_everything(there)
    await there.paste(MARKER * TEXT_LIMIT)
    await there.sees("Nothing was pasted")


async def save_and_undo(there: Sitting) -> None:
    await save_everything(there)
    await there.press("u")
    await there.sees("Undone")


async def save_and_remove(there: Sitting) -> None:
    await save_everything(there)
    await there.press("d")
    await there.sees("is removed")


async def ask_to_let_go(there: Sitting) -> None:
    await fill_everything(there)
    await there.press("escape", "x")
    await there.sees("Press x once more")


async def read_pages(there: Sitting) -> None:
    await fill_everything(there)
    for key in ("f8", "f9"):
        await there.press(key)
        await there.press("escape")


async def type_backwards(there: Sitting) -> None:
    await fill_everything(there)
    await there.go_to("need")
    await there.press("ctrl+z", "ctrl+y", *["backspace"] * 3, "ctrl+z")


EVENINGS = [
    fill_everything, save_everything, save_change_and_look_back, keep_lines, look_at_other_days, cut_and_copy,
    paste_too_much, save_and_undo, save_and_remove, ask_to_let_go, read_pages, type_backwards,
]  # fmt: skip


@pytest.mark.parametrize("evening", EVENINGS, ids=lambda evening: evening.__name__)
async def test_nothing_of_the_one_before_is_anywhere(couple: Companion, evening: object) -> None:
    _, ben = couple.couple.people
    couple.drafts.keep(ben, SUNDAY, BENS_DRAFT)
    async with sitting(couple, writer="Ana") as there:
        await evening(there)  # type: ignore[operator]
        assert traces(there, MARKER), "the search finds what is there"
        await there.press("escape", "w")
        await there.sees("Who is writing?")
        assert traces(there, MARKER) == []

        await there.press("2")
        await there.sees("Ben is writing")
        assert traces(there, MARKER) == []
        for name in ("need", "private"):
            await there.go_to(name)
            await there.press("ctrl+z", "ctrl+y", "ctrl+v")
        await there.press("escape", "[", "f9", "escape", "]")
        assert traces(there, MARKER) == []
        assert there.field("need") == BENS_DRAFT.need
    assert couple.drafts.waiting(ben, SUNDAY) == BENS_DRAFT


async def test_the_palette_hands_over_from_the_middle_of_a_word(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await fill_everything(there)
        await there.command("Hand the keyboard over, or say who is writing")
        await there.sees("Who is writing?")
        assert traces(there, MARKER) == []


async def test_a_private_note_is_nowhere_even_where_the_day_is_open(couple: Companion) -> None:
    ana, ben = couple.couple.people
    couple.checkins.save(ana, SUNDAY, Answers(need="ana needs", private=MARKER))
    couple.checkins.save(ben, SUNDAY, Answers(need="ben needs"))
    async with sitting(couple, writer="Ben") as there:
        await there.sees("I need ana needs")
        assert traces(there, MARKER) == []


async def test_both_open_once_both_are_there_and_not_a_moment_before(couple: Companion) -> None:
    async with sitting(couple) as there:
        await there.press("1")
        await there.go_to("need")
        await there.type(f"{MARKER} need")
        await there.press("ctrl+s")
        await there.sees("Closed for Ben until their check-in is here too")
        await there.press("w", "2")
        await there.sees("Ana has written for this day. Both open once yours is here too.")
        assert traces(there, MARKER) == []

        await there.press("space", "ctrl+s")
        await there.sees(f"I need {MARKER} need")
        await there.sees("Both of you can read this day.")
        await there.press("w", "1")
        await there.sees("Ben Feeling hurt")


async def test_the_likely_one_is_offered_first(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "w", "enter")
        await there.sees("Ben is writing")
        await there.press("escape", "w", "enter")
        await there.sees("Ana is writing")


async def test_whoever_sits_down_finds_today(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[", "[", "w", "2")
        await there.sees("How is it today, Ben?")
        assert str(SUNDAY - timedelta(days=2)) not in there.text


async def test_alone_there_is_nobody_to_hand_over_to(empty: Companion) -> None:
    empty.people.set_up("Ana")
    async with sitting(empty) as there:
        await there.sees("How is it today, Ana?")
        await there.press("escape", "w")
        assert "How is it today, Ana?" in there.text
        assert "hand over" not in there.hints
