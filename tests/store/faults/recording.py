"""A disk that does what it is told, and writes down what and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trust_tui.store.disk import Disk


@dataclass(frozen=True)
class Written:
    """Bytes put into a file, not durable yet."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file shortened, not durable yet."""

    file: int
    length: int


@dataclass(frozen=True)
class Named:
    """Names given (to a file's number) or taken away (None), all at once, not durable yet."""

    names: Mapping[Path, int | None]


@dataclass(frozen=True)
class Synced:
    """A file's content made durable."""

    file: int


@dataclass(frozen=True)
class SyncFailed:
    """Nobody knows what became of a file's content."""

    file: int


@dataclass(frozen=True)
class FolderSynced:
    """A folder's names made durable."""

    folder: Path


@dataclass(frozen=True)
class Acknowledged:
    """Something that a person was told is saved."""

    what: str


Content = Written | Cut
Effect = Content | Named | Synced | SyncFailed | FolderSynced | Acknowledged

State = dict[Path, bytes | None]
"""What a folder holds: paths relative to it, and content; None for a folder."""

FOLDER = -1
"""Stands in for a file's number where a name is a folder's."""


class RecordingDisk(Disk):
    """A disk that works, and remembers what was asked of it.

    Args:
        root: The folder that is recorded. What is in it already counts as durable.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.effects: list[Effect] = []
        self.before: State = read_state(root)
        self._numbers = {path: number for number, path in enumerate(self.before, start=1)}
        self._descriptors: dict[int, int] = {}
        self._next = len(self.before) + 1

    def acknowledge(self, what: str) -> None:
        """Note that from here on `what` must survive."""
        self.effects.append(Acknowledged(what))

    def sync_failed(self, descriptor: int) -> None:
        """Note that a file was to be synced and was not."""
        self.effects.append(SyncFailed(self._descriptors[descriptor]))

    def create(self, path: Path) -> int:
        descriptor = super().create(path)
        self._descriptors[descriptor] = number = self._next
        self._next += 1
        self._name({path: number})
        return descriptor

    def open(self, path: Path) -> int:
        descriptor = super().open(path)
        self._descriptors[descriptor] = self._numbers[self._inside(path)]
        return descriptor

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        super().write(descriptor, data, at)
        self.effects.append(Written(self._descriptors[descriptor], at, bytes(data)))

    def truncate(self, descriptor: int, length: int) -> None:
        super().truncate(descriptor, length)
        self.effects.append(Cut(self._descriptors[descriptor], length))

    def sync_data(self, descriptor: int) -> None:
        self.effects.append(Synced(self._descriptors[descriptor]))

    def sync(self, descriptor: int) -> None:
        self.effects.append(Synced(self._descriptors[descriptor]))

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._name({source: None, target: self._numbers[self._inside(source)]})

    def link(self, path: Path, second: Path) -> None:
        super().link(path, second)
        self._name({second: self._numbers[self._inside(path)]})

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self._name({path: None})

    def mkdir(self, path: Path) -> None:
        super().mkdir(path)
        self._name({path: FOLDER})

    def rmdir(self, path: Path) -> None:
        super().rmdir(path)
        self._name({path: None})

    def sync_folder(self, folder: Path) -> None:
        if folder.is_relative_to(self.root):
            self.effects.append(FolderSynced(self._inside(folder)))

    def _name(self, names: Mapping[Path, int | None]) -> None:
        inside = {self._inside(path): number for path, number in names.items()}
        rename(self._numbers, inside)
        self.effects.append(Named(inside))

    def _inside(self, path: Path) -> Path:
        return path.relative_to(self.root)


def rename(names: dict[Path, int], changes: Mapping[Path, int | None]) -> None:
    for path, number in changes.items():
        if number is None:
            names.pop(path, None)
        else:
            names[path] = number


def read_state(folder: Path) -> State:
    """Return what a folder holds."""
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
