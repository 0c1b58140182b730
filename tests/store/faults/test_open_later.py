"""A fault while the ledger is opened is not the last word: what may pass is tried again with each save."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, saved_in, texts
from tests.store.faults.lives import one_of_each, torn
from tests.store.faults.upheavals import OLD_FORM, of_an_old_form
from trust_tui.model.checkin import CheckIn
from trust_tui.store import DiskFull, Ledger, LedgerError, LedgerReadOnly, WriteFailed, snapshot
from trust_tui.store.disk import Disk


class NoLock(Disk):
    """A disk on which nothing can be locked until it is mended."""

    def __init__(self, error: int, call: str) -> None:
        self._error = error
        self._call = call
        self.is_mended = False

    def _ask(self, call: str, path: Path) -> None:
        if not self.is_mended and call == self._call and path.name.endswith(".lock"):
            raise OSError(self._error, os.strerror(self._error))

    def create(self, path: Path) -> int:
        self._ask("create", path)
        return super().create(path)

    def open(self, path: Path) -> int:
        self._ask("open", path)
        return super().open(path)

    def try_lock(self, descriptor: int) -> bool:
        self._ask("try_lock", Path(".lock"))
        return super().try_lock(descriptor)


PASSING = [
    pytest.param(errno.ENOSPC, "create", DiskFull, id="no-room-for-the-lock"),
    pytest.param(errno.EDQUOT, "create", DiskFull, id="no-quota-for-the-lock"),
    pytest.param(errno.EIO, "create", WriteFailed, id="the-lock-cannot-be-made"),
    pytest.param(errno.EIO, "open", WriteFailed, id="the-lock-cannot-be-opened"),
    pytest.param(errno.EMFILE, "open", WriteFailed, id="too-many-open-files"),
    pytest.param(errno.ENOLCK, "try_lock", WriteFailed, id="no-locks-are-left"),
]


@pytest.mark.parametrize("begin", [one_of_each, torn])
@pytest.mark.parametrize(("error", "call", "kind"), PASSING)
def test_it_opens_says_so_at_the_first_save_and_saves_later(
    tmp_path: Path, begin: Callable[[Path], None], error: int, call: str, kind: type[LedgerError]
) -> None:
    begin(tmp_path)
    if call == "create":
        places_in(tmp_path).lock.unlink()
    disk = NoLock(error, call)

    ledger = opened(tmp_path, disk)
    assert ledger.read_only is None
    assert texts(ledger) == {"folded", "in the journal"}
    for _ in range(2):
        with pytest.raises(kind) as told:
            save(ledger, "more")
        assert str(places_in(tmp_path).lock) in str(told.value)
        assert texts(ledger) == {"folded", "in the journal"}
    ledger.maintain(moment(1))

    disk.is_mended = True
    save(ledger, "later")
    assert texts(ledger) == {"folded", "in the journal", "later"}
    ledger.close(moment(1))
    assert saved_in(tmp_path) == {"folded", "in the journal", "later"}


def test_what_another_program_saves_meanwhile_is_taken_along(tmp_path: Path) -> None:
    one_of_each(tmp_path)
    disk = NoLock(errno.ENOLCK, "try_lock")
    ledger = opened(tmp_path, disk)
    other = opened(tmp_path)
    save(other, "other")
    other.maintain(moment(1))
    save(other, "and again")

    disk.is_mended = True
    save(ledger, "later")

    everything = {"folded", "in the journal", "other", "and again", "later"}
    assert texts(ledger) == everything
    other.close(moment(1))
    ledger.close(moment(1))
    assert saved_in(tmp_path) == everything


def test_a_new_ledger_that_could_not_be_locked_is_begun_later(tmp_path: Path) -> None:
    disk = NoLock(errno.ENOSPC, "create")
    ledger = opened(tmp_path, disk)
    with pytest.raises(DiskFull):
        save(ledger, "first")
    assert list(tmp_path.iterdir()) == []
    disk.is_mended = True
    save(ledger, "first")
    ledger.close(moment())
    assert saved_in(tmp_path) == {"first"}


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES, errno.EPERM], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["create", "open"])
def test_what_is_not_allowed_is_for_reading_only(tmp_path: Path, error: int, call: str) -> None:
    one_of_each(tmp_path)
    if call == "create":
        places_in(tmp_path).lock.unlink()
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    ledger = opened(tmp_path, disk := NoLock(error, call))

    assert ledger.read_only
    assert os.strerror(error) in ledger.read_only
    assert texts(ledger) == {"folded", "in the journal"}
    disk.is_mended = True
    with pytest.raises(LedgerReadOnly):
        save(ledger, "more")
    ledger.maintain(moment(1))
    ledger.close(moment(1))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert opened(tmp_path, disk).read_only is None, "the next start tries again"


def _checkins(ledger: Ledger) -> int:
    return len(ledger.all(CheckIn, include_deleted=True))


@pytest.mark.parametrize(("error", "call", "kind"), PASSING)
def test_an_old_form_is_for_reading_only_until_the_next_start(
    tmp_path: Path, error: int, call: str, kind: type[LedgerError]
) -> None:
    of_an_old_form(tmp_path)
    disk = NoLock(error, call)
    if call == "open":
        places_in(tmp_path).lock.touch()

    ledger = opened(tmp_path, disk)

    assert ledger.read_only
    assert "brought up to date" in ledger.read_only
    assert os.strerror(error) in ledger.read_only
    assert _checkins(ledger) == 6
    disk.is_mended = True
    with pytest.raises(LedgerReadOnly):
        save(ledger, "more")
    ledger.maintain(moment(1))
    ledger.close(moment(1))
    assert places_in(tmp_path).ledger.read_bytes() == OLD_FORM.read_bytes()
    assert not places_in(tmp_path).backups.exists()

    again = opened(tmp_path, disk)
    assert again.read_only is None
    assert _checkins(again) == 6
    save(again, "more")
    again.close(moment(1))
    ledger_file = places_in(tmp_path).ledger
    assert snapshot.parse(ledger_file.read_bytes(), ledger_file).schema == snapshot.SCHEMA
    assert saved_in(tmp_path) == {"more"}
