"""How much work a passphrase takes is measured within a millisecond; a machine may be busy in that one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from tests.store.evening import add, opened, places_in, texts
from tests.store.nobody import ROOT
from tests.store.sealed_evening import WORDS, Quickly, of, quickly, unlocked
from trust_tui.store import Places, WrongPassphrase, sealed

__all__ = ["quickly"]


def _library() -> Path | None:
    return next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


@pytest.fixture
def places(tmp_path: Path, quickly: None) -> Places:
    places = places_in(tmp_path / "data")
    ledger = opened(places)
    add(ledger, "one")
    of(ledger).set(WORDS)
    return places


class Busy(Quickly):
    """A machine that is busy for a while."""

    left = 0

    @classmethod
    def decrypt(cls, data: bytes, passphrase: str) -> bytes:
        cls.left -= 1
        if cls.left >= 0:
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        return Quickly.decrypt(data, passphrase)


def test_the_right_passphrase_is_right_on_a_busy_machine(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyrage, "passphrase", Busy)
    monkeypatch.setattr(Busy, "left", 5)
    assert texts(unlocked(places)) == ["one"]


def test_on_a_machine_that_is_too_slow_none_is_called_wrong(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyrage, "passphrase", Busy)
    monkeypatch.setattr(Busy, "left", 10_000)
    with pytest.raises(WrongPassphrase, match="recovery key") as told:
        unlocked(places)
    assert "not the passphrase" not in str(told.value)


@pytest.mark.parametrize(("works", "taken"), [([10, 12, 19], 19), ([13, 14, 12], 14), ([18], 18)])
def test_a_passphrase_set_on_a_busy_machine_is_not_easier_to_guess(
    monkeypatch: pytest.MonkeyPatch, works: list[int], taken: int
) -> None:
    left = iter(works)
    monkeypatch.setattr(
        pyrage.passphrase,
        "encrypt",
        lambda *_: b"age-encryption.org/v1\n-> scrypt c2FsdA %d\nbody" % next(left),
    )
    assert b" %d\n" % taken in sealed.wrapped(sealed.Sealed.fresh(), WORDS)


@pytest.mark.slow
@pytest.mark.skipif(_library() is None, reason="libfaketime is not installed")
def test_age_still_says_so_in_these_words(tmp_path: Path) -> None:
    """Seen through a clock that runs ten thousand times as fast: each millisecond looks like ten seconds."""
    code = (
        "import sys, pyrage\n"
        "try: pyrage.passphrase.decrypt(sys.stdin.buffer.read(), 'x')\n"
        "except pyrage.DecryptError as problem: print(problem)"
    )
    fast = {"LD_PRELOAD": str(_library()), "FAKETIME": "+0d x10000", "DONT_FAKE_MONOTONIC": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**os.environ, **fast}, input=pyrage.passphrase.encrypt(b"", "x"),
        capture_output=True, check=True,
    )  # fmt: skip
    assert b"Excessive work" in done.stdout
