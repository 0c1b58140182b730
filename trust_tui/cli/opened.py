"""The ledger, opened for a command that needs no screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, complain
from trust_tui.services.clock import system_clock
from trust_tui.services.opening import find_places, open_companion, open_demo, open_preferences
from trust_tui.services.problems import LedgerLocked

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from trust_tui.services.companion import Companion


def _open(options: argparse.Namespace) -> Companion:
    places = find_places(options.file)
    try:
        return open_companion(places, system_clock)
    except LedgerLocked as locked:
        from trust_tui.cli.unlocking import passphrase
        from trust_tui.services.opening import open_locked
        from trust_tui.services.rescue import Rescue

        opened = open_locked(places, system_clock).unlock(passphrase(options, locked))
        if isinstance(opened, Rescue):
            raise opened.damage from locked
        return opened


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Companion]:
    """Open it, and leave it as a plain TinyDB opens it.

    Raises:
        LedgerDamaged: If it cannot be read as it is.
        LedgerError: If it cannot be used where it is.
    """
    open_preferences(None if options.demo else find_places(options.file)).use_dates()
    companion = open_demo(system_clock) if options.demo else _open(options)
    try:
        yield companion
    finally:
        companion.close()
        for notice in companion.ledger.notices():
            complain(notice, OK)
