"""`trust-tui` at the shell's prompt."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from trust_tui import __version__
from trust_tui.services.clock import system_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.opening import Places, Rescue

OK, FAILED, USAGE, DAMAGED, NO_PLACE = 0, 1, 2, 3, 4

_EXIT_CODES = """\
exit codes:
  0  all is well
  1  something went wrong inside trust-tui
  2  it was called in a way it does not understand, or not from a terminal
  3  the ledger is damaged, and was left as it is
  4  there can be no ledger at this place
  129, 143  the terminal was closed, or the system asked it to end; drafts are kept
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    options = _parser().parse_args(arguments)
    from trust_tui.services.problems import LedgerError

    try:
        if options.command == "where":
            return _where(options)
        if options.command == "keys":
            return _keys(options)
        return _run(options)
    except LedgerError as error:
        return _complain(str(error), NO_PLACE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="trust-tui",
        description="A companion with which two people rebuild trust, one evening at a time.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--file", type=Path, metavar="PATH", help="use this ledger (or set TRUST_TUI_FILE)")
    parser.add_argument("--as", dest="name", metavar="NAME", help="begin as this person")
    parser.add_argument("--demo", action="store_true", help="look around as a made-up couple, unsaved")
    parser.add_argument("--version", action="version", version=f"trust-tui {__version__}")
    parser.add_argument(
        "command",
        nargs="?",
        choices=["where", "keys"],
        metavar="where | keys",
        help="print every path that is used, or every key, ready for the settings file",
    )
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"trust-tui: {message}. See trust-tui --help.\n")


def _where(options: argparse.Namespace) -> int:
    from trust_tui.services.opening import find_places, path_text

    places = find_places(options.file)
    rows = {
        "ledger": places.ledger,
        "journal": places.journal,
        "lock": places.lock,
        "drafts": places.drafts,
        "backups": places.backups,
        "settings": places.config,
        "state": places.state,
        "log": places.log,
    }
    for name, path in rows.items():
        print(f"{name:<9} {path_text(path)}")  # noqa: T201 - this is what it was asked for
    return OK


def _keys(options: argparse.Namespace) -> int:
    from trust_tui.services.opening import find_places, open_preferences
    from trust_tui.ui.commands import use_keys
    from trust_tui.ui.keys import listing, resolved

    preferences = open_preferences(find_places(options.file))
    keys, problems = resolved(preferences.keys)
    use_keys(keys)
    print(listing())  # noqa: T201 - this is what it was asked for
    for problem in (*preferences.problems, *problems):
        _complain(problem, OK)
    return OK


def _run(options: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _complain("this needs a terminal; its input or output is something else here.", USAGE)
    # Nothing that is made before the first picture is garbage: looking for some only costs time.
    gc.disable()
    from trust_tui.services.opening import (
        Companion,
        find_places,
        open_companion,
        open_demo,
        open_rescue,
    )
    from trust_tui.services.problems import LedgerDamaged

    places = None if options.demo else find_places(options.file)
    opened: Companion | Rescue
    if places is None:
        opened = open_demo(system_clock)
    else:
        try:
            opened = open_companion(places, system_clock)
        except LedgerDamaged as damage:
            opened = open_rescue(damage, places, system_clock)
    writer = None
    if options.name is not None and isinstance(opened, Companion):
        writer = opened.couple.named(options.name)
        if writer is None:
            opened.close()
            return _complain(_nobody(options.name, opened), USAGE)
    return _show(opened, places, writer, options.name or "")


def _nobody(name: str, companion: Companion) -> str:
    from trust_tui.model.text import one_line

    names = " and ".join(one_line(person.name) for person in companion.couple.people)
    here = f"here write {names}" if names else "nobody is set up yet; start without --as"
    return f"there is nobody called {one_line(name)}: {here}."


def _show(opened: Companion | Rescue, places: Places | None, writer: Person | None, name: str) -> int:
    from trust_tui.services.opening import open_preferences
    from trust_tui.ui.app import TrustApp
    from trust_tui.ui.leaving import CLEAR, last_words

    app = TrustApp(opened, open_preferences(places), writer, _note_failure(places), name)
    app.run()
    # After the quick exit the prompt comes back to an empty screen, without the line that started this.
    last_words(CLEAR if app.has_vanished else "")
    if app.companion is None:
        return app.return_code or DAMAGED
    app.companion.close()
    return app.return_code or OK


def _note_failure(places: Places | None) -> Callable[[BaseException], str]:
    """Return what notes an unexpected error in the log file, without anybody's words."""

    def note(error: BaseException) -> str:
        if places is None:
            return ""
        from trust_tui.services.opening import note_failure

        return note_failure(places, error, system_clock())

    return note


def _complain(words: str, code: int) -> int:
    print(f"trust-tui: {words}", file=sys.stderr)  # noqa: T201 - errors go to stderr
    return code
