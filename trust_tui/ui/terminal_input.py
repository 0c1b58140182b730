"""What a terminal sends, whatever that is: Textual's driver with a reader of our own.

Textual 8.2.8 types what follows an ESC in pasted text as if keys had been pressed, and ends at the first byte
that is not UTF-8. Terminals send both: tmux pastes escapes as they are, and some speak Latin-1.
"""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from textual.message import Message

_START, _END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around pasted text."""

_UNMISTAKABLE = 3
"""Characters of `_START` that no key sends: a read that ends with them has more to come."""

_POLL = 0.1
"""Seconds between two looks at whether it is over, and whether an ESC was a key."""

_AT_ONCE = 65536


class Typed:
    """Turns what a terminal sends into events. Pasted text is taken as it is, and never for keys."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._keys = XTermParser()
        self._held = ""
        self._pasted: str | None = None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the events in what was read."""
        text, self._held = self._held + self._decode(data), ""
        while text:
            if self._pasted is None:
                text = yield from self._before_paste(text)
            else:
                text = yield from self._in_paste(text)

    def tick(self) -> Iterable[Message]:
        """Return what became certain because nothing followed: an ESC that was a key."""
        return self._keys.tick()

    def _before_paste(self, text: str) -> Generator[Message, None, str]:
        """Yield the keys before a paste. Return what is left to look at."""
        keys, start, rest = text.partition(_START)
        if start:
            self._pasted = ""
        else:
            for length in range(len(_START) - 1, _UNMISTAKABLE - 1, -1):
                if keys.endswith(_START[:length]):
                    keys, self._held = keys[:-length], keys[-length:]
                    break
        if keys:  # nothing at all would mean the end to the parser
            yield from self._keys.feed(keys)
        return rest

    def _in_paste(self, text: str) -> Generator[Message, None, str]:
        """Yield the paste once it is whole. Return what follows it."""
        before = self._pasted or ""
        whole = before + text
        end = whole.find(_END, max(0, len(before) - len(_END)))
        if end < 0:
            self._pasted = whole
            return ""
        self._pasted = None
        yield events.Paste(whole[:end])
        return whole[end + len(_END) :]


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, reading through `Typed`."""

    def run_input_thread(self) -> None:
        """Wait for what is typed and hand it on."""
        typed = Typed()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL):
                    data = self._read()
                    if not data:
                        # The terminal is gone, and not every system says so.
                        signal.raise_signal(signal.SIGHUP)
                        return
                    for event in typed.feed(data):
                        self.process_message(event)
                for event in typed.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""
