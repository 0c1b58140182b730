"""One writer at a time; whoever dies lets go; whoever waits in vain is told in words."""

from __future__ import annotations

import itertools
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.store.nobody import ROOT
from trust_tui.store import lock
from trust_tui.store.disk import Disk
from trust_tui.store.errors import LedgerBusy
from trust_tui.store.lock import FileLock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the filelock package does it")

HOLDER = """
import sys
from pathlib import Path
from trust_tui.store.disk import Disk
from trust_tui.store.lock import FileLock
with FileLock(Path(sys.argv[1]), Disk()).held():
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_program(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"held\n"
        try:
            yield program
        finally:
            program.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ours.json.lock"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second pass with each look at the clock."""
    seconds = itertools.count()
    clock = SimpleNamespace(monotonic=lambda: next(seconds), sleep=lambda _: None)
    monkeypatch.setattr(lock, "time", clock)


def is_free(path: Path) -> bool:
    try:
        with FileLock(path, Disk()).held(patience=0):
            return True
    except LedgerBusy:
        return False


def test_only_one_holds_it(path: Path) -> None:
    with FileLock(path, Disk()).held():
        assert not is_free(path)

    assert is_free(path)


def test_it_is_let_go_when_the_block_raises(path: Path) -> None:
    with pytest.raises(KeyError), FileLock(path, Disk()).held():
        raise KeyError

    assert is_free(path)


def test_another_program_is_kept_out_until_it_is_let_go(path: Path) -> None:
    with another_program(path) as program:
        assert not is_free(path)
        program.communicate()
        assert is_free(path)


def test_a_holder_that_dies_lets_go(path: Path) -> None:
    with another_program(path) as program:
        assert not is_free(path)
        program.kill()
        program.wait()
        assert is_free(path)


def test_what_a_dead_holder_leaves_behind_hinders_nobody(path: Path) -> None:
    with FileLock(path, Disk()).held():
        pass

    assert path.exists(), "removing it would open the door to two at once"
    assert is_free(path)


def test_whoever_waits_in_vain_is_told_in_words(path: Path) -> None:
    with FileLock(path, Disk()).held(), pytest.raises(LedgerBusy) as caught, FileLock(path, Disk()).held():
        pass

    message = str(caught.value)
    assert "Something else has been writing to the ledger for 5 seconds" in message
    assert str(path) in message
    assert "What you typed is still here" in message


def test_whoever_waits_gets_it_when_it_is_free(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk()
    holder = FileLock(path, disk).held()
    holder.__enter__()
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            holder.__exit__(None, None, None)

    monkeypatch.setattr(lock, "time", SimpleNamespace(monotonic=lambda: 0.0, sleep=sleep))
    with FileLock(path, disk).held():
        assert len(naps) == 3
        assert not is_free(path)


class Swapped(Disk):
    """A disk on which the lock's file is removed between being opened and being locked, a few times."""

    def __init__(self, path: Path, times: int) -> None:
        self.path = path
        self.times = times
        self.closed: list[int] = []

    def try_lock(self, descriptor: int) -> bool:
        if self.times:
            self.times -= 1
            self.path.unlink()
        return super().try_lock(descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self.closed.append(descriptor)


@pytest.mark.parametrize("times", [1, 3])
def test_a_lock_on_a_file_that_was_removed_meanwhile_counts_for_nothing(path: Path, times: int) -> None:
    disk = Swapped(path, times)

    with FileLock(path, disk).held():
        assert not is_free(path), "the file that is there now is the one that is held"

    assert len(disk.closed) == times + 1, "no open file is left behind"


def test_one_that_cannot_be_taken_leaves_no_open_file(path: Path) -> None:
    class Fails(Swapped):
        def try_lock(self, descriptor: int) -> bool:
            raise OSError

    disk = Fails(path, 0)
    with pytest.raises(OSError), FileLock(path, disk).held():
        pass

    assert len(disk.closed) == 1


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_only_its_owner_can_take_it(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        with FileLock(path, Disk()).held():
            pass
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b""


@pytest.mark.parametrize("target", ["there", "nowhere"])
def test_a_link_in_its_place_is_refused(path: Path, target: str) -> None:
    there = path.with_name("there")
    there.write_bytes(b"somebody's")
    there.chmod(0o640)
    path.symlink_to(path.with_name(target))

    with pytest.raises(OSError), FileLock(path, Disk()).held():
        pass

    assert path.is_symlink()
    assert (there.read_bytes(), stat.S_IMODE(there.stat().st_mode)) == (b"somebody's", 0o640)
    assert not path.with_name("nowhere").exists()
