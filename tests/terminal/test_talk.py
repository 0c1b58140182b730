"""A talk in a real terminal, with real seconds: killed in the middle and taken up where it was."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import form, stop_typing
from trust_tui.model.talks import TalkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terminal.emulator import Emulator
    from tests.terminal.pty import Terminal

pytestmark = pytest.mark.slow

TURN = re.compile(r"(\d+):(\d\d) of 5:00")
SOME = 5
"""Seconds that somebody speaks before it is killed."""


def test_a_talk_outlives_a_kill_and_so_does_its_time_out(trust_tui: OpenTerminal, couple: Household) -> None:
    with couple.opened() as companion:
        companion.talks.begin(companion.couple, TalkKind.SPEAKER, about="the rent")
    evening = taken_up(trust_tui)
    evening.wait_for("Ana has the floor")
    evening.wait_for(spoken(SOME))
    evening.kill(signal.SIGKILL)
    evening.wait_exit()

    again = taken_up(trust_tui)
    again.wait_for("the clock rests")
    again.wait_for(spoken(SOME - 4))
    again.press("space")
    again.wait_for("Ben has the floor")
    again.press("t", "2")
    again.wait_for("You come back")
    again.kill(signal.SIGKILL)
    again.wait_exit()

    apart = trust_tui("--as", "ana")
    into_talks(apart)
    apart.wait_for("you come back")
    apart.press("enter")
    apart.wait_for("You are having a time-out.")
    apart.press("enter")
    apart.wait_for("Are you both calm enough?")
    apart.press("y")
    apart.wait_for("Ben has the floor")
    apart.press("f12")
    assert apart.wait_exit() == 0


def taken_up(trust_tui: OpenTerminal) -> Terminal:
    """Start the program and take up the talk that is under way."""
    terminal = trust_tui("--as", "ana")
    into_talks(terminal)
    terminal.wait_for("can be taken up")
    terminal.press("o")
    terminal.wait_for("Are you both calm enough?")
    terminal.press("y")
    return terminal


def into_talks(terminal: Terminal) -> None:
    """Go into the room by the palette, whatever other rooms there are."""
    form(terminal, "Ana")
    stop_typing(terminal)
    terminal.press("ctrl+p")
    terminal.write("Open Talks")
    terminal.wait_for("A room of Together")
    terminal.press("enter")
    terminal.wait_for("Under way")


def spoken(seconds: int) -> Callable[[Emulator], bool]:
    """Return a question to the screen: did this turn take so many seconds, at least?"""

    def is_there(emulator: Emulator) -> bool:
        found = TURN.search(emulator.text())
        return found is not None and int(found[1]) * 60 + int(found[2]) >= seconds

    return is_there
