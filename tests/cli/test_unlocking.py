"""Commands at the prompt take a passphrase from their input, never as an argument."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.store.sealed_evening import WORDS, quickly, readable
from trust_tui.cli import main
from trust_tui.model.checkin import Answers
from trust_tui.services.opening import Places, find_places, open_companion

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]

SECRET = "only for Ana"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A ledger of two people with a passphrase, closed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("TRUST_TUI_FILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    places = find_places(None)
    companion = open_companion(places, MovedClock())
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.checkins.save(ana, TODAY, Answers(need="to talk", private=SECRET))
    assert companion.lock is not None
    companion.lock.set(WORDS, WORDS)
    companion.tidy()
    companion.close()
    return places


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, *arguments: str
) -> tuple[int, str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    capsys.readouterr()
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.mark.parametrize("command", ["doctor", "export", "backup", "restore"])
def test_the_passphrase_comes_from_the_input(
    places: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    more = {"export": ["--for", "Ben", "--to", str(tmp_path / "out.json")]}.get(command, [])
    with_stdin = [command, *more, "--passphrase-stdin"]

    code, words = run(monkeypatch, capsys, "wrong\n", *with_stdin)
    assert code != 0
    assert "That is not the passphrase" in words
    code, words = run(monkeypatch, capsys, f"{WORDS}\n", *with_stdin)
    assert code == 0, words
    assert readable(tmp_path, SECRET) == []


def test_the_doctor_says_that_it_is_locked_where_nobody_can_be_asked(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, words = run(monkeypatch, capsys, "", "doctor")
    assert code == 1
    assert "is locked" in words
    assert "--passphrase-stdin" in words
    assert "damaged" not in words


def test_an_export_without_a_passphrase_says_how(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, words = run(monkeypatch, capsys, "", "export", "--to", str(tmp_path / "out.json"))
    assert code != 0
    assert "--passphrase-stdin" in words
    assert not (tmp_path / "out.json").exists()


def test_a_prompt_is_told_nothing(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, capsys, "", "due") == (0, "")


def test_a_salvaged_copy_of_a_sealed_ledger_is_sealed(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    companion_key = f"{WORDS}\n"
    places.ledger.write_bytes(places.ledger.read_bytes()[:-20])
    code, words = run(monkeypatch, capsys, companion_key, "doctor", "--repair", "--passphrase-stdin")
    assert code == 2, words
    assert "restore 1" in words
    code, words = run(monkeypatch, capsys, companion_key, "restore", "1", "--yes", "--passphrase-stdin")
    assert code == 0, words
    assert readable(tmp_path, "to talk") == []
