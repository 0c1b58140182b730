"""The Topics room: what waits, from whom, and what becomes of it."""

from __future__ import annotations

import pytest

from tests.ui.filling import cursor_line, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, sitting
from tests.ui.test_talks_room import SIZES, enter
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Topic
from trust_tui.model.talks import TopicEvent
from trust_tui.services.companion import Companion

pytestmark = pytest.mark.slow

LIST = "together-topics-list"


@SIZES
async def test_a_topic_from_first_words_to_talked_about(couple: Companion, size: tuple[int, int]) -> None:
    ana, ben = couple.couple.people
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, "Topics")
        await there.sees("Nothing waits here yet.")
        await there.press("a", "ctrl+s")
        await there.sees("There are no words here yet.")
        await write(there, text="[/nope] the rent")
        await there.sees("▸ [/nope] the rent")
        await there.sees("● Ana, 22 Nov")
        await there.press("e")
        await write(there, text="the rent, and the deposit")
        await there.sees("the rent, and the deposit")

        await hand_to(there, 2, "f5")
        await enter(there, "Topics")
        await there.press("e", "d")
        assert [topic.author for topic in couple.ledger.all(Topic)] == [ana.id], "it is Ana's"
        await there.press("y")
        await there.sees("Talked about")
        await there.press("b")
        await there.sees("Waiting")
        await there.press("u")
        await there.sees("Undone: put a topic back to what waits.")
        await there.sees("Talked about")
        await there.press("u", "enter")
        await reads(there, "the rent, and the deposit")
        await there.press("escape", "escape")
        await there.sees("One topic waits")
    assert couple.ledger.all(TopicEvent) == []
    assert couple.topics.waiting(ben)[0].is_waiting


async def test_a_line_of_a_check_in_waits_closed_until_both_are_there(couple: Companion) -> None:
    ana, ben = couple.couple.people
    couple.checkins.save(ana, SUNDAY, Answers(need="to talk about Thursday"))
    couple.checkins.keep(Topic, ana, SUNDAY, "to talk about Thursday")
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await enter(there, "Topics")
        await there.sees("closed with your day")
        await reads(there, "Only you see it")
        await hand_to(there, 2, "f5")
        await there.until(lambda: "One topic waits" not in there.text, "no count of what is closed")
        await enter(there, "Topics")
        await there.sees("Nothing waits here yet.")
        couple.checkins.save(ben, SUNDAY, Answers(safe=3))
        await hand_to(there, 2, "f5")
        await there.sees("One topic waits")


async def test_the_search_finds_a_topic_and_opens_its_room(couple: Companion) -> None:
    ana, _ = couple.couple.people
    for text in ("the rent", "his brother", "second dog"):
        couple.topics.add(ana, text)
    async with sitting(couple, writer="Ben", size=(120, 40)) as there:
        await there.press("escape", "slash")
        await there.type("brother")
        await there.sees("Topics, 22 Nov 2026")
        await there.press("enter")
        await there.until(lambda: "his brother" in cursor_line(there, LIST), "the topic under the cursor")


async def test_many_topics_are_gone_through_as_quickly_as_few(couple: Companion) -> None:
    ana, ben = couple.couple.people
    with couple.ledger.transaction() as tx:
        for number in range(2000):
            author = (ana, ben)[number % 2].id
            tx.add(Topic.new(author=author, device="here", moment=couple.clock(), text=f"topic {number}"))
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, "Topics")
        await go_to_line(there, "topic 1999", LIST)
        await there.press("end")
        assert "topic 0" in cursor_line(there, LIST)
