"""Setting a passphrase, changing it, taking it away, and opening a ledger that has one.

The ledger is sealed to a key; the passphrase wraps that key, in a file of its own. So changing the passphrase
writes that one file and nothing else. Each of the three is decided in one step, the replacing of one file:
whoever dies before it has the old passphrase, whoever dies after it the new one, and nothing is lost.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from trust_tui.store import backups, snapshot
from trust_tui.store.disk import Disk
from trust_tui.store.errors import PassphraseProblem, WrongPassphrase, path_text, read_problem, write_problem
from trust_tui.store.lock import FileLock
from trust_tui.store.sealing import HEAD, MAGIC, PLAIN, Seal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trust_tui.store.ondisk import OnDisk
    from trust_tui.store.paths import Places
    from trust_tui.store.sealed import Sealed

MAY_REMAIN = (
    "What the disk still holds of files that were removed, and copies that other programs made before, such "
    "as a backup of the whole machine, cannot be sealed from here."
)
"""Said to whoever sets a passphrase."""


class Passphrase:
    """What can be done about the passphrase of a ledger that is open."""

    def __init__(self, keeper: OnDisk, places: Places, disk: Disk) -> None:
        """Not to be called: `Ledger.passphrase` is one."""
        self._keeper = keeper
        self._places = places
        self._disk = disk

    @property
    def is_set(self) -> bool:
        """Whether there is one."""
        return self._keeper.seal.sealer.is_sealed

    def set(self, new: str) -> str:
        """Seal the ledger and everything around it. It takes a second or two.

        No readable file stays. What the disk still holds of removed ones, and copies that other programs
        made of them, is out of reach: see `MAY_REMAIN`.

        Returns:
            The recovery key, which opens the ledger as well. It is kept nowhere but wrapped.

        Raises:
            PassphraseProblem: If there is one already, or it is none.
            LedgerError: If it could not be done. Nothing was lost: everything is as it was, or sealed.
        """
        from trust_tui.store import resealing, sealed

        refuse_unfit(new)
        no_core_dumps()
        sealer = sealed.Sealed.fresh()
        key = sealed.wrapped(sealer, new)
        places, disk, seal = self._places, self._disk, self._keeper.seal
        try:
            with seal.turn, self._keeper.held_whole():
                if self.is_set:
                    raise PassphraseProblem("There is a passphrase already.")
                if disk.is_there(places.key) and resealing.anything_sealed(places, disk):
                    disk.set_aside(places.key, places.key.name + ".old")
                disk.write_whole(places.key, key)
                self._keeper.write_as(sealer)
                self._keeper.notices += resealing.seal_all(places, disk, sealer)
                self._copy_key(key)
        except OSError as problem:
            raise write_problem(problem, places.ledger) from problem
        return sealer.recovery

    def change(self, present: str, new: str) -> None:
        """Wrap the key in a new passphrase. The recovery key stays the same.

        Args:
            present: The passphrase as it is, or the recovery key.
            new: The one that opens the ledger from now on.

        Raises:
            WrongPassphrase: If `present` does not open it.
            PassphraseProblem: If there is none to change, or the new one is none.
            LedgerError: If it could not be done. The present one is valid then.
        """
        from trust_tui.store import sealed

        refuse_unfit(new)
        key = sealed.wrapped(self._proved(present), new)
        try:
            with self._keeper.seal.turn, self._keeper.held_whole():
                # First, so that no copy opens with the old one once the new one is valid.
                _remove(self._places.key_copy, self._disk)
                self._disk.write_whole(self._places.key, key)
                self._copy_key(key)
        except OSError as problem:
            raise write_problem(problem, self._places.key) from problem

    def remove(self, present: str) -> None:
        """Write the ledger and everything around it so that everybody can read it.

        Args:
            present: The passphrase, or the recovery key.

        Raises:
            WrongPassphrase: If `present` does not open it.
            PassphraseProblem: If there is none.
            LedgerError: If it could not be done. Everything is sealed as before then.
        """
        from trust_tui.store import resealing

        sealer = self._proved(present)
        places, disk = self._places, self._disk
        try:
            with self._keeper.seal.turn, self._keeper.held_whole():
                try:
                    stays = resealing.unseal_all(places, disk, sealer)
                    self._keeper.write_as(PLAIN)
                except BaseException:
                    if self.is_set:
                        self._keeper.notices += resealing.seal_all(places, disk, sealer)
                    raise
                if stays:
                    self._keeper.notices.append(_stays(stays[0], places))
                    return
                with suppress(OSError):  # it opens nothing any more
                    _remove(places.key_copy, disk)
                    _remove(places.key, disk)
        except OSError as problem:
            raise write_problem(problem, places.ledger) from problem

    def _proved(self, present: str) -> Sealed:
        """Return the ledger's sealer, once it is shown that whoever asks may open it."""
        from trust_tui.store import sealed

        own = self._keeper.seal.sealer
        if not isinstance(own, sealed.Sealed):
            raise PassphraseProblem("There is no passphrase.")
        if _key_in(self._places, self._disk, present).recovery != own.recovery:
            raise WrongPassphrase("That opens another ledger, and not this one. Nothing was changed.")
        return own

    def _copy_key(self, key: bytes) -> None:
        """Keep a second copy of the wrapped key: without any, only the recovery key opens the ledger."""
        try:
            _write_copy(self._places, self._disk, key)
        except OSError:
            self._keeper.notices.append(
                f"A second copy of the key could not be written to {path_text(self._places.key_copy)}. "
                "The next start tries again."
            )


def is_locked(places: Places, disk: Disk) -> bool:
    """Say whether it takes a passphrase to open what is at `places`, or to look for what is left of it.

    Raises:
        PlaceProblem: If it cannot be looked at.
    """
    try:
        head = disk.read(places.ledger, 0, HEAD)
    except (FileNotFoundError, NotADirectoryError):
        head = b""
    except OSError as problem:
        raise read_problem(problem, places.ledger) from problem
    if head.startswith(MAGIC):
        return True
    # It may have been sealed, and be gone or damaged now: then its backups are sealed too.
    if snapshot.begins_well(head):
        return False
    return _is_there(places, disk) and any(each.is_sealed for each in backups.found(places.backups, disk))


def unlocked(places: Places, disk: Disk, text: str) -> Seal:
    """Return the seal of a ledger that has a passphrase. It takes about a second.

    Args:
        places: Where it is.
        disk: The file system.
        text: The passphrase, or the recovery key.

    Raises:
        WrongPassphrase: If this does not open it. Nothing is counted.
    """
    no_core_dumps()  # before: the passphrase is in memory already
    sealer = _key_in(places, disk, text)
    heads = list(_sealed_heads(places, disk))
    if heads and not any(map(sealer.fits, heads)):
        raise WrongPassphrase("That opens another ledger, and not this one. Nothing was changed.")
    return Seal(places, disk, sealer)


def no_core_dumps() -> None:
    """Keep what is in memory from being written to a file should the program fall over."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _key_in(places: Places, disk: Disk, text: str) -> Sealed:
    """Return the sealer that a passphrase or a recovery key leads to."""
    from trust_tui.store import sealed

    if sealed.looks_like_recovery(text):
        return sealed.Sealed.of_recovery(text)
    first, second = (_content(path, disk) for path in (places.key, places.key_copy))
    if not first and not second:
        raise WrongPassphrase(
            f"The key of this ledger is gone from {path_text(places.key)}, so no passphrase can open it. "
            "Put the file back if you have it, or type the recovery key here."
        )
    sealer = sealed.unwrapped([each for each in (first, second) if each], text)
    _mend_keys(places, disk, first, second)
    return sealer


def _mend_keys(places: Places, disk: Disk, first: bytes, second: bytes) -> None:
    """Keep the wrapped key twice, after it was opened. Not in the place of one that may open it otherwise."""
    if first == second:
        return
    with suppress(OSError), FileLock(places.lock, disk).held():
        if _content(places.key, disk) != first:
            return  # another window is just changing it
        if not first.startswith(MAGIC):
            disk.write_whole(places.key, second)
        elif not second.startswith(MAGIC):
            _write_copy(places, disk, first)


def _write_copy(places: Places, disk: Disk, key: bytes) -> None:
    disk.make_folders(places.backups)
    disk.write_whole(places.key_copy, key)


def _sealed_heads(places: Places, disk: Disk) -> Iterator[bytes]:
    """Yield the beginnings of what is sealed there: the ledger, or where it is damaged, its backups."""
    paths = [places.backups / each.name for each in backups.found(places.backups, disk) if each.is_sealed]
    for path in (places.ledger, *paths):
        with suppress(OSError):
            head = disk.read(path, 0, HEAD)
            if head.startswith(MAGIC):
                yield head


def _content(path: Path, disk: Disk) -> bytes:
    try:
        return disk.read(path)
    except OSError:
        return b""


def _is_there(places: Places, disk: Disk) -> bool:
    with suppress(OSError):
        return disk.is_there(places.key) or disk.is_there(places.key_copy)
    return False


def _remove(path: Path, disk: Disk) -> None:
    if disk.is_there(path):
        disk.unlink(path)
        disk.sync_folder(path.parent)


def refuse_unfit(new: str) -> None:
    """Refuse what cannot be a passphrase.

    Raises:
        PassphraseProblem: If it is none.
    """
    from trust_tui.store import sealed

    if not new.strip():
        raise PassphraseProblem("A passphrase needs at least one letter; several words are better.")
    if sealed.looks_like_recovery(new):
        raise PassphraseProblem("This looks like a recovery key. A passphrase has to look otherwise.")


def _stays(path: Path, places: Places) -> str:
    return (
        f"The passphrase is gone. {path_text(path)} is damaged and stays sealed; its key stays in "
        f"{path_text(places.key)}, with the passphrase that it had."
    )
