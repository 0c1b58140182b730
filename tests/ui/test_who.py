"""Who is writing: the screen between two people."""

from __future__ import annotations

import pytest

from tests.ui.sitting import sitting
from trust_tui.services.companion import Companion


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (["1"], "Ana"), (["2"], "Ben"), (["enter"], "Ana"), (["space"], "Ana"), (["down", "enter"], "Ben"),
        (["right", "space"], "Ben"), (["up", "enter"], "Ben"), (["down", "down", "enter"], "Ana"),
        (["left", "left", "space"], "Ana"), (["3", "2"], "Ben"),
    ],
)  # fmt: skip
async def test_somebody_sits_down(couple: Companion, keys: list[str], name: str) -> None:
    async with sitting(couple) as there:
        await there.sees("Who is writing?")
        await there.press(*keys)
        await there.sees(f"How is it today, {name}?")
        assert f"{name} is writing" in there.text


async def test_a_click_on_a_name_sits_down(couple: Companion) -> None:
    async with sitting(couple) as there:
        await there.sees("Ben")
        await there.click_on("Ben")
        await there.sees("How is it today, Ben?")


async def test_nobody_is_asked_where_it_is_known(couple: Companion) -> None:
    async with sitting(couple, writer="Ben") as there:
        await there.sees("How is it today, Ben?")


async def test_nothing_is_undone_and_no_tab_opens_while_nobody_sits_there(couple: Companion) -> None:
    async with sitting(couple) as there:
        await there.press("u", "f1", "w", "f2")
        await there.sees("Who is writing?")
        assert "hand over" not in there.hints
