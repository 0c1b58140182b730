"""A tab that is opened again stands as it was left; and whatever changed meanwhile is there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.ui.filling import hand_to
from tests.ui.sitting import SUNDAY, HandClock, on_disk, sitting
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.people import Person
from trust_tui.model.records import OURS
from trust_tui.model.talks import Talk, TalkKind
from trust_tui.services.companion import Companion
from trust_tui.services.victories import Card, Victories
from trust_tui.store import Disk, Places
from trust_tui.ui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

pytestmark = pytest.mark.slow

WIDE = (120, 40)


async def test_nothing_is_read_again_where_nothing_changed(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = couple.couple.people[0]
    for number in range(30):
        couple.victories.add(ana, SUNDAY, f"victory {number}")
    read: list[str] = []
    wall = Victories.wall

    def noted(victories: Victories, reader: Person) -> list[Card]:
        read.append(reader.name)
        return wall(victories, reader)

    monkeypatch.setattr(Victories, "wall", noted)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "down", "down", "right")
        await there.sees("victory 20")
        shelf = there.app.screen.query_one("#victories-list")
        at = shelf.cursor  # type: ignore[attr-defined]
        assert at
        read.clear()
        await there.press("f1", "f4")
        await there.sees("victory 20")
        assert not read
        assert shelf.cursor == at  # type: ignore[attr-defined]


async def test_what_came_meanwhile_is_there(couple: Companion) -> None:
    ana, ben = couple.couple.people
    couple.victories.add(ana, SUNDAY, "the first")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f5", "f4", "f1")
        couple.victories.add(ben, SUNDAY, "the second")
        couple.topics.add(ben, "the holidays")
        await there.press("f4")
        await there.sees("the second")
        await there.press("f5")
        await there.sees("One topic waits")


async def test_what_another_window_wrote_is_there(places: Places, clock: HandClock) -> None:
    ours = on_disk(places, clock, Disk())
    ours.people.set_up("Ana", "Ben")
    theirs = on_disk(places, clock, Disk())
    async with sitting(ours, writer="Ana", size=WIDE) as there:
        await there.press("f4", "f1")
        before = ours.ledger.as_of()
        theirs.victories.add(theirs.couple.people[1], SUNDAY, "from another window")
        await there.until(lambda: ours.ledger.as_of() != before, "the other window's words")
        await there.press("f4")
        await there.sees("from another window")


async def test_what_was_undone_elsewhere_is_gone(couple: Companion) -> None:
    ana = couple.couple.people[0]
    couple.victories.add(ana, SUNDAY, "the first")
    couple.victories.add(ana, SUNDAY, "a second one")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        await there.sees("a second one")
        await there.press("f2", "u")
        await there.sees("Undone")
        await there.press("f4")
        await there.sees("the first")
        await there.sees_no("a second one")


async def test_after_midnight_another_day_decides(couple: Companion, clock: HandClock) -> None:
    ana, ben = couple.couple.people
    words = BoundaryWords(fine="Knocking first", review_on=SUNDAY + timedelta(1))
    boundary = couple.boundaries.propose(ana, words)
    couple.boundaries.agree(ben, boundary.id, 1)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2")
        await there.sees("Agreed")
        await there.press("f4")
        clock.move(days=1)
        await there.press("f2")
        await there.sees("To look at again")


async def test_who_sits_down_next_sees_it_with_their_own_eyes(couple: Companion) -> None:
    ana = couple.couple.people[0]
    couple.boundaries.propose(ana, BoundaryWords(fine="Knocking first"))
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2")
        await there.sees("yours")
        await hand_to(there, 2, "f2")
        await there.sees("Ana's")


async def test_a_time_out_that_is_over_says_so(couple: Companion, clock: HandClock) -> None:
    ana = couple.couple.people[0]
    talk = Talk.new(
        author=OURS,
        device="here",
        moment=clock(),
        sort=TalkKind.SPEAKER,
        floor=ana.id,
        paused_until=clock().at + timedelta(minutes=20),
        back_on=SUNDAY,
    )
    with couple.ledger.transaction() as tx:
        tx.add(talk)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f5", "down", "enter")
        await there.sees("you come back")
        await there.press("f1")
        clock.move(minutes=30)
        await there.press("f5")
        await there.sees("it is time to come back")


async def test_the_first_picture_after_the_key_is_the_new_tabs(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = couple.couple.people[0]
    couple.victories.add(ana, SUNDAY, "a quiet evening")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4")
        await there.sees("a quiet evening")
        await there.press("f1")
        await there.sees("How is it today")
        pictures: list[tuple[str, str]] = []
        display = there.app._display

        def noted(screen: Screen[object], picture: RenderableType | None) -> None:
            display(screen, picture)
            pictures.append((screen.query_one(TabBar).active, there.text))

        monkeypatch.setattr(there.app, "_display", noted)
        # Several times, as it depends on when the last picture was drawn.
        for key, tab, words in 4 * [
            ("f4", "victories", "a quiet evening"),
            ("f1", "checkin", "How is it today"),
        ]:
            await there.press(key)
            await there.sees(words)
            await there.until(lambda tab=tab: pictures[-1][0] == tab, "its picture")  # type: ignore[misc]
            assert all(words in text for open_tab, text in pictures if open_tab == tab)
            pictures.clear()
