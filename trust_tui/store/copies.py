"""Whole copies of a ledger, wherever they lie: backups, files kept beside it, copies that somebody made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from trust_tui.store import backups, snapshot
from trust_tui.store.disk import Disk
from trust_tui.store.errors import PlaceProblem, path_text, read_problem, write_problem
from trust_tui.store.loading import load
from trust_tui.store.opening import too_new, up_to_date
from trust_tui.store.paths import Places
from trust_tui.store.salvage import Salvaged, unreadable
from trust_tui.store.sealing import PLAIN, Sealer
from trust_tui.store.state import State

_GZIP = b"\x1f\x8b"


def read_copy(path: Path, disk: Disk, sealer: Sealer = PLAIN) -> State:
    """Return what a copy of a ledger holds, in the present form. A journal that lies beside it counts.

    Raises:
        LedgerLocked: If it is sealed, and `sealer` opens nothing.
        LedgerDamaged: If it is damaged, or no ledger.
        PlaceProblem: If it cannot be read, or takes a newer program.
    """
    state = _read(path, disk, sealer)
    if why := too_new(state):
        raise PlaceProblem(f"{path_text(path)}: {why}")
    state = up_to_date(state)
    if count := unreadable(state):
        entries = "1 entry" if count == 1 else f"{count} entries"
        raise PlaceProblem(
            f"{path_text(path)} holds {entries} that this program cannot understand. "
            "Another one may be better."
        )
    return state


def free_beside(places: Places, word: str, day: date, disk: Disk) -> Path:
    """Return a name beside the ledger that nothing has, such as "ledger.json.backup-2026-11-22"."""
    name = f"{places.ledger.name}.{word}-{day.isoformat()}"
    path, number = places.ledger.with_name(name), 1
    while disk.is_there(path):
        number += 1
        path = places.ledger.with_name(f"{name}-{number}")
    return path


def write_salvaged(places: Places, found: Salvaged, day: date, disk: Disk, sealer: Sealer = PLAIN) -> Path:
    """Write what could be read of a damaged ledger to a new file beside it, and return its path.

    Raises:
        LedgerError: If it could not be written. Nothing of it is left then.
    """
    path = free_beside(places, "salvaged", day, disk)
    try:
        disk.write_new(path, sealer.seal(snapshot.build(found.state)))
    except OSError as problem:
        raise write_problem(problem, path) from problem
    return path


def _read(path: Path, disk: Disk, sealer: Sealer) -> State:
    try:
        if not path.is_file():
            raise PlaceProblem(f"There is no file {path_text(path)}.")
        with path.open("rb") as file:
            is_packed = file.read(len(_GZIP)) == _GZIP or path.name.endswith(".gz.age")
    except OSError as problem:
        raise read_problem(problem, path) from problem
    if is_packed:
        return backups.read(path, disk, sealer)
    return load(Places.resolve(path, {"HOME": str(path.parent)}), disk, sealer).state
