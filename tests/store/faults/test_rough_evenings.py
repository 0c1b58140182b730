"""Three programs on one ledger, on a disk that fails now and then, each killed now and then: by chance."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.store.faults.entries import moment, opened, save, texts
from tests.store.faults.layers import Killed
from tests.store.faults.lives import Unsynced
from trust_tui.store import Ledger, LedgerDamaged, LedgerError, LedgerReplaced

EVENINGS, STEPS, PROGRAMS = 12, 150, 3

MOST_FAULTS = 2
"""Failures in one thing that a program does. After more a line can be neither kept nor taken away again."""


class Rough(Unsynced):
    """A program's disk for as long as the program lives."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._faults = chance.choice([0, 0, 0.02, 0.1])
        self._deaths = chance.choice([0, 0, 0.03])
        self._open: set[int] = set()
        self.left = MOST_FAULTS
        self.is_dead = False
        self.happened: set[str] = set()

    def before(self, call: str, *args: Any) -> None:
        if not self.is_dead and self._chance.random() < self._deaths:
            self.is_dead = True
            self.happened.add("killed")
            if call == "write":
                super().write(args[0], args[1][: self._chance.randrange(len(args[1]))], *args[2:])
        if self.is_dead:
            raise Killed
        if self.left and self._chance.random() < self._faults:
            self.left -= 1
            self.happened.add(call)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def create(self, path: Path) -> int:
        self.before("create")
        return self._opened(super().create(path))

    def open(self, path: Path) -> int:
        self.before("open")
        return self._opened(super().open(path))

    def close(self, descriptor: int) -> None:
        if not self.is_dead:
            self._open.discard(descriptor)
            super().close(descriptor)

    def bury(self) -> None:
        """Close what was open, as the system does."""
        for descriptor in self._open:
            with suppress(OSError):
                os.close(descriptor)

    def _opened(self, descriptor: int) -> int:
        self._open.add(descriptor)
        return descriptor


def _roughly(call: str) -> Any:
    works = getattr(Unsynced, call)

    def rough(self: Rough, *args: Any) -> Any:
        self.before(call, *args)
        return works(self, *args)

    return rough


for _call in ("write", "truncate", "sync", "sync_data", "sync_folder", "replace", "unlink", "mkdir"):
    setattr(Rough, _call, _roughly(_call))


class Evening:
    """What the programs did, and what people were told."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder = folder
        self.chance = chance
        self.programs: dict[int, tuple[Ledger, Rough]] = {}
        self.saved: set[str] = set()
        self.maybe: set[str] = set()
        self.happened: set[str] = set()

    def step(self, number: int) -> None:
        """Let one of the programs do something."""
        which = self.chance.randrange(PROGRAMS)
        if which not in self.programs:
            self._start(which)
            return
        ledger, disk = self.programs[which]
        disk.left = MOST_FAULTS
        try:
            self._do(ledger, number, which)
            assert texts(ledger) <= self.saved | self.maybe
        except Killed:
            self.programs.pop(which)
        if which not in self.programs:
            disk.bury()
        self.happened |= disk.happened

    def _start(self, which: int) -> None:
        disk = Rough(self.chance)
        try:
            with _told():
                self.programs[which] = opened(self.folder, disk), disk
        except Killed:
            disk.bury()

    def _do(self, ledger: Ledger, number: int, which: int) -> None:
        what = self.chance.random()
        if what < 0.55:
            self._save(ledger, f"{number} " + "w" * self.chance.randrange(300))
        elif what < 0.75:
            with _told():
                ledger.catch_up()
        elif what < 0.9:
            ledger.maintain(moment(number // 10))
        else:
            ledger.close(moment(number // 10))
            self.programs.pop(which)

    def _save(self, ledger: Ledger, text: str) -> None:
        self.maybe.add(text)
        with _told():
            save(ledger, text)
            self.saved.add(text)
        self.maybe.discard(text)  # where it was killed, it may be there or not


@contextmanager
def _told() -> Iterator[None]:
    """Let a message be enough, unless it speaks of damage: there is none."""
    try:
        yield
    except (LedgerDamaged, LedgerReplaced):
        raise
    except LedgerError as problem:
        assert str(problem)  # noqa: PT017 - whichever it is


@pytest.mark.slow
def test_whatever_happens_to_whom_nothing_saved_is_lost_and_nothing_else_is_back(tmp_path: Path) -> None:
    happened: set[str] = set()
    for number in range(EVENINGS):
        folder = tmp_path / str(number)
        folder.mkdir()
        evening = Evening(folder, random.Random(number))
        for step in range(STEPS):
            evening.step(step)
        for _, disk in evening.programs.values():
            disk.bury()
        found = texts(opened(folder, Unsynced()))
        assert evening.saved <= found <= evening.saved | evening.maybe, f"evening {number}"
        happened |= evening.happened
    assert happened >= {"killed", "write", "truncate", "sync", "sync_data", "sync_folder", "replace", "open"}
