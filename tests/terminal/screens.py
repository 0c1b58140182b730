"""Words by which the screens are known, in one place, and how to get about on them."""

from __future__ import annotations

from tests.terminal.emulator import BRACKETED_PASTE, CURSOR_SHOWN, FOCUS_REPORTS
from tests.terminal.pty import Terminal
from trust_tui.content import load
from trust_tui.ui.panes.checkin_form import LABELS, PLACEHOLDERS

WELCOME = load("welcome.json")["title"]
WHO = "Who is writing?"
HELP = load("help.json")["checkin"]["title"] + "\n\n"
SAFETY = "When this is not for you"
APPRECIATED = PLACEHOLDERS["appreciated"]
NEED = PLACEHOLDERS["need"]
PALETTE = "Search for commands"
DRAFT = "You had typed this"
CLOSED = "Closed for "
BOTH = "Both of you can read this day"
BACK_FILLED = "written "
FEELINGS: list[list[str]] = load("feelings.json")["rows"]

__all__ = ["LABELS"]


def question(name: str) -> str:
    """Return what the form asks somebody on the day itself."""
    return f"How is it today, {name}?"


def day_of(name: str) -> str:
    """Return the title of somebody's own day when it is there to be read."""
    return f"{name}, your day"


def sit_down(terminal: Terminal, name: str, place: int = 1) -> None:
    """Say who is writing, and wait for the form."""
    terminal.wait_for(WHO)
    terminal.press(str(place))
    terminal.wait_for(question(name))


def type_into(terminal: Terminal, placeholder: str, text: str) -> None:
    """Click on an empty field and type."""
    terminal.click(placeholder)
    terminal.write(text)
    terminal.wait_for(text)


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
