"""The mouse does what the keys do."""

from __future__ import annotations

import re

import pytest

from tests.ui.sitting import sitting
from trust_tui.services.companion import Companion
from trust_tui.ui.shell import Shell
from trust_tui.ui.tabs import TABS
from trust_tui.ui.widgets.feelings import Feelings
from trust_tui.ui.widgets.scale import Scale

SIZES = [(120, 40), (80, 24), (40, 24)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_click_chooses_a_feeling_and_puts_it_back(couple: Companion, size: tuple[int, int]) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        for word in ("wary", "hurt", "proud"):
            await there.click_on(word)
        assert there.app.screen.query_one(Feelings).chosen == ("wary", "hurt", "proud")
        await there.click_on("hurt")
        assert there.app.screen.query_one(Feelings).chosen == ("wary", "proud")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_click_chooses_a_step(couple: Companion, size: tuple[int, int]) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        for step in (5, 1, 3):
            y = next(y for y, line in enumerate(there.lines) if "guarded" in line)
            x = re.search(rf"[ \[]{step}[ \]]", there.lines[y])
            assert x is not None
            await there.pilot.click(offset=(x.start() + 1, y))
            await there.settle()
            assert there.app.screen.query_one("#safe", Scale).value == step
        assert there.app.screen.query_one("#close", Scale).value is None


@pytest.mark.parametrize("at", [0, 3, -1])
async def test_a_click_anywhere_on_a_hint_does_what_it_says(week: Companion, at: int) -> None:
    async with sitting(week, writer="Ana") as there:
        for hint, seen in (
            ("F8 safety", "When this is not for you"),
            ("[ day before", "Saturday 21 November"),
        ):
            await there.press("escape")
            x = there.lines[-1].index(hint) + (at if at >= 0 else len(hint) - 1)
            await there.pilot.click(offset=(x, len(there.lines) - 1))
            await there.sees(seen)
            if not isinstance(there.app.screen, Shell):
                await there.click_on("esc close")
                await there.until(lambda: isinstance(there.app.screen, Shell), "the shell")


async def test_a_click_between_hints_does_nothing(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        x = there.lines[-1].index("F8 safety") - 2
        await there.pilot.click(offset=(x, len(there.lines) - 1))
        await there.settle()
        assert isinstance(there.app.screen, Shell)


async def test_safety_opens_with_a_click_on_any_page(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("f9")
        await there.click_on("F8 safety")
        await there.sees("When this is not for you")


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.id)
async def test_a_click_on_a_tab_opens_it(couple: Companion, tab: object) -> None:
    title = tab.title  # type: ignore[attr-defined]
    async with sitting(couple, writer="Ana") as there:
        for at in (0, len(title) - 1):
            await there.app.screen.action_tab(TABS[-1 if tab is TABS[0] else 0].id)  # type: ignore[attr-defined]
            await there.settle()
            y = next(y for y, line in enumerate(there.lines) if title in line)
            await there.pilot.click(offset=(there.lines[y].index(title) + at, y))
            await there.until(lambda: there.app.screen.query_one("TabBar").active == tab.id, title)  # type: ignore[attr-defined]


async def test_a_click_into_a_field_begins_to_type_there(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.click_on("what would help")
        await there.type("a walk")
        assert there.field("need") == "a walk"
