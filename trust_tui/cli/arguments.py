"""Everything that can be typed behind `trust-tui`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from trust_tui import __version__
from trust_tui.cli.saying import USAGE

_EXIT_CODES = """\
exit codes:
  0  all is well
  1  something went wrong inside trust-tui
  2  it was called in a way it does not understand, or not from a terminal; or a file is not what it needs
  3  the ledger is damaged, and was left as it is
  4  there can be no ledger or no file at this place, or nothing can be written there
  129, 143  the terminal was closed, or the system asked it to end; drafts are kept
"""

_FILE = "use this ledger (or set TRUST_TUI_FILE)"


def parser() -> argparse.ArgumentParser:
    """Return what understands the command line. `module` is where each command lives."""
    top = _Parser(
        prog="trust-tui",
        description="A companion with which two people rebuild trust, one evening at a time.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--file", type=Path, metavar="PATH", help=_FILE)
    top.add_argument("--as", dest="name", metavar="NAME", help="begin as this person")
    top.add_argument("--demo", action="store_true", help="look around as a made-up couple, unsaved")
    top.add_argument("--version", action="version", version=f"trust-tui {__version__}")
    top.set_defaults(module="start", passphrase_stdin=False)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _command(commands, "where", "print every path that is used")
    _command(commands, "keys", "print every key, ready for the settings file")
    _export(commands)
    _import(commands)
    _checkin(commands)
    _command(commands, "due", "say in one line what is due today, without a private word").add_argument(
        "--as", dest="name", metavar="NAME", default=argparse.SUPPRESS, help="what this person promised"
    )
    _completion(commands)
    _doctor(commands)
    _backup_and_restore(commands)
    erase = _command(commands, "erase", "erase everything that is kept here, after asking once")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    config = _command(commands, "config", "print the settings as they apply, and where they lie")
    config.add_argument("--path", action="store_true", help="print only where they lie")
    return top


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"trust-tui: {message}. See {self.prog} --help.\n")


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, words: str, module: str = ""
) -> argparse.ArgumentParser:
    """Add a command. It lives in the module of its name, or in the one that is named."""
    command = commands.add_parser(name, help=words, description=f"{words[:1].upper()}{words[1:]}.")
    command.set_defaults(module=module or name)
    # It may stand before the command or behind it. Left out, it must not wipe out the one before.
    command.add_argument("--file", type=Path, metavar="PATH", help=_FILE, default=argparse.SUPPRESS)
    if name not in {"where", "keys", "completion", "erase"}:
        stdin = "where there is a passphrase, read it from the first line of the input"
        command.add_argument("--passphrase-stdin", action="store_true", help=stdin, default=argparse.SUPPRESS)
    return command


def _export(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = _command(commands, "export", "write what you wrote to a new file, to take along", "taking_out")
    form = "json, which loses nothing; csv tables, in a zip; markdown to read; ics for a calendar"
    forms = ["json", "csv", "markdown", "ics"]
    export.add_argument("--format", choices=forms, default="json", help=form)
    export.add_argument("--since", metavar="DAY", help="begin with this day, such as 2026-11-01")
    export.add_argument("--for", dest="whom", metavar="NAME", help="what this person may see")
    notes = "open private notes that have a passphrase of their own; it is asked for"
    export.add_argument("--notes", action="store_true", help=notes)
    export.add_argument("--to", metavar="PATH", help="where to; - is the output, where that is no terminal")
    export.add_argument("--everything", action="store_true", help="what only one of the two may see, too")
    export.add_argument("--yes-both", action="store_true", help="both of you are here and want that")


def _import(commands: argparse._SubParsersAction[_Parser]) -> None:
    words = "take in an export, or the days of another journal or habit tracker"
    command = _command(commands, "import", words, "taking_in")
    command.add_argument("path", type=Path, metavar="FILE", help="jrnl, Daylio and Loop are known, too")
    command.add_argument("--for", dest="whom", metavar="NAME", help="whose days another program's are")
    command.add_argument("--yes", action="store_true", help="go on after the preview without being asked")


def _checkin(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands, "checkin", "save a check-in without a screen; what is not said stays as it is"
    )
    command.add_argument("--as", dest="name", metavar="NAME", default=argparse.SUPPRESS, help="who writes")
    command.add_argument("--day", metavar="DAY", help="such as yesterday; today if left out")
    command.add_argument("--feeling", action="append", metavar="WORD", help="can be said several times")
    for scale, ends in (("safe", "guarded to at ease"), ("close", "far to near")):
        command.add_argument(f"--{scale}", type=int, choices=range(1, 6), metavar="1-5", help=f"from {ends}")
    said = ("I appreciated …", "I need …", "I own …", "only for you …")
    for name, words in zip(("appreciated", "need", "own", "private"), said, strict=True):
        command.add_argument(f"--{name}", metavar="TEXT", help=f"{words} (- reads it from the input)")


def _completion(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(commands, "completion", "print what lets a shell complete all of this")
    command.add_argument("shell", choices=["bash", "zsh", "fish"], help="for which shell")


_DOCTOR_CODES = """\
exit codes:
  0  all is well
  1  there is something to mend; the ledger can be read
  2  the ledger cannot be read as it is, or there is none
"""


def _doctor(commands: argparse._SubParsersAction[_Parser]) -> None:
    doctor = _command(commands, "doctor", "look whether everything is in order; nothing is changed")
    doctor.epilog = _DOCTOR_CODES
    doctor.formatter_class = argparse.RawDescriptionHelpFormatter
    repair = "where the ledger is damaged, write what can be read to a new file beside it"
    doctor.add_argument("--repair", action="store_true", help=repair)


def _backup_and_restore(commands: argparse._SubParsersAction[_Parser]) -> None:
    backup = _command(commands, "backup", "write a copy of the whole ledger to a new file")
    backup.add_argument("--to", metavar="PATH", help="where to; beside the ledger if left out")
    restore = _command(commands, "restore", "list the backups, or go back to one of them")
    which = "a number of the list, a day such as 2026-11-22, or a file that backup has written"
    restore.add_argument("what", nargs="?", metavar="WHICH", help=which)
    restore.add_argument("--list", action="store_true", help="show all backups with what is in them")
    restore.add_argument("--yes", action="store_true", help="do not ask")
