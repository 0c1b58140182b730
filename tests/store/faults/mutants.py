"""Disks that leave out one safeguard each. A proof that passes on one of them proves nothing."""

from __future__ import annotations

from pathlib import Path

from tests.store.faults.recording import RecordingDisk


class WithoutDataSync(RecordingDisk):
    """Says "saved" while the line is still in memory."""

    def sync_data(self, descriptor: int) -> None:
        pass


class WithoutSync(RecordingDisk):
    """Gives a file its name before its content is on the disk."""

    def sync(self, descriptor: int) -> None:
        pass


class WithoutFolderSync(RecordingDisk):
    """Never makes a name durable."""

    def sync_folder(self, folder: Path) -> None:
        pass


class CutsBeforeItReplaces(RecordingDisk):
    """Empties the journal first and puts the new ledger in its place afterwards."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._put_off: tuple[Path, Path] | None = None

    def replace(self, source: Path, target: Path) -> None:
        if target.name.endswith(".json") and self.is_there(target):
            self._put_off = source, target
        else:
            super().replace(source, target)

    def truncate(self, descriptor: int, length: int) -> None:
        super().truncate(descriptor, length)
        if self._put_off:
            super().replace(*self._put_off)
            self._put_off = None


class OverwritesInPlace(RecordingDisk):
    """Writes over the old file instead of beside it."""

    def replace(self, source: Path, target: Path) -> None:
        if not self.is_there(target):
            super().replace(source, target)
            return
        data = self.read(source)
        descriptor = self.open(target)
        self.truncate(descriptor, 0)
        self.write(descriptor, data)
        super().sync(descriptor)
        self.close(descriptor)
        self.unlink(source)
