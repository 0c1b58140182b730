"""Words by which the screens are known, in one place, and how to get about on them."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.terminal.emulator import BRACKETED_PASTE, CURSOR_SHOWN, FOCUS_REPORTS, Emulator
from tests.terminal.pty import Terminal
from trust_tui.content import load
from trust_tui.ui.panes.checkin_form import LABELS

WELCOME = load("welcome.json")["title"]
OFFER = "A passphrase, if you want one"
WHO = "Who is writing?"
HELP = load("help.json")["checkin"]["title"] + "\n\n"
SAFETY = "When this is not for you"
PALETTE = "Search for commands"
DAMAGED = "The ledger cannot be opened"
DRAFT = "You had typed this"
CLOSED = "Closed for "
WRITTEN = "has written for this day"
BOTH = "Both of you can read this day"
BACK_FILLED = "written "
FIELDS = ("feelings", *LABELS)
"""The names of the form's fields, in the order in which tab goes through them."""
FEELINGS: list[list[str]] = load("feelings.json")["rows"]


def question(name: str) -> str:
    """Return what the form asks somebody on the day itself."""
    return f"How is it today, {name}?"


def day_of(name: str) -> str:
    """Return the title of somebody's own day when it is there to be read."""
    return f"{name}, your day"


def form(terminal: Terminal, name: str) -> None:
    """Wait until somebody's form of today is open, with the cursor on the first feeling."""
    terminal.wait_for(question(name))
    terminal.wait_for(_is_on_first_feeling)


def without_a_passphrase(terminal: Terminal) -> None:
    """At the first start, behind the names: go on without one."""
    terminal.wait_for(OFFER)
    terminal.press("enter")


def sit_down(terminal: Terminal, name: str, place: int = 1) -> None:
    """Say who is writing, and wait for the form."""
    terminal.wait_for(WHO)
    terminal.press(str(place))
    form(terminal, name)


def type_into(terminal: Terminal, field: str, text: str) -> None:
    """Go from the first feeling to a field, by its name in the code, and type."""
    terminal.press(*["tab"] * FIELDS.index(field))
    terminal.write(text)
    terminal.wait_for(text)


def says(words: str) -> Callable[[Emulator], bool]:
    """Return a question to the screen: do these words stand there, however they are broken into lines?"""

    def is_there(emulator: Emulator) -> bool:
        return words in " ".join(emulator.text().split())

    is_there.__name__ = repr(words)
    return is_there


def still(terminal: Terminal) -> None:
    """Wait until the screen has looked the same for a moment."""
    terminal.wait_for(_Still())


def click(terminal: Terminal, words: str) -> None:
    """Click on words once they are there and the screen stands still."""
    terminal.wait_for(words)
    still(terminal)
    terminal.click(words)


def stop_typing(terminal: Terminal) -> None:
    """Leave a field, and wait until single keys work: esc and a letter in one piece would be alt+letter."""
    terminal.press("escape")
    terminal.wait_for("? help")


def is_as_it_was(terminal: Terminal) -> bool:
    """Say whether a program that ended left the terminal as it found it, with a title that tells nothing."""
    emulator = terminal.emulator
    return (
        not emulator.in_alternate_screen
        and not emulator.mouse_modes
        and not emulator.modes & {BRACKETED_PASTE, FOCUS_REPORTS}
        and CURSOR_SHOWN in emulator.modes
        and emulator.keyboard == []
        and emulator.title == ""
    )


def _is_on_first_feeling(emulator: Emulator) -> bool:
    word = FEELINGS[0][0]
    for row, line in enumerate(emulator.lines()):
        if word in line:
            return bool(emulator.screen.buffer[row][line.index(word)].reverse)
    return False


class _Still:
    """Asks whether a screen has looked the same for a moment."""

    def __init__(self) -> None:
        self._seen, self._since = "", 0.0

    def __call__(self, emulator: Emulator) -> bool:
        if emulator.text() != self._seen:
            self._seen, self._since = emulator.text(), time.monotonic()
        return time.monotonic() > self._since + 0.2
