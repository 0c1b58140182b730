"""The guide: found from the help and the palette, read from cover to cover; and the line of the day."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tests.architecture.source import ROOT
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from tests.ui.test_layouts import overlapping
from trust_tui.model.checkin import Answers
from trust_tui.services import guide
from trust_tui.services.companion import Companion
from trust_tui.ui.rooms import ROOMS
from trust_tui.ui.screens.guide import GuideScreen, theme_of
from trust_tui.ui.screens.help import HelpPage
from trust_tui.ui.shell import Shell
from trust_tui.ui.tabs import TABS

pytestmark = pytest.mark.slow

SIZES = [(120, 40), (80, 24), (40, 12)]
EACH_SIZE = pytest.mark.parametrize("size", SIZES, ids=str)

TITLES = [page.title for page in guide.all_pages()]


def open_page(there: Sitting) -> str:
    """The title of the page that is open."""
    text = str(there.app.screen.query_one("#page-text", Static).render())
    return text.split("  the guide")[0]


@EACH_SIZE
async def test_from_the_help_it_opens_where_one_is_and_leads_back_there(
    couple: Companion, size: tuple[int, int]
) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await there.press("escape", "2", "?")
        text = str(there.app.screen.query_one("#page-text", Static).render())
        assert "G opens the guide" in text
        assert "G the guide" in there.hints
        await there.press("G")
        assert open_page(there) == "Boundaries set together"
        await there.sees("the guide, 6 of 11")
        shelf = there.app.screen.query_one("#guide-list")
        await there.until(lambda: shelf.display == (size[0] >= 104), "the list where there is room")
        await there.until(lambda: (TITLES[-1] in there.text) == shelf.display, "its titles")
        assert overlapping(there) == []
        assert "right next" in there.hints
        assert there.hints in there.lines[-1]

        await there.press("right")
        assert open_page(there) == "Professional help"
        await there.press("left", "left")
        assert open_page(there) == "Consistency"
        await there.press("escape")
        assert isinstance(there.app.screen, HelpPage)
        await there.press("escape")
        await there.until(lambda: getattr(there.app.screen, "subject", "") == "boundaries", "Boundaries")


@EACH_SIZE
async def test_a_page_shows_what_is_found_what_is_practice_and_where_it_comes_from(
    couple: Companion, size: tuple[int, int]
) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await there.press("escape", "3", "?", "G")
        page = guide.page("consistency")
        assert page is not None
        text = str(there.app.screen.query_one("#page-text", Static).render())
        for number, fact in enumerate(page.facts, 1):
            assert f"{fact.text} ({number})" in text
            assert f"({number}) {fact.source}" in text
        found, practice, sources = map(
            text.index, ("What was found out", "Practice, not evidence", "Where this comes from")
        )
        assert found < practice < sources
        await there.sees("the guide, 5 of 11")
        await there.press("end")
        await there.sees("Human Decision")
        await there.press("home")
        await there.sees("the guide, 5 of 11")
        await there.press("end", "right")  # another page begins at its beginning
        await there.sees("the guide, 6 of 11")


@pytest.mark.parametrize(("on", "back"), [("space", "pageup"), ("down", "up")])
async def test_it_is_read_from_cover_to_cover_and_back(couple: Companion, on: str, back: str) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.press("escape", "?", "G", *["left"] * 10)
        for key, titles in ((on, TITLES), (back, TITLES[::-1])):
            seen = [open_page(there)]
            for _ in range(400):
                before = (open_page(there), there.app.screen.query_one("#page", VerticalScroll).scroll_y)
                await there.press(key)
                now = (open_page(there), there.app.screen.query_one("#page", VerticalScroll).scroll_y)
                if now == before:
                    break
                if now[0] != seen[-1]:
                    seen.append(now[0])
            assert seen == titles


async def test_at_either_end_there_is_no_further_page(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.command("Guide: How healing goes")
        assert "next" not in there.hints
        await there.press("right")
        assert open_page(there) == TITLES[-1]
        await there.press(*["left"] * 12)
        assert open_page(there) == TITLES[0]
        assert "before" not in there.hints


async def test_the_palette_opens_each_page_and_no_word_is_lost(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.go_to("need")
        await there.type("half a thought")
        offered = {command.title for command in there.app.get_system_commands(there.app.screen)}
        assert {"The guide", *(f"Guide: {title}" for title in TITLES)} <= offered
        await there.command("Guide: Taking responsibility")
        assert open_page(there) == "Taking responsibility"
        # Where it is open already it turns to the page, and one esc leads out.
        await there.command("Guide: Patience")
        assert open_page(there) == "Patience"
        await there.press("escape")
        assert isinstance(there.app.screen, Shell)
        assert (there.focused, there.field("need")) == ("need", "half a thought")


async def test_from_the_check_in_it_opens_at_the_theme_of_the_day(
    couple: Companion, clock: HandClock
) -> None:
    async with sitting(couple, writer="Ana") as there:
        for _ in range(2):
            theme = guide.page(guide.prompt_for(clock().day).theme)
            assert theme is not None
            await there.command("The guide")
            assert open_page(there) == theme.title
            await there.press("escape")
            clock.move(days=1)


async def test_a_click_in_the_list_turns_to_that_page(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await there.command("Guide: Patience")
        await there.sees("Open communication")
        await there.click_on("Open communication")
        assert open_page(there) == "Open communication"
        await there.press("down")  # the whole page is in sight, so this goes on
        assert open_page(there) == "Taking responsibility"


@EACH_SIZE
async def test_journey_shows_how_healing_goes_with_its_sources(
    couple: Companion, size: tuple[int, int]
) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await there.command("Open How healing goes")
        await there.sees("Not in a straight line")
        await there.press("end")
        await there.sees("Three longitudinal studies".lower())
        await there.sees_no("Not in a straight line")
        await there.press("home")
        await there.sees("Not in a straight line")
        await there.press("?", "G")
        assert open_page(there) == "How healing goes"
        await there.press("escape", "escape", "escape")
        await there.until(lambda: there.focused == "journey-rooms-list", "the rooms of Journey")


@pytest.mark.parametrize("place", [tab.id for tab in TABS[1:]] + [room.id for room in ROOMS])
def test_every_place_knows_its_page(place: str) -> None:
    assert guide.page(theme_of(place)) is not None


async def test_safety_and_the_quick_exit_are_near_while_reading(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.command("Guide: Patience")
        await there.press("f8")
        await there.sees("When this is not for you")
        await there.press("escape")
        assert isinstance(there.app.screen, GuideScreen)
        there.post("f12")
        await there.until(lambda: not there.app.is_running, "the end")


# The line of the day.


def prompt(there: Sitting) -> Static:
    return there.app.screen.query_one("#prompt", Static)


async def test_both_begin_with_the_same_line_and_it_is_gone_once_the_day_is_saved(
    couple: Companion, clock: HandClock
) -> None:
    line = guide.prompt_for(SUNDAY).text
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.sees(line)
        assert prompt(there).size.height == 1
        await there.press("space", "ctrl+s")
        await there.sees("Ana, your day")
        assert line not in there.text
        await there.press("e")  # a day that was saved is changed, not begun
        await there.sees("How is it today, Ana?")
        assert line not in there.text
        await there.press("escape", "w", "2")
        await there.sees("How is it today, Ben?")
        await there.sees(line)
        await there.press("escape", "[")
        await there.sees("How was yesterday, Ben?")
        await there.until(lambda: not prompt(there).display, "no line for a day that is over")
        clock.move(days=1)
        await there.press("t")
        await there.sees(guide.prompt_for(clock().day).text)


async def test_the_line_is_no_stop_for_the_tab_key(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        assert not prompt(there).focusable
        chain: list[Widget] = there.app.screen.focus_chain
        assert prompt(there) not in chain


@pytest.mark.parametrize("size", [(40, 12), (40, 24), (80, 12)], ids=str)
async def test_where_there_is_little_room_the_fields_have_it(week: Companion, size: tuple[int, int]) -> None:
    week.checkins.save(week.couple.people[1], SUNDAY, Answers(("calm",)))
    async with sitting(week, writer="Ana", size=size) as there:
        await there.sees("overwhelmed")
        assert not prompt(there).display
        assert guide.prompt_for(SUNDAY).text not in there.text


def test_nobody_waits_for_the_guide_at_the_start() -> None:
    code = (
        "import sys\nfrom trust_tui.services.opening import open_demo, open_preferences\n"
        "from trust_tui.services.clock import system_clock\nfrom trust_tui.ui.app import TrustApp\n"
        "import trust_tui.ui.panes.checkin\n"
        "TrustApp(open_demo(system_clock), open_preferences(None))\n"
        "print([name for name in sys.modules if name.endswith('.guide')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
