"""The disk says that it could not keep something: that is not saved, and does not come back later."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.faults.lives import Unsynced, nothing, one_of_each
from trust_tui.store import WriteFailed
from trust_tui.store.journalfile import JournalFile


class Ill(Unsynced):
    """A disk on which some calls fail for as long as they are named in `fails`."""

    def __init__(self) -> None:
        self.fails: frozenset[str] = frozenset()

    def _ask(self, call: str) -> None:
        if call in self.fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        # The line itself is still taken; what fails is to write anything over it.
        if data.startswith(b"\0"):
            self._ask("write")
        super().write(descriptor, data, at)

    def truncate(self, descriptor: int, length: int) -> None:
        self._ask("truncate")
        super().truncate(descriptor, length)

    def sync_data(self, descriptor: int) -> None:
        self._ask("sync_data")

    def sync(self, descriptor: int) -> None:
        self._ask("sync")

    def sync_folder(self, folder: Path) -> None:
        self._ask("sync_folder")


def found(folder: Path) -> set[str]:
    """Return what a start after a kill would find."""
    copy = folder.with_name(f"{folder.name}-as-it-is")
    shutil.copytree(folder, copy)
    try:
        return texts(opened(copy, Unsynced()))
    finally:
        shutil.rmtree(copy)


BEGINNINGS = [
    pytest.param(nothing, set(), id="new"),
    pytest.param(one_of_each, {"folded", "in the journal"}, id="old"),
]
Begin = Callable[[Path], None]


@pytest.mark.parametrize(("begin", "known"), BEGINNINGS)
@pytest.mark.parametrize(
    "fails",
    ["sync_data", "sync", "sync_folder", "sync_data truncate", "sync_data sync truncate", "sync_data sync"],
)
def test_an_entry_that_the_disk_did_not_keep_is_not_saved_now_or_ever(
    tmp_path: Path, begin: Begin, known: set[str], fails: str
) -> None:
    begin(tmp_path)
    ledger = opened(tmp_path, disk := Ill())
    disk.fails = frozenset(fails.split())

    with pytest.raises(WriteFailed):
        save(ledger, "a walk")

    assert texts(ledger) == known
    assert found(tmp_path) == known, "it would be back after a kill"
    disk.fails = frozenset()
    save(ledger, "a walk")  # by the same person, once more, as the message says
    assert texts(ledger) == {*known, "a walk"}
    assert found(tmp_path) == {*known, "a walk"}


DEAD = frozenset({"sync_data", "truncate", "write", "sync"})
"""Not even the line that was not kept can be taken away again."""


def _not_kept(folder: Path) -> tuple[Any, Ill]:
    one_of_each(folder)
    ledger = opened(folder, disk := Ill())
    save(ledger, "before")
    disk.fails = DEAD
    with pytest.raises(WriteFailed):
        save(ledger, "not kept")
    assert texts(ledger) == {"folded", "in the journal", "before"}
    disk.fails = frozenset()
    return ledger, disk


def _next_save_removes_it(folder: Path) -> None:
    ledger, _ = _not_kept(folder)
    save(ledger, "after")
    assert texts(ledger) == {"folded", "in the journal", "before", "after"}
    assert found(folder) == texts(ledger)
    assert ledger.notices() == []


def test_a_line_that_nothing_could_take_away_goes_with_the_next_save(tmp_path: Path) -> None:
    _next_save_removes_it(tmp_path)


def test_a_line_that_nothing_could_take_away_goes_at_the_end(tmp_path: Path) -> None:
    ledger, _ = _not_kept(tmp_path)
    ledger.close(moment())
    assert found(tmp_path) == {"folded", "in the journal", "before"}


def test_to_remember_such_a_line_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JournalFile, "was_taken_back", lambda *_: False)
    with pytest.raises(AssertionError):
        _next_save_removes_it(tmp_path)


def test_what_another_program_has_built_upon_stays(tmp_path: Path) -> None:
    ledger, _ = _not_kept(tmp_path)
    other = opened(tmp_path, Unsynced())
    save(other, "built upon it")
    save(ledger, "after")
    everything = {"folded", "in the journal", "before", "not kept", "built upon it", "after"}
    assert texts(ledger) == found(tmp_path) == everything


@pytest.mark.parametrize("fails", ["sync", "sync_folder", "truncate"])
def test_a_fold_that_fails_is_no_failed_save(tmp_path: Path, fails: str) -> None:
    one_of_each(tmp_path)
    ledger = opened(tmp_path, disk := Ill())
    save(ledger, "saved")
    disk.fails = frozenset({fails})

    ledger.maintain(moment(1))
    (notice,) = ledger.notices()
    assert notice.startswith("Everything is saved")
    ledger.maintain(moment(1))
    assert ledger.notices() == [], "the same is not said twice"
    assert texts(ledger) == {"folded", "in the journal", "saved"}
    ledger.close(moment(1))

    assert found(tmp_path) == {"folded", "in the journal", "saved"}
    assert places_in(tmp_path).journal.stat().st_size > 0 or fails == "truncate"
