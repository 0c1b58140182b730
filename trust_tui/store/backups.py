"""Copies of the ledger, thinned with age: many of this week, few of last year."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trust_tui.store import snapshot
from trust_tui.store.disk import Disk, temporary_for
from trust_tui.store.errors import Damage, LedgerDamaged, LedgerError, PlaceProblem, path_text, read_problem
from trust_tui.store.sealing import PLAIN, Seal, Sealer, Unsealable
from trust_tui.store.state import State

DAILY, WEEKLY, MONTHLY = 5, 4, 12
"""How many days, weeks and months keep a backup."""

_NAME = re.compile(r"ledger-(\d{4}-\d\d-\d\d)-(\d{1,18})(?:-before-schema-(\d{1,9}))?\.json\.gz(\.age)?")

_LEVEL = 6
_AS_GZIP = 16
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as its name tells.

    Attributes:
        name: The name of its file.
        day: The local day on which it was taken.
        seq: How many transactions the ledger had seen.
        before_schema: The form that the ledger was about to be brought to, for a backup taken before that.
        is_sealed: Whether it takes the ledger's key to read it.
    """

    name: str
    day: date
    seq: int
    before_schema: int | None = None
    is_sealed: bool = False


def named(name: str) -> Backup | None:
    """Return the backup that a file's name tells of, or None if it is no backup's name."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    return Backup(name, day, int(match[2]), int(match[3]) if match[3] else None, bool(match[4]))


def found(folder: Path, disk: Disk) -> list[Backup]:
    """Return the backups in `folder`, newest first; none where it cannot be looked into.

    Newest is the one that has seen the most, because clocks can be wrong.
    """
    try:
        names = disk.names(folder)
    except OSError:
        return []
    backups = [backup for backup in map(named, names) if backup]
    return sorted(backups, key=lambda backup: (backup.seq, backup.day, backup.name), reverse=True)


def good(folder: Path, disk: Disk, sealer: Sealer = PLAIN) -> list[Path]:
    """Return the backups that can take the ledger's place, newest first. Reads all of them."""
    paths = [folder / backup.name for backup in found(folder, disk)]
    return [path for path in paths if is_good(path, disk, sealer)]


def is_good(path: Path, disk: Disk, sealer: Sealer = PLAIN) -> bool:
    """Say whether a backup is, byte for byte, what was put in it."""
    try:
        read(path, disk, sealer)
    except LedgerError:
        return False
    return True


def read(path: Path, disk: Disk, sealer: Sealer = PLAIN) -> State:
    """Return what a backup holds.

    Raises:
        LedgerError: If it cannot be read, or is damaged.
    """
    try:
        packed = disk.read(path)
    except OSError as error:
        raise read_problem(error, path) from error
    try:
        # As it stands, for one that could not be sealed yet when the passphrase was set.
        is_plain = packed.startswith(_GZIP)
        data = gzip.decompress(packed if is_plain else sealer.unseal(packed))
    except (OSError, EOFError, zlib.error, Unsealable) as error:
        raise LedgerDamaged(f"The backup {path_text(path)} is damaged.", Damage.UNREADABLE) from error
    return snapshot.parse(data, path)


def take(
    folder: Path,
    state: State,
    day: date,
    disk: Disk,
    *,
    before_schema: int | None = None,
    seal: Seal | None = None,
) -> None:
    """Keep a copy of `state`, unless there is one already, and let go of those that are not needed any more.

    Args:
        folder: Where backups are kept; made if it is missing.
        state: What to keep.
        day: The local day.
        disk: The file system.
        before_schema: The form that the ledger is about to be brought to. Such a backup is never let go.
        seal: How it is to be written; readable where there is none.

    Raises:
        OSError: If it could not be written.
        SealChanged: If the ledger is written otherwise by now. No backup was left then.
        LedgerErased: If it is gone with all that belongs to it. No backup was left then.
        PlaceProblem: If something that is no file has its name.
    """
    seal = seal or Seal()
    if _is_kept(folder, state, before_schema, disk, seal.sealer):
        _make_last(folder, disk)
        return
    suffix = "" if before_schema is None else f"-before-schema-{before_schema}"
    path = folder / f"ledger-{day.isoformat()}-{state.seq}{suffix}.json.gz{seal.sealer.suffix}"
    if disk.is_there(path) and not disk.is_plain_file(path):
        raise PlaceProblem(
            f"{path_text(path)} is a link or a folder, so no backup was put there. Please move it away."
        )
    with seal.writing(path):
        disk.make_folders(folder)
        disk.sync_folder(folder.parent)  # a run that made the folder may have died before its name would last
        disk.write_whole(path, seal.sealer.seal(_packed(snapshot.parts(state))))
    for backup in thin(found(folder, disk), day):
        disk.forget(folder / backup.name)
    _remove_leftovers(folder, day, disk)


def _packed(parts: Iterable[bytes]) -> bytes:
    """Return the gzip file of `parts`, which nothing puts together."""
    packer = zlib.compressobj(_LEVEL, wbits=zlib.MAX_WBITS | _AS_GZIP)
    return b"".join([*map(packer.compress, parts), packer.flush()])


def _remove_leftovers(folder: Path, day: date, disk: Disk) -> None:
    """Remove what runs that died left behind. Not from the same day: another program may just be writing."""
    for name in disk.names(folder):
        unfinished = named(temporary_for(name) or "")
        if unfinished and unfinished.day < day:
            disk.forget(folder / name)


def _is_kept(folder: Path, state: State, before_schema: int | None, disk: Disk, sealer: Sealer) -> bool:
    """Say whether a good backup of just this state is there, from whichever day.

    Otherwise a week in which nobody wrote would push older backups out with five copies of the same.
    """
    for backup in found(folder, disk):
        if (backup.seq, backup.before_schema, backup.is_sealed) == (
            state.seq,
            before_schema,
            sealer.is_sealed,
        ):
            try:
                return read(folder / backup.name, disk, sealer).ledger == state.ledger
            except LedgerError:
                return False
    return False


def _make_last(folder: Path, disk: Disk) -> None:
    """Make the names in `folder` last: whoever gave them may have died before they would."""
    disk.sync_folder(folder)


def thin(backups: Iterable[Backup], today: date) -> list[Backup]:
    """Return the backups that may go.

    Kept are, for each of the newest `DAILY` days, `WEEKLY` weeks and `MONTHLY` months that have one, the
    last of it; what has seen the most; and everything from before a change of form. A backup from a day
    that has not come yet, by a clock that was wrong, comes after all others and pushes none of them out.
    """
    regular = [backup for backup in backups if backup.before_schema is None]
    if not regular:
        return []
    newest_first = sorted(regular, key=lambda b: (b.day <= today, b.day, b.seq, b.name), reverse=True)
    kept = {
        max(regular, key=lambda backup: (backup.seq, backup.day)),
        *_last_of(newest_first, DAILY, lambda day: day),
        *_last_of(newest_first, WEEKLY, lambda day: day.isocalendar()[:2]),
        *_last_of(newest_first, MONTHLY, lambda day: (day.year, day.month)),
    }
    return [backup for backup in regular if backup not in kept]


def _last_of(newest_first: Sequence[Backup], count: int, period: Callable[[date], Hashable]) -> list[Backup]:
    last: dict[Hashable, Backup] = {}
    for backup in newest_first:
        last.setdefault(period(backup.day), backup)
    return list(last.values())[:count]
