"""A file system that cannot lock files, as those of some network drives: told at once, with what to do."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.faults.lives import one_of_each
from trust_tui.store import Ledger, LedgerReadOnly, Places, WriteFailed, rescue

if sys.platform == "win32":
    pytest.skip("there the filelock package does it", allow_module_level=True)

import fcntl

NEVER = [errno.EOPNOTSUPP, errno.ENOSYS]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Let the system refuse every lock with an error that can be chosen, or taken away."""
    chosen = {"error": errno.EOPNOTSUPP}
    lock = fcntl.flock

    def flock(descriptor: int, how: int) -> None:
        if chosen["error"]:
            raise OSError(chosen["error"], os.strerror(chosen["error"]))
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    return chosen


@pytest.mark.parametrize("error", NEVER, ids=errno.errorcode.get)
def test_it_opens_for_reading_and_says_where_to_go(
    tmp_path: Path, refuse: dict[str, int], error: int
) -> None:
    refuse["error"] = 0
    one_of_each(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    refuse["error"] = error

    ledger = opened(tmp_path)

    assert texts(ledger) == {"folded", "in the journal"}
    assert ledger.read_only
    for words in ("cannot be locked", str(tmp_path), "backup --to", "stays a draft"):
        assert words in ledger.read_only
    with pytest.raises(LedgerReadOnly):
        save(ledger, "more")
    ledger.maintain(moment(1))
    ledger.close(moment(1))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_it_advises_works(tmp_path: Path, refuse: dict[str, int]) -> None:
    here, there = tmp_path / "drive", tmp_path / "disk"
    here.mkdir()
    there.mkdir()
    refuse["error"] = 0
    one_of_each(here)
    refuse["error"] = errno.EOPNOTSUPP
    ledger = opened(here)
    ledger.save_copy(there / "ours.json")
    ledger.close(moment())

    refuse["error"] = 0
    places = Places.resolve(there / "ours.json", {"HOME": str(tmp_path)})
    copy = Ledger.open(places, moment=moment())
    save(copy, "more")
    assert texts(copy) == {"folded", "in the journal", "more"}


def test_a_lock_that_cannot_be_had_now_may_be_had_later(tmp_path: Path, refuse: dict[str, int]) -> None:
    refuse["error"] = 0
    one_of_each(tmp_path)
    refuse["error"] = errno.ENOLCK
    ledger = opened(tmp_path)
    assert ledger.read_only is None
    with pytest.raises(WriteFailed) as told:
        save(ledger, "more")
    assert "No lock could be had" in str(told.value)
    assert "look after the disk" not in str(told.value)
    refuse["error"] = 0
    save(ledger, "more")
    assert texts(ledger) == {"folded", "in the journal", "more"}


def test_going_back_to_a_backup_is_told_the_same(tmp_path: Path, refuse: dict[str, int]) -> None:
    refuse["error"] = 0
    ledger = opened(tmp_path)
    save(ledger, "one")
    ledger.maintain(moment())
    ledger.close(moment())
    places = places_in(tmp_path)
    places.ledger.write_bytes(b"")
    refuse["error"] = errno.EOPNOTSUPP
    (offer,) = rescue.offers(places)
    with pytest.raises(LedgerReadOnly, match="cannot be locked"):
        rescue.restore(places, offer.path, moment())
    assert places.ledger.read_bytes() == b""
