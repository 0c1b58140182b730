"""Starts a program in a real terminal, types at it, and looks at what a person would see.

One loop, no threads: whoever waits for something reads, writes and answers meanwhile, so that neither side
can block the other. Linux and macOS.
"""

from __future__ import annotations

import errno
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from wcwidth import wcswidth

from tests.terminal.emulator import BRACKETED_PASTE, Emulator
from tests.terminal.keys import key_bytes

PATIENCE = 30.0
"""Seconds until something that did not come counts as missing. Long, because machines that test are busy."""

Wanted = str | Callable[[Emulator], bool]
"""Text on the screen, or a question to it."""

# The terminal becomes the child's own only if the child asks for it, in its new session and before it is the
# program.
_LAUNCHER = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class NotSeen(AssertionError):
    """Something did not happen in time. Says what the screen showed instead."""


class Terminal:
    """A program in a terminal of its own.

    Args:
        command: The program and its arguments.
        home: Where the program lives: HOME and the XDG folders. Nothing of the person who tests is seen.
        size: Columns and rows.
        env: Variables besides the plain ones; None takes one away.
        cwd: The folder to start in.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.emulator = Emulator(*size)
        self.raw = bytearray()
        self._outgoing = bytearray()
        self._is_open = True
        self._main, inner = os.openpty()
        os.set_blocking(self._main, False)
        self._tell_size(*size)
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command],
                stdin=inner,
                stdout=inner,
                stderr=inner,
                env=clean_environment(home, env or {}),
                cwd=cwd,
                start_new_session=True,
            )
        finally:
            os.close(inner)

    # -- typing ----------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name, one after the other."""
        self.send(b"".join(map(key_bytes, keys)))

    def write(self, text: str) -> None:
        """Type text as it stands."""
        self.send(text.encode())

    def paste(self, text: str) -> None:
        """Paste text, in brackets if the program asked for them."""
        data = text.encode()
        self.send(b"\x1b[200~" + data + b"\x1b[201~" if BRACKETED_PASTE in self.emulator.modes else data)

    def click(self, text: str) -> None:
        """Click on the first place where `text` stands."""
        for row, line in enumerate(self.emulator.lines()):
            if text in line:
                column = wcswidth(line[: line.index(text)])
                self.send(b"".join(b"\x1b[<0;%d;%d%c" % (column + 1, row + 1, end) for end in b"Mm"))
                return
        raise NotSeen(f"{text!r} is not there to be clicked on:\n{self.text}")

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.emulator.resize(columns, rows)
        self._tell_size(columns, rows)

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the window under the program."""
        if self._is_open:
            self._is_open = False
            os.close(self._main)

    # -- looking ---------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as text, lines trimmed at their end."""
        return self.emulator.text()

    def wait_for(self, wanted: Wanted, timeout: float = PATIENCE) -> None:
        """Wait until the screen, between two frames, shows what is wanted.

        Raises:
            NotSeen: If it does not in `timeout` seconds, or the program ended before.
        """
        self._wait(lambda: _shows(self.emulator, wanted), timeout, f"{_name(wanted)} did not come")

    def gone(self, unwanted: Wanted, timeout: float = PATIENCE) -> None:
        """Wait until the screen no longer shows something."""
        # In the middle of a frame nothing counts as there, and so nothing as gone.
        self._wait(
            lambda: not (self.emulator.is_mid_frame or _shows(self.emulator, unwanted)),
            timeout,
            f"{_name(unwanted)} did not go",
        )

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait until the program ends, and take its last words.

        Returns:
            Its code, or minus the number of the signal that ended it.
        """
        try:
            self._wait(
                lambda: self.process.poll() is not None, timeout, "the program did not end", ended=True
            )
        finally:
            self._drain()
        code = self.process.returncode
        assert code is not None
        return code

    def wait_stopped(self, timeout: float = PATIENCE) -> None:
        """Wait until the program is stopped, as job control does it."""
        options = os.WSTOPPED | os.WNOHANG
        self._wait(
            lambda: os.waitid(os.P_PID, self.process.pid, options) is not None,
            timeout,
            "the program did not stop",
        )

    # -- ending ----------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the program if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # -- the loop --------------------------------------------------------------------------------------------

    def _wait(
        self, holds: Callable[[], bool], timeout: float, complaint: str, *, ended: bool = False
    ) -> None:
        deadline = time.monotonic() + timeout
        while not holds():
            is_over = self.process.poll() is not None
            if is_over and not ended:
                self._drain()
                if holds():
                    return
                raise NotSeen(f"{complaint}: the program ended ({self.process.returncode})\n{self.text}")
            if time.monotonic() > deadline:
                raise NotSeen(f"{complaint} within {timeout:g} s\n{self.text}")
            self._turn(0.02)

    def _drain(self) -> None:
        while self._turn(0):
            pass

    def _turn(self, timeout: float) -> bool:
        """Read and write once. Return whether anything was read."""
        if not self._is_open:
            # Nothing to read any more; the process is all there is to wait for.
            select.select([], [], [], timeout)
            return False
        readable, writable, _ = select.select(
            [self._main], [self._main] if self._outgoing else [], [], timeout
        )
        if writable:
            self._write()
        return bool(readable) and self._read()

    def _read(self) -> bool:
        try:
            data = os.read(self._main, 65536)
        except BlockingIOError:
            return False
        except OSError as error:
            # Linux says EIO, and others read nothing, when the last program left the terminal.
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self.hang_up()
            return False
        self.raw += data
        self._outgoing += self.emulator.feed(data)
        return True

    def _write(self) -> None:
        try:
            del self._outgoing[: os.write(self._main, self._outgoing)]
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            self._outgoing.clear()

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._outgoing += data
        self._turn(0)

    def _tell_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def clean_environment(home: Path, more: Mapping[str, str | None]) -> dict[str, str]:
    """Return an environment in which nothing of the present one shows but where programs are.

    Args:
        home: HOME; the XDG folders lie inside it.
        more: What to add; None takes away.
    """
    plain: dict[str, str | None] = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TEXTUAL_ANIMATIONS": "none",
    }
    return {name: value for name, value in {**plain, **more}.items() if value is not None}


def _shows(emulator: Emulator, wanted: Wanted) -> bool:
    if emulator.is_mid_frame:
        return False
    return wanted in emulator.text() if isinstance(wanted, str) else wanted(emulator)


def _name(wanted: Wanted) -> str:
    return repr(wanted) if isinstance(wanted, str) else getattr(wanted, "__name__", "what was asked for")
