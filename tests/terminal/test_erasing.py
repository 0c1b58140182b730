"""Everything is erased in a real terminal, with another window open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import form, is_as_it_was, says, stop_typing, type_into

MARKER = "zzmarkerzz"


@pytest.mark.slow
def test_one_window_erases_and_the_other_writes_nothing_anew(
    trust_tui: OpenTerminal, couple: Household, home: Path
) -> None:
    one, other = trust_tui("--as", "Ana"), trust_tui("--as", "Ben")
    form(one, "Ana")
    form(other, "Ben")
    type_into(other, "need", MARKER)
    stop_typing(one)
    one.press("ctrl+p")
    one.write("erase everything")
    one.wait_for("Erase everything; it says")
    one.press("enter")
    one.wait_for("What goes")
    one.write("erase\r")
    assert one.wait_exit() == 0
    assert is_as_it_was(one)
    assert one.text.strip() == "Everything is erased."

    other.wait_for("Nothing is left")
    other.gone(MARKER)
    other.wait_for(says("everything was erased in another window"))
    other.press("ctrl+q")
    assert other.wait_exit() == 0
    assert [path for path in home.rglob("*") if path.is_file() or "trust" in path.name] == []


@pytest.mark.slow
def test_killed_over_it_it_goes_on_the_next_time(couple: Household, home: Path) -> None:
    """The system ends it before one removal or another; nothing looks damaged, and it can be finished."""
    killed = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "left, unlink = int(sys.argv.pop(1)), Path.unlink\n"
        "def stop(self, *more):\n"
        "    global left\n"
        "    left -= 1\n"
        "    if left < 0: os.kill(os.getpid(), 9)\n"
        "    unlink(self, *more)\n"
        "Path.unlink = stop\n"
        "from trust_tui.cli import main\n"
        "sys.exit(main(['erase', '--yes']))\n"
    )
    for left in (0, 1, 2):
        ended = subprocess.run(
            [sys.executable, "-c", killed, str(left)],
            env={"HOME": str(home)},
            check=False,
            capture_output=True,
        )
        assert ended.returncode == -9
        assert couple.names in (["Ana", "Ben"], [])
    done = subprocess.run(
        [sys.executable, "-m", "trust_tui", "erase", "--yes"],
        env={"HOME": str(home)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == "Everything is erased.\n"
    assert [path for path in home.rglob("*") if path.is_file()] == []
