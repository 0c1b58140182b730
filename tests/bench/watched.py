"""A program in a terminal, with the time of everything it writes.

A thread of its own notes when each piece leaves the program, so that drawing it here, which is slow, is never
taken for the program's own time. Linux only.
"""

from __future__ import annotations

import fcntl
import os
import pty
import queue
import re
import struct
import sys
import termios
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Self

from tests.terminal.emulator import Emulator
from tests.terminal.keys import key_bytes
from tests.terminal.pty import clean_environment

PATIENCE = 60.0
"""Seconds until what did not come ends the measuring."""

SWITCH = 0.0002
"""Seconds after which the thread that reads may interrupt the one that draws."""

Size = tuple[int, int]
"""Columns and rows."""

Seen = Callable[[Emulator], bool]
"""A question to the screen."""


class NotSeen(RuntimeError):
    """Something did not come. Says what the screen showed instead."""


class Watched:
    """A program that was just started.

    Args:
        command: The program, with its path, and its arguments.
        home: Where it lives; nothing of the person who measures is seen or touched.
        size: Columns and rows of its terminal.
    """

    def __init__(self, command: Sequence[str], home: Path, size: Size) -> None:
        self.emulator = Emulator(*size)
        self._pieces: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._is_over = False
        self.pid, self._main, self.started = _started(command, clean_environment(home, {}), size)
        self.last = self.started
        """When it wrote something for the last time."""
        sys.setswitchinterval(SWITCH)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.pid:
            os.kill(self.pid, 9)
            self._end()

    # Typing

    def press(self, *keys: str) -> float:
        """Press keys by name, all at once. Return when; what was written before is no answer to them."""
        self._drain()
        now = perf_counter()
        self._write(b"".join(map(key_bytes, keys)))
        return now

    # Looking

    def until(self, wanted: str | Seen) -> float:
        """Wait until a finished frame shows what is wanted. Return when its last piece came.

        Args:
            wanted: A pattern that is somewhere on the screen, or a question to it.

        Raises:
            NotSeen: If it does not come.
        """
        seen = shows(wanted) if isinstance(wanted, str) else wanted
        deadline = perf_counter() + PATIENCE
        self._drain()
        while self.emulator.is_mid_frame or not seen(self.emulator):
            if self._is_over or not self._take(deadline - perf_counter()):
                raise NotSeen(f"{wanted!r} did not come:\n{self.emulator.text()}")
        return self.last

    def settled(self, quiet: float = 0.25) -> float:
        """Wait until nothing has been written for a while. Return when something was for the last time."""
        while self._take(quiet):
            pass
        return self.last

    def memory(self) -> float:
        """Return the MiB of memory that it holds now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        if found is None:
            raise NotSeen("the program has ended, so it holds no memory")
        return int(found[1]) / 1024

    def ended(self) -> float:
        """Wait until it has ended, as its shell does. Return when."""
        os.waitpid(self.pid, 0)
        now = perf_counter()
        self.pid = 0
        self._end(reap=False)
        return now

    # The loop

    def _take(self, patience: float) -> bool:
        """Draw the next piece. Say whether there was one."""
        try:
            when, data = self._pieces.get(timeout=max(patience, 0))
        except queue.Empty:
            return False
        if not data:
            self._is_over = True
            return False
        self.last = when
        self._write(self.emulator.feed(data))
        return True

    def _drain(self) -> None:
        while self._take(0):
            pass

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._main, 65536)
            except OSError:  # the last program has left the terminal
                data = b""
            self._pieces.put((perf_counter(), data))
            if not data:
                return

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._main, data) :]

    def _end(self, reap: bool = True) -> None:
        if reap:
            os.waitpid(self.pid, 0)
            self.pid = 0
        self._reader.join()
        os.close(self._main)


def shows(*patterns: str) -> Seen:
    """Return the question whether these patterns are on the screen, one after the other."""
    wanted = [re.compile(pattern) for pattern in patterns]

    def are_there(emulator: Emulator) -> bool:
        text, at = emulator.text(), 0
        # Not one pattern with anything between: looking for that in vain takes longer than what is timed.
        for pattern in wanted:
            found = pattern.search(text, at)
            if found is None:
                return False
            at = found.end()
        return True

    return are_there


def changed(emulator: Emulator) -> Seen:
    """Return the question whether anything on the screen, a colour too, is another one than now."""
    before = _picture(emulator)
    return lambda now: _picture(now) != before


def _picture(emulator: Emulator) -> list[list[object]]:
    screen = emulator.screen
    return [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]


def _started(command: Sequence[str], env: dict[str, str], size: Size) -> tuple[int, int, float]:
    """Start a program, and return its number, its terminal, and when it was let go."""
    go, let_go = os.pipe()
    pid, main = pty.fork()
    if pid == 0:
        try:
            os.close(let_go)
            os.read(go, 1)  # until the window has its size
            os.execve(command[0], list(command), env)
        finally:
            os._exit(127)
    os.close(go)
    columns, rows = size
    fcntl.ioctl(main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    now = perf_counter()
    os.write(let_go, b"!")
    os.close(let_go)
    return pid, main, now
