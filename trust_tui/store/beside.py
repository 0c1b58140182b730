"""What comes to lie beside a ledger: files that were kept for people, and what runs that died have left."""

from __future__ import annotations

import re
from pathlib import Path

from trust_tui.store.disk import Disk, temporary_for
from trust_tui.store.paths import Places

_KEPT = re.compile(
    r"\.(journal\.)?(backup|copy|damaged|replaced|salvaged|unfinished)-\d{4}-\d\d-\d\d(-\d+)?(\.age)?"
)
"""What is added to the ledger's name for a file that was kept beside it."""


def set_aside(places: Places, disk: Disk) -> list[Path]:
    """Return the files that were kept beside a ledger: damaged or replaced ones, copies, unfinished lines."""
    folder = places.ledger.parent
    return [folder / name for name in disk.names(folder) if was_kept(name, places)]


def leftovers(places: Places, disk: Disk) -> list[Path]:
    """Return what runs that died left of the ledger, its key, and files kept beside it.

    The next start removes it: of a ledger with a passphrase it may be readable, or open with an older one.
    """
    folder, own = places.ledger.parent, {places.ledger.name, places.key.name}
    found = [(folder / name, temporary_for(name) or "") for name in disk.names(folder)]
    left = [path for path, of in found if of in own or was_kept(of, places)]
    copies = [name for name in disk.names(places.backups) if temporary_for(name) == places.key_copy.name]
    return left + [places.backups / name for name in copies]


def was_kept(name: str, places: Places) -> bool:
    """Say whether this is the name of a file that was kept beside a ledger."""
    beginning = places.ledger.name
    return name.startswith(beginning) and _KEPT.fullmatch(name.removeprefix(beginning)) is not None
