"""What can go wrong with the ledger, said in words for the people who write in it.

Every message names the place, says what happened and what to do next. None of them ever holds anything that
people wrote.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from trust_tui.model.text import shown

if TYPE_CHECKING:
    from trust_tui.store.paths import Places

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The ways of an operating system to say that no more fits."""

NOT_ALLOWED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""The ways of an operating system to say that this may be read and not written."""

NO_LOCKS = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""The ways of a file system to say that it cannot lock files, now or later."""

ELSEWHERE = "Copy it to another disk with trust-tui backup --to PATH and open that with trust-tui --file PATH"
"""What to do where files cannot be locked."""


def path_text(path: Path) -> str:
    """Return a path fit for a message: on one line, and unable to command a terminal."""
    return shown(str(path)).replace("\n", "\N{SYMBOL FOR NEWLINE}").replace("\t", " ")


class LedgerError(Exception):
    """Something about the ledger that a person must know. The message is meant for them."""


class PlaceProblem(LedgerError):
    """A path that cannot be used."""


class LedgerBusy(LedgerError):
    """Another program held the ledger for too long."""


class LedgerReadOnly(LedgerError):
    """The ledger can be read and not written."""


class DiskFull(LedgerError):
    """No room was left. What was there before is whole."""


class WriteFailed(LedgerError):
    """The machine could not write. What was there before is whole."""


class LedgerReplaced(LedgerError):
    """Another program put a different file where the ledger was. Nothing was overwritten."""


class SealChanged(LedgerReplaced):
    """A passphrase was set or taken away in another window. Nothing was overwritten."""


class LedgerErased(LedgerReplaced):
    """Everything that belonged to the ledger is gone. Nothing may be written in its place."""


class LedgerLocked(LedgerError):
    """The ledger is sealed: it takes its passphrase, or its recovery key, to open it."""


class WrongPassphrase(LedgerError):
    """This does not open it. Nobody counts how often that happens."""


class PassphraseProblem(LedgerError):
    """A passphrase that cannot be set, changed or taken away like this."""


class Conflict(LedgerError):
    """The record was changed somewhere else in the meantime, or is not there."""


class Damage(StrEnum):
    """What is wrong with a ledger that cannot be opened."""

    MISSING = "missing"
    """The file is gone; its journal or its backups are still there."""

    EMPTY = "empty"
    """A file without a single byte."""

    UNREADABLE = "unreadable"
    """Not a whole JSON text: cut off, overwritten, or something else altogether."""

    FOREIGN = "foreign"
    """JSON, though not a ledger of this program."""

    CHANGED = "changed"
    """A ledger of this program that something else has changed: its checksum is off."""

    JOURNAL = "journal"
    """The journal beside the ledger is damaged."""

    OLDER_COPY = "older-copy"
    """The journal goes on from a newer ledger than the one that is there, or from another one."""

    RECORD = "record"
    """One record holds something that this program cannot understand."""


class LedgerDamaged(LedgerError):
    """The ledger cannot be opened as it is. Nothing was touched.

    Attributes:
        kind: What is wrong.
        places: Where the ledger and its siblings are; None while that is not known yet.
        offers: Backups that could take its place, newest first.
    """

    def __init__(
        self, message: str, kind: Damage, places: Places | None = None, offers: Sequence[Path] = ()
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.places = places
        self.offers = tuple(offers)


def write_problem(error: OSError, path: Path) -> LedgerError:
    """Return the error to raise after `error` kept something from being written to `path`.

    The caller has made sure that nothing is left half done: the messages promise it.
    """
    text = path_text(path)
    if error.errno in NO_ROOM:
        return DiskFull(
            f"The disk is full: nothing more fits beside {text}. What you typed is still here and what was "
            "saved before is whole. Make some room, then save again."
        )
    if error.errno in NOT_ALLOWED:
        return LedgerReadOnly(
            f"{text} may be read here and not written. What you typed is still here. "
            "Allow writing to the file and its folder, then save again."
        )
    if error.errno in NO_LOCKS:
        why = without_locks(error, path)
        return LedgerReadOnly(f"{why[:1].upper()}{why[1:]}. What you typed is still here. {ELSEWHERE}.")
    if error.errno == errno.ENOLCK:
        return WriteFailed(
            f"No lock could be had for {text} ({reason(error)}), and without one two windows could write "
            "over each other. What you typed is still here and what was saved before is whole. Save again in "
            "a moment; on a network drive, see that its locks are switched on."
        )
    return WriteFailed(
        f"The machine could not write to {text} ({reason(error)}). What you typed is still here and what was "
        "saved before is whole. Save again; if it happens once more, look after the disk."
    )


def without_locks(error: OSError, path: Path) -> str:
    """Return why nothing is written to a path where the file system cannot lock files."""
    return (
        f"files cannot be locked in {path_text(path.parent)} ({reason(error)}), "
        "and without that two windows could write over each other"
    )


def read_problem(error: OSError, path: Path) -> LedgerError:
    """Return the error to raise after `error` kept `path` from being read."""
    text = path_text(path)
    if error.errno in NOT_ALLOWED:
        return PlaceProblem(f"{text} may not be read here. Allow reading it, or choose another file.")
    return PlaceProblem(f"{text} could not be read ({reason(error)}). Nothing was changed.")


def reason(error: OSError) -> str:
    """Return what the system said, without the path that Python adds to it."""
    return error.strerror or type(error).__name__
