"""Help and Safety: one key away, whatever is on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.sitting import Sitting, sitting
from trust_tui.content import load
from trust_tui.services import helplines
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_rescue
from trust_tui.services.preferences import Preferences
from trust_tui.store import Config, LedgerDamaged, Places
from trust_tui.store.errors import Damage
from trust_tui.ui.commands import Place, commands
from trust_tui.ui.rooms import ROOMS, Room, rooms_of
from trust_tui.ui.screens.help import PLACES, HelpPage
from trust_tui.ui.screens.safety import SafetyPage
from trust_tui.ui.shell import Shell
from trust_tui.ui.tabs import TABS

SAFETY = "When this is not for you"


def page(there: Sitting) -> str:
    """Everything that stands on a page, scrolled out of sight or not."""
    return str(there.app.screen.query_one("#page-text").render())


# Help.


@pytest.mark.parametrize("key", ["?", "f9"])
async def test_help_lists_every_command_of_this_place_with_its_keys(couple: Companion, key: str) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("escape", key)
        lines = [line.strip() for line in page(there).splitlines()]
        for place in (Place.CHECKIN, Place.FEELINGS, Place.SCALE, Place.LINE, Place.SHELL, Place.EVERYWHERE):
            assert place.value in lines
            for command in commands():
                if command.place is place:
                    rows = [set(line.split()) for line in lines if line.endswith(f"  {command.help}")]
                    assert any(set(command.shown_keys) <= row for row in rows), command.id


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.id)
async def test_help_is_about_the_tab_that_is_open(couple: Companion, tab: object) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.app.screen.action_tab(tab.id)  # type: ignore[attr-defined]
        await there.press("f9")
        assert isinstance(there.app.screen, HelpPage)
        title = load("help.json")[tab.id]["title"]  # type: ignore[attr-defined]
        assert page(there).startswith(title)
        place = Place.LIST if rooms_of(tab.id) else Place[tab.id.upper()]  # type: ignore[attr-defined]
        own = [command for command in commands() if command.place is place]
        assert [command.help for command in own if command.help not in page(there)] == []


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.path)
async def test_help_is_about_the_room_that_is_open(couple: Companion, room: Room) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.app.screen.open_place(room.path)  # type: ignore[attr-defined]
        await there.press("f9")
        assert page(there).startswith(load("help.json")[room.id]["title"])
        assert [place.value for place in PLACES[room.id] if place.value not in page(there)] == []


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_a_page_closes_and_the_focus_is_where_it_was(couple: Companion, key: str) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.press("f9", key)
        assert isinstance(there.app.screen, Shell)
        assert there.focused == "need"


async def test_arrows_scroll_a_page(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.press("f9")
        await there.sees("Write how this day is for you.")
        await there.press("end")
        await there.sees("What you write stays in a file on this computer.")
        await there.press("home", "down")
        await there.sees_no("What you write stays in a file on this computer.")


# Safety.


@pytest.mark.parametrize(
    "way",
    [["space"], ["escape"], ["tab", "a"], ["f9"], ["escape", "p"], ["escape", "w"], ["ctrl+p"]],
    ids=str,
)
async def test_f8_opens_safety_from_everywhere_and_closing_it_leads_back(
    couple: Companion, way: list[str]
) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press(*way)
        before = there.app.screen
        assert "F8 safety" in there.text or way == ["ctrl+p"]
        await there.press("f8")
        await there.sees(SAFETY)
        assert "F8" not in there.hints
        await there.press("f8", "f8", "q")
        await there.until(lambda: there.app.screen is before, "the screen before")


async def test_safety_can_be_read_before_anything_else(empty: Companion) -> None:
    async with sitting(empty) as there:
        assert "F8 safety" in there.hints
        await there.press("f8")
        await there.sees(SAFETY)


async def test_safety_can_be_read_where_the_ledger_cannot(places: Places, clock: object) -> None:
    damage = LedgerDamaged("It is broken.", Damage.EMPTY, places)
    async with sitting(open_rescue(damage, places, clock)) as there:  # type: ignore[arg-type]
        await there.sees("It is broken.")
        assert "F8 safety" in there.hints
        await there.press("f8")
        await there.sees(SAFETY)


async def test_countries_step_both_ways_and_the_last_one_is_remembered(
    couple: Companion, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    names = [helplines.NAMES[code] for code in helplines.countries()]
    async with sitting(couple, writer="Ana", preferences=Preferences(Config(path))) as there:
        await there.press("f8")
        assert "c shows the helplines of a country" in page(there)
        for name in names:
            await there.press("c")
            assert f"Helplines: {name}" in page(there)
        await there.press("c")
        assert "c shows the helplines of a country" in page(there)
        await there.press("C", "C")
        assert f"Helplines: {names[-2]}" in page(there)

    async with sitting(couple, preferences=Preferences(Config(path))) as there:
        await there.press("f8")
        assert f"Helplines: {names[-2]}" in page(there)


@pytest.mark.parametrize("code", helplines.countries())
async def test_every_helpline_says_where_its_number_was_found(couple: Companion, code: str) -> None:
    shown = str(SafetyPage(code, lambda _: None).content())
    found = helplines.for_country(code)
    assert f"In danger, call {found.emergency}. Numbers change." in shown
    for line in found.lines:
        assert line.service in shown
        assert f"found at {line.origin}" in shown
        assert [number for number in (*line.phone, *line.text) if number not in shown] == []
        assert ("check first" in shown) >= line.check_first


async def test_the_locale_suggests_a_country_where_none_was_chosen(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "pt_PT.UTF-8")
    async with sitting(couple) as there:
        await there.press("f8")
        assert "Helplines: Portugal" in page(there)


async def test_a_country_that_cannot_be_remembered_is_shown_all_the_same(
    couple: Companion, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").mkdir()
    preferences = Preferences(Config(tmp_path / "config.toml"))
    async with sitting(couple, writer="Ana", preferences=preferences) as there:
        await there.press("f8", "c")
        assert "Helplines: Argentina" in page(there)
        await there.sees("It holds until you quit.")
