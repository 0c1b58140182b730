"""Keeps a ledger for good: a file, and beside it a journal with one line for each save since.

A save appends a line and waits until the disk has it; only then does memory change. A fold writes the file
anew with everything in it, puts it in the old one's place, and empties the journal; whatever happens in
between, file and journal together still say the same. Both happen under the lock, after taking in what
another program wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from trust_tui.store import journal, snapshot
from trust_tui.store.disk import Disk, StatKey
from trust_tui.store.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerReplaced,
    path_text,
    write_problem,
)
from trust_tui.store.keeper import Keeper
from trust_tui.store.loading import Loaded, Seen, goes_on_from, load
from trust_tui.store.lock import PATIENCE, FileLock
from trust_tui.store.paths import Places
from trust_tui.store.state import Change, State

_GLANCE = 0.05
"""Seconds that a look at what another program wrote may wait for it: the next look is a second away."""


class OnDisk(Keeper):
    """A ledger in files."""

    def __init__(self, places: Places, disk: Disk, day: date) -> None:
        """Prepare to keep the ledger at `places`. `open` reads it.

        Args:
            places: Where the files are.
            disk: The file system.
            day: Today, for the name of what has to be set aside.
        """
        super().__init__()
        self._places = places
        self._disk = disk
        self.day = day
        self._lock = FileLock(places.lock, disk)
        self._seen = Seen()
        self._tail = b""
        self._taken_back = b""
        self._refused: tuple[StatKey | None, LedgerReplaced] | None = None
        # Another run may have died between making the journal and making its name last.
        self._is_settled = False

    # Opening

    def open(self) -> State:
        """Read the ledger, clean up after a run that died, and return what is there.

        Raises:
            LedgerBusy: If another program holds it for too long.
            LedgerDamaged: If it cannot be read without guessing. Nothing was touched.
            PlaceProblem: If the files cannot be read.
        """
        self.read_only = self._why_read_only()
        if self.read_only:
            self._take(load(self._places, self._disk))
            return self._state
        with self._my_turn(), self._locked():
            self._take(load(self._places, self._disk))
            with suppress(OSError):  # a full disk, say; the next save tries again before it adds anything
                self._disk.remove_leftovers(self._places.ledger)
                self._set_tail_aside()
        return self._state

    def _why_read_only(self) -> str | None:
        places = self._places
        for path in (places.ledger, places.journal, places.lock, places.ledger.parent):
            if self._disk.is_there(path) and not self._disk.may_write(path):
                return (
                    f"{path_text(path)} may be read here and not written, so the ledger is open for reading "
                    "only. What you type stays a draft."
                )
        return None

    # Reading on

    def catch_up(self) -> bool:
        """Take in what another program wrote.

        Returns:
            Whether there was anything. Not to be had at once counts as nothing: there is a next time.

        Raises:
            LedgerReplaced: If the file is another one now. Memory stays as it was.
            LedgerDamaged: If the journal has been damaged. Memory stays as it was.
        """
        if self._own_staged() or self._is_unchanged():
            return False
        try:
            if self.read_only:
                with self._my_turn(_GLANCE):
                    return self._reload()
            with self._my_turn(_GLANCE), self._locked(_GLANCE):
                before = self._state
                self._refresh()
                return self._state is not before
        except LedgerBusy:
            return False

    def _is_unchanged(self) -> bool:
        seen = self._seen
        found = self._disk.stat_key(self._places.journal)
        return (
            self._disk.stat_key(self._places.ledger) == seen.ledger
            and (found[:2] if found else None) == seen.journal
            and (found[2] if found else 0) == seen.size
        )

    def _refresh(self) -> None:
        """Under the lock: bring memory up to the files."""
        if self._is_unchanged():
            return
        seen = self._seen
        found = self._disk.stat_key(self._places.journal)
        is_longer = found is not None and seen.journal in {None, found[:2]} and found[2] >= seen.good
        if self._disk.stat_key(self._places.ledger) != seen.ledger or not is_longer:
            self._reload()
            return
        assert found is not None  # noqa: S101  is_longer says so
        data = self._disk.read(self._places.journal, seen.good)
        if data and self._taken_back.startswith(data):
            # Our own line, of which a person was told that it is not saved. Nobody has built on it.
            length, self._tail = 0, data
        else:
            replayed = journal.replay(data, self._state, self._places.journal)
            self._state, length, self._tail = replayed.state, replayed.length, replayed.tail
        self._seen = replace(seen, journal=found[:2], size=seen.good + len(data), good=seen.good + length)

    def _reload(self) -> bool:
        key = self._disk.stat_key(self._places.ledger)
        if self._refused and self._refused[0] == key:
            raise self._refused[1]
        try:
            loaded = load(self._places, self._disk)
        except LedgerDamaged as problem:
            self._refused = (key, self._replaced())
            raise self._refused[1] from problem
        if not goes_on_from(loaded.state, self._state):
            self._refused = (key, self._replaced())
            raise self._refused[1]
        self._take(loaded)
        return True

    def _replaced(self) -> LedgerReplaced:
        return LedgerReplaced(
            f"Another program has moved {path_text(self._places.shown)} away, or put a different file in its "
            "place: what you saved here is not in it. Nothing was overwritten, and all of it is still in "
            "memory. Save a copy, then start again."
        )

    def _take(self, loaded: Loaded) -> None:
        self._state, self._seen, self._tail = loaded.state, loaded.seen, loaded.tail
        self._refused = None
        self._taken_back = b""

    # Writing

    @contextmanager
    def _locked(self, patience: float = PATIENCE) -> Iterator[None]:
        held = self._lock.held(patience)
        try:
            held.__enter__()
        except OSError as problem:
            raise write_problem(problem, self._places.lock) from problem
        try:
            yield
        finally:
            held.__exit__(None, None, None)

    @contextmanager
    def _held(self) -> Iterator[None]:
        if self.read_only:
            yield
            return
        with self._locked():
            self._refresh()
            try:
                self._set_tail_aside()
            except OSError as problem:
                raise write_problem(problem, self._place) from problem
            yield

    def _commit(self, change: Change) -> None:
        try:
            self._begin_file()
            line = journal.line(self._state.ledger, self._state.seq + 1, change)
            after = self._state.after(journal.change_in(line))
            seen = self._append(line)
        except OSError as problem:
            raise write_problem(problem, self._place) from problem
        self._state, self._seen = after, seen

    def _append(self, line: bytes) -> Seen:
        """Make a line durable and return the files as they are then. When it raises, it has no line."""
        at = self._seen.good
        descriptor = self._open_journal()
        try:
            self._settle(descriptor)
            try:
                journal.append(self._disk, descriptor, line, at)
            except BaseException:
                self._take_back(descriptor, line, at)
                raise
        finally:
            with suppress(OSError):  # after a durable line, no trouble may look as if there were none
                self._disk.close(descriptor)
        end = at + len(line)
        return replace(self._seen, journal=self._journal_now(), size=end, good=end)

    def _settle(self, descriptor: int) -> None:
        """Make sure, once, that what another run left here and the journal's very name will last."""
        if not self._is_settled:
            self._disk.sync(descriptor)
            self._disk.sync_folder(self._places.journal.parent)
            self._is_settled = True

    def _journal_now(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = self._disk.stat_key(self._places.journal)
            return found[:2] if found else None
        return None

    def _open_journal(self) -> int:
        try:
            return self._disk.open(self._places.journal)
        except FileNotFoundError:
            self._is_settled = False
            return self._disk.create(self._places.journal)

    def _take_back(self, descriptor: int, line: bytes, at: int) -> None:
        """Make sure that a line which did not become durable is never taken for one that did."""
        self._is_settled = False
        self._seen = replace(self._seen, size=-1)
        with suppress(OSError):
            self._disk.truncate(descriptor, at)
            return
        self._taken_back = line
        with suppress(OSError):
            journal.spoil(self._disk, descriptor, at)
            self._taken_back = journal.spoiled(line)

    def _set_tail_aside(self) -> None:
        """Move what follows the good lines to a file of its own, so that the next line can follow them."""
        if not self._tail:
            return
        if not self._taken_back.startswith(self._tail):
            aside = self._aside()
            self._disk.write_new(aside, self._tail)
            self.notices.append(
                "The last entry was not finished when the program stopped. What there was of it is in "
                f"{path_text(aside)}; everything before it is here."
            )
        descriptor = self._disk.open(self._places.journal)
        try:
            journal.cut(self._disk, descriptor, self._seen.good)
        finally:
            self._disk.close(descriptor)
        self._tail = self._taken_back = b""
        self._seen = replace(self._seen, size=self._seen.good)

    def _aside(self) -> Path:
        """Return a free name for an unfinished entry."""
        number = 1
        while True:
            name = f"{self._places.ledger.name}.unfinished-{self.day.isoformat()}-{number}"
            path = self._places.ledger.with_name(name)
            if not self._disk.is_there(path):
                return path
            number += 1

    # The file as a whole

    def fold(self) -> bool:
        """Write everything into the ledger's file and empty the journal.

        Returns:
            Whether there was anything to write.

        Raises:
            LedgerError: If it could not be done. What was saved is saved all the same.
        """
        if self.read_only or self._own_staged():
            return False
        with self._my_turn(), self._held():
            if not self._seen.good:
                return False
            try:
                self._write_file(self._state)
                self._empty_journal()
            except OSError as problem:
                raise write_problem(problem, self._place) from problem
            return True

    def _begin_file(self) -> None:
        """Before the first save of a new ledger: write it, with nothing in it."""
        if self._seen.ledger is None:
            born = replace(self._state, ledger=snapshot.new_ledger_id())
            self._write_file(born)
            self._state = born

    def _write_file(self, state: State) -> None:
        ledger = self._places.ledger
        temporary = self._disk.write_beside(ledger, snapshot.build(state))
        key = self._disk.stat_key(temporary)  # the name changes, the file does not
        if self._disk.stat_key(ledger) != self._seen.ledger:
            self._disk.forget(temporary)
            raise self._replaced()
        self._disk.put_in_place(temporary, ledger)
        self._seen = replace(self._seen, ledger=key)

    def _empty_journal(self) -> None:
        descriptor = self._disk.open(self._places.journal)
        try:
            # Should this fail, the lines stay: whoever reads them sees that the ledger has them already.
            journal.cut(self._disk, descriptor, 0)
        finally:
            self._disk.close(descriptor)
        self._seen = replace(self._seen, size=0, good=0)

    @property
    def _place(self) -> Path:
        return self._places.shown
