"""Starts a command in a real terminal of 80 by 24, goes the shortest way to the check-in, and leaves.

Usage: started.py COMMAND [ARGUMENT...], with the checkout on PYTHONPATH. Leaves with 1 if it does not come.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.terminal.pty import NotSeen, Terminal

# A command may install the program before it starts it.
LONG_ENOUGH = 300.0
# What may come first in a new home and in the demo, and the key that leads on: no names, no passphrase,
# somebody sits down.
FIRST = {
    "What would you like to be called?": "escape",
    "s sets one now": "enter",
    "Who is writing?": "2",
}
GOAL = "How is it today"
NEEDED_TO_INSTALL = ("PIP_", "HTTP", "http", "NO_PROXY", "no_proxy", "SSL_CERT", "REQUESTS_CA")


def _go_on(terminal: Terminal) -> None:
    """Press on, page after page, until the check-in is there."""
    waiting = dict(FIRST)
    while GOAL not in terminal.text:
        terminal.wait_for(
            lambda emulator: any(words in emulator.text() for words in (GOAL, *waiting)), LONG_ENOUGH
        )
        for words in [each for each in waiting if each in terminal.text]:
            terminal.press(waiting.pop(words))


def main(command: list[str]) -> int:
    """Start, wait, leave. Return the exit code."""
    passed = {name: value for name, value in os.environ.items() if name.startswith(NEEDED_TO_INSTALL)}
    with tempfile.TemporaryDirectory() as home, Terminal(command, home=Path(home), env=passed) as terminal:
        try:
            _go_on(terminal)
            sys.stdout.write("".join(f"{line}\n" for line in terminal.text.splitlines() if line))
            terminal.press("f12")
            code = terminal.wait_exit()
        except NotSeen as error:
            sys.stderr.write(f"{error}\n")
            return 1
        if code or terminal.emulator.in_alternate_screen or terminal.emulator.mouse_modes:
            sys.stderr.write(f"it did not leave cleanly: code {code}\n")
            return 1
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
