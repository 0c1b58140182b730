"""The palette offers what works here, and everything that it offers works."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.ui.sitting import Sitting, sitting
from trust_tui.services.companion import Companion
from trust_tui.services.preferences import Preferences
from trust_tui.store import Config
from trust_tui.ui.commands import by_id
from trust_tui.ui.look import THEME_WORDS, THEMES
from trust_tui.ui.shell import Shell

LEAVING = {by_id("shell.quit").help, by_id("everywhere.vanish").help}


def offered(there: Sitting) -> dict[str, object]:
    """What the palette offers from here, by title."""
    return {command.title: command.callback for command in there.app.get_system_commands(there.app.screen)}


async def back_to_the_shell(there: Sitting) -> None:
    while not isinstance(there.app.screen, Shell):
        there.app.pop_screen()
        await there.settle()


async def run_everything(there: Sitting) -> set[str]:
    """Run whatever is offered, again and again, until nothing new turns up."""
    ran: set[str] = set()
    while new := [title for title in offered(there) if title not in ran | LEAVING]:
        ran.add(new[0])
        offered(there)[new[0]]()  # type: ignore[operator]
        await there.settle()
        await back_to_the_shell(there)
    return ran


@pytest.mark.parametrize("way", [[], ["escape", "["], ["escape", "[", "["], ["escape", "[", "e", "tab"]])
async def test_every_command_that_is_offered_runs(week: Companion, way: list[str]) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press(*way)
        ran = await run_everything(there)
        assert there.app.is_running
        assert len(ran) > 8


async def test_every_command_runs_while_nobody_sits_there(week: Companion) -> None:
    async with sitting(week) as there:
        await run_everything(there)
        assert by_id("shell.undo").help not in offered(there)
        assert by_id("everywhere.safety").help in offered(there)


@pytest.mark.parametrize("command", sorted(LEAVING))
async def test_the_commands_that_leave_do(couple: Companion, command: str) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("ctrl+p")
        await there.type(command)
        await there.until(lambda: there.offered[:1] == [command], "the command")
        there.post("enter", "enter")
        await there.until(lambda: not there.app.is_running, "the end")


async def test_a_command_found_by_typing_runs_where_it_was_asked_for(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.go_to("need")
        await there.type("half a thought")
        await there.command("Go to the day before")
        await there.sees("Saturday 21 November")
        await there.command("Go back to today")
        await there.sees("half a thought")


async def test_a_letter_of_the_palette_is_no_command(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("ctrl+p")
        await there.type("wq[x]u")
        assert isinstance(there.app.screen, CommandPalette)
        await there.press("escape")
        await there.sees("How is it today, Ana?")


async def test_keys_that_look_like_markup_are_shown(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("ctrl+p")
        await there.type("Go to the day before")
        await there.sees("Check-in: [")


# Colours.


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_colours_change_at_once_and_are_remembered(
    couple: Companion, tmp_path: Path, theme: str
) -> None:
    path = tmp_path / "config.toml"
    async with sitting(couple, writer="Ana", preferences=Preferences(Config(path))) as there:
        await there.command(f"Colours: {THEME_WORDS[theme]}")
        await there.until(lambda: there.app.theme == theme, theme)

    assert f'theme = "{theme}"' in path.read_text()
    async with sitting(couple, preferences=Preferences(Config(path))) as there:
        assert there.app.theme == theme


async def test_colours_that_there_are_not_fall_back_and_say_so(couple: Companion, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "[red]mauve"\n')
    async with sitting(couple, writer="Ana", preferences=Preferences(Config(path))) as there:
        assert there.app.theme == "evening"
        await there.sees("There are no colours called “[red]mauve”. There are: evening, daylight, contrast.")

    assert path.read_text() == 'theme = "[red]mauve"\n'


async def test_colours_that_cannot_be_remembered_say_so(couple: Companion, tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    preferences = Preferences(Config(tmp_path / "config.toml"))
    async with sitting(couple, writer="Ana", preferences=preferences) as there:
        there.app.clear_notifications()
        await there.command("Colours: daylight, light and warm")
        await there.sees("holds until you quit.")
        assert there.app.theme == "daylight"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "linux")])
async def test_a_terminal_with_few_colours_keeps_its_own(
    couple: Companion, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv(name, value)
    async with sitting(couple, writer="Ana") as there:
        assert there.app.theme == "terminal"
        await there.press("space")
        await there.sees("✓hurt")
