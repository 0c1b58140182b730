"""Journey: the long view and looking back, as two people meet them on large and small screens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.ui.sitting import SUNDAY, HandClock, Sitting, on_disk, sitting
from trust_tui.content import load
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Setback
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_demo, open_preferences
from trust_tui.store import Disk, Places
from trust_tui.ui.panes.long_view import LongViewPane
from trust_tui.ui.panes.looking_back import LookingBackPane
from trust_tui.ui.panes.rooms import RoomsPane

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(
    "size", [(120, 40), (80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}"
)


def back(ago: int) -> date:
    return SUNDAY - timedelta(days=ago)


@pytest.fixture
def quarter(couple: Companion) -> Companion:
    """A quarter in which Ana wrote on most days and Ben on some, with what happened along the way."""
    ana, ben = couple.couple.people
    for ago in range(84):
        if ago % 7 != 3:
            note = "Ana hides this" if ago == 28 else ""
            couple.checkins.save(
                ana, back(ago), Answers(safe=ago % 5 + 1, close=2, need=f"Ana {back(ago)}", private=note)
            )
        if ago % 3 == 0:
            couple.checkins.save(ben, back(ago), Answers(safe=5, close=5, need=f"Ben {back(ago)}"))
    couple.victories.add(ana, back(20), "We talked for an hour.")
    couple.victories.add(ben, back(20), "Nobody left the room.")
    couple.checkins.keep(Setback, ana, back(2), f"Ana {back(2)}")
    return couple


async def enter(there: Sitting, room: str) -> None:
    """Go to Journey and into one of its rooms."""
    await there.app.screen.open_place(f"journey/{room}")  # type: ignore[attr-defined]
    await there.settle()


def plot(there: Sitting) -> str:
    """What the plot draws, line by line."""
    return str(there.app.screen.query_one("#journey-long-view-plot").render())


def columns(there: Sitting) -> str:
    """What stands in the columns of *safe* and *close*, without the words around them."""
    words = tuple(word for scale in ("safe", "close") for word in load("scales.json")[scale]["steps"])
    return "".join(line[11:] for line in plot(there).splitlines() if line.lstrip().startswith(words))


@SIZES
async def test_stepping_through_a_quarter(quarter: Companion, size: tuple[int, int]) -> None:
    async with sitting(quarter, writer="Ana", size=size) as there:
        await enter(there, "long-view")
        await there.sees("12 weeks")
        for word in ("at ease", "steady", "in between", "careful", "guarded"):
            await there.sees(word)
        await there.until(lambda: "●" in columns(there), "one's own marks")
        assert "◆" not in columns(there)  # the other's line comes when it is asked for

        await there.press("left")
        await there.sees(f"Ana {back(2)}"[:20])
        await there.press("left")
        await there.sees("Nobody left the room.")
        await there.press("left")
        await there.sees("We talked for an hour.")
        await there.press("left", "right")
        await there.sees("Nobody left the room.")

        await there.press("o")
        await there.until(lambda: "◆" in columns(there), "the other's marks")
        await there.press("o", "comma")
        await there.sees("4 weeks")
        await there.until(lambda: "◆" not in columns(there), "one's own marks alone")
        await there.press("s", "s", "s")
        await there.sees("ll time")
        if size[1] < 20:
            await there.sees("Safe, all time")
            await there.press("down")
            await there.sees("Close, all time")
        else:
            await there.sees("Close")

        await there.press("enter")
        await there.sees("Nobody left the room.")
        assert there.app.screen.query_one("#panes").current == "victories"  # type: ignore[attr-defined]


async def test_what_is_closed_or_kept_back_is_not_in_the_others_plot(quarter: Companion) -> None:
    ana, _ben = quarter.couple.people
    async with sitting(quarter, writer="Ben", size=(80, 24)) as there:
        await enter(there, "long-view")
        await there.press("o", "comma")
        # Only days on which both wrote are open to him.
        both = sum(ago % 3 == 0 and ago % 7 != 3 for ago in range(28))
        await there.until(
            lambda: columns(there).count("●") + columns(there).count("◈") == 2 * both, "the days open to him"
        )
        await there.press("left")
        assert not there.shows(f"Ana {back(2)}")  # her setback grew out of a day that is closed to him

        quarter.people.share_weeks(ana, share=False)
        await there.app.screen._glance()  # type: ignore[attr-defined]
        there.app.screen._look_again()  # type: ignore[attr-defined]
        await there.until(lambda: "●" not in columns(there), "a plot without her")
        await there.press("o", "o")
        await there.sees("Ana's weeks are not shown.")
        assert "●" not in columns(there)


@SIZES
async def test_looking_back_over_a_quarter(quarter: Companion, size: tuple[int, int]) -> None:
    is_narrow = size[0] < 56
    async with sitting(quarter, writer="Ana", size=size) as there:
        await enter(there, "looking-back")
        await there.sees("Four weeks ago you wrote")
        pane = there.app.screen.query_one(LookingBackPane)
        blocks = str(pane.query_one("Blocks").render())
        assert f"Ana {back(28)}" in blocks
        assert "Ana hides this" not in blocks
        assert "Ben" not in blocks
        if is_narrow:
            assert not there.shows("November 2026")
            await there.press("y")
        await there.sees("December 2025 – November 2026")

        await there.press("left")
        await there.sees("Sunday 22 November")
        await there.press("left", "left", "left")
        await there.sees("Thursday 19 November")
        await there.sees("A blank day.")
        assert "open" not in there.hints  # there is nothing to open
        await there.press("up", "right")
        await there.sees("Tuesday 20 October")
        assert f"Ana {date(2026, 10, 20)}" in str(pane.query_one("Blocks").render())
        await there.press("a")
        await there.sees("Four weeks ago you wrote")
        await there.press("left", "up", "right", "enter")
        await there.until(lambda: there.app.screen.query_one("#panes").current == "checkin")  # type: ignore[attr-defined]
        assert there.app.screen.query_one("#checkin")._open.date == date(2026, 10, 23)  # type: ignore[attr-defined]


async def test_another_year_is_one_key_away(couple: Companion) -> None:
    ana = couple.couple.people[0]
    couple.checkins.save(ana, date(2024, 2, 29), Answers(safe=4, need="a leap day"))
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, "looking-back")
        await there.sees("Nothing to read again yet.")
        await there.press("]")
        await there.sees("December 2025 – November 2026")
        await there.press("[", "[")
        await there.sees("December 2023 – November 2024")
        assert "year before" not in there.hints
        await there.click("#journey-looking-back-year", (4 + 28, 2 + 2))
        await there.sees("Thursday 29 February 2024")
        await there.sees("a leap day")
        await there.press("right", "up")
        await there.sees("Thursday 1 February 2024")
        await there.press("]", "]", "]")
        await there.sees("Sunday 1 February")


async def test_nothing_of_one_stays_for_the_other(quarter: Companion) -> None:
    async with sitting(quarter, writer="Ana", size=(80, 24)) as there:
        await enter(there, "long-view")
        await there.press("o", "left")
        await enter(there, "looking-back")
        await there.press("left", "w")
        await there.sees("Who is writing?")
        journey = there.app.screen.query_one("#journey", RoomsPane)
        assert not str(journey.query_one("#journey-long-view-plot").render())
        assert not str(journey.query_one("#journey-looking-back-year").render())
        assert not str(journey.query_one(LookingBackPane).query_one("Blocks").render())
        await there.press("2")
        await enter(there, "long-view")
        await there.until(lambda: "◆" in columns(there), "the other's marks")
        assert "●" not in columns(there)
        assert f"Ana {back(2)}" not in plot(there)


async def test_an_empty_room_says_how_it_fills(couple: Companion) -> None:
    for size in ((120, 40), (40, 12)):
        async with sitting(couple, writer="Ana", size=size) as there:
            await enter(there, "long-view")
            await there.sees("There is nothing to look back on yet.")
            assert "marks" not in there.hints
            await there.press("left", "enter", "s", "o")
            await enter(there, "looking-back")
            await there.sees("Nothing to read again yet.")


async def test_the_rooms_show_the_plot_from_outside(quarter: Companion) -> None:
    async with sitting(quarter, writer="Ana", size=(120, 40)) as there:
        await there.app.screen.open_place("journey")  # type: ignore[attr-defined]
        await there.settle()
        await there.sees("Your days since 31 August 2026")
        await there.sees("at ease")
        await there.sees("Words of yours from four weeks ago")


async def test_what_another_window_wrote_is_seen(places: Places, clock: HandClock) -> None:
    here, elsewhere = (on_disk(places, clock, Disk()) for _ in range(2))
    here.people.set_up("Ana", "Ben")
    elsewhere.ledger.catch_up()
    ana = here.couple.people[0]
    here.checkins.save(ana, SUNDAY, Answers(safe=3))
    async with sitting(here, writer="Ana", size=(80, 24)) as there:
        await enter(there, "long-view")
        assert "victory" not in plot(there)
        elsewhere.ledger.catch_up()
        elsewhere.victories.add(ana, SUNDAY, "from elsewhere")
        await there.until(lambda: "victory" in plot(there), "the other window's victory")
        await there.press("left")
        await there.sees("from elsewhere")


@SIZES
async def test_the_demo_fills_both_rooms(clock: HandClock, tmp_path: Path, size: tuple[int, int]) -> None:
    demo = open_demo(clock)
    async with sitting(demo, writer="Nora", size=size, preferences=open_preferences(None)) as there:
        await enter(there, "long-view")
        pane = there.app.screen.query_one(LongViewPane)
        for _ in range(4):
            await there.press("s")
            await there.until(lambda: columns(there).count("●") > 8, "many marks")
            assert len(pane._view.marks) > 3  # type: ignore[union-attr]
        await there.press("?")
        await there.sees("The long view")
        await there.press("escape")
        await enter(there, "looking-back")
        await there.sees("Four weeks ago you wrote")
