"""Disks that leave out one safeguard each. A proof that passes on one of them proves nothing."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace
from pathlib import Path

from tests.store.faults.recording import RecordingDisk
from trust_tui.store import journal
from trust_tui.store.journal import Replayed
from trust_tui.store.sealing import PLAIN, Sealer
from trust_tui.store.state import State

_HERE = str(Path(__file__).parent)


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


class NoLinks(RecordingDisk):
    """No mutant: a file system that knows no second names, as those of most sticks."""

    def link(self, path: Path, second: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def without(step: str, within: str) -> type[RecordingDisk]:
    """Return a disk that leaves out one step ("sync", say) where one function of the store asks for it."""

    def left_out(self: RecordingDisk, *args: object) -> None:
        if who_asks() != within:
            getattr(RecordingDisk, step)(self, *args)

    return type(f"Without_{step}_in_{within}", (RecordingDisk,), {step: left_out})


class Witness(RecordingDisk):
    """No mutant: writes down which function of the store waits for what."""

    waits: set[tuple[str, str]] = set()

    def sync_data(self, descriptor: int) -> None:
        self.waits.add(("sync_data", who_asks()))

    def sync(self, descriptor: int) -> None:
        self.waits.add(("sync", who_asks()))

    def sync_folder(self, folder: Path) -> None:
        self.waits.add(("sync_folder", who_asks()))


def who_asks() -> str:
    """Return the function of the store that is asking this disk for something."""
    frame = sys._getframe(1)
    while _HERE in frame.f_code.co_filename:
        assert frame.f_back
        frame = frame.f_back
    return frame.f_code.co_name


# What is no effect on a disk is left out by putting one of these in its place.


def any_checksum(whole_line: bytes) -> bool:
    """Take a line for good that is as long as it says."""
    head = journal._HEAD.match(whole_line)
    return head is not None and len(whole_line) == head.end() + int(head[2]) + 1


def any_number(data: bytes, state: State, path: Path, start: int = 0, sealer: Sealer = PLAIN) -> Replayed:
    """Apply every line of a journal, whatever has been applied already and whatever is missing."""
    first = next(
        (journal._decoded(line, sealer)["seq"] for line in journal._good_lines(data, path, start)),
        state.seq + 1,
    )
    return _replay(data, replace(state, seq=first - 1), path, start, sealer)


def any_ledger(data: bytes, state: State, path: Path, start: int = 0, sealer: Sealer = PLAIN) -> Replayed:
    """Apply the lines of any ledger to any other."""
    owner = next(
        (journal._decoded(line, sealer)["ledger"] for line in journal._good_lines(data, path, start)),
        state.ledger,
    )
    replayed = _replay(data, replace(state, ledger=owner), path, start, sealer)
    return replayed._replace(state=replace(replayed.state, ledger=state.ledger))


_replay = journal.replay
