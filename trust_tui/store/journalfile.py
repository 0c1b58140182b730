"""The journal's file, and the few things that ever happen to it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from trust_tui.store.disk import Disk
from trust_tui.store.journal import SPOILER


class JournalFile:
    """Where lines are made durable, or taken back."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk
        self._taken_back = b""
        # Another run may have died between making the file and making its name last.
        self._is_settled = False

    def append(self, line: bytes, at: int) -> None:
        """Write a line at the offset `at`, where the file ends, and return when it is durable.

        Raises:
            OSError: If that could not be. Then the file goes on as if the line had never been begun.
        """
        descriptor = self._open()
        try:
            if not self._is_settled:
                settle(self._disk, descriptor, self.path)
                self._is_settled = True
            if self._disk.length(descriptor) != at:
                # Somebody else's line is there, and what was seen of the file was old news.
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
            try:
                append(self._disk, descriptor, line, at)
            except BaseException:
                self._take_back(descriptor, line, at)
                raise
        finally:
            with suppress(OSError):  # once the line is durable nothing may look as if it were not
                self._disk.close(descriptor)

    def cut(self, at: int) -> None:
        """Take away, for good, what comes after `at`.

        Raises:
            OSError: If that could not be.
        """
        descriptor = self._disk.open(self.path)
        try:
            cut(self._disk, descriptor, at)
        finally:
            self._disk.close(descriptor)
        self._taken_back = b""

    def unsettle(self) -> None:
        """Count nothing in the file as durable: another program wrote there, and may have died over it."""
        self._is_settled = False

    def was_taken_back(self, tail: bytes) -> bool:
        """Say whether `tail` is a line that could be neither finished nor cut.

        A person was told that it is not saved, so it must not come back; if anything follows it, another
        program has taken it for saved and gone on from there, so it must stay.
        """
        return self._taken_back.startswith(tail)

    def _open(self) -> int:
        try:
            return self._disk.open(self.path)
        except FileNotFoundError:
            self._is_settled = False
            return self._disk.create(self.path)

    def _take_back(self, descriptor: int, line: bytes, at: int) -> None:
        self._is_settled = False
        with suppress(OSError):
            self._disk.truncate(descriptor, at)
            with suppress(OSError):  # without it a power cut could bring the line back
                self._disk.sync(descriptor)
            return
        self._taken_back = line
        with suppress(OSError):
            spoil(self._disk, descriptor, at)
            self._taken_back = SPOILER + line[len(SPOILER) :]


def unfinished_name(ledger: Path, day: date, disk: Disk) -> Path:
    """Return a free name beside the ledger for a line that was never finished."""
    number = 1
    while disk.is_there(path := ledger.with_name(f"{ledger.name}.unfinished-{day.isoformat()}-{number}")):
        number += 1
    return path


# The safeguards, one step each.


def settle(disk: Disk, descriptor: int, path: Path) -> None:
    """Make what an earlier run left in the file, and the file's name, last before anything builds on it."""
    disk.sync(descriptor)
    disk.sync_folder(path.parent)


def append(disk: Disk, descriptor: int, line: bytes, at: int) -> None:
    """Write a line and wait until the disk has it."""
    disk.write(descriptor, line, at)
    disk.sync_data(descriptor)


def cut(disk: Disk, descriptor: int, at: int) -> None:
    """Shorten the file and wait until the disk has it so."""
    disk.truncate(descriptor, at)
    disk.sync(descriptor)


def spoil(disk: Disk, descriptor: int, at: int) -> None:
    """Overwrite the beginning of a line, so that no other program takes it for one."""
    disk.write(descriptor, SPOILER, at)
    disk.sync(descriptor)
