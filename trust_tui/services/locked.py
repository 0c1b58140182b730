"""The passphrase: opening what it locks, and setting, changing or taking it away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trust_tui.services.problems import LedgerError, Problem
from trust_tui.store import Disk, PassphraseProblem, Places, Seal, WrongPassphrase
from trust_tui.store.loading import locked
from trust_tui.store.passphrases import MAY_REMAIN, is_locked, unlocked

if TYPE_CHECKING:
    from collections.abc import Callable

    from trust_tui.services.companion import Companion
    from trust_tui.services.rescue import Rescue
    from trust_tui.store import LedgerLocked
    from trust_tui.store.passphrases import Passphrase

__all__ = ["MAY_REMAIN", "Lock", "Locked", "Seal", "has_passphrase", "seal_of"]


@dataclass
class Locked:
    """A ledger that has a passphrase, before anybody typed it.

    Attributes:
        places: Where it is.
        opened: Opens it once it is unlocked.
    """

    places: Places
    opened: Callable[[Seal], Companion | Rescue] = field(repr=False)

    def unlock(self, text: str) -> Companion | Rescue:
        """Open it with its passphrase or its recovery key. It takes about a second.

        Raises:
            WrongPassphrase: If that does not open it. Nothing is counted.
            LedgerError: If it cannot be used where it is.
        """
        return self.opened(unlocked(self.places, Disk(), text))


def has_passphrase(places: Places) -> bool | None:
    """Say whether a ledger has a passphrase; None where it cannot be looked at."""
    try:
        return is_locked(places, Disk())
    except LedgerError:
        return None


def seal_of(places: Places, ask: Callable[[LedgerLocked], str]) -> Seal | None:
    """Return how to read a ledger, after asking for its passphrase; None where it has none.

    Raises:
        WrongPassphrase: If what was answered does not open it.
        LedgerError: If it cannot be looked at, or `ask` says that nobody can be asked.
    """
    if not is_locked(places, disk := Disk()):
        return None
    return unlocked(places, disk, ask(locked(places)))


class Lock:
    """What people can do about the passphrase of a ledger that is open. Each takes a second or two."""

    def __init__(self, passphrase: Passphrase) -> None:
        self._passphrase = passphrase

    @property
    def is_set(self) -> bool:
        """Whether there is a passphrase."""
        return self._passphrase.is_set

    def set(self, new: str, again: str) -> str:
        """Seal everything with a new passphrase. Return the recovery key.

        Raises:
            Problem: If the passphrase is none, or typed differently the second time.
            LedgerError: If it could not be done. Nothing was lost.
        """
        see_the_same(new, again)
        try:
            return self._passphrase.set(new)
        except PassphraseProblem as problem:
            raise Problem(str(problem), "new") from problem

    def change(self, present: str, new: str, again: str) -> None:
        """Let another passphrase open it from now on. The recovery key stays the same.

        Raises:
            Problem: If the present one is not right, or the new one is none.
            LedgerError: If it could not be done. The present one is valid then.
        """
        see_the_same(new, again)
        try:
            self._passphrase.change(present, new)
        except WrongPassphrase as problem:
            raise Problem(str(problem), "present") from problem
        except PassphraseProblem as problem:
            raise Problem(str(problem), "new") from problem

    def remove(self, present: str) -> None:
        """Write everything so that everybody can read it who gets hold of the files.

        Raises:
            Problem: If the present passphrase is not right.
            LedgerError: If it could not be done. Everything is sealed as before then.
        """
        try:
            self._passphrase.remove(present)
        except (WrongPassphrase, PassphraseProblem) as problem:
            raise Problem(str(problem), "present") from problem


def see_the_same(new: str, again: str) -> None:
    """See that a new passphrase is one, and was typed twice.

    Raises:
        Problem: If not.
    """
    if not new.strip():
        raise Problem("A passphrase needs at least one letter; several words are better.", "new")
    if new != again:
        raise Problem("The two are not the same. Type the second one once more.", "again")
