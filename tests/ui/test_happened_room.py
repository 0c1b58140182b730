"""What happened, as two people go through it: opened when there is time, answered or not."""

from __future__ import annotations

import pytest

from tests.ui.filling import detail, fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, Sitting, sitting
from trust_tui.model.breach import What
from trust_tui.services.companion import Companion
from trust_tui.services.happened.telling import About
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.wordings import WordingsPage

SIZES = [(120, 40), (80, 24), (40, 12)]
LIST = "together-happened-list"
ALL_KEYS = ("t", "g", "m", "e", "v", "n", "d", "enter", "end")

pytestmark = pytest.mark.slow


async def enter(there: Sitting) -> None:
    """Go into the room from wherever one is."""
    await there.press("f5")
    await go_to_line(there, "What happened", "together-rooms-list")
    await there.press("enter")


async def open_text(there: Sitting, words: str) -> None:
    """Open the first text whose line holds these words."""
    await go_to_line(there, words, LIST)
    await there.press("enter")


async def hand_over(there: Sitting, place: int) -> None:
    await hand_to(there, place, "f5")
    await enter(there)


def told(companion: Companion) -> list[tuple[str, bool]]:
    """Kind and privacy of all that Ana sees."""
    ana = companion.couple.people[0]
    return [(row.kind, row.is_private) for row in companion.happened.rows(ana)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_from_the_first_words_to_an_apology_with_a_promise(
    couple: Companion, size: tuple[int, int]
) -> None:
    ana, ben = couple.couple.people
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there)
        await there.sees("Nothing is written here yet.")
        await there.sees("if you can.")  # all of it, however small the window
        await there.press(*ALL_KEYS)
        await there.press("a")
        await write(there, name="The messages", happened="I wrote to him for months, and lied about it")
        await there.sees("Only you can read it, for now.")
        await open_text(there, "says what happened")
        await reads(there, "Only you can read it, for now. g gives it to the other.")

        await hand_over(there, 2)
        await there.sees("Nothing is written here yet.")
        await hand_over(there, 1)
        await there.press("g")
        await there.sees("It can be read now.")

        await hand_over(there, 2)
        await there.sees("quiet hour")
        assert "wrote to him" not in there.text, "it is opened when there is time"
        await there.press("t")
        await reads(there, "I wrote to him for months, and lied about it")
        assert not isinstance(there.app.screen, FormScreen), "what one answers has to be read first"
        await there.press("t")
        assert there.app.screen.query_one("#what").value == What.NOT_YET  # type: ignore[attr-defined]
        await there.press("ctrl+s")
        await reads(there, "Ben not yet, 22 Nov")
        await there.press("escape", "i")
        await write(there, did_to_me="I stopped sleeping", need_now="to be told the same day", who="us")

        await hand_over(there, 1)
        await open_text(there, "says what it did")
        await there.press("t")
        await fill(there, text="I am so sorry")
        await there.press("ctrl+s")
        await there.sees("Begin with what you heard")
        assert there.focused == "heard"
        assert couple.happened.detail(ana, couple.happened.rows(ana)[1].id).said == ()  # type: ignore[union-attr]
        await write(there, heard="that you did not sleep")
        await reads(there, "that you did not sleep")
        await reads(there, "t replies once more, if you want to")
        assert "begins with what you heard" not in there.text

        await there.press("escape", "o")
        await fill(there, responsibility="I hid it", repair="I will tell you the same day", who="us")
        await write(there, next="promise")
        await there.sees("A promise")
        assert there.field("will") == "tell you the same day"
        await write(there, schedule="every weekday")
        await open_text(there, "apologises")
        await reads(there, "I will tell you the same day")
        assert "m promise" not in there.hints

        await hand_over(there, 2)
        await open_text(there, "apologises")
        await there.press("t")
        await write(there, what="received", text="thank you")
        await reads(there, "Ben received, 22 Nov")

    (promise,) = couple.promises.all(ben, SUNDAY)
    detail_ = couple.promises.detail(ben, promise.promise.id, SUNDAY)
    assert detail_ is not None
    assert detail_.from_apology == SUNDAY
    assert couple.happened.needs_now(ana) == [(ben.id, SUNDAY, "to be told the same day")]


async def test_words_are_found_anew_and_both_wordings_can_be_read(couple: Companion) -> None:
    ana, ben = couple.couple.people
    text = couple.happened.acknowledge(ana, About(name="The messages"), {"happened": "I wrote to him"})
    couple.happened.answer(ben, text.id, text.texts(), What.NOT_YET)
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await enter(there)
        await there.press("e")
        await write(there, happened="I wrote to him for months, [b]every[/b] day", own="all of it")
        await reads(there, "to the words before")
        await reads(there, "[b]every[/b] day")
        await there.press("v")
        assert isinstance(there.app.screen, WordingsPage)
        await there.sees("as it is now")
        assert there.text.count("I wrote to him") == 2
        assert "left the change before" not in there.hints
        await there.press("escape", "e")
        await write(there, kept_from_you="that I deleted it")
        await there.press("v")
        assert "left the change before" in there.hints
        await there.press("left")
        await there.sees_no("that I deleted it")
        assert "right the change after" in there.hints
        await there.press("escape", "n")
        await write(there, name="The year of messages", whose="mine")
        await there.sees("what Ana did, and how it was for Ben")
        await reads(there, "It was called “The messages” until 22 Nov (Ana).")
        await there.press("d")
        assert told(couple) == [("acknowledgement", False)], "it was answered, so it stays"
        await there.press("u")
        await there.sees("Undone: named it anew.")
        await there.sees("The messages")
        await there.press("u")
        await there.sees("Undone: worded it anew.")
        await there.press("u")
        await there.until(lambda: "every" not in detail(there), "the first words")
        assert "every" not in detail(there)


async def test_it_is_asked_what_it_is_about_only_where_that_is_not_known(couple: Companion) -> None:
    ana, ben = couple.couple.people
    couple.happened.acknowledge(ana, About(name="The loan"), {"own": "the loan"})
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there)
        await there.press("a")
        await there.sees("In a few words")  # what happened there is said: another is asked for
        assert "About" not in there.text
        await write(there, happened="I wrote to him", who="me")
        await there.sees("A few words for it")
        assert there.focused == "name"
        await there.press("escape")
        await hand_over(there, 2)
        await there.press("a")
        await there.sees("[The loan]")
        assert "In a few words" not in there.text
        await write(there, own="my part of it", who="us")
        await there.press("o")
        await fill(there, about="", responsibility="I snapped at you")
        await there.press("ctrl+s")
        await there.sees("Smaller things")
        await there.press("d")
        await there.sees_no("Smaller things")
        await there.press("u")
        await there.sees("Smaller things")
    assert [row.heading.name for row in couple.happened.rows(ben) if row.heading] == ["The loan", "The loan"]


async def test_a_gentle_word_stands_below_a_part_and_never_below_the_hurt_ones(couple: Companion) -> None:
    taking_back = "I am sorry if you felt hurt"
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there)
        for key, name in (("a", "happened"), ("o", "responsibility"), ("i", "did_to_me")):
            await there.press(key)
            await fill(there, **{name: taking_back})
            if key == "i":
                assert "“I am sorry if" not in there.text, "nobody tells the hurt person how to say it"
            else:
                await there.sees("“I am sorry if you felt”")
            if key == "o":
                await write(there, who="us")  # it never keeps anybody from saving
            else:
                await there.press("escape")
    assert told(couple) == [("apology", False)]


async def test_what_is_typed_is_kept_and_a_blank_form_leaves_nothing(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there)
        for key in ("a", "i", "o"):
            await there.press(key, "tab", "tab", "x", "backspace", "escape")
        assert list(couple.draft_store.keys()) == []
        await there.press("a")
        await fill(there, name="The messages", own="all of it", whose="both")
        await there.press("escape", "a")
        await there.sees("You had typed this and not saved it.")
        assert there.field("own") == "all of it"
        await there.press("ctrl+s")
        await there.sees("what both of you did, and how it was for both of you")
    assert list(couple.draft_store.keys()) == []


async def test_it_is_found_by_its_words_and_opens_in_its_room(couple: Companion) -> None:
    ana, _ben = couple.couple.people
    couple.happened.acknowledge(ana, About(name="The loan"), {"own": "a quokka"}, only_me=True)
    couple.happened.apologise(ana, About(), {"responsibility": "the wombat"})
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there)
        await there.press("f")
        await there.type("wombat")
        await there.sees_no("The loan")
        await there.press("escape", "escape")
        await there.sees("The loan")
        await there.press("slash")
        await there.type("quokka")
        await there.press("down", "enter")
        await reads(there, "a quokka")
        await hand_to(there, 2, "f5")
        await there.press("slash")
        await there.type("quokka")
        await there.sees("Nothing")


async def test_who_writes_alone_is_asked_nothing_about_anybody_else(empty: Companion) -> None:
    empty.people.set_up("Cleo")
    async with sitting(empty, size=(80, 24)) as there:
        await enter(there)
        await there.press("a")
        assert "Who reads it" not in there.text
        await write(there, name="The messages", happened="I wrote to him")
        await there.sees("what Cleo did")
        assert "only for you" not in there.text
        await there.press("o")
        await fill(there, responsibility="all of it", repair="I will write it down")
        await write(there, next="promise")
        await there.sees("A promise")
        await write(there, schedule="tomorrow")
        await open_text(there, "apologises")
        await reads(there, "Its promise")
