"""The ledger, opened for a command that needs no screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, complain
from trust_tui.services.clock import system_clock
from trust_tui.services.opening import find_places, open_companion, open_demo

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from trust_tui.services.companion import Companion


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Companion]:
    """Open it, and leave it as a plain TinyDB opens it.

    Raises:
        LedgerDamaged: If it cannot be read as it is.
        LedgerError: If it cannot be used where it is.
    """
    if options.demo:
        companion = open_demo(system_clock)
    else:
        companion = open_companion(find_places(options.file), system_clock)
    try:
        yield companion
    finally:
        companion.close()
        for notice in companion.ledger.notices():
            complain(notice, OK)
