"""`trust-tui erase` at the prompt: what it says, asks, and ends with."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.cli import main
from trust_tui.cli.saying import NO_PLACE, OK, USAGE
from trust_tui.services.opening import Places, open_companion
from trust_tui.store import Disk

SECRET = "zz-secret-zz"


class Prompt(io.StringIO):
    """Somebody who types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A victory in the usual place, and a backup."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    for name in ("TRUST_TUI_FILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    places = Places.resolve(None, os.environ)
    lived_in(places)
    return places


def lived_in(places: Places, passphrase: str = "") -> None:
    companion = open_companion(places, MovedClock())
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.victories.add(ana, TODAY, SECRET)
    if passphrase:
        assert companion.lock is not None
        companion.lock.set(passphrase, passphrase)
    companion.tidy()
    companion.close()


def test_without_the_word_nothing_goes(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["erase"]) == USAGE
    said = capsys.readouterr()
    assert "backups and copies of it: 1 file" in said.out
    assert "synchronised folder" in said.out
    assert str(places.ledger.parent) in said.out
    assert "--yes" in said.err
    assert SECRET not in said.out + said.err
    for typed in ("yes\n", "", "y\n"):
        monkeypatch.setattr("sys.stdin", Prompt(typed))
        assert main(["erase"]) == OK
        assert "Nothing was erased" in capsys.readouterr().err
    assert places.ledger.exists()


@pytest.mark.parametrize("is_asked", [True, False])
def test_with_the_word_everything_goes(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, is_asked: bool
) -> None:
    if is_asked:
        monkeypatch.setattr("sys.stdin", Prompt("Erase\n"))
    assert main(["erase"] if is_asked else ["erase", "--yes"]) == OK
    assert capsys.readouterr().out.endswith("Everything is erased.\n")
    assert [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()] == []
    assert main(["erase", "--yes"]) == OK
    assert capsys.readouterr().out == "There is nothing to erase here.\n"


@pytest.mark.slow
def test_nobody_needs_the_passphrase_for_it(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    sealed = Places.resolve(Path(os.environ["HOME"]) / "sealed.json", os.environ)
    lived_in(sealed, "four words or five")
    assert main(["--file", str(sealed.ledger), "erase", "--yes"]) == OK
    assert list(sealed.ledger.parent.glob("sealed*")) == []
    assert places.ledger.exists(), "another ledger stays"
    assert places.state.exists(), "and what it uses too"


def test_a_damaged_one_can_go_too(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    places.ledger.write_bytes(b"{")
    assert main(["erase", "--yes"]) == OK
    assert not places.ledger.exists()


def test_what_stays_is_named(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(self: Disk, path: Path) -> None:
        if path == places.ledger:
            raise PermissionError(13, "Permission denied")
        path.unlink()

    (places.ledger.parent / "notes.txt").write_text("mine")
    monkeypatch.setattr(Disk, "unlink", unlink)
    assert main(["erase", "--yes"]) == NO_PLACE
    said = capsys.readouterr().err
    assert f"{places.ledger} (Permission denied)" in said
    assert str(places.ledger.parent / "notes.txt") in said
    monkeypatch.undo()
    assert (places.ledger.parent / "notes.txt").read_text() == "mine"


def test_the_demo_has_nothing_to_erase(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo", "erase", "--yes"]) == USAGE
    assert places.ledger.exists()
