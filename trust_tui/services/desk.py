"""The desk that every service works at: the ledger, the clock, and what can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from trust_tui.model.checkin import CheckIn, was_open
from trust_tui.model.people import Couple, Person
from trust_tui.model.records import Deletion, Record, Visibility, content
from trust_tui.services.problems import (
    AnsweredSinceProblem,
    ChangedSinceProblem,
    NothingToUndoProblem,
    StaysProblem,
)
from trust_tui.services.sight import past_of

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.moments import Clock
    from trust_tui.model.versions import Version
    from trust_tui.store import Ledger, Transaction

RecordT = TypeVar("RecordT", bound=Record)

UNDO_DEPTH = 100
"""How many changes of one sitting can be taken back: more than an evening holds."""


class Write(NamedTuple):
    """One record as it was and as it shall be.

    Attributes:
        before: The record as it was read, or None when `after` is new.
        after: What to store.
        version: Who may see the version kept of `before`; None keeps no version.
    """

    before: Record | None
    after: Record
    version: Visibility | None = None


class Change(NamedTuple):
    """Something one person did, in words, with what it takes to undo it."""

    author: str
    words: str
    writes: tuple[Write, ...]


@dataclass
class Desk:
    """Writes records, keeps their versions and remembers how to undo.

    Attributes:
        ledger: Where everything is kept.
        clock: Tells the present moment.
        device: The id of this machine.
        typed: Tells the keys of everything that is typed and not saved.
    """

    ledger: Ledger
    clock: Clock
    device: str
    typed: Callable[[], Iterable[str]] = tuple
    _changes: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    _restored: dict[tuple[str, int], int] = field(default_factory=dict)

    def new(self, cls: type[RecordT], author: str, day: date | None = None, **own: Any) -> RecordT:
        """Return a record of this kind, written now. It is not stored yet."""
        return cls.new(author=author, device=self.device, moment=self.clock(), day=day, **own)

    def write(self, tx: Transaction, change: Change) -> None:
        """Stage a change, with the versions it leaves behind.

        Call `remember` once the transaction has ended well.
        """
        for write in change.writes:
            if write.before is None:
                tx.add(write.after)
                continue
            tx.replace(write.after)
            if write.version is not None:
                tx.add(self._version(write.before, change.author, write.version))

    def gone(self, tx: Transaction, record: RecordT, author: str) -> RecordT:
        """Return the tombstone that `author` makes of a record. It is not stored yet."""
        moment = self.clock()
        tombstone = Deletion(author, moment.at)
        if isinstance(record, CheckIn):
            opened = was_open(record, _ever(tx, record))
            return record.changed(moment, deleted=tombstone, opened=opened)
        return record.changed(moment, deleted=tombstone)

    def do(self, change: Change) -> None:
        """Make a change durable, in a transaction of its own, and one that can be taken back.

        Raises:
            LedgerError: If it could not be written. Nothing was changed then.
        """
        with self.ledger.transaction() as tx:
            self.write(tx, change)
        self.remember(change)

    def remove(self, person: Person, record: Record, words: str) -> None:
        """Leave a tombstone of a record, which undo takes away again.

        Args:
            person: Who removes it.
            record: What goes.
            words: What they did, in words.
        """
        with self.ledger.transaction() as tx:
            change = Change(person.id, words, (Write(record, self.gone(tx, record, person.id)),))
            self.write(tx, change)
        self.remember(change)

    def remember(self, change: Change) -> None:
        """Make a durable change one that can be taken back."""
        changes = self._changes[change.author]
        changes.append(change)
        del changes[:-UNDO_DEPTH]

    def undo(self, person: Person) -> str:
        """Take back the person's last change of this sitting. Return it in words.

        Raises:
            NothingToUndoProblem: If there is none.
            ChangedSinceProblem: If something newer builds on it.
        """
        changes = self._changes[person.id]
        if not changes:
            raise NothingToUndoProblem
        change = changes[-1]
        restored: dict[tuple[str, int], int] = {}
        with self.ledger.transaction() as tx:
            for write in reversed(change.writes):
                restored |= self._take_back(tx, write, change)
            if any(isinstance(write.after, Person) for write in change.writes) and _share_a_name(tx):
                changes.pop()
                raise ChangedSinceProblem(change.words)
        changes.pop()
        self._restored |= restored
        return change.words

    def _take_back(self, tx: Transaction, write: Write, change: Change) -> dict[tuple[str, int], int]:
        """Stage the undoing of a write. Return the revision it makes, with the one whose words that has."""
        now = tx.get(type(write.after), write.after.id)
        if now is None or self._restored.get((now.id, now.rev), now.rev) != write.after.rev:
            self._changes[change.author].pop()
            raise ChangedSinceProblem(change.words)
        if write.before is None:
            if _has_answers(tx, write.after.id, change.author):
                self._changes[change.author].pop()
                raise AnsweredSinceProblem(change.words)
            if isinstance(now, Person) and self._is_needed(tx, now):
                self._changes[change.author].pop()
                raise StaysProblem(now.name)
            tx.replace(self.gone(tx, now, change.author))
            return {}
        moment = self.clock()
        restored = replace(write.before, rev=now.rev + 1, updated_at=max(now.updated_at, moment.at))
        tx.replace(_as_open_as_it_was(tx, restored, write, now))
        if write.version is not None:
            # What was shared lay open to every other window: it stays to be read.
            tx.add(self._version(now, change.author, past_of(now, _ever(tx, now))))
        # An earlier change of the same record made that revision, and can be taken back in its turn.
        said = write.before.rev
        return {(now.id, now.rev + 1): self._restored.get((now.id, said), said)}

    def _is_needed(self, tx: Transaction, person: Person) -> bool:
        """Say whether anything here is by a person or about them, even what they removed or only typed."""
        from trust_tui.model.kinds import KINDS

        if any(person.id in key for key in self.typed()):
            return True
        everything = (each for kind in KINDS.values() for each in tx.all(kind, include_deleted=True))
        # An id is found wherever a record holds it, whatever that field is called.
        return any(person.id in repr(each) for each in everything if each.id != person.id)

    def _version(self, record: Record, author: str, visibility: Visibility) -> Version:
        from trust_tui.model.versions import Version  # not before something changes

        return self.new(
            Version,
            author,
            record.day,
            of=record.id,
            of_kind=record.kind,
            of_rev=record.rev,
            body=content(record),
            visibility=visibility,
        )


def _as_open_as_it_was(tx: Transaction, restored: RecordT, write: Write, now: Record) -> RecordT:
    """Return a record about to be restored, still knowing whether the other could read what it says."""
    if not isinstance(restored, CheckIn) or not isinstance(now, CheckIn):
        return restored
    # A write without a version changed no word: these have been as open as those.
    opened = was_open(now, _ever(tx, now)) if write.version is None else write.version is Visibility.SHARED
    return replace(restored, opened=restored.opened or opened)


def _share_a_name(tx: Transaction) -> bool:
    """Say whether two people would now be called the same."""
    couple = Couple(tuple(tx.all(Person)))
    return any(couple.named(person.name) != person for person in couple.people)


def _ever(tx: Transaction, record: Record) -> list[CheckIn]:
    """Return all check-ins that ever were there for a record's day."""
    return tx.all(CheckIn, include_deleted=True, day=record.day)


def _has_answers(tx: Transaction, record_id: str, author: str) -> bool:
    """Say whether anybody but `author` wrote something that belongs to a record and would hang in the air."""
    from trust_tui.model.kinds import KINDS  # every kind there is, which only an undo needs

    belonging = [kind for kind in KINDS.values() if "of" in kind.__dataclass_fields__]
    return any(each.author != author for kind in belonging for each in tx.all(kind, of=record_id))


def first(records: Iterable[RecordT]) -> RecordT | None:
    """Return the first of `records`, or None."""
    return next(iter(records), None)
