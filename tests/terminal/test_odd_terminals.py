"""Terminals that can do little, that are of no size at all, or that are none."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, OpenTerminal
from tests.terminal.emulator import Emulator
from tests.terminal.household import Household
from tests.terminal.pty import Terminal, clean_environment
from tests.terminal.screens import (
    FEELINGS,
    HELP,
    PALETTE,
    SAFETY,
    WELCOME,
    WHO,
    day_of,
    is_as_it_was,
    question,
    sit_down,
)
from trust_tui import __version__

WORDS = "the letter in the drawer"
END_OF_FRAME = b"\x1b[?2026l"
# 256 colours, or as many as there are: none of these may be sent to a terminal that has sixteen.
MANY_COLOURS = re.compile(rb"\x1b\[[0-9;]*[34]8;[25];")


def run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program where there is no terminal at all."""
    command = [sys.executable, "-m", "trust_tui", *arguments]
    env = clean_environment(home, more)
    return subprocess.run(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def look_around(terminal: Terminal) -> None:
    """Visit the form, Safety, help and the palette; each has to be readable. Leave the form open."""
    sit_down(terminal, "Ana")
    is_readable(terminal)
    for key, words in (("f8", SAFETY), ("f9", HELP), ("ctrl+p", PALETTE)):
        terminal.press(key)
        terminal.wait_for(words)
        is_readable(terminal)
        terminal.press("escape")
        terminal.wait_for(question("Ana"))


def is_readable(terminal: Terminal) -> None:
    """See to it that no letter has the colour of what it stands on."""
    screen = terminal.emulator.screen
    cells = [screen.buffer[row][column] for row in range(screen.lines) for column in range(screen.columns)]
    hidden = [cell.data for cell in cells if cell.data.strip() and cell.fg == cell.bg != "default"]
    assert hidden == []


# Little to show it with.


@pytest.mark.slow
@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux", "COLORTERM": None},
        {"TERM": "xterm", "COLORTERM": None},
        {"TERM": None, "COLORTERM": None},
        {"NO_COLOR": "1"},
    ],
)
def test_sixteen_colours_or_none_are_enough(trust_tui: OpenTerminal, env: dict[str, str | None]) -> None:
    terminal = trust_tui(env=env)
    look_around(terminal)
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    assert not MANY_COLOURS.search(terminal.raw)


@pytest.mark.usefixtures("couple")
def test_more_colours_are_used_where_they_are_there(trust_tui: OpenTerminal) -> None:
    terminal = trust_tui(env={"COLORTERM": None})
    look_around(terminal)
    assert MANY_COLOURS.search(terminal.raw)


@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize("env", [{"TERM": "dumb", "COLORTERM": None}, {"LC_ALL": "C"}])
def test_ascii_is_enough(trust_tui: OpenTerminal, env: dict[str, str | None]) -> None:
    terminal = trust_tui(env=env)
    look_around(terminal)
    terminal.press("space", "tab", "tab", "4", "ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.wait_for(FEELINGS[0][0])
    terminal.press("p")
    terminal.gone(day_of("Ana"))
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    assert terminal.raw.isascii()


# Sizes.


@pytest.mark.slow
@pytest.mark.usefixtures("couple")
def test_typed_text_survives_every_size(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui(size=(40, 12))
    sit_down(terminal, "Ana")
    terminal.press(*["tab"] * 4)
    terminal.write(WORDS)
    terminal.wait_for(WORDS[:12])
    for columns, rows in ((1, 1), (0, 0), (500, 500), (2, 300), (300, 2), (80, 24)):
        seen = len(terminal.raw)
        terminal.resize(columns, rows)
        terminal.wait_for(partial(_draws_after, terminal, seen))
    terminal.wait_for(WORDS)
    terminal.press("ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert household.read("Ana").appreciated == WORDS


def _draws_after(terminal: Terminal, seen: int, _: Emulator) -> bool:
    return len(terminal.raw) > seen


@pytest.mark.parametrize("size", [(1, 1), (0, 0), (500, 500)])
def test_it_starts_in_a_window_of_any_size(trust_tui: OpenTerminal, size: tuple[int, int]) -> None:
    terminal = trust_tui(size=size)
    terminal.wait_for(_in_alternate_screen)
    # It has drawn itself in this window before the window changes.
    terminal.wait_for(lambda _: END_OF_FRAME in terminal.raw)
    terminal.resize(80, 24)
    terminal.wait_for(WELCOME)
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)


def _in_alternate_screen(emulator: Emulator) -> bool:
    return emulator.in_alternate_screen


@pytest.mark.usefixtures("couple")
def test_forty_columns_and_twelve_rows_are_enough_for_a_check_in(
    trust_tui: OpenTerminal, household: Household
) -> None:
    terminal = trust_tui(size=(40, 12))
    sit_down(terminal, "Ana")
    terminal.press("space", "tab", "tab", "4", "tab", "tab")
    terminal.write("a walk")
    terminal.wait_for("a walk")
    terminal.press("ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.press("w")
    terminal.wait_for(WHO)
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    saved = household.read("Ana")
    assert (saved.feelings, saved.safe, saved.appreciated) == ((FEELINGS[0][0],), 4, "a walk")


# No terminal at all.


@pytest.mark.parametrize("way", ["| cat", "</dev/null"])
def test_what_is_no_terminal_gets_one_plain_line(open_terminal: OpenTerminal, way: str) -> None:
    script = f"({sys.executable} -m trust_tui; echo $? >&2) {way}"
    terminal = open_terminal("sh", "-c", script, cwd=ROOT)
    terminal.wait_exit()
    complaint, code = terminal.text.split("\n", 1)
    assert complaint.startswith("trust-tui: ")
    assert code.strip() == "2"
    assert b"\x1b" not in terminal.raw


def test_plain_questions_get_plain_answers(home: Path) -> None:
    version = run(home, "--version")
    assert (version.returncode, version.stdout, version.stderr) == (0, f"trust-tui {__version__}\n", "")
    helped = run(home, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    for option in ("--file", "--as", "--demo", "--version", "where", "exit codes"):
        assert option in helped.stdout
    mistaken = run(home, "--colour", "red")
    assert (mistaken.returncode, mistaken.stdout) == (2, "")
    assert mistaken.stderr.startswith("trust-tui: ")
    assert mistaken.stderr.count("\n") == 1
    assert list(home.iterdir()) == []


def test_every_path_can_be_asked_for(home: Path) -> None:
    usual = run(home, "where").stdout
    places = Household(home).places
    for path in (
        places.ledger, places.journal, places.lock, places.key, places.drafts, places.backups, places.config,
        places.state, places.log,
    ):  # fmt: skip
        assert f" {path}\n" in usual
    assert "no, it has no passphrase" in usual
    chosen, named = home / "ours.json", home / "theirs.json"
    assert f" {chosen}\n" in run(home, "where", TRUST_TUI_FILE=str(chosen)).stdout
    both = run(home, "--file", str(named), "where", TRUST_TUI_FILE=str(chosen)).stdout
    assert f" {named}\n" in both
    assert str(chosen) not in both
    assert list(home.iterdir()) == []


# Nothing saved.


def test_the_demo_leaves_the_disk_as_it_was(trust_tui: OpenTerminal, couple: Household) -> None:
    before = _all_there_is(couple.home)
    terminal = trust_tui("--demo", "--as", "Nora")
    terminal.wait_for(day_of("Nora"))
    terminal.press("[", "[", "e")
    terminal.wait_for("How was")
    terminal.press("tab")
    terminal.write(WORDS)
    terminal.wait_for(WORDS)
    terminal.press("ctrl+s")
    terminal.wait_for(day_of("Nora"))
    terminal.wait_for(WORDS)
    terminal.press("f8")
    terminal.wait_for(SAFETY)
    terminal.press("c", "escape")
    terminal.wait_for(day_of("Nora"))
    # Words that are left unsaved are gone, too.
    terminal.press("e")
    terminal.wait_for("How was")
    terminal.press("tab")
    terminal.write("and more")
    terminal.wait_for("and more")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert _all_there_is(couple.home) == before


def _all_there_is(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }
