"""The ledger as the rest of the program sees it: records in, records out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from weakref import ref

from trust_tui.model.moments import Moment
from trust_tui.model.records import Record
from trust_tui.store import mapping, snapshot
from trust_tui.store.disk import Disk
from trust_tui.store.errors import (
    Conflict,
    LedgerDamaged,
    LedgerError,
    LedgerReplaced,
    PlaceProblem,
    path_text,
    reason,
    write_problem,
)
from trust_tui.store.keeper import Keeper
from trust_tui.store.memory import give_back_large_blocks
from trust_tui.store.ondisk import OnDisk
from trust_tui.store.paths import Places
from trust_tui.store.reading import read_all, read_fields, read_one, read_values
from trust_tui.store.sealing import Seal
from trust_tui.store.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinydb import TinyDB

    from trust_tui.model.notes import NoteKey
    from trust_tui.store.passphrases import Passphrase

R = TypeVar("R", bound=Record)


class Ledger:
    """Everything two people wrote.

    Reading is safe on any thread at any time and sees whole transactions only.
    """

    def __init__(self, keeper: Keeper, places: Places | None = None, disk: Disk | None = None) -> None:
        """Not to be called: `open` or `in_memory` make one."""
        self._keeper = keeper
        self._places = places
        self._disk = disk or Disk()
        self._db: TinyDB | None = None
        self._trouble = ""

    @classmethod
    def open(
        cls, places: Places, *, moment: Moment, disk: Disk | None = None, seal: Seal | None = None
    ) -> Self:
        """Open the ledger at `places`. A new one gets its file with the first save.

        Args:
            places: Where it is.
            moment: Now.
            disk: The file system.
            seal: How its files are written, for those who write some beside it; readable where there is none.

        Raises:
            LedgerLocked: If it takes a passphrase to read it. `passphrases.unlocked` makes a seal of one.
            LedgerDamaged: If it cannot be read without guessing, with the backups that could take its place.
            LedgerBusy: If another program holds it for too long.
            PlaceProblem: If there can be no ledger.
        """
        disk = disk or Disk()
        places.prepare(disk)
        ledger = cls(keeper := OnDisk(places, disk, moment.day, seal), places, disk)
        with ledger._offering():
            keeper.open()
        return ledger

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty ledger that nothing is kept of."""
        return cls(Keeper())

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in plain words; None when it can."""
        return self._keeper.read_only

    @property
    def passphrase(self) -> Passphrase | None:
        """What can be done about its passphrase; None where it is kept in memory alone."""
        if self._places is None or not isinstance(self._keeper, OnDisk):
            return None
        from trust_tui.store.passphrases import Passphrase  # for the few moments in which somebody asks

        return Passphrase(self._keeper, self._places, self._disk)

    @property
    def seal(self) -> Seal:
        """How its files are written, for whoever writes one beside it."""
        return self._keeper.seal

    @property
    def is_sealed(self) -> bool:
        """Whether it takes a passphrase to read it."""
        return self._keeper.seal.sealer.is_sealed

    def notices(self) -> list[str]:
        """Return what people should be told, each once."""
        waiting = self._keeper.notices
        return [waiting.pop(0) for _ in range(len(waiting))]

    # Reading

    def all(self, kind: type[R], *, include_deleted: bool = False, **equals: Any) -> list[R]:
        """Return the records of a kind, in the order they were written.

        Args:
            kind: Such as CheckIn.
            include_deleted: Whether tombstones count.
            **equals: Fields that must have these values, such as `day=today`; one of several in a frozenset.

        Raises:
            LedgerDamaged: If a document is no record of this kind.
        """
        with self._offering():
            return read_all(self._keeper.table(kind.kind), kind, include_deleted, equals)

    def ever_held(self, name: str) -> bool:
        """Say whether anything of this kind is there, tombstones too. The kind itself need not be loaded."""
        return not self._keeper.table(name).is_empty

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record with this id, a tombstone too, or None.

        Raises:
            LedgerDamaged: If its document is no record of this kind.
        """
        with self._offering():
            return read_one(self._keeper.table(kind.kind), kind, record_id)

    def as_of(self, *kinds: type[Record]) -> tuple[object, ...]:
        """Return what equals itself until something of these kinds changes, here or in another window.

        For whoever keeps what they made of records: with it they can tell that it still holds. Without kinds
        it is about everything, and keeps nothing in memory that is gone from the ledger.
        """
        if not kinds:
            return (ref(self._keeper.state),)
        return tuple(self._keeper.table(kind.kind) for kind in kinds)

    def values(self, kind: type[R], name: str) -> Collection[str]:
        """Return what a field that records are asked for by says anywhere, as JSON has it, once each.

        It may name what only tombstones say, and what an unknown field within another one says.
        """
        return read_values(self._keeper.table(kind.kind), kind, name)

    def fields(self, kind: type[R], *names: str) -> list[tuple[Any, ...]]:
        """Return what some fields say in all records of a kind, as JSON has it: no record is made for it."""
        return read_fields(self._keeper.table(kind.kind), kind, names)

    @property
    def db(self) -> TinyDB:
        """The ledger as a TinyDB. Each of its writes is a transaction, or a part of the one around it."""
        if self._db is None:
            from trust_tui.store.tables import database  # not before somebody asks for it

            self._db = database(self._keeper)
        return self._db

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Change several records together: all of it is saved when the block ends, nothing if it raises.

        Raises:
            LedgerBusy: If somebody else holds the ledger for too long.
            LedgerReadOnly: If nothing can be saved.
            LedgerReplaced: If another program put a different file in its place.
            DiskFull: If nothing more fits. Nothing has changed then.
            WriteFailed: If the machine could not write. Nothing has changed then.
        """
        with self._offering(), self._keeper.transaction() as staged:
            yield Transaction(staged)

    @contextmanager
    def whole(self) -> Iterator[Transaction]:
        """Change several records together, and leave nothing readable of what they said before.

        The journal is folded first, so that none of its lines tells. Not within a transaction.

        Raises:
            LedgerError: As `transaction` does. Nothing has changed then.
        """
        with self._offering(), self._keeper.whole() as staged:
            yield Transaction(staged)

    def bring_copies_up_to(self, keys: Sequence[NoteKey]) -> bool:
        """Seal the private notes of these keys' owners in every copy that lies beside the ledger.

        What cannot be gone through becomes a notice.

        Returns:
            Whether no other attempt is needed.

        Raises:
            LedgerError: If the ledger could not be held meanwhile.
        """
        if self._places is None or not isinstance(self._keeper, OnDisk):
            return True
        from trust_tui.store.notecopies import bring_up

        return bring_up(self._keeper, self._places, self._disk, keys)

    # Living with other programs, and with time

    def catch_up(self) -> bool:
        """Take in what another program wrote; cheap when there is nothing.

        Returns:
            Whether there was anything: then every record may be another one.

        Raises:
            LedgerReplaced: If another program put a different file in its place. Memory stays as it was.
            LedgerDamaged: If the journal has been damaged. Memory stays as it was.
        """
        with self._offering():
            return self._keeper.catch_up()

    def maintain(self, moment: Moment) -> None:
        """Write the ledger as a whole and keep today's backup. For quiet moments, on any thread.

        Trouble becomes a notice: what was saved is saved all the same.
        """
        self._keeper.day = moment.day
        give_back_large_blocks()
        trouble = self._folded() or self._backed_up(moment)
        if trouble and trouble != self._trouble:
            self._keeper.notices.append(trouble)
        self._trouble = trouble

    def close(self, moment: Moment) -> None:
        """Write the ledger as a whole, so that a plain TinyDB opens it, and let go of it."""
        self._keeper.day = moment.day
        trouble = self._folded()
        if trouble:
            self._keeper.notices.append(trouble)
        self._keeper.read_only = "The ledger has been closed."

    def forget(self) -> None:
        """After `close`: let go of everything in memory, the key above all, as far as that is ours to do."""
        self._keeper.forget()
        self._db = None

    def save_copy_beside(self, day: date) -> Path:
        """Write what is in memory to a new file beside the ledger, and return its path.

        Args:
            day: Today, for its name.

        Raises:
            PlaceProblem: If this ledger is kept in memory alone.
            DiskFull: If it does not fit.
            WriteFailed: If the machine could not write.
        """
        if self._places is None:
            raise PlaceProblem("Nothing is kept here, so there is nothing to copy.")
        ledger, number = self._places.ledger, 1
        while self._disk.is_there(path := ledger.with_name(f"{ledger.name}.copy-{day.isoformat()}-{number}")):
            number += 1
        self.save_copy(path)
        return path

    def save_copy(self, path: Path) -> None:
        """Write what is in memory to a new file.

        Raises:
            PlaceProblem: If something has that name already.
            SealChanged: If a passphrase was set or taken away in another window: all is in the ledger then.
            DiskFull: If it does not fit.
            WriteFailed: If the machine could not write.
        """
        state = self._keeper.state
        if not state.ledger:  # it was in memory alone, and is one of its own from here on
            state = replace(state, ledger=snapshot.new_ledger_id())
        seal = self._keeper.seal
        try:
            with seal.writing(path):
                self._disk.write_new(path, seal.sealer.seal(snapshot.build(state)))
        except FileExistsError as problem:
            raise PlaceProblem(f"{path_text(path)} is there already. Choose a new name.") from problem
        except OSError as problem:
            raise write_problem(problem, path) from problem

    def _folded(self) -> str:
        try:
            self._keeper.fold()
        except LedgerReplaced as problem:  # whether what was saved is in that file is not known
            return str(problem)
        except LedgerError as problem:
            return f"Everything is saved, though not yet tidied up. {problem}"
        return ""

    def _backed_up(self, moment: Moment) -> str:
        state = self._keeper.state
        if self._places is None or not state.ledger or not state.tables or self.read_only:
            return ""
        from trust_tui.store import backups  # gzip takes its time, and this is a quiet moment

        try:
            with self._keeper.seal.turn:
                backups.take(self._places.backups, state, moment.day, self._disk, seal=self._keeper.seal)
        except LedgerError as problem:
            return str(problem)
        except OSError as problem:
            return (
                f"Today's backup could not be written to {path_text(self._places.backups)} "
                f"({reason(problem)}). The ledger itself is saved."
            )
        return ""

    @contextmanager
    def _offering(self) -> Iterator[None]:
        """Let damage be told together with the backups that could take the ledger's place."""
        try:
            yield
        except LedgerDamaged as problem:
            if self._places is None:
                raise
            from trust_tui.store import backups  # gzip is needed in bad times only

            offers = backups.good(self._places.backups, self._disk, self._keeper.seal.sealer)
            raise LedgerDamaged(str(problem), problem.kind, self._places, offers) from problem


class Transaction:
    """What is about to be saved together. What it reads is up to date, its own changes included."""

    def __init__(self, staged: Staged) -> None:
        self._staged = staged

    def add(self, record: Record) -> None:
        """Add a new record.

        Raises:
            Conflict: If there is one with this id.
        """
        if self._staged.number_of(record.kind, record.id) is not None:
            raise Conflict("This entry is there already: it was added somewhere else in the meantime.")
        number = self._staged.next_number(record.kind)
        self._staged.put(record.kind, str(number), mapping.to_doc(record))

    def replace(self, record: Record) -> None:
        """Put the next revision of a record in the place of the present one.

        Raises:
            Conflict: If the present one is not the revision before it.
        """
        number = self._staged.number_of(record.kind, record.id)
        if number is None:
            raise Conflict("This entry is not there any more: it was removed somewhere else in the meantime.")
        if self._staged.doc(record.kind, number).get("rev", 1) != record.rev - 1:
            raise Conflict("This entry was changed somewhere else in the meantime. Look at it again first.")
        self._staged.put(record.kind, number, mapping.to_doc(record))

    def put(self, record: Record) -> None:
        """Put a record in its place, new or not. Who calls this has compared it with what is there."""
        number = self._staged.number_of(record.kind, record.id)
        place = number or str(self._staged.next_number(record.kind))
        self._staged.put(record.kind, place, mapping.to_doc(record))

    def all(self, kind: type[R], *, include_deleted: bool = False, **equals: Any) -> list[R]:
        """Return the records of a kind, like `Ledger.all`."""
        return read_all(self._staged.table(kind.kind), kind, include_deleted, equals)

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record with this id, a tombstone too, or None."""
        return read_one(self._staged.table(kind.kind), kind, record_id)

    def values(self, kind: type[R], name: str) -> Collection[str]:
        """Return what a field says anywhere, like `Ledger.values`."""
        return read_values(self._staged.table(kind.kind), kind, name)
