"""A check-in, and what is due, without a screen."""

from __future__ import annotations

import io
import os
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from trust_tui.cli import main
from trust_tui.cli.saying import DAMAGED, OK, USAGE
from trust_tui.model.schedule import Schedule
from trust_tui.services.checkins import Day
from trust_tui.services.clock import system_clock
from trust_tui.services.companion import Companion
from trust_tui.services.opening import find_places, open_companion

LEDGER = ("--file", "ours.json")


def opened() -> Companion:
    return open_companion(find_places(Path("ours.json")), system_clock)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of Ana and Ben in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    companion = opened()
    companion.people.set_up("Ana", "Ben")
    companion.close()
    return tmp_path


def checkin(*words: str) -> int:
    return main([*LEDGER, "checkin", *words])


def today(back: int = 0) -> Day:
    companion = opened()
    return companion.checkins.day(companion.couple.people[0], system_clock().day - timedelta(days=back))


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))


def test_a_whole_check_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, "a walk,\nand “quiet”\n".encode())
    words = (
        "--feeling",
        "calm",
        "--feeling",
        "tired",
        "--safe",
        "4",
        "--close",
        "3",
        "--appreciated",
        "the soup",
    )
    assert checkin("--as", "ana", *words, "--need", "-", "--own", "I was late", "--private", "mine") == OK
    answers = today().answers

    assert answers.feelings == ("calm", "tired")
    assert (answers.safe, answers.close) == (4, 3)
    assert (answers.appreciated, answers.own, answers.private) == ("the soup", "I was late", "mine")
    assert answers.need == "a walk,\nand “quiet”"
    assert "is saved." in capsys.readouterr().out


def test_what_is_not_said_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert checkin("--as", "Ana", "--need", "rest", "--safe", "2", "--private", "mine") == OK
    assert checkin("--as", "Ana", "--own", "my tone") == OK
    assert "What it said before is kept." in capsys.readouterr().out
    day = today()

    assert (day.answers.need, day.answers.own) == ("rest", "my tone")
    assert (day.answers.safe, day.answers.private) == (2, "mine")
    assert [version.body["own"] for version in day.mine_before] == [""]


def test_another_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert checkin("--as", "Ana", "--feeling", "calm", "--day", "yesterday") == OK
    day = today(back=1)
    assert day.mine is not None
    assert day.mine.is_back_filled
    assert today().mine is None


@pytest.mark.parametrize(
    "words",
    [
        ("--safe", "4"),
        ("--as", "Zoe", "--safe", "4"),
        ("--as", "Ana"),
        ("--as", "Ana", "--safe", "6"),
        ("--as", "Ana", "--safe", "very"),
        ("--as", "Ana", "--safe", "4", "--day", "tomorrow"),
        ("--as", "Ana", "--need", "-", "--own", "-"),
        ("--as", "Ana", "--need", "x" * 20_001),
    ],
)
def test_what_cannot_be_saved_is_said_in_one_line(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = checkin(*words)
    except SystemExit as end:
        code = int(str(end.code))
    assert code == USAGE
    assert capsys.readouterr().err.count("\n") == 1
    assert today().mine is None


def test_input_that_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"\xff\xfe")
    assert checkin("--as", "Ana", "--need", "-") == USAGE
    assert today().mine is None


def test_who_writes_alone_need_not_say_so(tmp_path: Path) -> None:
    alone = open_companion(find_places(Path("alone.json")), system_clock)
    alone.people.set_up("Cleo")
    alone.close()
    assert main(["--file", "alone.json", "checkin", "--feeling", "calm"]) == OK


def test_due_in_one_line_and_silence_where_there_is_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*LEDGER, "due"]) == OK
    assert capsys.readouterr() == ("", "")
    companion = opened()
    ana = companion.couple.people[0]
    companion.promises.make(ana, "", "call", "", "", Schedule(system_clock().day, "FREQ=DAILY"))
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}

    assert main([*LEDGER, "due"]) == OK
    assert capsys.readouterr().out == "Due today: 1 promise\n"
    assert main([*LEDGER, "due", "--as", "ben"]) == OK
    assert capsys.readouterr() == ("", "")
    assert {path: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


def test_due_begins_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(os.listdir(home))  # noqa: PTH208
    assert main(["--file", "elsewhere.json", "due"]) == OK
    assert capsys.readouterr() == ("", "")
    assert sorted(os.listdir(home)) == before  # noqa: PTH208


def test_due_of_a_damaged_ledger_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "odd.json").write_text("{")
    assert main(["--file", "odd.json", "due"]) == DAMAGED
    assert capsys.readouterr().out == ""
    assert main([*LEDGER, "due", "--as", "Zoe"]) == USAGE
