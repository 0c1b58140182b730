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
from trust_tui.store.beside import leftovers
from trust_tui.store.disk import Disk, StatKey
from trust_tui.store.errors import (
    ELSEWHERE,
    NO_LOCKS,
    NOT_ALLOWED,
    LedgerBusy,
    LedgerDamaged,
    LedgerErased,
    LedgerReadOnly,
    LedgerReplaced,
    PlaceProblem,
    SealChanged,
    path_text,
    read_problem,
    reason,
    without_locks,
    write_problem,
)
from trust_tui.store.journalfile import JournalFile, unfinished_name
from trust_tui.store.keeper import Keeper
from trust_tui.store.loading import Loaded, Seen, goes_on_from, load
from trust_tui.store.lock import PATIENCE, FileLock
from trust_tui.store.opening import not_allowed, reading_only, too_new, up_to_date
from trust_tui.store.paths import Places
from trust_tui.store.sealing import HEAD, Seal, Sealer
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.staged import Staged
from trust_tui.store.state import Change, State

_GLANCE = 0.05
"""Seconds that a look at what another program wrote may wait for it: the next look is a second away."""


class OnDisk(Keeper):
    """A ledger in files."""

    def __init__(self, places: Places, disk: Disk, day: date, seal: Seal | None = None) -> None:
        """Prepare to keep the ledger at `places`. `open` reads it.

        Args:
            places: Where the files are.
            disk: The file system.
            day: Today, for the name of what has to be set aside.
            seal: How the files are written; readable where there is none.
        """
        super().__init__(seal or Seal(places, disk))
        self.day = day
        self._places = places
        self._disk = disk
        self._lock = FileLock(places.lock, disk, self.seal.see_that_something_is_there)
        self._journal = JournalFile(places.journal, disk)
        self._seen = Seen()
        self._tail = b""
        self._refused: tuple[StatKey | None, LedgerReplaced] | None = None

    # Opening

    def open(self) -> None:
        """Read the ledger, and clean up after a run that died.

        Raises:
            LedgerBusy: If another program holds it for too long.
            LedgerLocked: If it takes a passphrase to read it.
            LedgerDamaged: If it cannot be read without guessing. Nothing was touched.
            PlaceProblem: If the files cannot be read.
        """
        why = ""
        self.read_only = not_allowed(self._places, self._disk)
        if not self.read_only:
            try:
                with self._my_turn(), self._lock.held():
                    self._open_to_write()
            except OSError as problem:
                why = f"{path_text(self._places.lock)}: {reason(problem)}"
                if problem.errno in NOT_ALLOWED:
                    self.read_only = reading_only(why)
                if problem.errno in NO_LOCKS:
                    self.read_only = reading_only(f"{without_locks(problem, self._places.lock)}. {ELSEWHERE}")
            else:
                return
        # What cannot be written now can be read all the same. Where that may pass, as a full disk does, each
        # save tries again; an older form must first be brought up to date, and that is done at the start.
        loaded = self._load()
        self._take(loaded)
        if loaded.state.schema < SCHEMA and not self.read_only:
            self.read_only = reading_only(f"it could not be brought up to date ({why})")

    def _open_to_write(self) -> None:
        loaded = self._load()
        self._take(loaded)
        if self.read_only:
            return
        with suppress(OSError):  # a full disk, say; the next save tries again before it adds anything
            for path in leftovers(self._places, self._disk):
                self._disk.forget(path)
            self._set_tail_aside()
        if loaded.state.schema < SCHEMA:
            self._write_migrated(loaded.state)
        if self.seal.sealer.is_sealed:
            self._seal_what_stayed()

    def _load(self) -> Loaded:
        return load(self._places, self._disk, self.seal.sealer)

    def _seal_what_stayed(self) -> None:
        """Finish what a run began that set the passphrase, and died over it or could not do all of it."""
        from trust_tui.store import resealing  # not for those who have no passphrase

        self.notices += resealing.seal_all(self._places, self._disk, self.seal.sealer)

    def _write_migrated(self, before: State) -> None:
        from trust_tui.store import backups  # needed once in years

        try:
            backups.take(
                self._places.backups, before, self.day, self._disk, before_schema=SCHEMA, seal=self.seal
            )
            self._write_file(self._state)
        except (OSError, PlaceProblem, LedgerReplaced) as problem:
            why = reason(problem) if isinstance(problem, OSError) else str(problem)
            self.read_only = reading_only(f"it could not be brought up to date ({why})")
            return
        self.notices.append(
            "Your ledger was brought up to date with this version of the program. A copy of it as it was "
            f"is in {path_text(self._places.backups)}."
        )
        with suppress(OSError):  # its lines are known to be in the ledger already
            self._empty_journal()

    # Reading on

    def catch_up(self) -> bool:
        """Take in what another program wrote.

        Returns:
            Whether there was anything. Not to be had at once counts as nothing: there is a next time.

        Raises:
            LedgerReplaced: If the file is another one now, or sealed otherwise. Memory stays as it was.
            LedgerDamaged: If the journal has been damaged. Memory stays as it was.
            PlaceProblem: If the files cannot be read.
        """
        try:
            if self._own_staged() or self._is_unchanged():
                return False
            if self.read_only:
                with self._my_turn(_GLANCE):
                    self._reload()
                    return True
            with self._my_turn(_GLANCE), self._lock.held(_GLANCE):
                before = self._state
                self._refresh()
                return self._state is not before
        except LedgerBusy:
            return False
        except OSError as problem:
            raise read_problem(problem, self._place) from problem

    def _is_unchanged(self) -> bool:
        seen = self._seen
        found = self._disk.stat_key(self._places.journal)
        return (
            self._disk.stat_key(self._places.ledger) == seen.ledger
            and found == seen.journal
            and (found[2] if found else 0) == seen.size
        )

    def _refresh(self) -> None:
        """Under the lock: bring memory up to the files. Where a line was torn, nothing else can be told."""
        if self._is_unchanged() and not self._tail:
            return
        self._journal.unsettle()
        seen = self._seen
        found = self._disk.stat_key(self._places.journal)
        if (
            self._disk.stat_key(self._places.ledger) != seen.ledger
            or found is None
            or (seen.journal and seen.journal[:2] != found[:2])
            or found[2] < seen.good
        ):
            self._reload()
            return
        data = self._disk.read(self._places.journal, seen.good - len(seen.last))
        if not data.startswith(seen.last):
            self._reload()
            return
        data = data[len(seen.last) :]
        state, length, tail = self._state, 0, data
        if not self._journal.was_taken_back(data):
            replayed = journal.replay(data, state, self._places.journal, seen.good, self.seal.sealer)
            length, tail = replayed.length, replayed.tail
            state = replayed.state if replayed.entries else state
        size, good = seen.good + len(data), seen.good + length
        last = journal.last_line(data[:length]) or seen.last
        self._state, self._seen, self._tail = state, Seen(seen.ledger, found, size, good, last), tail

    def _reload(self) -> None:
        key = self._disk.stat_key(self._places.ledger)
        if self._refused and self._refused[0] == key:
            raise self._refused[1]
        try:
            self.seal.check()
            loaded = self._load()
            is_ours = goes_on_from(up_to_date(loaded.state), self._state)
        except (SealChanged, LedgerErased) as problem:
            self._refused = (key, problem)
            raise
        except LedgerDamaged as problem:
            self._refused = (key, self._replaced())
            raise self._refused[1] from problem
        if not is_ours or (loaded.state.schema < SCHEMA and not self.read_only):
            self._refused = (key, self._replaced())
            raise self._refused[1]
        self._take(loaded)

    def _replaced(self) -> LedgerReplaced:
        text = path_text(self._places.shown)
        if self._disk.stat_key(self._places.ledger) is None:
            what = f"Another program has moved {text} away, or removed it."
        else:
            what = (
                f"Another program has changed {text}, or put another file in its place: not all that you "
                "saved is in it as it was."
            )
        return LedgerReplaced(
            f"{what} Nothing was overwritten from here, and all of it is still in memory. Save a copy of it "
            "(ctrl+p finds the command), then start again."
        )

    def _take(self, loaded: Loaded) -> None:
        self._state, self._seen, self._tail = up_to_date(loaded.state), loaded.seen, loaded.tail
        self._refused = None
        self.seal.has_begun = self.seal.has_begun or loaded.seen.ledger is not None
        self.read_only = too_new(loaded.state) or self.read_only

    # Writing

    @contextmanager
    def _held(self) -> Iterator[None]:
        if self.read_only:
            yield
            return
        with self._locked():
            try:
                self._refresh()
                self._set_tail_aside()
            except OSError as problem:
                raise write_problem(problem, self._place) from problem
            yield

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

    def _commit(self, change: Change) -> None:
        try:
            self._begin_file()
            line = journal.line(self._state.ledger, self._state.seq + 1, change, self.seal.sealer)
            after = self._state.after(journal.change_in(line, self.seal.sealer))
            at = self._seen.good
            self._look_closely()
            self._journal.append(line, at)
        except OSError as problem:
            raise write_problem(problem, self._place) from problem
        self._state = after
        self._seen = self._seen._replace(good=at + len(line), last=line)
        self._know_journal()

    def _look_closely(self) -> None:
        """Before the journal is changed: should that fail, what is known of it has to be looked at again."""
        self._seen = self._seen._replace(size=-1)

    def _know_journal(self) -> None:
        """After the journal was changed: it ends with the good lines."""
        found = None
        with suppress(OSError):
            found = self._disk.stat_key(self._places.journal)
        self._seen = self._seen._replace(journal=found, size=self._seen.good)

    def _set_tail_aside(self) -> None:
        """Move what follows the good lines to a file of its own, so that the next line can follow them."""
        if not self._tail:
            return
        if not self._journal.was_taken_back(self._tail):
            aside = unfinished_name(self._places.ledger, self.day, self._disk)
            self._disk.write_new(aside, self._tail)
            self.notices.append(
                "The last entry was not finished when the program stopped. What there was of it is in "
                f"{path_text(aside)}; everything before it is here."
            )
        self._look_closely()
        self._journal.cut(self._seen.good)
        self._tail = b""
        self._know_journal()

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
            if self.read_only or not self._seen.good:
                return False
            try:
                self._write_file(self._state)
                self._empty_journal()
            except OSError as problem:
                raise write_problem(problem, self._place) from problem
            return True

    @contextmanager
    def held_whole(self) -> Iterator[None]:
        """Keep everybody from writing in the block, with all there is in the ledger's file.

        Raises:
            LedgerReadOnly: If nothing can be written.
            OSError: If the file could not be written. What was saved is saved all the same.
        """
        with self._my_turn(), self._held():
            if self.read_only:
                raise LedgerReadOnly(self.read_only)
            self._begin_file()
            if self._seen.good:
                self._write_file(self._state)
                self._empty_journal()
            yield

    @contextmanager
    def whole(self) -> Iterator[Staged]:
        """Change several documents together, in the ledger's file: no line of a journal says how they were.

        Raises:
            LedgerError: If it could not be saved. Nothing has changed then.
        """
        try:
            with self.held_whole():
                with self._staging() as staged:
                    yield staged
                if staged.change:
                    # Through the codec, as in a transaction: nothing is shared with the caller.
                    line = journal.line(self._state.ledger, self._state.seq + 1, staged.change)
                    after = self._state.after(journal.change_in(line))
                    self._write_file(after)
                    self._state = after
        except OSError as problem:
            raise write_problem(problem, self._place) from problem

    def write_as(self, sealer: Sealer) -> None:
        """Within `held_whole`: write the file so, and everything after it.

        This is the one step in which a ledger gets its passphrase, or loses it.

        Raises:
            OSError: If that could not be. Then it is written as before, unless the file is there already.
        """
        before = self.seal.sealer
        self.seal.use(sealer)
        try:
            self._write_file(self._state)
        except BaseException:
            with suppress(OSError):
                if not sealer.fits(self._disk.read(self._places.ledger, 0, HEAD)):
                    self.seal.use(before)
            raise

    def _begin_file(self) -> None:
        """Before the first save of a new ledger: write it, with nothing in it."""
        if self._seen.ledger is None:
            self._disk.settle_folders(self._places.ledger.parent)
            born = replace(self._state, ledger=snapshot.new_ledger_id())
            self._write_file(born)
            self._state = born

    def _write_file(self, state: State) -> None:
        ledger = self._places.ledger
        temporary = self._disk.write_beside(ledger, self.seal.sealer.seal(snapshot.build(state)))
        key = self._disk.stat_key(temporary)  # the name changes, the file does not
        if self._disk.stat_key(ledger) != self._seen.ledger:
            self._disk.forget(temporary)
            raise self._replaced()
        self._disk.put_in_place(temporary, ledger)
        self._seen = self._seen._replace(ledger=key)
        self.seal.has_begun = True

    def _empty_journal(self) -> None:
        # Should this fail, the lines stay: whoever reads them sees that the ledger has them already.
        self._seen = self._seen._replace(good=0, last=b"")
        self._look_closely()
        self._journal.cut(0)
        self._know_journal()

    @property
    def _place(self) -> Path:
        return self._places.shown
