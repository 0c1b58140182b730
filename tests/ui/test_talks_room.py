"""A talk at one keyboard, from "are you both calm enough?" to what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import ContentSwitcher

from tests.ui.filling import cursor_line, detail, fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, HandClock, Sitting, on_disk, sitting
from trust_tui.model.checkin import Answers
from trust_tui.model.responses import Appreciation
from trust_tui.model.talks import Talk, TalkKind, TalkWords
from trust_tui.services.companion import Companion
from trust_tui.store import Disk, Places
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.talk import TalkScreen
from trust_tui.ui.widgets.floor_band import FloorBand

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=str)
LIST = "together-talks-list"


class Seconds:
    """The clock of a talk, moved by hand."""

    def __init__(self, screen: TalkScreen) -> None:
        self._screen = screen
        self._now = screen.live.timer.now()
        screen.live.timer.now = lambda: self._now

    def pass_(self, seconds: int) -> None:
        for _ in range(seconds):
            self._now += 1
            self._screen.tick()


async def enter(there: Sitting, room: str) -> None:
    """Go into a room of Together."""
    await there.press("f5")
    switcher = there.app.screen.query_one("#together ContentSwitcher", ContentSwitcher)
    while switcher.current != "together-rooms":
        await there.press("escape")
    await go_to_line(there, room, "together-rooms-list")
    await there.press("enter")


async def begin(there: Sitting, **values: str) -> Seconds:
    """Begin a talk from its room, with both calm enough."""
    await there.press("a")
    await there.sees("Are you both calm enough?")
    await there.press("y")
    await there.sees("What kind of talk?")
    await write(there, **values)
    return Seconds(await talking(there))


async def talking(there: Sitting) -> TalkScreen:
    await there.until(lambda: isinstance(there.app.screen, TalkScreen), "the talk")
    await there.settle()
    screen = there.app.screen
    assert isinstance(screen, TalkScreen)
    return screen


def band(there: Sitting) -> str:
    """What stands in the band."""
    return " ".join(str(there.app.screen.query_one(FloorBand).render()).split())


async def stands(there: Sitting, words: str) -> None:
    """Wait until these words stand in the band."""
    await there.until(lambda: words in band(there), f"{words!r} in the band")


@SIZES
async def test_ten_minutes_by_turns_with_a_time_out(
    couple: Companion, clock: HandClock, size: tuple[int, int]
) -> None:
    ana, ben = couple.couple.people
    topic = couple.topics.add(ben, "who tells [b]your[/b] mother")
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, "Topics")
        await there.press("t", "y")
        await there.sees("What kind of talk?")
        await write(there, minutes="5")
        seconds = Seconds(await talking(there))
        await stands(there, "● ● ● Ana has the floor ● ● ●")
        await there.sees("who tells [b]your[/b] mother")
        seconds.pass_(299)
        await there.sees("4:59 of 5:00")
        seconds.pass_(20)
        await there.sees("The time is up; finish the sentence.")
        assert "5:19" not in there.text or size[0] > 40

        await there.press("s")
        await stands(there, "Ben says back what they heard")
        seconds.pass_(30)
        await there.press("n")
        await stands(there, "Ben says it once more")
        await there.press("y")
        await stands(there, "Ana has the floor")
        await there.press("space")
        await stands(there, "◆ ◆ ◆ Ben has the floor ◆ ◆ ◆")
        seconds.pass_(100)
        await there.sees("1:40 of 5:00")
        await there.press("p")
        seconds.pass_(50)
        await there.sees("1:40 of 5:00")
        await there.press("p", "t")
        await there.sees("in 20 minutes, at 20:20")
        await there.press("1")
        await stands(there, "You come back at 20:20")
        await there.press("escape")
        await there.sees("You come back at 20:20. The talk waits among your talks.")

    clock.move(minutes=20)
    async with sitting(couple, writer="Ben", size=size) as there:
        await enter(there, "Talks")
        await there.sees("it is time to come back")
        await there.press("enter")
        await stands(there, "It is time to come back.")
        await there.press("enter")
        await there.sees("Are you both calm enough?")
        await there.press("n", "escape", "enter", "y")
        await stands(there, "◆ ◆ ◆ Ben has the floor ◆ ◆ ◆")
        seconds = Seconds(await talking(there))
        await there.sees("1:40 of 5:00 rests" if size[0] == 40 else "1:40 of 5:00 the clock rests")
        await there.press("p")
        seconds.pass_(200)
        await there.press("right", "1")
        await write(there, heard="4", keep="ask \x1bfirst")
        await there.press("2", "escape", "e")
        await there.sees("What about the topic?")
        await there.press("ctrl+s")
        await there.sees("It is kept, with the day")
        await there.press("enter")
        await reads(there, "mostly (4 of 5)")
        await reads(there, "ask \N{REPLACEMENT CHARACTER}first")
        assert "1:40" not in detail(there)
        assert "5:00" not in detail(there)
    (talk,) = couple.ledger.all(Talk)
    assert talk.finished == SUNDAY
    assert (talk.seconds(ana.id), talk.seconds(ben.id)) == (319, 300)
    assert couple.topics.view(ana, topic.id) not in couple.topics.waiting(ana)


async def test_not_tonight_is_a_good_answer(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await enter(there, "Talks")
        await there.sees("There have been no talks here yet.")
        for key in ("n", "escape"):
            await there.press("a", key)
            await there.sees("Not tonight, then. It waits for you.")
        await there.press("a", "enter", "escape")
    assert couple.ledger.all(Talk) == []


@SIZES
async def test_after_a_fight_both_sides_stand_side_by_side(couple: Companion, size: tuple[int, int]) -> None:
    ana, ben = couple.couple.people
    mine = {"saw": "you left", "felt": "alone", "need": "a word", "own": "I was loud", "next": "ask"}
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, "Talks")
        await begin(there, sort=TalkKind.FIGHT, about="Thursday")
        await there.press("1")
        await write(there, **mine)
        await talking(there)
        await there.sees("written; it opens when Ben has written, too")
        assert "you left" not in there.text
        await there.press("2")
        await fill(there, saw="you shouted")
        await there.press("escape")
        await talking(there)
        assert "you shouted" not in there.text, "a draft is nobody's side yet"
        await there.press("2")
        assert there.field("saw") == "you shouted"
        await there.press("ctrl+s")
        await talking(there)
        if size[0] == 120:
            await there.sees("you shouted")
            line = next(line for line in there.lines if "you left" in line)
            assert "you shouted" in line, "side by side"
        else:
            body = there.app.screen.query_one("#talk-body")
            await there.sees("● Ana I saw and heard you left")
            more = 9 if size[0] == 40 else 1  # lines that do not fit
            await there.until(lambda: body.max_scroll_y >= more, "both sides, laid out")
            await there.press("end")
            await there.sees("you shouted")
        await there.press("right")
        await stands(there, "Ana has the floor")
        await there.press("escape")
        assert "Thursday" in cursor_line(there, LIST)
    written = {each.author: each.words["saw"] for each in couple.ledger.all(TalkWords)}
    assert written == {ana.id: "you left", ben.id: "you shouted"}


async def test_one_side_is_not_read_before_the_other_is_there(couple: Companion) -> None:
    ana, _ = couple.couple.people
    talk = couple.talks.begin(couple.couple, TalkKind.FIGHT, about="Thursday")
    couple.talks.write(ana, talk, "sides", {"saw": "you left"})
    async with sitting(couple, writer="Ben", size=(120, 40)) as there:
        await enter(there, "Talks")
        await reads(there, "It stands at: Two sides of one evening.")
        assert "you left" not in there.text
        await there.press("slash")
        await there.type("you left")
        await there.sees("Nothing holds all of these words.")
        await there.press("escape")
        await hand_to(there, 1, "f5")
        await enter(there, "Talks")
        await reads(there, "closed until the other has written theirs")
        await reads(there, "you left")


@SIZES
async def test_a_weekly_review_from_thanks_to_next_week(couple: Companion, size: tuple[int, int]) -> None:
    ana, ben = couple.couple.people
    couple.topics.add(ben, "the rent")
    couple.checkins.save(ana, SUNDAY, Answers(appreciated="you called"))
    couple.checkins.save(ben, SUNDAY, Answers(appreciated="the soup"))
    couple.checkins.save(ana, SUNDAY - timedelta(1), Answers(appreciated="closed to Ben"))
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, "Talks")
        await begin(there, sort=TalkKind.WEEK)
        await there.press("1")
        await there.sees("You appreciated")
        assert "closed to Ben" not in there.text
        await there.press("space")
        await there.sees("✓ you called")
        await there.press("a")
        await there.type("your patience")
        await there.press("enter")
        await there.sees("✓ your patience")
        await there.press("home", "space")
        await there.until(lambda: "✓ you called" not in there.text, "it is put back")
        await there.press("q", "2", "enter", "escape")
        await talking(there)
        await there.press("enter", "1")
        await write(there, right="we laughed")
        await there.press("right")
        await there.sees("One thing to talk about, or none")
        await there.press("c", "enter")
        await talking(there)
        await stands(there, "Ana has the floor")
        await there.sees("the rent")
        await there.press("right", "2")
        await write(there, next="one early night")
        await there.press("right", "e")
        await write(there, topics="waiting")
        await there.sees("It is kept, with the day")
    said = {(each.author, each.to, each.text) for each in couple.ledger.all(Appreciation)}
    assert said == {(ana.id, ben.id, "your patience"), (ben.id, ana.id, "the soup")}
    assert [view.text for view in couple.topics.waiting(ana)] == ["the rent"]
    assert {each.part for each in couple.ledger.all(TalkWords)} == {"right", "next"}


async def test_a_week_without_an_issue_goes_on(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await enter(there, "Talks")
        await begin(there, sort=TalkKind.WEEK)
        await there.press("right", "right", "right")
        await there.sees("What would help next week")
        await there.press("left", "c")
        await there.type("the rent")
        await there.press("enter")
        await talking(there)
        await stands(there, "Ana has the floor")


async def test_no_solutions_until_they_are_asked_for(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await enter(there, "Talks")
        await begin(there, sort=TalkKind.OUTSIDE, begins=couple.couple.people[1].id)
        await stands(there, "Ben has the floor")
        await there.sees("No solutions until you are asked for them.")
        await there.press("s")
        await stands(there, "Ben has the floor")
        await there.press("i")
        await there.sees("one idea at a time, as an offer")
        await there.press("i")
        await there.sees("No solutions until you are asked for them.")


async def test_a_topic_that_waits_is_picked_before_the_talk(couple: Companion) -> None:
    ana, ben = couple.couple.people
    couple.topics.add(ben, "the rent")
    couple.topics.add(ana, "his brother")
    async with sitting(couple, writer="Ana") as there:
        await enter(there, "Talks")
        await there.press("a", "y")
        await write(there, minutes="2")
        await there.sees("What waits to be talked about")
        await there.press("down", "space")
        screen = await talking(there)
        assert screen.live.talk.about == "the rent"
        assert screen.live.talk.minutes == 2


async def test_the_quick_exit_keeps_the_seconds(kept: Companion, places: Places, clock: HandClock) -> None:
    async with sitting(kept, writer="Ana") as there:
        await enter(there, "Talks")
        seconds = await begin(there, about="the rent")
        seconds.pass_(42)
        await there.press("f12")
        await there.until(lambda: not there.app.is_running, "the end")
    kept.close()
    again = on_disk(places, clock, Disk())
    async with sitting(again, writer="Ben") as there:
        await enter(there, "Talks")
        await there.sees("can be taken up")
        await there.press("o", "y")
        await talking(there)
        await there.sees("0:42 of 5:00")
        await there.press("f8")
        await there.sees("not for you")
        await there.press("escape", "escape")
    again.close()


async def test_what_another_window_ended_is_not_gone_on_with(couple: Companion) -> None:
    ana, _ = couple.couple.people
    async with sitting(couple, writer="Ana") as there:
        await enter(there, "Talks")
        await begin(there, about="the rent")
        (talk,) = couple.ledger.all(Talk)
        couple.talks.finish(ana, talk)
        await there.press("space")
        await there.sees("This talk was ended in another window.")
        await there.until(lambda: not isinstance(there.app.screen, TalkScreen), "the room")


async def test_words_are_added_and_a_talk_is_removed_later(couple: Companion) -> None:
    ana, _ = couple.couple.people
    couple.talks.finish(ana, couple.talks.begin(couple.couple, TalkKind.SPEAKER, about="the rent"))
    async with sitting(couple, writer="Ben", size=(120, 40)) as there:
        await enter(there, "Talks")
        await there.press("e")
        await write(there, heard="5", keep="it was good")
        await reads(there, "fully (5 of 5)")
        await hand_to(there, 1, "f5")
        await enter(there, "Talks")
        await there.press("d")
        await there.sees("The other one wrote something to this talk, so it stays.")
        await hand_to(there, 2, "f5")
        await enter(there, "Talks")
        await there.press("d")
        await there.sees("It is removed.")
        await there.sees("There have been no talks here yet.")
        await there.press("u")
        await reads(there, "it was good")


async def test_who_is_alone_is_told_that_it_takes_two(empty: Companion) -> None:
    empty.people.set_up("Cleo")
    async with sitting(empty) as there:
        await enter(there, "Talks")
        await there.press("a")
        await there.sees("A talk takes two. p adds somebody to write with.")
        await enter(there, "Topics")
        await there.press("a")
        await write(there, text="the rent")
        await there.press("t")
        await there.sees("A talk takes two.")


async def test_a_name_that_is_wide_leaves_the_band_whole(empty: Companion) -> None:
    empty.people.set_up("漢" * 20 + "字" * 20, "Ben")
    async with sitting(empty, writer="漢" * 20 + "字" * 20, size=(40, 12)) as there:
        await enter(there, "Talks")
        await begin(there, about="the rent")
        await stands(there, "漢漢")
        await there.press("space")
        await stands(there, "Ben has the floor")
        await there.press("t", "4")
        await stands(there, "You come back tomorrow")
        assert not isinstance(there.app.screen, FormScreen)
