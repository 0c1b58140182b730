"""A ledger that may be read and not written: it opens, says why, and nothing in it is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, saved_in, texts
from tests.store.faults.mounts import mounted, remount
from tests.store.faults.nursery import Nursery, values
from tests.store.faults.programs import Job
from trust_tui.store import LedgerError, LedgerReadOnly

NOBODY = 65534


def _two_entries(folder: Path) -> None:
    """Leave one entry in the ledger's file and one in its journal, as a kill would."""
    ledger = opened(folder)
    save(ledger, "folded")
    ledger.close(moment())
    save(opened(folder), "in the journal")


def _reads_and_refuses(folder: Path) -> None:
    before = _bytes_in(folder)
    ledger = opened(folder)
    assert ledger.read_only
    assert texts(ledger) == {"folded", "in the journal"}
    with pytest.raises(LedgerReadOnly) as told:
        save(ledger, "more")
    assert str(told.value)
    ledger.maintain(moment(1))
    ledger.close(moment(1))
    assert _bytes_in(folder) == before


def _bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _writes_again(folder: Path) -> None:
    ledger = opened(folder)
    assert ledger.read_only is None
    save(ledger, "later")
    ledger.close(moment())
    assert saved_in(folder) == {"folded", "in the journal", "later"}


def test_a_file_system_that_became_read_only(tmp_path: Path) -> None:
    with mounted(tmp_path / "stick", "256k") as folder:
        _two_entries(folder)
        remount(folder, "ro")
        _reads_and_refuses(folder)
        remount(folder, "rw")
        _writes_again(folder)


def test_a_file_system_that_becomes_read_only_while_it_is_open(tmp_path: Path) -> None:
    with mounted(tmp_path / "stick", "256k") as folder:
        _two_entries(folder)
        ledger = opened(folder)
        remount(folder, "ro")
        with pytest.raises(LedgerError) as told:
            save(ledger, "more")
        assert str(places_in(folder).ledger) in str(told.value)
        assert texts(ledger) == {"folded", "in the journal"}
        remount(folder, "rw")
        save(ledger, "later")
        ledger.close(moment())
        assert saved_in(folder) == {"folded", "in the journal", "later"}


@pytest.fixture
def immutable(tmp_path: Path) -> Iterator[Path]:
    """A folder whose files not even root may change."""
    _two_entries(tmp_path)
    files = [str(path) for path in tmp_path.iterdir() if path.is_file()]
    chattr = shutil.which("chattr")
    done = chattr and subprocess.run([chattr, "+i", *files], capture_output=True, text=True, check=False)
    if not done or done.returncode:
        pytest.skip(f"no file can be made immutable here: {done.stderr.strip() if done else 'no chattr'}")
    try:
        yield tmp_path
    finally:
        subprocess.run([str(chattr), "-i", *files], check=True)


def test_files_that_are_immutable(immutable: Path) -> None:
    _reads_and_refuses(immutable)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that others can reach; the usual ones for tests belong to one user alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _two_entries(folder)
        yield folder
        folder.chmod(0o700)


def _may_read_only(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere; the next test is for root")
def test_a_file_without_permission_to_write(shared_folder: Path) -> None:
    _may_read_only(shared_folder)
    _reads_and_refuses(shared_folder)


@pytest.mark.skipif(
    os.getuid() != 0, reason="only root can become somebody else; the test before is for others"
)
def test_a_file_of_somebody_else(nursery: Nursery, shared_folder: Path) -> None:
    _may_read_only(shared_folder)
    before = _bytes_in(shared_folder)
    events = nursery.run(Job(str(shared_folder), "look", uid=NOBODY))
    assert values(events, "traceback") == []
    assert all(values(events, "read_only"))
    assert values(events, "problem") == ["LedgerReadOnly"]
    assert values(events, "exit") == [0]
    assert _bytes_in(shared_folder) == before


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_file_that_may_not_even_be_read(nursery: Nursery, shared_folder: Path) -> None:
    shared_folder.chmod(0o755)
    events = nursery.run(Job(str(shared_folder), "look", uid=NOBODY))
    (trace,) = values(events, "traceback")
    assert "PlaceProblem" in trace
    assert str(places_in(shared_folder).ledger) in trace
