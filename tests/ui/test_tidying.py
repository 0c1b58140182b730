"""The screen goes on while something beside it takes long: tidying, a look at what others wrote, a draft."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.ui.sitting import LONG, SUNDAY, sitting
from trust_tui.services.companion import Companion
from trust_tui.store import Ledger
from trust_tui.ui import shell

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("owner", "work", "soon"), [(Companion, "tidy", "SETTLED"), (Ledger, "catch_up", "GLANCE")]
)
async def test_what_takes_long_beside_it_does_not_keep_the_screen(
    couple: Companion, monkeypatch: pytest.MonkeyPatch, owner: Any, work: str, soon: str
) -> None:
    begun, may_end = threading.Event(), threading.Event()
    couple.victories.add(couple.couple.people[0], SUNDAY, "a quiet evening")

    def takes_long(_self: object) -> bool:
        begun.set()
        assert may_end.wait(LONG)
        return False

    monkeypatch.setattr(owner, work, takes_long)
    monkeypatch.setattr(shell, soon, 0.01)
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.until(begun.is_set, "its beginning")
        try:
            there.post("f4")
            await there.sees("a quiet evening")
        finally:
            may_end.set()
            monkeypatch.undo()


async def test_a_draft_on_its_way_to_a_slow_disk_keeps_nothing_else(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, dealt_with = threading.Event(), threading.Event(), threading.Event()

    def takes_long(*_: object) -> None:
        begun.set()
        assert may_end.wait(LONG)

    monkeypatch.setattr(couple.drafts, "keep", takes_long)
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        there.post("space")
        await there.until(begun.is_set, "its beginning")
        try:
            there.app.screen.query_one("#checkin").call_later(dealt_with.set)
            await there.until(dealt_with.is_set, "the next message")
        finally:
            may_end.set()
