"""The demo: a year of a made-up couple on every tab, and not a byte on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.sitting import HandClock, Sitting, sitting
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_demo, open_preferences
from trust_tui.store import Disk
from trust_tui.ui.panes import Pane
from trust_tui.ui.rooms import ROOMS, Room
from trust_tui.ui.tabs import TABS
from trust_tui.ui.widgets.blocks import Blocks


@pytest.fixture
def demo(clock: HandClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Companion:
    """The demo, where every attempt to write is an error."""

    def forbidden(*_: object) -> None:
        raise AssertionError("the demo touched the disk")

    changing = "create write replace mkdir unlink open try_lock write_whole make_folders"
    for name in changing.split():
        monkeypatch.setattr(Disk, name, forbidden)
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return open_demo(clock)


async def open_tab(there: Sitting, tab_id: str) -> Pane:
    await there.app.screen.action_tab(tab_id)  # type: ignore[attr-defined]
    await there.settle()
    return there.app.screen.query_one(f"#{tab_id}", Pane)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.id)
async def test_every_tab_is_filled(demo: Companion, tab: object, size: tuple[int, int]) -> None:
    async with sitting(demo, writer="Nora", size=size, preferences=open_preferences(None)) as there:
        await open_tab(there, tab.id)  # type: ignore[attr-defined]
        words = [word for line in there.lines[3:-1] for word in line.split() if word.isalpha()]
        assert len(words) > 25, there.text
        await there.press("f9")
        await there.press("escape")


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.path)
async def test_every_room_is_filled(demo: Companion, room: Room) -> None:
    async with sitting(demo, writer="Nora", size=(80, 24), preferences=open_preferences(None)) as there:
        await there.app.screen.open_place(room.path)  # type: ignore[attr-defined]
        await there.settle()
        words = [word for line in there.lines[3:-1] for word in line.split() if word.isalpha()]
        assert len(words) > 5, there.text


async def test_a_day_of_the_made_up_couple_can_be_read(demo: Companion, clock: HandClock) -> None:
    async with sitting(demo, preferences=open_preferences(None)) as there:
        await there.sees("Nora")
        await there.press("1")
        await there.sees("Closed for Sam until their check-in is here too")
        await there.press("[")
        await there.sees("Both of you can read this day.")
        days = there.app.screen.query_one("#day", Blocks)
        assert len(str(days.render())) > 100


async def test_it_says_that_it_is_made_up_and_unsaved(demo: Companion) -> None:
    async with sitting(demo, size=(120, 24), preferences=open_preferences(None)) as there:
        await there.sees("Sunday 22 November demo, nothing is saved 1")
        await there.press("1")
        for width, remark, writer in (
            (120, "demo, nothing is saved", "Nora is writing"),
            (70, "demo, nothing is saved", "Nora is writing"),
            (56, "demo", "Nora is writing"),
            (40, "demo", "Nora"),
            (29, "", "Nora"),
        ):
            await there.pilot.resize_terminal(width, 24)
            wanted = " ".join(f"Sunday 22 November {remark} ● {writer}".split())
            await there.sees(f"{wanted} 1")  # the first tab, below
        await there.press("f9")
        assert "Nora and Sam are made up" in str(there.app.screen.query_one("#page-text").render())


async def test_what_is_saved_is_not_called_a_demo(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        assert "demo" not in there.text
        await there.press("f9")
        assert "made up" not in str(there.app.screen.query_one("#page-text").render())


async def test_an_evening_with_the_demo_touches_no_disk(demo: Companion, tmp_path: Path) -> None:
    async with sitting(demo, preferences=open_preferences(None)) as there:
        await there.press("2", "space", "tab", *"made up", "ctrl+s")
        await there.sees("Sam, your day")
        await there.press("e", "tab", *"more", "escape", "[", "]", "x", "x", "u")
        await there.sees("Undone: saved your check-in.")
        await there.command("Colours: daylight, light and warm")
        await there.until(lambda: there.app.theme == "daylight")
        await there.press("f8", "c", "escape", "w", "1", "escape")
        demo.tidy()
        await there.press("ctrl+q")
        await there.until(lambda: not there.app.is_running)

    demo.close()
    assert list(tmp_path.iterdir()) == []
