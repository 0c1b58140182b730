"""Sealed notes at the prompt: an export in words asks for their passphrase, nothing else tells of them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.store.sealed_evening import WORDS, of, quickly, readable
from trust_tui.cli import main
from trust_tui.model.checkin import Answers
from trust_tui.services.clock import system_clock
from trust_tui.services.opening import find_places, open_companion

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]

MINE = "mine alone"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger in which Ana's notes are sealed, and where the prompt is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TRUST_TUI_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "ours.json"
    companion = open_companion(find_places(file), system_clock)
    companion.people.set_up("Ana", "Ben")
    ana = companion.couple.people[0]
    companion.notes.of(ana).set(MINE, MINE)
    companion.checkins.save(ana, system_clock().day, Answers(("calm",), private="zz-secret"))
    companion.close()
    return file


def run(monkeypatch: pytest.MonkeyPatch, file: Path, *words: str, typed: str = "") -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    return main([*words, "--file", str(file)])


def test_an_export_in_words_leaves_them_sealed_unless_their_passphrase_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ("export", "--for", "Ana", "--format", "markdown")
    assert run(monkeypatch, file, *export, "--to", "one.md") == 0
    assert "stay sealed with their own passphrase; --notes asks for it" in capsys.readouterr().err
    assert readable(file.parent, "zz-secret") == []

    assert run(monkeypatch, file, *export, "--to", "two.md", "--notes") == 2
    assert "--passphrase-stdin" in capsys.readouterr().err
    assert run(monkeypatch, file, *export, "--to", "two.md", "--notes", "--passphrase-stdin", typed="x") == 2
    assert "not the passphrase" in capsys.readouterr().err
    assert not Path("two.md").exists()
    said = f"{MINE}\n"
    assert run(monkeypatch, file, *export, "--to", "two.md", "--notes", "--passphrase-stdin", typed=said) == 0
    assert "zz-secret" in Path("two.md").read_text()


def test_with_a_passphrase_of_the_ledger_too_each_has_its_line(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    companion = open_companion(find_places(file), system_clock)
    of(companion.ledger).set(WORDS)
    companion.close()
    export = ("export", "--for", "Ana", "--format", "markdown", "--to", "one.md", "--passphrase-stdin")
    assert run(monkeypatch, file, *export, "--notes", typed=f"{WORDS}\n{MINE}\n") == 0
    assert "zz-secret" in Path("one.md").read_text()


def test_json_keeps_them_sealed_and_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, file, "export", "--for", "Ana", "--notes") == 2
    assert run(monkeypatch, file, "export", "--for", "Ana", "--to", "one.json") == 0
    assert "stay sealed with their own passphrase." in capsys.readouterr().err
    assert readable(file.parent, "zz-secret") == []
    new = file.with_name("new.json")
    assert run(monkeypatch, new, "import", "one.json", "--yes") == 0
    there = open_companion(find_places(new), system_clock)
    ana = there.couple.people[0]
    there.notes.of(ana).unlock(MINE)
    assert there.checkins.day(ana, system_clock().day).answers.private == "zz-secret"


def test_nothing_else_tells_that_there_are_any(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ("export", "--for", "Ben", "--format", "markdown", "--to", "ben.md"),
        ("export", "--to", "both.json"),
        ("doctor",),
        ("due",),
        ("restore", "--list"),
        ("where",),
    ):
        run(monkeypatch, file, *words)
    told = "".join(capsys.readouterr())
    told += Path("ben.md").read_text() + Path("both.json").read_text()
    for word in ("note_key", "private_note", "AGE ENCRYPTED", "sealed with"):
        assert word not in told


def test_a_note_written_at_the_prompt_is_sealed_and_the_one_before_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, file, "checkin", "--as", "Ana", "--feeling", "hurt") == 0
    companion = open_companion(find_places(file), system_clock)
    ana = companion.couple.people[0]
    companion.notes.of(ana).unlock(MINE)
    assert companion.checkins.day(ana, system_clock().day).answers.private == "zz-secret"
    companion.close()
    assert run(monkeypatch, file, "checkin", "--as", "Ana", "--private", "zz-another") == 0
    assert readable(file.parent, "zz-") == []
