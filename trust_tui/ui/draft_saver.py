"""Keeps what is being typed, at most half a second behind the fingers."""

from __future__ import annotations

import asyncio
from threading import Lock
from typing import TYPE_CHECKING

from trust_tui.services.problems import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

DELAY = 0.5
"""Seconds between a key and the draft on disk. A draft older than one second has to survive anything."""


class DraftSaver:
    """Writes a draft in the background soon after each change, and at once when asked.

    Args:
        widget: The widget whose timer is used.
        on_trouble: Told in words when a draft cannot be kept, and "" when it can again.
    """

    def __init__(self, widget: Widget, on_trouble: Callable[[str], None]) -> None:
        self._widget = widget
        self._on_trouble = on_trouble
        self._keep: Callable[[], None] | None = None
        self._lock = Lock()
        self._newest = 0
        self._is_waiting = False
        self._reported = ""

    def soon(self, keep: Callable[[], None]) -> None:
        """Call `keep` within half a second; a later call replaces it."""
        self._keep = keep
        if not self._is_waiting:
            self._is_waiting = True
            # Not awaited by the timer: the widget would deal with nothing else until the disk has it.
            self._widget.set_timer(DELAY, lambda: self._widget.run_worker(self._in_background()))

    def now(self) -> None:
        """Keep what is waiting before anything else happens."""
        keep, self._keep = self._keep, None
        if keep is not None:
            self._newest += 1
            self._report(self._write(keep, self._newest))

    def forget(self) -> None:
        """There is nothing left to keep: it was saved, or let go. Waits for a write under way."""
        self._keep = None
        self._newest += 1
        with self._lock:
            return

    async def _in_background(self) -> None:
        self._is_waiting = False
        keep, self._keep = self._keep, None
        if keep is None:
            return
        self._newest += 1
        self._report(await asyncio.to_thread(self._write, keep, self._newest))

    def _write(self, keep: Callable[[], None], number: int) -> str:
        with self._lock:
            if number < self._newest:
                return ""
            try:
                keep()
            except LedgerError as error:
                return str(error)
            return ""

    def _report(self, trouble: str) -> None:
        # That all is well is only said after it was not: something else may stand where it would be said.
        if trouble or self._reported:
            self._on_trouble(trouble)
        self._reported = trouble
