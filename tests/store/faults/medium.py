"""What a power cut may leave on a medium: what was synced, and of the rest anything.

What this takes from POSIX: `fsync` and `fdatasync` make the content of one file durable and nothing else; a
file's name becomes durable when its folder is synced; one rename is done or not, never half, and what
happened to one name happened in that order; and a write that was not synced may be whole, missing, cut short,
or as long as it should be with sectors of zeros. After a sync that failed nobody knows, and a later one that
works says nothing about what the first was asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.store.faults.recording import (
    FOLDER,
    Acknowledged,
    Content,
    Cut,
    Effect,
    FolderSynced,
    Named,
    State,
    Synced,
    SyncFailed,
    Written,
    rename,
)

_T = TypeVar("_T")

SECTOR = 512
"""Bytes that a medium writes in one go."""

MOST_COMBINATIONS = 400
"""Where more states than this could follow from one moment, each file is varied by itself."""


@dataclass
class Medium:
    """What is durable, and what is not yet.

    Attributes:
        names: Durable names, and the number of the file that each belongs to.
        contents: What each file may durably hold: more than one content once a sync has failed.
        waiting_names: Names that are not durable yet.
        waiting: Content that is not durable yet.
    """

    names: dict[Path, int]
    contents: dict[int, list[bytes]]
    waiting_names: list[Named] = field(default_factory=list)
    waiting: dict[int, list[Content]] = field(default_factory=dict)

    @classmethod
    def holding(cls, state: State) -> Medium:
        """Return a medium on which all of `state` is durable."""
        names = {
            path: FOLDER if content is None else number
            for number, (path, content) in enumerate(state.items(), start=1)
        }
        return cls(names, {names[path]: [content] for path, content in state.items() if content is not None})

    def take(self, effect: Effect) -> None:
        """Go on by one effect."""
        match effect:
            case Written(file=file) | Cut(file=file):
                self.waiting.setdefault(file, []).append(effect)
            case Named():
                self.waiting_names.append(effect)
            case Synced(file=file):
                waiting = self.waiting.pop(file, [])
                self.contents[file] = [_after(content, waiting) for content in self._durable(file)]
            case SyncFailed(file=file):
                # Data is given up and never tried again; a length is kept by the file system's own journal.
                if all(isinstance(each, Written) for each in self.waiting.get(file, [])):
                    self.contents[file] = self._possible(file)
                    self.waiting.pop(file, None)
            case FolderSynced(folder=folder):
                self._sync_names(folder)
            case Acknowledged():
                pass

    def _sync_names(self, folder: Path) -> None:
        inside = [named for named in self.waiting_names if any(path.parent == folder for path in named.names)]
        for named in inside:
            rename(self.names, named.names)
        self.waiting_names = [named for named in self.waiting_names if named not in inside]

    def _durable(self, file: int) -> list[bytes]:
        return self.contents.get(file, [b""])

    def _possible(self, file: int) -> list[bytes]:
        """Return everything that one file may hold, each content once."""
        waiting = self.waiting.get(file, [])
        return list(
            dict.fromkeys(each for durable in self._durable(file) for each in _contents(durable, waiting))
        )

    def after_a_power_cut(self) -> Iterator[State]:
        """Yield every state that may be found when the power is back."""
        for kept in filter(self._is_in_order, _some_of(self.waiting_names)):
            names = dict(self.names)
            for named in kept:
                rename(names, named.names)
            yield from self._with_names(names)

    def _is_in_order(self, kept: list[Named]) -> bool:
        """Say whether nothing was kept of a name without what had happened to it before."""
        lost: set[Path] = set()
        for named in self.waiting_names:
            if named not in kept:
                lost |= named.names.keys()
            elif lost & named.names.keys():
                return False
        return True

    def _with_names(self, names: dict[Path, int]) -> Iterator[State]:
        files = sorted({number for number in names.values() if number != FOLDER})
        choices = [self._possible(file) for file in files]
        for chosen in _combinations(choices):
            contents = dict(zip(files, chosen, strict=True))
            state: State = {path: contents.get(number) for path, number in names.items()}
            yield {path: content for path, content in state.items() if _has_its_folders(path, state)}


def _has_its_folders(path: Path, state: State) -> bool:
    return all(parent in state for parent in path.parents if parent != Path())


def _after(content: bytes, effects: list[Content]) -> bytes:
    for effect in effects:
        if isinstance(effect, Cut):
            content = content[: effect.length].ljust(effect.length, b"\0")
        else:
            content = _written(content, effect.at, effect.data)
    return content


def _written(content: bytes, at: int, data: bytes) -> bytes:
    return content[:at].ljust(at, b"\0") + data + content[at + len(data) :]


def _some_of(waiting: list[_T]) -> Iterator[list[_T]]:
    """Yield what may have become of things that were waiting: every choice of few, telling ones of many."""
    if len(waiting) <= 4:
        for count in range(len(waiting) + 1):
            yield from (list(chosen) for chosen in itertools.combinations(waiting, count))
        return
    for index in range(len(waiting) + 1):
        yield waiting[:index]
        yield waiting[:index] + waiting[index + 1 :]
        yield waiting[index : index + 1]


def _contents(durable: bytes, waiting: list[Content]) -> Iterator[bytes]:
    """Yield what may have become of `durable`."""
    possible = [_after(durable, kept) for kept in _some_of(waiting)]
    for index, effect in enumerate(waiting):
        if isinstance(effect, Written):
            # What came after it may have arrived all the same: a medium writes in the order it likes.
            torn = list(_torn(_after(durable, waiting[:index]), effect))
            possible += [*torn, *(_after(content, waiting[index + 1 :]) for content in torn)]
    yield from possible


def _torn(before: bytes, effect: Written) -> Iterator[bytes]:
    """Yield what a write leaves that was interrupted."""
    at, data = effect.at, effect.data
    sectors = range(SECTOR - at % SECTOR, len(data), SECTOR)
    # A file that grows may have any length; what was there before changes by whole sectors.
    grows = at + len(data) > len(before)
    anywhere = {1, len(data) // 2, len(data) - 1} if grows else set()
    for length in {*anywhere, *list(sectors)[:2], *list(sectors)[-1:]}:
        if 0 < length < len(data):
            yield _written(before, at, data[:length])
    # As long as it should be, while the first sector, one in the middle, the last, or all never arrived.
    bounds = [0, *sectors, len(data)]
    middle = len(bounds) // 2
    for missing in {
        (0, bounds[1]),
        (bounds[middle - 1], bounds[middle]),
        (bounds[-2], len(data)),
        (0, len(data)),
    }:
        start, end = missing
        unwritten = before[at + start : at + end].ljust(end - start, b"\0")
        yield _written(before, at, data[:start] + unwritten + data[end:])


def _combinations(choices: list[list[bytes]]) -> Iterator[tuple[bytes, ...]]:
    total = 1
    for possible in choices:
        total *= len(possible)
    if total <= MOST_COMBINATIONS:
        yield from itertools.product(*choices)
        return
    for others in (0, -1):
        usual = [possible[others] for possible in choices]
        for index, possible in enumerate(choices):
            yield from ((*usual[:index], one, *usual[index + 1 :]) for one in possible)
