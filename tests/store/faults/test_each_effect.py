"""Each call of the disk fails, once or always: reading, asking and closing too, which strace leaves alone."""

from __future__ import annotations

import errno
import itertools
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.store.faults.entries import leftovers, moment, opened, save, texts
from tests.store.faults.lives import Unsynced, nothing, one_of_each, torn
from tests.store.faults.upheavals import of_an_old_form
from trust_tui.store import LedgerError
from trust_tui.store.disk import Disk

_T = TypeVar("_T")

CALLS = (
    "read", "read_parts", "stat_key", "is_there", "is_plain_file", "names", "create", "open", "write",
    "truncate", "sync_data", "sync", "try_lock", "has_name", "length", "close", "replace", "link", "unlink",
    "mkdir", "sync_folder",
)  # fmt: skip
"""Every single thing that the store asks of the system. All else is put together of these."""


class Ailing(Unsynced):
    """A disk on which some calls fail, and every other works.

    Args:
        failing: Which calls fail, counted from 1.
        only: The one kind of call that is counted; all where empty.
    """

    def __init__(self, failing: range, only: str = "") -> None:
        self._failing = failing
        self._only = only
        self._count = 0
        self.hits: list[str] = []

    def works_again(self) -> None:
        """Let no call fail from now on."""
        self._failing = range(0)

    def ask(self, call: str) -> None:
        if self._only in {"", call}:
            self._count += 1
            if self._count in self._failing:
                self.hits.append(call)
                raise OSError(errno.EIO, os.strerror(errno.EIO))


def _ailing(call: str) -> Callable[..., Any]:
    works = getattr(Unsynced, call)

    def ails(self: Ailing, *args: Any) -> Any:
        if call == "close":
            works(self, *args)  # whatever it says, the system has closed the file
        self.ask(call)
        return None if call == "close" else works(self, *args)

    return ails


for _call in CALLS:
    setattr(Ailing, _call, _ailing(_call))


def _insist(act: Callable[[], _T]) -> _T:
    """Do what a person does when there is a message: try again. Nothing but a message may come."""
    with suppress(LedgerError):
        return act()
    with suppress(LedgerError):
        return act()
    return act()


def _saved(folder: Path) -> set[str]:
    ledger = opened(folder, Unsynced())
    ledger.close(moment())
    return texts(ledger)


def _an_evening(folder: Path, disk: Disk) -> None:
    ledger = _insist(lambda: opened(folder, disk))
    while ledger.read_only:
        # An old form that could not be brought up to date now: the next start tries again.
        ledger.close(moment())
        ledger = _insist(lambda: opened(folder, disk))
    assert ledger.read_only is None
    _insist(lambda: save(ledger, "a"))
    _insist(ledger.catch_up)
    ledger.maintain(moment(1))
    _insist(lambda: save(ledger, "b"))
    known = texts(ledger)
    ledger.close(moment(1))
    assert texts(ledger) == known


BEGINNINGS = [nothing, one_of_each, torn, of_an_old_form]


def _known(begin: Callable[[Path], None]) -> set[str]:
    return {"folded", "in the journal"} if begin in {one_of_each, torn} else set()


@pytest.mark.slow
@pytest.mark.parametrize("begin", BEGINNINGS)
@pytest.mark.parametrize("times", [1, 2])
def test_a_call_that_fails_and_works_again(tmp_path: Path, begin: Callable[[Path], None], times: int) -> None:
    hits: set[str] = set()
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        begin(folder)
        disk = Ailing(failing=range(number, number + times))
        _an_evening(folder, disk)
        assert _saved(folder) == {*_known(begin), "a", "b"}, f"{disk.hits}, call {number}"
        assert [name for name in leftovers(folder) if "/" not in name] == [], f"{disk.hits}, call {number}"
        if not disk.hits:
            break
        hits.update(disk.hits)
    unread = {"read_parts"} if begin is nothing else set()  # no ledger is there when it is opened
    assert hits >= set(CALLS) - {"is_plain_file", "link", "unlink"} - unread


@pytest.mark.parametrize("begin", BEGINNINGS)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_always_fails(tmp_path: Path, begin: Callable[[Path], None], call: str) -> None:
    begin(tmp_path)
    saved = _known(begin)
    disk = Ailing(failing=range(1, sys.maxsize), only=call)
    with suppress(LedgerError):
        ledger = opened(tmp_path, disk)
        for text in ("a", "b"):
            with suppress(LedgerError):
                save(ledger, text)
                saved.add(text)
            with suppress(LedgerError):
                ledger.catch_up()
            assert texts(ledger) == saved
            ledger.maintain(moment(1))
        ledger.close(moment(1))
    assert _saved(tmp_path) == saved
