"""The wall of victories: what two people put on it, say to it, and find on it again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from textual.widget import Widget

from tests.ui.filling import cursor_line, fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.responses import Response
from trust_tui.model.reviews import HiddenMilestone
from trust_tui.services.companion import Companion

pytestmark = pytest.mark.slow

WIDE = (120, 40)
WALL = "victories-list"


@pytest.fixture
def ana(couple: Companion) -> Person:
    return couple.couple.people[0]


@pytest.fixture
def ben(couple: Companion) -> Person:
    return couple.couple.people[1]


def cards(there: Sitting) -> list[str]:
    """What is on the wall, in its order."""
    wall = there.app.screen.query_one(f"#{WALL}")
    return [card.text for card in wall.items]  # type: ignore[attr-defined]


def milestones(there: Sitting) -> list[str]:
    """The milestones on the wall."""
    wall = there.app.screen.query_one(f"#{WALL}")
    return [card.milestone.words for card in wall.items if hasattr(card, "milestone")]  # type: ignore[attr-defined]


def has_columns(wall: Widget, number: int) -> bool:
    return wall.columns == number  # type: ignore[attr-defined, no-any-return]


async def undo(there: Sitting, what: str) -> None:
    await there.press("u")
    await there.sees(f"Undone: {what}.")


async def test_an_empty_wall_says_what_a_victory_is_and_what_to_press(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        await there.sees("Nothing is on the wall yet.")
        await there.sees("Press a to write one down, or ^r on a line of your check-in.")
        await there.press("t", "e", "*", "d", "h", "enter", "end", "left", "pagedown")
        await there.press("r")
        await there.press("ctrl+s")
        await there.sees("There is no victory in this time that both of you can see yet.")
        await there.press("escape")
        await there.sees("Nothing is on the wall yet.")


async def test_a_victory_is_written_down_on_the_wall(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "a")
        await fill(there, text="We talked for an hour", day="friday", themes="talking, home, talking")
        await there.sees("Friday 20 November")
        await there.press("ctrl+s")
        await there.until(lambda: cards(there) == ["We talked for an hour"], "the card")
        assert "20 Nov" in cursor_line(there, WALL)
        assert "● Ana" in cursor_line(there, WALL)
        await there.press("enter")
        await reads(there, "talking, home")
        await there.press("escape")
        await undo(there, "wrote down a victory")
        await there.sees("Nothing is on the wall yet.")
    assert couple.ledger.all(Victory) == []


@pytest.mark.parametrize("tab", ["f1", "f2", "f3"])
async def test_plus_writes_one_down_from_every_tab(couple: Companion, tab: str) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press(tab, "escape", "+")
        await write(there, text="We laughed")
        await there.sees("It is on the wall.")
        await there.press("f4")
        assert cards(there) == ["We laughed"]
        await undo(there, "wrote down a victory")
        assert cards(there) == []


async def test_bad_input_is_said_beside_its_field(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "a")
        for bad, field in (
            ({"text": "", "day": ""}, "text"),
            ({"text": "We laughed", "day": "tomorrow"}, "day"),
            ({"day": "no such day"}, "day"),
            ({"day": "", "themes": "x" * 31}, "themes"),
        ):
            await write(there, **bad)
            await there.until(partial(there.is_problem, field), field)
            assert there.focused == field
        assert there.field("text") == "We laughed"
        await write(there, themes="play")
        await there.until(lambda: cards(there) == ["We laughed"], "the card")


async def test_what_it_said_before_is_kept_and_can_be_read(couple: Companion, ana: Person) -> None:
    couple.victories.add(ana, SUNDAY, "We talked")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "e")
        assert there.field("text") == "We talked"
        await write(there, text="We talked, and nobody left the room", themes="talking")
        await there.until(lambda: cards(there) == ["We talked, and nobody left the room"], "the new words")
        await there.press("enter")
        await reads(there, "What it said before until 22 Nov We talked")
        await there.press("escape")
        await hand_to(there, 2, "f4")
        await there.press("e", "d")
        assert there.focused == WALL, "only who wrote it down changes it"
        await hand_to(there, 1, "f4")
        await undo(there, "changed a victory")
        assert cards(there) == ["We talked"]
        await there.press("d")
        await there.sees("It is off the wall. u brings it back.")
        assert cards(there) == []
        await undo(there, "took a victory off the wall")
        assert cards(there) == ["We talked"]


async def test_the_other_answers_and_an_empty_answer_asks_for_more(couple: Companion, ana: Person) -> None:
    couple.victories.add(ana, SUNDAY, "We talked")
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f4", "t")
        await there.sees("We talked")
        await there.press("ctrl+s")
        await there.sees("◆ Ben answered")
        await there.press("t")
        await write(there, text="I was glad, too")
        await there.press("enter")
        await reads(there, "Tell me more.")
        await reads(there, "I was glad, too")
        await undo(there, "answered a victory")
        assert "I was glad" not in there.text
        await there.press("u")
        await there.sees_no("Tell me more.")
    assert couple.ledger.all(Response) == []


async def test_what_is_pinned_comes_first_by_either_of_the_two(couple: Companion, ana: Person) -> None:
    for back in range(4):
        couple.victories.add(ana, SUNDAY - timedelta(days=back), f"card {back}")
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f4")
        assert cards(there) == ["card 0", "card 1", "card 2", "card 3"]
        await there.press("end", "*")
        assert cards(there) == ["card 3", "card 0", "card 1", "card 2"]
        assert "22" not in cursor_line(there, WALL)
        assert "19 Nov – pinned" in cursor_line(there, WALL), "the cursor goes with it"
        await undo(there, "pinned a victory")
        assert cards(there)[-1] == "card 3"
        await there.press("*", "*")
        assert cards(there)[-1] == "card 3"


async def test_the_wall_is_filtered_by_words_themes_months_and_names(
    couple: Companion, ana: Person, ben: Person
) -> None:
    couple.victories.add(ana, SUNDAY, "We talked", ["honesty"])
    couple.victories.add(ben, SUNDAY - timedelta(days=30), "We walked", ["play"])
    third = couple.victories.add(ana, SUNDAY - timedelta(days=1), "We cooked")
    couple.victories.answer(ben, third.id, "delicious")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        for words, found in (
            ("HONESTY", ["We talked"]),
            ("october", ["We walked"]),
            ("november ana", ["We talked", "We cooked"]),
            ("ben", ["We cooked", "We walked"]),
            ("delicious", ["We cooked"]),
            ("zebra", []),
        ):
            await there.press("f")
            await there.paste(words)
            assert cards(there) == found, words
            await there.press("enter", "escape")
            assert len(cards(there)) == 3
            assert there.focused == WALL


async def test_a_milestone_appears_by_itself_can_be_hidden_and_brought_back(
    couple: Companion, clock: HandClock
) -> None:
    clock.move(days=40)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        await there.until(lambda: milestones(there) == ["A month since you began here"], "it")
        await there.press("e", "t", "*", "d")
        assert there.focused == WALL, "a milestone is nobody's to change"
        await there.press("enter")
        await reads(there, "Tuesday 22 December 2026, the two of you")
        await there.press("escape", "h")
        await there.sees("Nothing is on the wall yet.")
        await undo(there, "hid a milestone")
        await there.until(lambda: milestones(there) == ["A month since you began here"], "it")
        await there.press("h", "H")
        await there.until(lambda: milestones(there) == ["A month since you began here"], "it")
        await undo(there, "brought the milestones back")
        await there.sees("Nothing is on the wall yet.")
    assert len(couple.ledger.all(HiddenMilestone)) == 1


async def test_what_was_written_down_on_this_day_comes_back(couple: Companion, ana: Person) -> None:
    couple.victories.add(ana, SUNDAY.replace(month=10), "We walked")
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f4")
        await there.sees("A month ago: We walked")
    async with sitting(couple, writer="Ben", size=(40, 12)) as there:
        await there.press("f4")
        await there.sees("We walked")
        assert "A month ago" not in there.text, "there is no room for it"


async def test_what_the_day_keeps_closed_is_on_nobody_elses_wall(couple: Companion, ana: Person) -> None:
    couple.checkins.keep(Victory, ana, SUNDAY, "only after both")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        await there.sees("closed with your day")
        await hand_to(there, 2, "f4")
        await there.sees("Nothing is on the wall yet.")
        await there.press("f")
        await there.type("only")
        assert cards(there) == []


async def test_cards_stand_in_as_many_columns_as_fit(couple: Companion, ana: Person) -> None:
    for number in range(6):
        couple.victories.add(ana, SUNDAY, f"card {number}")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        wall = there.app.screen.query_one(f"#{WALL}")
        for width, columns in ((120, 4), (80, 2), (40, 1)):
            await there.pilot.resize_terminal(width, 24)
            await there.until(partial(has_columns, wall, columns), f"{columns} columns")
            await there.press("home", "down")
            assert f"card {5 - columns}" in cursor_line(there, WALL)
            await there.press("right", "left")
            assert f"card {5 - columns}" in cursor_line(there, WALL)


async def test_many_lines_and_wide_words_stay_in_their_card(couple: Companion, ana: Person) -> None:
    couple.victories.add(ana, SUNDAY, "日本語" * 60)
    couple.victories.add(ana, SUNDAY - timedelta(days=1), "one\ntwo\nthree\nfour\nfive " + "x" * 300)
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.press("f4")
        await there.sees("日本語")
        framed = [line for line in there.lines if "│" in line]
        assert {line.count("│") for line in framed} == {4}
        await go_to_line(there, "one two", WALL)
        await there.press("enter")
        await there.sees("five")
