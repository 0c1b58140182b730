"""Going back to an earlier copy of the ledger. What it takes the place of stays beside it, whole."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.boundaries import Boundary
from trust_tui.model.checkin import CheckIn
from trust_tui.model.dates import day_words
from trust_tui.model.kept import Victory
from trust_tui.model.kinds import KINDS
from trust_tui.model.notes import NoteKey
from trust_tui.model.promises import Promise
from trust_tui.model.records import Visibility
from trust_tui.services.problems import LedgerDamaged, LedgerError, Problem
from trust_tui.store import Disk, Ledger, LedgerBusy, LedgerReadOnly, path_text
from trust_tui.store import rescue as store
from trust_tui.store.copies import free_beside, read_copy
from trust_tui.store.errors import read_problem
from trust_tui.store.loading import load as load_state
from trust_tui.store.opening import up_to_date
from trust_tui.store.sealing import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trust_tui.model.moments import Clock
    from trust_tui.store import Places, Seal
    from trust_tui.store.sealing import Sealer
    from trust_tui.store.state import State

Counts = dict[str, int]
"""How many entries of each kind both of the two may know of."""

_FIRST = (CheckIn.kind, Boundary.kind, Promise.kind, Victory.kind)
"""The kinds by which people know a ledger again."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One copy to go back to.

    Attributes:
        path: Its file.
        number: Its place in the list of backups, from 1 for the newest; 0 for a file that was named.
        day: The day on which it was taken; None where only the file is known.
        is_good: Whether it is, byte for byte, what was put in it.
        before_change: Whether it was kept before the ledger's form changed.
    """

    path: Path
    number: int = 0
    day: date | None = None
    is_good: bool = True
    before_change: bool = False

    @property
    def title(self) -> str:
        """What people call it."""
        if self.day is None:
            return path_text(self.path)
        words = day_words(self.day)
        return f"{words}, before an update" if self.before_change else words


@dataclass(frozen=True, slots=True)
class Preview:
    """What going back would change.

    Attributes:
        generation: Where to.
        then: What is in it.
        now: What is in the ledger; None where it cannot be read.
        later: Saves after it that are in the journal and would be there too, as after damage.
    """

    generation: Generation
    then: Counts
    now: Counts | None
    later: int = 0

    @property
    def rows(self) -> list[tuple[str, int | None, int]]:
        """A name, how many there are, how many there would be: all that changes, then what matters most."""
        now, names = self.now, load("kinds.json")
        if now is None:
            return [(names[kind][1], None, self.then.get(kind, 0)) for kind in _FIRST]
        others = (kind for kind in KINDS if kind not in _FIRST and now.get(kind, 0) != self.then.get(kind, 0))
        rows = [(names[kind][1], now.get(kind, 0), self.then.get(kind, 0)) for kind in (*_FIRST, *others)]
        return sorted(rows, key=lambda row: row[1] == row[2])


class Generations:
    """The copies of one ledger.

    Args:
        places: Where it is.
        clock: Tells the present moment.
        seal: How to read and write it; None where it has no passphrase, or nobody said it.
    """

    def __init__(self, places: Places, clock: Clock, seal: Seal | None = None) -> None:
        self._seal = seal
        self._places = places
        self._clock = clock
        self._disk = Disk()

    @property
    def _sealer(self) -> Sealer:
        return self._seal.sealer if self._seal else PLAIN

    def all(self) -> list[Generation]:
        """Return all backups, newest first."""
        found = store.offers(self._places, self._disk, self._sealer)
        return [
            Generation(offer.path, number, offer.day, offer.is_good, offer.before_schema is not None)
            for number, offer in enumerate(found, 1)
        ]

    def named(self, typed: str) -> Generation:
        """Return what somebody means: a number of the list, a day, or a file.

        Raises:
            Problem: If there is no such copy.
        """
        found = self.all()
        if typed.isdecimal() and typed.isascii():
            if not 1 <= int(typed) <= len(found):
                raise Problem(f"There is no backup {typed}. trust-tui restore --list shows them all.")
            return found[int(typed) - 1]
        day = _day(typed)
        if day is not None:
            of_day = [each for each in found if each.day == day]
            if not of_day:
                raise Problem(f"There is no backup of {typed}. trust-tui restore --list shows them all.")
            return of_day[0]
        path = Path(os.path.realpath(Path(typed).expanduser()))
        if path == self._places.ledger:
            raise Problem("This is the ledger itself. Name a copy of it.")
        return next(
            (each for each in found if each.path == path or each.path.name == typed), Generation(path)
        )

    def counts(self, generation: Generation) -> Counts:
        """Return what is in a copy.

        Raises:
            LedgerError: If it cannot be read.
        """
        return _counts(read_copy(generation.path, self._disk, self._sealer))

    def preview(self, generation: Generation) -> Preview:
        """Return what going back would change. Nothing is changed by asking.

        Raises:
            LedgerError: If the copy cannot be read, or takes a newer program.
        """
        then = self.counts(generation)
        try:
            now = _counts(up_to_date(load_state(self._places, self._disk, self._sealer).state))
        except LedgerDamaged:
            offers = store.offers(self._places, self._disk, self._sealer)
            later = next((offer.later for offer in offers if offer.path == generation.path), 0)
            return Preview(generation, then, None, later)
        return Preview(generation, then, now)

    def restore(self, generation: Generation) -> list[str]:
        """Go back. The ledger that is there now stays beside it, under another name with today's day.

        Another window that is open notices, mixes nothing, and says so.

        Returns:
            Where the ledger is now that was there before, fit to be shown.

        Raises:
            LedgerError: If that could not be done, or not be made sure of. Nothing is lost: the ledger is as
                it was, or it has gone back and what was there before is kept.
        """
        with self._told():
            return [path_text(path) for path in self._put_back(generation)]

    def _put_back(self, generation: Generation) -> tuple[Path, ...]:
        state = read_copy(generation.path, self._disk, self._sealer)
        moment = self._clock()
        try:
            ledger = Ledger.open(self._places, moment=moment, disk=self._disk, seal=self._seal)
        except LedgerDamaged:
            # What was saved after a backup and is still in the journal belongs to it.
            source = generation.path if generation.number else state
            return store.restore(self._places, source, moment, self._disk, sealer=self._sealer)
        keys = ledger.all(NoteKey)
        self._make_whole(ledger)
        if keys:
            from trust_tui.store.notes import Texts, brought_up_to

            # Notes that have been sealed since stay sealed, and open with the passphrase of today.
            state = brought_up_to(state, keys, Texts())
        return store.restore(self._places, state, moment, self._disk, word="replaced", sealer=self._sealer)

    def _make_whole(self, ledger: Ledger) -> None:
        """Write the ledger as one file, so that what is kept of it is one that can be gone back to."""
        if ledger.read_only:
            raise LedgerReadOnly(ledger.read_only)
        ledger.close(self._clock())
        journal = self._disk.stat_key(self._places.journal)
        if journal is not None and journal[2]:
            raise LedgerBusy(
                "The ledger as it is now could not be written as a whole, or another window has just saved "
                f"something. Nothing was changed; try again. {' '.join(ledger.notices())}".strip()
            )

    def back_up(self, to: Path | None) -> str:
        """Write a copy of the whole ledger to a new file, and return its path, fit to be shown.

        Args:
            to: Where to; None for a free name beside the ledger.

        Raises:
            LedgerDamaged: If the ledger cannot be read.
            LedgerError: If it could not be written, or something has that name. Nothing of it is left then.
        """
        with self._told():
            return path_text(self._copied(to))

    def _copied(self, to: Path | None) -> Path:
        if not self._disk.is_there(self._places.ledger) and not self._disk.names(self._places.backups):
            raise LedgerError(
                f"There is no ledger at {path_text(self._places.shown)} yet. Nothing was written."
            )
        if to is not None and not to.parent.is_dir():
            raise Problem(f"There is no folder {path_text(to.parent)}. Choose one that is there.")
        moment = self._clock()
        path = to or free_beside(self._places, "backup", moment.day, self._disk)
        ledger = Ledger.open(self._places, moment=moment, disk=self._disk, seal=self._seal)
        ledger.save_copy(path)
        ledger.close(moment)
        return path

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in words that the machine could not even look at something. Nothing was changed by then."""
        try:
            yield
        except OSError as problem:
            raise read_problem(problem, self._places.shown) from problem


def counts_words(counts: Counts) -> str:
    """Return counts in words: "12 check-ins, 1 boundary, 3 promises, 8 victories, and 40 more entries"."""
    names = load("kinds.json")
    first = [(counts.get(kind, 0), names[kind]) for kind in _FIRST]
    parts = [f"{count} {one if count == 1 else many}" for count, (one, many) in first]
    rest = sum(counts.values()) - sum(count for count, _ in first)
    return ", ".join(parts) + f", and {rest} more {'entry' if rest == 1 else 'entries'}"


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _counts(state: State) -> Counts:
    """Return how many entries there are that are not removed and not one person's alone."""
    counts: Counter[str] = Counter()
    for name, table in state.tables.items():
        if name in KINDS:
            counts[name] = sum(_is_ours(doc) for doc in table.rows.values())
    return {name: count for name, count in counts.items() if count}


def _is_ours(doc: Mapping[str, object]) -> bool:
    return doc.get("deleted") is None and doc.get("visibility") != Visibility.PRIVATE
