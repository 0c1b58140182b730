"""One writer at a time, whichever program it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from trust_tui.store.disk import FILE_MODE, Disk
from trust_tui.store.errors import LedgerBusy, path_text

PATIENCE = 5.0
"""Seconds to wait for another program before a person is told."""

_POLL = 0.005
"""Seconds between two tries. A save holds the lock for about a millisecond."""


class FileLock:
    """A lock on a file that is there for nothing else, so that replacing the ledger never loses it.

    The system lets go of it when its holder dies, however it dies.
    """

    def __init__(self, path: Path, disk: Disk, may_make: Callable[[], None] = lambda: None) -> None:
        """Lock on `path`.

        Args:
            path: The file.
            disk: The file system.
            may_make: Called before the file is made. Raises where it must not be.
        """
        self._path = path
        self._disk = disk
        self._may_make = may_make

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """Hold the lock.

        Args:
            patience: Seconds to wait for whoever holds it.

        Raises:
            LedgerBusy: If it was not free in time.
            OSError: If the file cannot be opened or made.
        """
        if sys.platform == "win32" and not self._disk.is_there(self._path):
            self._may_make()
        take = _take_on_windows if sys.platform == "win32" else self._take
        release = take(self._path, patience)
        try:
            yield
        finally:
            release()

    def _take(self, path: Path, patience: float) -> Callable[[], None]:
        until = time.monotonic() + patience
        while True:
            descriptor = self._open(path)
            try:
                # A lock on a file that was removed meanwhile would keep nobody out.
                if self._disk.try_lock(descriptor) and self._disk.has_name(descriptor, path):
                    return partial(self._let_go, descriptor)
            except BaseException:
                self._let_go(descriptor)
                raise
            self._let_go(descriptor)
            if time.monotonic() >= until:
                raise busy(path)
            time.sleep(_POLL)

    def _let_go(self, descriptor: int) -> None:
        # It is closed whatever the system says to it, and what was saved under it must not look unsaved.
        with suppress(OSError):
            self._disk.close(descriptor)

    def _open(self, path: Path) -> int:
        while True:
            try:
                return self._disk.open(path)
            except FileNotFoundError:
                self._may_make()
            try:
                return self._disk.create(path)
            except FileExistsError:
                continue  # another program was quicker


def _take_on_windows(path: Path, patience: float) -> Callable[[], None]:
    if sys.platform == "win32":
        import filelock

        lock = filelock.FileLock(path, thread_local=False, mode=FILE_MODE)
        try:
            lock.acquire(timeout=patience, poll_interval=_POLL)
        except filelock.Timeout:
            raise busy(path) from None
        return lock.release
    raise NotImplementedError("flock does it everywhere else")


def busy(path: Path) -> LedgerBusy:
    """Return the error to raise when somebody else holds the ledger."""
    return LedgerBusy(
        f"Something else has been writing to the ledger for {PATIENCE:.0f} seconds ({path_text(path)}). "
        "What you typed is still here. Try again in a moment."
    )
