"""Asking for a passphrase at the shell's prompt. It is never an argument: others could read it there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from trust_tui.services.problems import LedgerLocked, Problem

if TYPE_CHECKING:
    import argparse

    from trust_tui.services.locked import Seal
    from trust_tui.services.opening import Places


def passphrase(options: argparse.Namespace, locked: LedgerLocked) -> str:
    """Return the passphrase: the first line of the input where that was asked for, or what is typed now.

    Raises:
        LedgerLocked: If nobody can be asked.
    """
    if options.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise LedgerLocked(f"{locked} Run this on a terminal, or hand it in with --passphrase-stdin.")
    from getpass import getpass

    return getpass("Passphrase: ")


def notes_passphrase(options: argparse.Namespace) -> str:
    """Return the passphrase of private notes: the next line of the input, or what is typed now.

    Raises:
        Problem: If nobody can be asked.
    """
    if options.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Problem(
            "Private notes have a passphrase of their own. Run this on a terminal, or hand it in with "
            "--passphrase-stdin, on the line after the ledger's where there is one."
        )
    from getpass import getpass

    return getpass("Passphrase of your private notes: ")


def seal_for(places: Places, options: argparse.Namespace) -> Seal | None:
    """Return how to read a ledger that has a passphrase; None where it has none, or nobody can be asked.

    Raises:
        WrongPassphrase: If what was typed does not open it.
        LedgerError: If it cannot be looked at.
    """
    from trust_tui.services.locked import seal_of

    try:
        return seal_of(places, lambda locked: passphrase(options, locked))
    except LedgerLocked:
        return None
