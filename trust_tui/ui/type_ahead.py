"""Keys one at a time, so that typing ahead loses nothing.

Textual hands a key to whatever has the focus when the key comes in. Of "tab, a" typed quickly, or arriving in
one piece over a slow line, the "a" then goes to the field that "tab" is about to leave, and is lost. Here the
next key waits until the one before has been dealt with.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import App
    from textual.widget import Widget

_LAPS = 2
"""A key may make its widget post a message that moves the focus: the second lap follows that message."""

_PATIENCE = 1.0
"""Seconds after which a marker counts as lost, as it is when its widget was just being removed."""

_GLANCE = 0.05
"""Seconds between two looks at whether what carries a marker is still there."""


class Settled(Message):
    """Follows a key through the same queues: when it reaches the app, the key has been dealt with."""

    def __init__(self, lap: int) -> None:
        super().__init__()
        self.lap = lap


class TypeAhead:
    """What was typed and waits for its turn.

    Args:
        app: Whose keys these are.
        forward: Hands one key or paste to whatever has the focus now.
    """

    def __init__(self, app: App[int], forward: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._forward = forward
        self._waiting: deque[events.Event] = deque()
        self._under_way: Settled | None = None

    async def take(self, event: events.Event) -> None:
        """Forward a key or a paste now, or once what came before it has been dealt with."""
        self._waiting.append(event)
        if self._under_way is None:
            await self._next()

    async def settled(self, marker: Settled) -> None:
        """Take note that a marker came through."""
        if marker is not self._under_way:
            return
        if marker.lap < _LAPS:
            self._follow(marker.lap + 1)
        else:
            await self._next()

    async def _next(self) -> None:
        self._under_way = None
        if self._waiting:
            await self._forward(self._waiting.popleft())
            self._follow(1)

    def _follow(self, lap: int) -> None:
        marker = self._under_way = Settled(lap)
        carrier = self._app.focused or self._app.screen
        # What is being taken down takes no messages any more.
        if not carrier.post_message(marker):
            self._app.post_message(marker)
        # Even where nothing waits yet: a key that comes later must not wait for what never comes.
        self._look_after(marker, carrier, asyncio.get_running_loop().time() + _PATIENCE)

    def _look_after(self, marker: Settled, carrier: Widget, latest: float) -> None:
        """Let the next key go once the marker is lost: its carrier was taken down, or it takes too long."""
        if marker is not self._under_way:
            return
        loop = asyncio.get_running_loop()
        if loop.time() < latest and carrier.is_running:
            loop.call_later(_GLANCE, self._look_after, marker, carrier, latest)
        else:
            self._app.call_later(self._give_up, marker)

    async def _give_up(self, marker: Settled) -> None:
        if marker is self._under_way:
            await self._next()
