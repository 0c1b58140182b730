"""Work off the screen's own thread, so that it never freezes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.widget import Widget

T = TypeVar("T")

PATIENCE = 0.2
"""Seconds after which the screen says what it is waiting for."""

GIVE_WAY = 1.0
"""Seconds after which keys go on reaching the screen while it waits."""


async def in_background(widget: Widget, work: Callable[[], T], words: str) -> T:
    """Do `work` in a thread. Where it takes longer than a blink, the line of help says so.

    Args:
        widget: Whose screen says it.
        work: What to do; it must not touch any widget.
        words: What is being done, such as "Saving…".

    Raises:
        Exception: Whatever `work` raises.
    """
    screen = widget.screen  # now: the widget may be gone when the work is done

    def say(text: str) -> None:
        for hints in screen.query(Hints):
            hints.busy = text

    timer = widget.set_timer(PATIENCE, lambda: say(words))
    try:
        return await asyncio.to_thread(work)
    finally:
        timer.stop()
        say("")


def end(screen: Screen[Any], result: object) -> None:
    """End a screen with a result, once nothing lies on it: Safety may have been opened while it waited."""
    if screen.is_active:
        screen.dismiss(result)
    elif screen in screen.app.screen_stack:
        screen.set_timer(PATIENCE, lambda: end(screen, result))
