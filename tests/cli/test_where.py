"""`trust-tui where`: every path, and whether there is a passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import MovedClock
from tests.store.sealed_evening import quickly
from trust_tui.cli import main
from trust_tui.services.opening import Places, open_companion

__all__ = ["quickly"]


def test_it_says_whether_there_is_a_passphrase(
    quickly: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.json"
    places = Places.resolve(file, {"HOME": str(tmp_path)})
    companion = open_companion(places, MovedClock())
    companion.people.set_up("Ana", "Ben")
    assert main(["--file", str(file), "where"]) == 0
    assert "no, it has no passphrase" in capsys.readouterr().out
    assert companion.lock is not None
    companion.lock.set("four words", "four words")
    companion.close()
    assert main(["--file", str(file), "where"]) == 0
    said = capsys.readouterr().out
    assert f"{places.key}\n" in said
    assert "yes, it has a passphrase" in said
