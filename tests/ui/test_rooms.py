"""A tab of rooms: in and out of them, what is in each, and nobody's words left behind."""

from __future__ import annotations

import pytest

from tests.ui.filling import fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import Sitting, sitting
from trust_tui.content import load
from trust_tui.model.deck import Deck
from trust_tui.services.companion import Companion
from trust_tui.ui.commands import key
from trust_tui.ui.rooms import ROOMS, Room
from trust_tui.ui.screens.help import HelpPage

SIZES = [(120, 40), (80, 24), (40, 12)]
pytestmark = pytest.mark.slow


async def enter(there: Sitting, room: Room) -> None:
    """Go into a room by its tab."""
    await there.press(f"f{5 + ['together', 'journey', 'support'].index(room.tab)}")
    await go_to_line(there, room.title, f"{room.tab}-rooms-list")
    await there.press("enter")


def heading(there: Sitting) -> str:
    """The top line."""
    return there.lines[1 if there.app.size.width >= 104 else 0].strip()


def room(path: str) -> Room:
    return next(each for each in ROOMS if each.path == path)


@pytest.mark.parametrize("each", ROOMS, ids=lambda each: each.path)
async def test_one_goes_in_sees_what_it_is_for_and_comes_back(couple: Companion, each: Room) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, each)
        await there.until(lambda: heading(there).startswith(each.title), each.title)
        assert "esc rooms" in there.hints
        await there.press("f9")
        assert isinstance(there.app.screen, HelpPage)
        assert each.id in there.app.screen._tab
        await there.press("escape", "escape")
        await there.until(lambda: not heading(there).startswith(each.title), "the rooms")
        assert "enter open" in there.hints
        await there.press("f1", f"f{5 + ['together', 'journey', 'support'].index(each.tab)}")
        assert there.focused == f"{each.tab}-rooms-list"


@pytest.mark.parametrize("each", ROOMS, ids=lambda each: each.path)
async def test_the_palette_leads_into_every_room(couple: Companion, each: Room) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.command(f"Open {each.title}")
        await there.until(lambda: heading(there).startswith(each.title), each.title)


async def test_who_sits_down_next_begins_with_the_rooms_and_finds_no_words(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, room("together/thanks"))
        await there.press("a")
        await write(there, text="Ana's own words")
        await there.sees("Ana's own words")
        await there.press("w")
        await there.sees_no("Ana's own words")
        await there.press("2", "f5")
        await there.sees("You were thanked today")
        assert there.focused == "together-rooms-list"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_thanks_are_said_answered_reworded_and_taken_back(
    couple: Companion, size: tuple[int, int]
) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, room("together/thanks"))
        await there.sees("Nobody has said thanks here yet.")
        await there.press("a", "ctrl+s")
        await there.sees("Something small counts.")
        await write(there, text="you called before I had to ask")
        await there.sees("you called before")
        await there.press("e")
        await write(there, text="you called [b]before[/b] I had to ask")
        await there.press("enter")
        await reads(there, "What it said before")
        await hand_to(there, 2, "f5")
        await go_to_line(there, "Thanks", "together-rooms-list")
        await there.press("enter", "t")
        await write(there, text="I was glad to")
        await there.press("enter")
        await reads(there, "I was glad to")
        assert "e reword" not in there.hints
        await there.press("u")
        await there.sees("Undone: answered thanks.")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_ritual_is_begun_done_put_aside_and_removed(couple: Companion, size: tuple[int, int]) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, room("together/rituals"))
        await there.sees("There are no rituals here yet.")
        await there.press("a")
        await fill(there, name="Sunday walk", rhythm="every blursday")
        await there.press("ctrl+s")
        assert couple.rituals.all(couple.couple.people[0]) == []
        await fill(there, rhythm="every sunday")
        await there.press("ctrl+s")
        await there.sees("next today")
        await there.press("k")
        await write(there, text="in the rain", wall="yes")
        await there.sees("last done today")
        await there.press("enter")
        await reads(there, "in the rain")
        await there.press("escape", "z")
        await there.sees("at rest")
        await there.press("d")
        await there.sees("There are no rituals here yet.")
        await there.press("u", "u")
        await there.sees("next")
        assert [card.text for card in couple.victories.wall(couple.couple.people[0])] == ["in the rain"]
        assert key("rituals.done") == "k"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_setback_offers_next_time_what_helped(couple: Companion, size: tuple[int, int]) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, room("journey/setbacks"))
        await there.sees("No setbacks are written down here.")
        await there.press("a")
        await there.sees("A hard day undoes nothing.")
        await fill(there, text="the street", helped="a walk", day="in two weeks")
        await there.press("ctrl+s")
        assert couple.setbacks.all(couple.couple.people[0]) == []
        await write(there, day="yesterday", only_me="yes")
        await there.sees("the street")
        await there.press("a")
        await there.sees("What helped before: a walk.")
        await there.press("escape")
        await hand_to(there, 2, "f6")
        await go_to_line(there, "Setbacks", "journey-rooms-list")
        await there.press("enter")
        await there.sees("No setbacks are written down here.")
        await hand_to(there, 1, "f6")
        await go_to_line(there, "Setbacks", "journey-rooms-list")
        await there.press("enter", "g")
        await there.sees("Both of you can read it now.")
        await hand_to(there, 2, "f6")
        await go_to_line(there, "Setbacks", "journey-rooms-list")
        await there.press("enter", "t")
        await write(there, text="I am here")
        await there.press("enter")
        await reads(there, "I am here")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_checkpoint_opens_only_when_both_want_it(couple: Companion, size: tuple[int, int]) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, room("journey/checkpoints"))
        await there.sees("There is no checkpoint yet.")
        await there.press("o")
        await write(there, weeks="8")
        await there.press("n")
        await there.sees("to be thought about")
        assert "have one today" not in there.hints, "there is one already"
        await there.press("a")
        await write(there, way="part", text="Ana's reasons", show="yes")
        await hand_to(there, 2, "f6")
        await go_to_line(there, "Checkpoints", "journey-rooms-list")
        await there.press("enter")
        await there.sees("Ana would like to look together")
        assert not there.shows("Ana's reasons")
        await there.press("a")
        await fill(there, way="help", text="Ben's reasons", show="yes")
        await there.sees("Ana wants that, too.")
        await there.press("ctrl+s", "enter")
        await reads(there, "Ana's reasons")
        await reads(there, "Ben's reasons")
        await reads(there, "Neither is the right one.")
        await there.press("u")
        await there.sees("There is nothing to undo since you sat down.")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_card_is_drawn_another_is_done_and_becomes_a_victory(
    couple: Companion, size: tuple[int, int]
) -> None:
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, room("together/decks"))
        await there.press("n")
        await write(there, mood="tender", minutes="20", cost="nothing")
        first = couple.decks.on_table(ana, Deck.ACTIVITY)
        assert first is not None
        await reads(there, first.card.text)
        await there.press("r")
        second = couple.decks.on_table(ana, Deck.ACTIVITY)
        assert second is not None
        assert second.card.key != first.card.key
        assert (second.card.mood, second.card.minutes) == ("tender", 20)
        await reads(there, second.card.text)
        await there.press("k")
        await write(there, wall="we sat by one lamp")
        await there.until(lambda: len(couple.decks.history(ana)) == 1, "it is noted")
        assert [card.text for card in couple.victories.wall(ana)] == ["we sat by one lamp"]
        await there.press("a")
        await write(there, text="count the herons", deck="question")
        await there.until(lambda: any(c.is_mine for c in couple.decks.cards(ana, Deck.QUESTION)), "the card")
        await there.press("f")
        await there.type("herons")
        await there.press("enter", "*")
        await there.sees("favourite")
        await there.press("d")
        await there.until(
            lambda: not any(c.is_own for c in couple.decks.cards(ana, Deck.QUESTION)), "no card"
        )
        await there.press("u")
        await there.sees("Undone: took a card out of the deck.")


async def test_the_rooms_say_where_to_begin_until_something_is_there(couple: Companion) -> None:
    ana, ben = couple.couple.people
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        for tab, words in (("f5", "Begin small"), ("f6", "On a hard day"), ("f7", "Nobody who helps yet?")):
            await there.press(tab)
            await there.sees(words)
        couple.thanks.add(ben, ana.id, "the soup")
        await there.press("f1", "f5")
        await there.sees_no("Begin small")
        await there.pilot.resize_terminal(40, 12)
        await there.press("f7")
        await there.sees("Who helps, and how to reach them")
        assert not there.shows("Nobody who helps yet?"), "the rooms themselves need the lines there are"


def test_what_a_room_is_for_fits_the_narrowest_list() -> None:
    for each in ROOMS:
        assert 8 < len(load("help.json")[each.id]["short"]) <= 33


async def test_no_notice_lies_over_a_form_where_there_are_few_lines(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        await enter(there, room("journey/checkpoints"))
        await there.press("n")
        await there.sees("Take your time with it.")
        await there.press("a")
        await there.sees("How would you like to go on?")
        assert not there.shows("Take your time with it.")
