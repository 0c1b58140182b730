"""A program that falls over leaves nothing of what it had in memory, once a passphrase was typed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.faults.entries import opened, places_in, save
from tests.store.nobody import ROOT
from tests.store.sealed_evening import MARKER, WORDS

if sys.platform == "win32":
    pytest.skip("there are no core dumps of this kind", allow_module_level=True)

pytestmark = pytest.mark.slow

CHILD = """
import os, resource, signal, sys
from contextlib import suppress
from pathlib import Path
from tests.store.faults.entries import moment, places_in, texts
from trust_tui.store import Disk, Ledger, WrongPassphrase, passphrases

folder, passphrase, number = Path(sys.argv[1]), sys.stdin.read(), int(sys.argv[2])
with suppress(ValueError):
    hard = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
seal = None
with suppress(WrongPassphrase):
    if passphrase and passphrases.is_locked(places_in(folder), Disk()):
        seal = passphrases.unlocked(places_in(folder), Disk(), passphrase)
    ledger = Ledger.open(places_in(folder), moment=moment(), seal=seal)
    if passphrase and seal is None:
        ledger.passphrase.set(passphrase)
    texts(ledger)
print(*resource.getrlimit(resource.RLIMIT_CORE), flush=True)
if number:
    signal.signal(number, signal.SIG_DFL)
    os.chdir(folder)
    os.kill(os.getpid(), number)
"""


def fall_over(folder: Path, passphrase: str, number: int = 0) -> list[str]:
    """Open a ledger in another program, and send that a signal. Return what it said of its limits."""
    command = [sys.executable, "-c", CHILD, str(folder), str(number)]
    done = subprocess.run(command, cwd=ROOT, input=passphrase, capture_output=True, text=True, check=False)
    assert done.returncode == -number, done.stderr
    return done.stdout.split()[-2:]


def cores(folder: Path) -> list[Path]:
    """Return the core dumps in a folder."""
    return [path for path in folder.iterdir() if path.name.startswith("core")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(opened(tmp_path), MARKER)
    return tmp_path


def test_nothing_may_be_dumped_once_a_passphrase_was_typed(folder: Path) -> None:
    for typed in (WORDS, WORDS, "something else"):  # it is set, it is right, it is wrong
        assert fall_over(folder, typed) == ["0", "0"]


def test_a_crash_leaves_no_words(folder: Path) -> None:
    fall_over(folder, "", signal.SIGSEGV)
    if not any(MARKER.encode() in path.read_bytes() for path in cores(folder)):
        pytest.skip("the system here keeps no core dumps beside the program: /proc/sys/kernel/core_pattern")
    for path in cores(folder):
        path.unlink()

    fall_over(folder, WORDS)
    for number in (signal.SIGSEGV, signal.SIGABRT):
        fall_over(folder, WORDS, number)
        assert cores(folder) == []
    assert MARKER.encode() not in places_in(folder).ledger.read_bytes()
