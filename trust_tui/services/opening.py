"""Opening the ledger: from a path to everything people can do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from trust_tui.services.companion import Companion
from trust_tui.services.preferences import Preferences
from trust_tui.store import (
    Config,
    Disk,
    Drafts,
    Ledger,
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    MemoryDrafts,
    Places,
    Seal,
    device_id,
    path_text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from trust_tui.model.moments import Clock, Moment
    from trust_tui.services.locked import Locked
    from trust_tui.services.rescue import Rescue

__all__ = [
    "Companion",
    "Places",
    "find_places",
    "note_failure",
    "open_companion",
    "open_demo",
    "open_locked",
    "open_preferences",
    "open_rescue",
    "open_whatever_is_there",
    "path_text",
]


def find_places(file: Path | None) -> Places:
    """Return every path that is used, for the ledger that was named or the usual one.

    Raises:
        LedgerError: If no ledger can be there.
    """
    return Places.resolve(file, os.environ)


def open_whatever_is_there(places: Places, clock: Clock) -> Companion | Locked | Rescue:
    """Open the ledger; or return what asks for its passphrase, or what can be done where it is damaged.

    Raises:
        LedgerError: If it cannot be used where it is.
    """
    try:
        return open_companion(places, clock)
    except LedgerLocked:
        return open_locked(places, clock)
    except LedgerDamaged as damage:
        from trust_tui.store.passphrases import is_locked

        # Its backups may be sealed: then the passphrase comes first.
        is_sealed = is_locked(places, Disk())
        return open_locked(places, clock) if is_sealed else open_rescue(damage, places, clock)


def open_locked(places: Places, clock: Clock) -> Locked:
    """Return what asks for the passphrase of a ledger that has one."""
    from trust_tui.services.locked import Locked

    def opened(seal: Seal) -> Companion | Rescue:
        try:
            return open_companion(places, clock, seal)
        except LedgerDamaged as damage:
            return open_rescue(damage, places, clock, seal)

    return Locked(places, opened)


def open_companion(places: Places, clock: Clock, seal: Seal | None = None) -> Companion:
    """Open the ledger.

    Raises:
        LedgerLocked: If it takes a passphrase, and `seal` is not from one.
        LedgerDamaged: If it cannot be read as it is.
        LedgerError: If it cannot be used where it is.
    """
    disk = Disk()
    ledger = Ledger.open(places, moment=clock(), disk=disk, seal=seal)
    return Companion(
        ledger,
        clock,
        device_id(places.state, disk),
        Drafts(places.drafts, disk, ledger.seal),
        locked=lambda: open_locked(places, clock),
        places=places,
    )


def open_demo(clock: Clock) -> Companion:
    """Open a made-up couple with a year of life, in memory. Nothing touches the disk."""
    from trust_tui.services.demo import records

    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        for record in records(clock()):
            tx.add(record)
    return Companion(ledger, clock, "demo", MemoryDrafts(), is_demo=True)


def open_rescue(damage: LedgerDamaged, places: Places, clock: Clock, seal: Seal | None = None) -> Rescue:
    """Return what can be done about a ledger that cannot be read."""
    from trust_tui.services.rescue import Rescue

    seal = seal or Seal(places)
    return Rescue(damage, places, clock, lambda: open_companion(places, clock, seal), seal)


def note_failure(places: Places, error: BaseException, moment: Moment) -> str:
    """Note an unexpected error in the log, without anybody's words. Return where it was noted, in words."""
    from trust_tui.store import write_log

    if not write_log(places.log, error, moment, Disk()):
        return ""
    return f"What happened, without any of your words, is noted in {path_text(places.log)}."


def open_preferences(places: Places | None) -> Preferences:
    """Return the settings. The demo has no places: it takes this person's, and keeps no choice."""
    if places is not None:
        return Preferences(Config(places.config))
    try:
        return Preferences(Config(find_places(None).config), keeps=False)
    except LedgerError:  # no ledger can be where this person keeps theirs; the demo needs none
        return Preferences()
