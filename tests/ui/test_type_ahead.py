"""Keys wait for one another, though never for one that went with the screen it was pressed on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import pytest
from textual import events
from textual.app import App

from trust_tui.ui import type_ahead
from trust_tui.ui.type_ahead import Settled, TypeAhead


class Desk:
    """Stands for the app and for its field: takes markers, and gives them back only when told to."""

    is_running = True

    def __init__(self) -> None:
        self.forwarded: list[str] = []
        self.markers: list[Settled] = []
        self.focused: Desk | Gone = self
        self.ahead = TypeAhead(cast("App[int]", self), self.forward)

    async def forward(self, event: events.Event) -> None:
        assert isinstance(event, events.Key)
        self.forwarded.append(event.key)

    def post_message(self, message: Settled) -> bool:
        self.markers.append(message)
        return True

    def call_later(self, callback: Callable[[Settled], Awaitable[None]], marker: Settled) -> None:
        self.given_up = asyncio.ensure_future(callback(marker))

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.ahead.take(events.Key(key, None))

    async def settle(self) -> None:
        """Bring back every marker, until no more come."""
        while self.markers:
            await self.ahead.settled(self.markers.pop())

    async def has(self, *keys: str) -> None:
        """Wait until these were forwarded, though every marker is lost."""
        async with asyncio.timeout(30):
            while self.forwarded != [*keys]:
                self.markers.clear()
                await asyncio.sleep(0.001)


class Gone:
    """A field that is being taken down."""

    is_running = False

    def post_message(self, message: Settled) -> bool:
        return False


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_ahead, "_PATIENCE", 0.01)
    monkeypatch.setattr(type_ahead, "_GLANCE", 0.001)


async def test_a_key_waits_until_the_one_before_has_been_dealt_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_ahead, "_PATIENCE", 1000)
    desk = Desk()
    await desk.press("a", "b", "c")
    assert desk.forwarded == ["a"]
    await desk.settle()
    assert desk.forwarded == ["a", "b", "c"]


async def test_no_key_waits_for_a_marker_that_is_lost() -> None:
    desk = Desk()
    await desk.press("a", "b", "c")
    await desk.has("a", "b", "c")


async def test_a_key_that_comes_later_does_not_either() -> None:
    desk = Desk()
    await desk.press("a")
    desk.markers.clear()
    await desk.press("b")
    await desk.has("a", "b")


async def test_what_is_gone_already_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_ahead, "_PATIENCE", 1000)
    desk = Desk()
    desk.focused = Gone()
    await desk.press("a", "b")
    await desk.settle()
    assert desk.forwarded == ["a", "b"]


async def test_what_goes_while_it_carries_a_marker_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_ahead, "_PATIENCE", 1000)
    desk = Desk()
    await desk.press("a", "b")
    desk.is_running = False
    await desk.has("a", "b")
