"""What comes between a program and a recorded disk: its own death, or a machine that fails."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from tests.store.faults.recording import RecordingDisk
from trust_tui.store.disk import Disk


class Layer(Disk):
    """Hands every effect on to a recorded disk, after `before` had its say."""

    def __init__(self, disk: RecordingDisk) -> None:
        self.disk = disk
        self.count = 0
        """How many effects there have been."""

    def before(self, descriptor: int | None = None) -> None:
        """Called before each effect, with the file if its content is to be synced. May raise."""
        self.count += 1

    def create(self, path: Path) -> int:
        self.before()
        return self.disk.create(path)

    def open(self, path: Path) -> int:
        return self.disk.open(path)

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        self.before()
        self.disk.write(descriptor, data, at)

    def truncate(self, descriptor: int, length: int) -> None:
        self.before()
        self.disk.truncate(descriptor, length)

    def sync_data(self, descriptor: int) -> None:
        self.before(descriptor)
        self.disk.sync_data(descriptor)

    def sync(self, descriptor: int) -> None:
        self.before(descriptor)
        self.disk.sync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self.before()
        self.disk.replace(source, target)

    def link(self, path: Path, second: Path) -> None:
        self.before()
        self.disk.link(path, second)

    def unlink(self, path: Path) -> None:
        self.before()
        self.disk.unlink(path)

    def mkdir(self, path: Path) -> None:
        self.before()
        self.disk.mkdir(path)

    def rmdir(self, path: Path) -> None:
        self.before()
        self.disk.rmdir(path)

    def sync_folder(self, folder: Path) -> None:
        self.before()
        self.disk.sync_folder(folder)


class Killed(BaseException):
    """The program is no more. Nothing it does on its way out has an effect."""


class Mortal(Layer):
    """The disk as a program sees it that is killed before one of its effects, or half way through a write."""

    def __init__(self, disk: RecordingDisk, lives_for: int) -> None:
        super().__init__(disk)
        self._lives_for = lives_for
        self._held: set[int] = set()
        self.is_dead = False

    def before(self, descriptor: int | None = None) -> None:
        self.is_dead = self.count >= self._lives_for
        if self.is_dead:
            raise Killed
        super().before()

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        if self.count == self._lives_for and not self.is_dead:
            self.disk.write(descriptor, data[: len(data) // 2], at)
        super().write(descriptor, data, at)

    def create(self, path: Path) -> int:
        descriptor = super().create(path)
        self._held.add(descriptor)
        return descriptor

    def open(self, path: Path) -> int:
        descriptor = super().open(path)
        self._held.add(descriptor)
        return descriptor

    def close(self, descriptor: int) -> None:
        if not self.is_dead:
            self._held.discard(descriptor)
            super().close(descriptor)

    def bury(self) -> None:
        """Close what the program had open, as the system does: its lock goes too."""
        for descriptor in self._held:
            with suppress(OSError):
                os.close(descriptor)


class Failing(Layer):
    """A disk on which some effects in a row fail."""

    def __init__(self, disk: RecordingDisk, first: int, times: int = 1) -> None:
        super().__init__(disk)
        self._failing = range(first, first + times)

    def before(self, descriptor: int | None = None) -> None:
        super().before()
        if self.count - 1 in self._failing:
            if descriptor is not None:
                self.disk.sync_failed(descriptor)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
