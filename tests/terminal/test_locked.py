"""A passphrase from its first day to a kill, in a real terminal: no word is readable in any file."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from tests.store.sealed_evening import readable
from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import day_of, form, question, says, stop_typing, type_into

WORDS = "four words or five"
MARKER = "zzmarkerzz"


@pytest.mark.slow
def test_set_write_lock_kill_and_open_again(trust_tui: OpenTerminal, couple: Household, home: Path) -> None:
    there = trust_tui("--as", "Ana", size=(80, 24))
    form(there, "Ana")
    type_into(there, "need", MARKER + "before")
    there.press("ctrl+s")
    there.wait_for(day_of("Ana"))
    there.press("P")
    there.wait_for(says("Nothing is locked"))
    there.press("s")
    there.wait_for("Set a passphrase")
    there.write(WORDS)
    there.press("enter")
    there.write(WORDS)
    there.press("enter")
    there.wait_for("AGE-SECRET-KEY-1")
    assert readable(home, MARKER) == []
    there.press("y")
    there.wait_for(says("Everything you write here"))
    there.press("escape")
    there.wait_for(day_of("Ana"))
    there.press("e")
    form(there, "Ana")
    there.press(*["tab"] * 4)
    there.write(MARKER + "draft")
    there.wait_for(MARKER + "draft")
    stop_typing(there)
    there.press("L")
    there.gone(MARKER)
    there.wait_for("Passphrase")
    there.write("something else")
    there.press("enter")
    there.wait_for("That is not the passphrase")
    assert readable(home, MARKER) == []
    there.kill(signal.SIGKILL)
    there.wait_exit()

    again = trust_tui(size=(40, 12))
    again.wait_for("Passphrase")
    assert "Ana" not in again.text
    again.write(WORDS)
    again.press("enter")
    again.wait_for("Who is writing?")
    again.press("1")
    again.wait_for(lambda emulator: MARKER in emulator.text() or "You had typed" in emulator.text())
    again.kill(signal.SIGKILL)
    again.wait_exit()
    assert readable(home, MARKER) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_nothing_readable_is_ever_handed_to_the_system_to_write(
    open_terminal: OpenTerminal, household: Household, home: Path, tmp_path: Path
) -> None:
    import sys

    from tests.terminal.conftest import ROOT

    household.move_in("Ana", "Ben")
    with household.opened() as companion:
        assert companion.lock is not None
        companion.lock.set(WORDS, WORDS)
    log = tmp_path / "calls"
    there = open_terminal(
        "strace", "-f", "-s", "100000", "-e", "trace=write,pwrite64,writev", "-o", str(log),
        sys.executable, "-m", "trust_tui", "--as", "Ana", cwd=ROOT,
    )  # fmt: skip
    there.wait_for("Passphrase")
    there.write(WORDS)
    there.press("enter")
    there.wait_for(question("Ana"), timeout=60)
    type_into(there, "need", MARKER)
    there.press("ctrl+s")
    there.wait_for(day_of("Ana"), timeout=60)
    there.press("q")
    there.wait_exit()
    on_terminal = ("write(1,", "write(2,", "write(0,")
    lines = log.read_text("utf-8", errors="replace").splitlines()
    written = [line for line in lines if MARKER in line and not any(each in line for each in on_terminal)]
    assert written == []
    assert any(MARKER in line for line in lines) or any("write(" in line for line in lines)
