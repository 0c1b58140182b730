"""Private notes with a passphrase of their own, in a real terminal: no word of them in any file or log."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.store.sealed_evening import readable
from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import day_of, form, says, sit_down, stop_typing, type_into

WORDS = "only mine to know"
BOTH = "both of us know this"
MARKER = "zzmarkerzz"


def say(there: object, *texts: str) -> None:
    for text in texts:
        there.write(text)  # type: ignore[attr-defined]
        there.press("enter")  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize("has_both", [False, True])
def test_set_write_kill_and_open_again(
    trust_tui: OpenTerminal, couple: Household, home: Path, has_both: bool
) -> None:
    there = trust_tui("--as", "Ana", size=(80, 24))
    form(there, "Ana")
    type_into(there, "private", MARKER + "before")
    there.press("ctrl+s")
    there.wait_for(day_of("Ana"))
    assert readable(home, MARKER), "else this shows nothing"
    there.press("N")
    there.wait_for(says("and no more than that"))
    there.press("s")
    there.wait_for(says("Choose one that only you know"))
    say(there, WORDS, WORDS)
    there.wait_for("AGE-SECRET-KEY-1", timeout=60)
    assert readable(home, MARKER) == []
    there.press("y")
    there.wait_for(says("sealed for you alone"))
    there.press("escape")
    there.wait_for(day_of("Ana"))
    if has_both:
        there.press("P")
        there.wait_for(says("Nothing is locked"))
        there.press("s")
        there.wait_for("Set a passphrase")
        say(there, BOTH, BOTH)
        there.wait_for("AGE-SECRET-KEY-1", timeout=60)
        there.press("y")
        there.wait_for(says("Everything you write here"))
        there.press("escape")
        there.wait_for(day_of("Ana"))
    there.press("[")
    there.wait_for("How was yesterday")
    there.press("tab")  # the page has the cursor, and then the feelings
    type_into(there, "private", MARKER + "draft")
    stop_typing(there)
    there.press("w")
    there.wait_for("Who is writing?")
    assert readable(home, MARKER) == []
    there.kill(signal.SIGKILL)
    there.wait_exit()

    again = trust_tui(size=(80, 24))
    if has_both:
        again.wait_for("Passphrase")
        say(again, BOTH)
    again.wait_for("Who is writing?", timeout=60)
    sit_down(again, "Ben", 2)
    assert MARKER not in again.text
    again.press("w")
    again.wait_for("Who is writing?")
    again.press("1")
    again.wait_for(day_of("Ana"))
    again.wait_for(says("written and sealed"))
    again.press("ctrl+n")
    again.wait_for("Open your private notes")
    say(again, BOTH)
    again.wait_for("That is not the passphrase", timeout=60)
    again.press(*["backspace"] * len(BOTH))
    say(again, WORDS)
    again.wait_for(says("written, and hidden here"), timeout=60)
    again.press("e")
    again.wait_for("Only for me")
    again.press(*["tab"] * 7)
    again.wait_for(MARKER + "before")
    stop_typing(again)
    again.press("[")
    again.wait_for("You had typed this")
    again.press(*["tab"] * 8)
    again.wait_for(MARKER + "draft")
    again.kill(signal.SIGKILL)
    again.wait_exit()
    assert readable(home, MARKER) == []
