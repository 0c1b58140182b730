"""What has to be decided about a ledger before anybody writes in it."""

from __future__ import annotations

from pathlib import Path

from trust_tui import __version__
from trust_tui.model.text import one_line
from trust_tui.store.disk import Disk
from trust_tui.store.errors import path_text
from trust_tui.store.paths import Places
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.state import State


def reading_only(why: str) -> str:
    """Return what people are told when a ledger can be read and not written."""
    return f"The ledger is open for reading only: {why}. What you type stays a draft."


def not_allowed(places: Places, disk: Disk) -> str | None:
    """Return why the system would not let a ledger be written, as far as can be told beforehand."""
    for path in (places.ledger, places.journal, places.lock, places.ledger.parent):
        if _is_there(path, disk) and not disk.may_write(path):
            return reading_only(f"{path_text(path)} may be read here and not written")
    return None


def _is_there(path: Path, disk: Disk) -> bool:
    try:
        return disk.is_there(path)
    except OSError:
        return False  # whoever reads or writes it says what is wrong with it


def too_new(state: State) -> str | None:
    """Return why a ledger that a newer program wrote must not be written by this one."""
    if state.schema <= SCHEMA:
        return None
    version = one_line(state.written_by)
    return reading_only(
        f"it was last written by trust-tui {version}, and this is {__version__}. "
        f"Update to {version} or later to write in it"
    )


def up_to_date(state: State) -> State:
    """Return a state in the present form.

    Raises:
        LedgerDamaged: If a document is not what it should be in its form.
    """
    if state.schema >= SCHEMA:
        return state
    from trust_tui.store import migrations  # needed once in years

    return migrations.migrate(state)
