"""`trust-tui export` at the prompt: what it says, where it writes, how it ends."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from trust_tui.cli import main
from trust_tui.cli.saying import DAMAGED, NO_PLACE, OK, USAGE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def export(*words: str) -> int:
    return main(["--demo", "export", *words])


def test_a_new_file_for_its_owners_eyes_under_a_neutral_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = os.umask(0)
    try:
        assert export() == OK
    finally:
        os.umask(before)
    said = capsys.readouterr()
    (path,) = folder.iterdir()

    assert said.out == f"{path}\n"
    assert said.err.count("\n") == 1
    assert "only what both Nora and Sam may see" in said.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name.startswith("export-")
    assert json.loads(path.read_bytes())["whose"] == "both"


def test_nothing_that_is_there_is_touched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine.json").write_text("mine")
    (folder / "link.json").symlink_to(folder / "elsewhere")

    assert export("--to", "mine.json") == NO_PLACE
    assert export("--to", "link.json") == NO_PLACE
    assert export("--to", "no/such/folder.json") == NO_PLACE
    assert (folder / "mine.json").read_text() == "mine"
    assert not (folder / "elsewhere").exists()
    assert "stays as it is" in capsys.readouterr().err
    assert export() == OK
    assert export() == OK
    assert len(list(folder.glob("export-*.json"))) == 2


@pytest.mark.parametrize(
    ("form", "ending", "begins"),
    [
        ("csv", ".zip", b"PK"),
        ("markdown", ".md", b"# What Nora and Sam wrote"),
        ("ics", ".ics", b"BEGIN:VCAL"),
    ],
)
def test_each_form_ends_as_its_readers_expect(folder: Path, form: str, ending: str, begins: bytes) -> None:
    assert export("--format", form) == OK
    (path,) = folder.iterdir()
    assert path.suffix == ending
    assert path.read_bytes().startswith(begins)


def test_everything_needs_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--everything") == USAGE
    assert "--yes-both" in capsys.readouterr().err
    assert export("--everything", "--for", "Nora", "--yes-both") == USAGE
    assert export("--everything", "--yes-both", "--format", "csv") == USAGE
    assert list(folder.iterdir()) == []
    assert export("--everything", "--yes-both", "--to", "all.json") == OK
    assert json.loads((folder / "all.json").read_bytes())["whose"] == "everything"


@pytest.mark.parametrize("words", [("--for", "Zoe"), ("--since", "someday"), ("--format", "docx")])
def test_what_is_not_understood_is_said_in_one_line(
    folder: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = export(*words)
    except SystemExit as end:
        code = int(str(end.code))
    assert code == USAGE
    assert capsys.readouterr().err.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_the_output_holds_the_file_and_nothing_else(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export("--for", "nora", "--to", "-") == OK
    said = capfdbinary.readouterr()
    assert json.loads(said.out)["format"] == "trust-tui export"
    assert b"what Nora may see" in said.err


def test_a_ledger_without_anybody_and_one_that_is_damaged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--file", "new.json", "export"]) == USAGE
    assert "Nobody is set up" in capsys.readouterr().err
    (folder / "odd.json").write_text("{")
    assert main(["export", "--file", "odd.json"]) == DAMAGED
    assert (folder / "odd.json").read_text() == "{"
    assert list(folder.glob("export*")) == []


def test_what_takes_its_time_is_loaded_when_it_is_asked_for() -> None:
    code = "import trust_tui.cli.taking_out, trust_tui.cli.taking_in, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {"icalendar", "shtab", "textual"} & set(done.stdout.split())
