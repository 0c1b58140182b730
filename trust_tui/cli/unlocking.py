"""Asking for a passphrase at the shell's prompt. It is never an argument: others could read it there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from trust_tui.services.problems import LedgerLocked

if TYPE_CHECKING:
    import argparse


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
