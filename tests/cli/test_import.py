"""`trust-tui import` at the prompt: a preview first, and nothing without a yes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from trust_tui.cli import main
from trust_tui.cli.saying import NO_PLACE, OK, USAGE
from trust_tui.model.kept import Victory
from trust_tui.model.moments import Clock
from trust_tui.services.clock import system_clock
from trust_tui.services.companion import Companion
from trust_tui.services.opening import find_places, open_companion


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115 - no terminal
    return tmp_path


def opened(name: str, clock: Clock = system_clock) -> Companion:
    return open_companion(find_places(Path(name)), clock)


def test_out_here_and_in_there(capsys: pytest.CaptureFixture[str]) -> None:
    here = opened("here.json")
    here.people.set_up("Ana", "Ben")
    here.victories.add(here.couple.people[0], system_clock().day, "a \x1b[2J walk")
    here.close()
    everything = ("--everything", "--yes-both")
    assert main(["--file", "here.json", "export", *everything, "--to", "out.json"]) == OK
    capsys.readouterr()

    assert main(["--file", "there.json", "import", "out.json"]) == USAGE
    said = capsys.readouterr()
    assert "person 2, victory 1" in said.out
    assert "Add --yes" in said.err
    assert not opened("there.json").couple.people

    assert main(["--file", "there.json", "import", "out.json", "--yes"]) == OK
    assert main(["--file", "there.json", "export", *everything, "--to", "again.json"]) == OK
    assert Path("again.json").read_bytes() == Path("out.json").read_bytes()
    capsys.readouterr()
    assert main(["--file", "there.json", "import", "out.json"]) == OK
    assert "here already" in capsys.readouterr().out


def test_a_conflict_ends_with_words_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo", "export", "--to", "out.json"]) == OK
    assert main(["--file", "l.json", "import", "out.json", "--yes"]) == OK
    found = json.loads(Path("out.json").read_bytes())
    found["records"]["victory"][0]["text"] = "otherwise"
    Path("odd.json").write_text(json.dumps(found, separators=(",", ":")))
    capsys.readouterr()

    assert main(["--file", "l.json", "import", "odd.json", "--yes"]) == USAGE
    assert "went different ways" in capsys.readouterr().err
    assert not any(each.text == "otherwise" for each in _victories("l.json"))


def _victories(name: str) -> list[Victory]:
    return opened(name).ledger.all(Victory)


def test_another_programs_days_with_what_becomes_what(capsys: pytest.CaptureFixture[str]) -> None:
    entry = {
        "title": "A walk",
        "body": "",
        "date": "2026-11-20",
        "time": "21:00",
        "tags": [],
        "starred": True,
    }
    Path("jrnl.json").write_text(json.dumps({"tags": {}, "entries": [entry]}))
    couple = opened("l.json")
    couple.people.set_up("Ana", "Ben")
    couple.close()

    assert main(["--file", "l.json", "import", "jrnl.json"]) == USAGE
    assert "--for Ana or Ben" in capsys.readouterr().err
    assert main(["--file", "l.json", "import", "jrnl.json", "--for", "ben", "--yes"]) == OK
    said = capsys.readouterr().out
    for words in (
        "jrnl, for Ben:",
        "become a private note",
        "private notes:       1, only for Ben",
        "It is taken in",
    ):
        assert words in said
    assert main(["--file", "l.json", "import", "jrnl.json", "--for", "ben", "--yes"]) == OK
    assert "left alone:          20 November 2026" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "is_taken"), [("y", True), ("Yes ", True), ("", False), ("n", False), (None, False)]
)
def test_at_a_terminal_it_asks(
    typed: str | None, is_taken: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--demo", "export", "--to", "out.json"]) == OK

    def answer(asked: str) -> str:
        assert asked == "Take this in? [y/N] "
        if typed is None:
            raise EOFError
        return typed

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert main(["--file", "l.json", "import", "out.json"]) == OK
    assert bool(opened("l.json").couple.people) == is_taken
    assert ("It is taken in." in capsys.readouterr().out) == is_taken


def test_a_file_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "pipe")
    with (folder / "large").open("wb") as large:
        large.truncate(1 << 30)  # a hole: it takes no room
    for name in ("missing.json", ".", "pipe", "large", "x" * 300, "/dev/zero"):
        assert main(["--file", "l.json", "import", name]) == NO_PLACE
        assert capsys.readouterr().err.count("\n") == 1


def test_a_mapping_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Path("Checkmarks.csv").write_text("Date,\x1b[2JWater,Read,\n2026-11-20,5000,YES_MANUAL,\n")
    alone = opened("l.json")
    alone.people.set_up("Cleo")
    alone.close()

    assert main(["--file", "l.json", "import", "Checkmarks.csv", "--yes"]) == OK
    assert "\x1b" not in capsys.readouterr().out


def test_a_file_of_a_gigabyte_is_refused_unread(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "huge.json").open("wb") as file:
        file.truncate(1 << 30)
    assert main(["--file", "l.json", "import", "huge.json", "--yes"]) == NO_PLACE
    assert "larger than anything that can be taken in" in capsys.readouterr().err
    assert not (folder / "l.json").exists()
