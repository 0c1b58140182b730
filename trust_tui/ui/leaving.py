"""The ways out: with drafts kept and the terminal as it was found."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAR = "\x1b[2J\x1b[H"
"""Clears the screen and goes to its corner."""

SIGNALLED = 128
"""Added to a signal's number, this is the exit code that shells expect."""


def on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code when the system or a closed terminal ends the program."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave, SIGNALLED + number)
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows has no such handlers, and tests may run the loop in a thread of their own.
            return


def last_words(words: str) -> None:
    """Write to the terminal once more; to one that was closed, nothing."""
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Python would try once more at its very end, and end with a code of its own instead of ours.
        sys.stdout = sys.stderr = None
