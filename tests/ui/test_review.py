"""Looking at victories together, side by side at one keyboard."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from textual.widget import Widget

from tests.ui.filling import fill, write
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.model.kept import Victory
from trust_tui.model.responses import Appreciation, Response
from trust_tui.model.reviews import Order, Review
from trust_tui.services.companion import Companion
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.review import ReviewScreen

pytestmark = pytest.mark.slow

WIDE = (120, 40)


@pytest.fixture
def three(couple: Companion) -> Companion:
    """Three victories: Ana's of today, Ben's of yesterday, Ana's of last month."""
    ana, ben = couple.couple.people
    couple.victories.add(ana, SUNDAY - timedelta(days=40), "We walked")
    couple.victories.add(ben, SUNDAY - timedelta(days=1), "We cooked")
    couple.victories.add(ana, SUNDAY, "We talked")
    return couple


async def begin(there: Sitting, **values: str) -> None:
    await there.press("f4", "r")
    await there.until(lambda: isinstance(there.app.screen, FormScreen), "what to look at")
    if values:
        await fill(there, **values)
    await there.press("ctrl+s")
    await there.until(lambda: isinstance(there.app.screen, ReviewScreen), "the first victory")
    await there.settle()


async def test_one_at_a_time_from_the_first_to_thanks(three: Companion, clock: HandClock) -> None:
    async with sitting(three, writer="Ana", size=WIDE) as there:
        await begin(there)
        await there.sees("Sunday 22 November 1 of 3")
        await there.sees("We talked")
        assert "We cooked" not in there.text
        assert "Check-in" not in there.text, "nothing else is there"
        await there.press("space")
        await there.sees("2 of 3")
        await there.sees("We cooked")
        await there.press("left")
        await there.sees("We talked")
        await there.press("left")
        await there.sees("1 of 3")
        await there.press("right", "enter")
        await there.sees("We walked")
        await there.press("space")
        await there.sees("Before you get up")
        ana, ben = three.couple.people
        await fill(there, **{ana.id: "for the tea", ben.id: "for asking"})
        await there.press("ctrl+s")
        await there.sees("It is kept. The wall is here whenever you want it.")
        words = [each.words for each in three.milestones.reached(three.couple)]
        assert words == ["The first time you looked at your victories together"]
        said = {(each.author, each.to, each.text) for each in three.ledger.all(Appreciation)}
        assert said == {(ana.id, ben.id, "for the tea"), (ben.id, ana.id, "for asking")}

        clock.move(days=1)
        await there.press("r")
        await there.sees("Last time was on Sunday 22 November.")
        await there.sees("since last time")
        await there.press("ctrl+s")
        await there.sees("There is no victory in this time that both of you can see yet.")
    assert [review.finished for review in three.ledger.all(Review)] == [SUNDAY]


async def test_thanks_may_stay_empty(three: Companion) -> None:
    async with sitting(three, writer="Ana", size=WIDE) as there:
        await begin(there)
        await there.press("e")
        await there.sees("Before you get up")
        await there.press("escape")
        await there.sees("1 of 3")
        await there.press("e", "ctrl+s")
        await there.sees("It is kept.")
    assert three.ledger.all(Appreciation) == []


async def test_both_say_something_each_with_a_key_of_their_own(three: Companion) -> None:
    async with sitting(three, writer="Ana", size=WIDE) as there:
        await begin(there)
        await there.sees("1 ● Ana says something")
        await there.sees("2 ◆ Ben says something")
        await there.press("2")
        await there.sees("Ben says")
        await there.sees("We talked")
        await write(there, text="I was glad")
        await there.sees("◆ Ben I was glad")
        await there.press("1")
        await write(there, text="me too")
        await there.sees("● Ana me too")
        ana, ben = three.couple.people
        said = {(each.author, each.text) for each in three.ledger.all(Response)}
        assert said == {(ben.id, "I was glad"), (ana.id, "me too")}
        await there.press("space", "left")
        await there.sees("◆ Ben I was glad")
        await there.press("escape")
        await there.sees("● answered" if "● answered" in there.text else "Ben answered")
        await there.press("u")
        await there.sees("Undone: answered a victory.")
    assert [each.text for each in three.ledger.all(Response)] == ["I was glad"], "each undoes their own"


async def test_a_review_is_left_and_taken_up_where_it_was(three: Companion) -> None:
    async with sitting(three, writer="Ana", size=WIDE) as there:
        await begin(there)
        await there.press("space", "escape")
        await there.until(lambda: not isinstance(there.app.screen, ReviewScreen), "the wall")
        assert there.focused == "victories-list"

    async with sitting(three, writer="Ben", size=WIDE) as there:
        await there.press("f4", "r")
        await there.sees("[go on where you left]")
        await there.press("ctrl+s")
        await there.sees("2 of 3")
        await there.sees("We cooked")
        await there.press("escape", "r")
        await write(there, which="all", order=Order.OLDEST)
        await there.sees("1 of 3")
        await there.sees("We walked")
        await there.press("f12")
        await there.until(lambda: not there.app.is_running, "the end")
    kept = [review for review in three.ledger.all(Review) if review.deleted is None]
    assert [review.order for review in kept] == [Order.OLDEST], "the one left before is let go"


@pytest.mark.parametrize(("which", "number"), [("new", 3), ("month", 2), ("year", 3), ("all", 3)])
async def test_which_ones_is_up_to_them(three: Companion, which: str, number: int) -> None:
    async with sitting(three, writer="Ana", size=WIDE) as there:
        await begin(there, which=which)
        await there.sees(f"1 of {number}")


async def test_what_only_one_may_see_is_not_looked_at_together(three: Companion) -> None:
    three.checkins.keep(Victory, three.couple.people[0], SUNDAY, "only after both")
    async with sitting(three, writer="Ana", size=WIDE) as there:
        await begin(there)
        for _ in range(3):
            assert "only after both" not in there.text
            await there.press("space")
        await there.sees("Before you get up")


async def test_who_is_alone_looks_at_them_alone(empty: Companion) -> None:
    empty.people.set_up("Ana")
    empty.victories.add(empty.couple.people[0], SUNDAY, "I walked")
    async with sitting(empty, size=WIDE) as there:
        await begin(there)
        assert "◆" not in there.text
        await there.press("2")
        assert isinstance(there.app.screen, ReviewScreen)
        await there.press("space")
        await there.sees("what I am thankful for")
        await there.press("ctrl+s")
        await there.sees("It is kept.")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5)])
async def test_long_words_can_be_read_to_their_end_in_any_window(
    three: Companion, size: tuple[int, int]
) -> None:
    ana, _ = three.couple.people
    three.victories.add(ana, SUNDAY, " ".join(["word"] * 100) + " theend")
    async with sitting(three, writer="Ana", size=size) as there:
        await begin(there)
        card = there.app.screen.query_one("#review-card")
        for _ in range(80):
            if "theend" in there.text:
                break
            y = card.scroll_y
            await there.press("down")
            await there.until(partial(has_moved, card, y), "the next line")
        assert "theend" in there.text
        await there.press("space", "space", "space")
        await there.sees("We walked")


def has_moved(card: Widget, y: float) -> bool:
    return card.scroll_y > y or y >= card.max_scroll_y
