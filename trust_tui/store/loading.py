"""From the files of a ledger to its state. Nothing here writes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from trust_tui.store import journal, snapshot
from trust_tui.store.disk import Disk, StatKey
from trust_tui.store.errors import Damage, LedgerDamaged, LedgerLocked, path_text, read_problem
from trust_tui.store.paths import Places
from trust_tui.store.sealing import MAGIC, PLAIN, Sealer, Unsealable, seal_changed
from trust_tui.store.state import State, Table

_TRIES = 5


class Seen(NamedTuple):
    """The files as they were when they were last looked at.

    Attributes:
        ledger: The key of the ledger's file; None where there is none.
        journal: The key of the journal; None where there is none.
        size: The journal's bytes.
        good: How many of them, from the beginning, are good lines.
        last: The last of these lines: while it is in its place, so are those before it.
    """

    ledger: StatKey | None = None
    journal: StatKey | None = None
    size: int = 0
    good: int = 0
    last: bytes = b""


class Loaded(NamedTuple):
    """A state, and the files it came from.

    Attributes:
        state: The ledger with its journal replayed.
        seen: The files.
        tail: What follows the journal's good lines.
    """

    state: State
    seen: Seen
    tail: bytes


def load(places: Places, disk: Disk, sealer: Sealer = PLAIN) -> Loaded:
    """Read a ledger and replay its journal.

    Raises:
        LedgerLocked: If it is sealed, and `sealer` opens nothing.
        SealChanged: If it is not sealed, and `sealer` says that it should be.
        LedgerDamaged: If that cannot be done without guessing.
        PlaceProblem: If the files cannot be read.
    """
    for _ in range(_TRIES):
        key = _key(places.ledger, disk)
        state = None if sealer.is_sealed else _in_parts(places.ledger, key, disk)
        content = _read(places.ledger, disk) if state is None else None
        lines = _read(places.journal, disk)
        # Without the lock another program may fold in between. It puts the new ledger in place before it
        # empties the journal: as long as the ledger stayed the same, the journal belongs to it.
        if _key(places.ledger, disk) == key:
            break
    if content is not None:
        state = snapshot.parse(_unsealed(content, places, sealer), places.ledger)
    elif state is None:
        _refuse_if_lost(places, lines or b"", disk)
        state = State("", 0, snapshot.SCHEMA)
    replayed = journal.replay(lines or b"", state, places.journal, sealer=sealer)
    found = _key(places.journal, disk) if lines is not None else None
    last = journal.last_line((lines or b"")[: replayed.length])
    seen = Seen(key, found, len(lines or b""), replayed.length, last)
    return Loaded(replayed.state, seen, replayed.tail)


def locked(places: Places) -> LedgerLocked:
    """Return the error that says that a ledger is sealed."""
    return LedgerLocked(f"{path_text(places.shown)} is locked: it takes its passphrase to open it.")


def _unsealed(content: bytes, places: Places, sealer: Sealer) -> bytes:
    """Return what a ledger's file holds, or as it is what is neither sealed nor a whole ledger."""
    is_sealed = content.startswith(MAGIC)
    if not sealer.is_sealed:
        if is_sealed:
            raise locked(places)
        return content
    if snapshot.is_intact(content):
        raise seal_changed(places, content)
    if not is_sealed:
        return content
    try:
        return sealer.unseal(content)
    except Unsealable as problem:
        raise LedgerDamaged(
            f"{path_text(places.ledger)} cannot be opened: something else has changed it, or sealed it with "
            "another key. Nothing was touched.",
            Damage.UNREADABLE,
        ) from problem


def goes_on_from(new: State, old: State) -> bool:
    """Say whether a ledger found on disk holds all that is known of it, so that nothing is lost with it."""
    if old.ledger == "":
        return True
    if new.ledger != old.ledger or new.seq < old.seq:
        return False
    return all(_holds_all(new.table(name), table) for name, table in old.tables.items())


def _holds_all(new: Table, old: Table) -> bool:
    return (new.raw is not None and new.raw == old.raw) or new.holds(old.rows)


def _refuse_if_lost(places: Places, lines: bytes, disk: Disk) -> None:
    """Refuse to begin a new ledger where there has been one."""
    if lines:
        what = f"its journal is still there ({path_text(places.journal)})"
    elif {*_names(places.backups, disk)} - {places.key_copy.name}:
        what = f"its backups are still there ({path_text(places.backups)})"
    else:
        return
    raise LedgerDamaged(
        f"The ledger {path_text(places.shown)} is gone, and {what}. Nothing was touched: put the ledger back "
        "if it was moved, or choose a backup.",
        Damage.MISSING,
    )


def _names(folder: Path, disk: Disk) -> list[str]:
    try:
        return disk.names(folder)
    except OSError as problem:
        raise read_problem(problem, folder) from problem


def _in_parts(path: Path, key: StatKey | None, disk: Disk) -> State | None:
    """Return what a readable ledger holds, or None where that takes a closer look.

    Each table is read by itself: to copy it out of the whole file took longer than to read it.
    """
    if key is None:
        return None
    try:
        lengths = snapshot.lengths(disk.read(path, 0, snapshot.HEAD), size=key[2])
        parts = disk.read_parts(path, lengths) if lengths is not None else []
        return snapshot.of_parts(parts) if [*map(len, parts[:-1])] == lengths else None
    except OSError:
        return None  # whoever looks closer says what is wrong with it


def _key(path: Path, disk: Disk) -> StatKey | None:
    try:
        return disk.stat_key(path)
    except OSError as problem:
        raise read_problem(problem, path) from problem


def _read(path: Path, disk: Disk) -> bytes | None:
    try:
        return disk.read(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise read_problem(problem, path) from problem
