"""What can be done about a ledger that cannot be opened. Nothing is ever overwritten or removed here.

The damaged files get another name and stay; a backup, what could be salvaged, or an empty ledger takes
their place. Whatever was put in their place opens like any other ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from trust_tui.model.moments import Moment
from trust_tui.store import backups, journal, snapshot
from trust_tui.store.disk import Disk
from trust_tui.store.errors import LedgerDamaged, LedgerError, write_problem
from trust_tui.store.lock import FileLock
from trust_tui.store.paths import Places
from trust_tui.store.salvage import count, unreadable
from trust_tui.store.sealing import PLAIN, Sealer
from trust_tui.store.state import State


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup, looked into.

    Attributes:
        path: Its file.
        day: The local day on which it was taken.
        is_good: Whether it is, byte for byte, what was put in it.
        records: How many entries would be there with it; 0 where it is not good.
        later: How many saves that came after it are still in the journal and would be there too.
        before_schema: The form that the ledger was about to be brought to, for one taken before that.
    """

    path: Path
    day: date
    is_good: bool
    records: int = 0
    later: int = 0
    before_schema: int | None = None


def offers(places: Places, disk: Disk | None = None, sealer: Sealer = PLAIN) -> list[Offer]:
    """Return all backups, newest first, with what each would bring back."""
    disk = disk or Disk()
    return [_offer(backup, places, disk, sealer) for backup in backups.found(places.backups, disk)]


def restore(
    places: Places,
    source: Path | State,
    moment: Moment,
    disk: Disk | None = None,
    *,
    word: str = "damaged",
    sealer: Sealer = PLAIN,
) -> tuple[Path, ...]:
    """Put a backup, or what was salvaged, in the ledger's place.

    Saves that came after a backup are added from the journal where it goes on from just there.

    Args:
        places: Where the ledger is.
        source: A backup's file, or what `salvage` returned as its state.
        moment: Now.
        disk: The file system.
        sealer: How a backup is read, and the ledger written.
        word: What the ledger that is there now is called from then on: "damaged", or "replaced".

    Returns:
        Where the damaged ledger and its journal are now, as far as there were any.

    Raises:
        LedgerDamaged: If the backup is damaged itself. Nothing was touched.
        LedgerBusy: If another program holds the ledger.
        LedgerError: If something could not be written. Nothing was lost: `restore` can be called again.
    """
    disk = disk or Disk()
    with _writing(places, disk):
        if isinstance(source, Path):
            state = _with_later(backups.read(source, disk, sealer), places, disk, sealer)[0]
        else:
            state = source
        state = _later_than_all(state, places, disk, sealer)
        return _put(state, places, word, moment, disk, sealer)


def begin_anew(
    places: Places, moment: Moment, disk: Disk | None = None, sealer: Sealer = PLAIN
) -> tuple[Path, ...]:
    """Put an empty ledger in the damaged one's place, for people who have nothing to go back to.

    Returns:
        Where the damaged ledger and its journal are now.

    Raises:
        LedgerError: As `restore` does.
    """
    return restore(places, State(snapshot.new_ledger_id(), 0, snapshot.SCHEMA), moment, disk, sealer=sealer)


def _offer(backup: backups.Backup, places: Places, disk: Disk, sealer: Sealer) -> Offer:
    path = places.backups / backup.name
    try:
        state, later = _with_later(backups.read(path, disk, sealer), places, disk, sealer)
    except LedgerError:
        return Offer(path, backup.day, is_good=False, before_schema=backup.before_schema)
    return Offer(path, backup.day, True, count(state), later, backup.before_schema)


def _with_later(state: State, places: Places, disk: Disk, sealer: Sealer) -> tuple[State, int]:
    """Return a backup's state with the saves after it, and how many these are.

    All of them or none: a journal with a hole, or with an entry that nobody can read, adds nothing.
    """
    try:
        replayed = journal.replay(disk.read(places.journal), state, places.journal, sealer=sealer)
    except (OSError, LedgerDamaged):
        return state, 0
    if unreadable(replayed.state) > unreadable(state):
        return state, 0
    return replayed.state, replayed.entries


def _later_than_all(state: State, places: Places, disk: Disk, sealer: Sealer) -> State:
    """Return `state` with a sequence beyond every backup's, so that its own backups count as the newest.

    Beyond the journal's too: none of the old lines may be taken for one that follows.
    """
    newest = max((backup.seq for backup in backups.found(places.backups, disk)), default=0)
    with suppress(OSError):
        newest = max(newest, journal.newest(disk.read(places.journal), sealer))
    return replace(state, seq=max(state.seq, newest) + 1)


def _put(
    state: State, places: Places, word: str, moment: Moment, disk: Disk, sealer: Sealer
) -> tuple[Path, ...]:
    temporary = disk.write_beside(places.ledger, sealer.seal(snapshot.build(state)))
    suffix = f".{word}-{moment.day.isoformat()}"
    aside: list[Path] = []
    try:
        if disk.is_there(places.ledger):
            aside.append(disk.keep_aside(places.ledger, places.ledger.name + suffix))
    except BaseException:
        disk.forget(temporary)
        raise
    # The journal last: whenever this stops half way, the next start finds the damaged ledger with all that
    # belongs to it, or the new one. Beside that, a journal with anything else in it is refused.
    disk.put_in_place(temporary, places.ledger)
    if disk.is_there(places.journal) and disk.read(places.journal):
        aside.append(disk.set_aside(places.journal, places.journal.name + suffix))
    return tuple(aside)


@contextmanager
def _writing(places: Places, disk: Disk) -> Iterator[None]:
    """Keep other programs out, and say in words what went wrong."""
    try:
        with FileLock(places.lock, disk).held():
            yield
    except OSError as error:
        raise write_problem(error, places.ledger) from error
