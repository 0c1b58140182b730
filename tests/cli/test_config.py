"""`trust-tui config`: what applies, where it lies, and what in it cannot be used, with its line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from trust_tui.cli import main
from trust_tui.store import Config
from trust_tui.store.config import TEXTS

USUAL = {"lock_after": "5", "date_format": "day-month", "week_starts": "monday", "keys": {}}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("TRUST_TUI_FILE", raising=False)
    for name in ("LC_ALL", "LC_ADDRESS", "LC_TELEPHONE", "LC_MONETARY", "LC_TIME", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "config" / "trust-tui"
    folder.mkdir(parents=True)
    return folder / "config.toml"


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["config"]) == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_the_usual_settings_are_printed_and_no_file_is_made(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = printed(capsys)

    assert tomllib.loads(out) == {"theme": "evening", **USUAL}
    assert "which is not there yet" in out
    assert (err, path.exists()) == ("", False)
    assert all(name in out for name in TEXTS), "each setting is explained"


def test_where_they_lie_is_one_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--path"]) == 0
    assert capsys.readouterr().out == f"{path}\n"


def test_what_was_set_is_printed_as_a_file_that_says_the_same(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(
        'theme = "daylight"\ncountry = "AT"\nweek_starts = "sunday"\ndate_format = "iso"\n'
        '[keys]\ncheckin.save = "ctrl+s,f10"\n'
    )
    out, err = printed(capsys)
    before = Config(path).load()
    path.write_text(out)
    after = Config(path).load()

    assert err == ""
    assert (after.theme, after.country, after.problems) == ("daylight", "AT", ())
    assert (after.week_starts, after.date_format) == ("sunday", "iso")
    assert [(key.command, key.keys) for key in after.keys] == [(key.command, key.keys) for key in before.keys]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('theme = "pink"\ncountry = "AT"\n', 1, "There are: evening, daylight, contrast"),
        ('country = "AT"\ntheme = 3\n', 2, "wants a text"),
        ('country = "AT"\ntheme = \n', 2, "not valid TOML"),
        ('country = "AT"\ncolour = "red"\n', 2, "is not a setting"),
        ('country = "AT"\nweek_starts = "tuesday"\n', 2, 'There are: "monday", "sunday", "saturday"'),
        ('date_format = "3/4"\ncountry = "AT"\n', 1, 'There are: "day-month", "month-day", "iso"'),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_rest_applies(
    path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, words: str
) -> None:
    path.write_text(text)
    out, err = printed(capsys)

    assert f"{path}, line {line}" in err
    assert words in err
    assert err.count("\n") == 1
    assert tomllib.loads(out) == {"theme": "evening", "country": "AT", **USUAL}


def test_a_country_that_is_none_is_named_with_its_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text('theme = "contrast"\ncountry = "Portugal"\n')
    out, err = printed(capsys)

    assert f"{path}, line 2: country cannot be “Portugal”" in err
    assert tomllib.loads(out) == {"theme": "contrast", **USUAL}


def test_keys_that_clash_are_refused_with_both_commands_named(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text('[keys]\nshell.undo = "w"\nshell.people = "O"\n')
    out, err = printed(capsys)

    assert f"{path}, line 2: w is taken" in err
    assert "shell.hand_over" in err
    assert "shell.undo" in err
    assert tomllib.loads(out)["keys"] == {"shell": {"people": "O"}}
