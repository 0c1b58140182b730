"""A passphrase of one's own for private notes: setting, changing and taking it away, and opening them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from trust_tui.model.notes import NoteKey
from trust_tui.model.records import Visibility
from trust_tui.services.locked import see_the_same
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.store import notes as store
from trust_tui.store.notes import PassphraseProblem, WrongPassphrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.desk import Desk
    from trust_tui.services.drafts import CheckInDrafts
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.store.sealed import Sealed

T = TypeVar("T")

_NONE = "There is no passphrase for your private notes."


@dataclass
class Notes:
    """What people can do about the passphrase of their private notes. Each takes a second or more."""

    desk: Desk
    keys: NoteKeys
    drafts: CheckInDrafts

    def of(self, person: Person) -> NoteLock:
        """Return what one person can do."""
        return NoteLock(self, person)

    def finish(self) -> None:
        """Go on with what a run began that died over it. Safe in a thread; trouble becomes a notice."""
        for key in self.desk.ledger.all(NoteKey, settled=False):
            self.spread(key.author)

    def spread(self, author: str) -> None:
        """Let drafts and copies be sealed as the ledger is. What cannot be is tried again by `finish`."""
        with suppress(LedgerError):
            self._spread(author)

    def _spread(self, author: str) -> None:
        ledger, key = self.desk.ledger, self.keys.of(author)
        if key is None:
            return
        self.drafts.write_anew(author, partial(self.keys.sealed_by_now, author))
        if not ledger.bring_copies_up_to([key]):
            return
        with ledger.transaction() as tx:
            now = tx.get(NoteKey, key.id)
            if now is not None and now.rev == key.rev and not key.settled:
                tx.replace(key.changed(self.desk.clock(), settled=True))


@dataclass
class NoteLock:
    """What one person can do about the passphrase of their private notes."""

    notes: Notes
    person: Person

    @property
    def is_set(self) -> bool:
        """Whether there is one."""
        return self.notes.keys.of(self.person.id) is not None

    def set(self, new: str, again: str) -> str:
        """Seal this person's notes, in every copy. Return the recovery key.

        Raises:
            Problem: If the passphrase is none, typed differently the second time, or there is one already.
            LedgerError: If it could not be done. Everything is as it was then.
        """
        see_the_same(new, again)
        opener, wrapped = self._made(partial(store.fresh, new))
        key = self.notes.desk.new(
            NoteKey,
            self.person.id,
            recipient=opener.recipient,
            wrapped=wrapped,
            visibility=Visibility.PRIVATE,
        )
        ledger = self.notes.desk.ledger
        try:
            with ledger.whole() as tx:
                if tx.all(NoteKey, author=self.person.id):
                    raise Problem("There is a passphrase already.", "new")
                store.seal(tx, key, store.Texts())
        except LedgerError:
            # It may have come about all the same: then nobody may lose the recovery key over it.
            with suppress(LedgerError):
                ledger.catch_up()
            if ledger.get(NoteKey, key.id) is None:
                raise
        self.notes.keys.let_in(self.person.id, opener)
        self.notes.spread(self.person.id)
        return opener.recovery

    def change(self, present: str, new: str, again: str) -> None:
        """Let another passphrase open this person's notes from now on. The recovery key stays the same.

        Raises:
            Problem: If the present one is not right, or the new one is none.
            LedgerError: If it could not be done. The present one is valid then.
        """
        see_the_same(new, again)
        key, opener = self._proved(present)
        wrapped = self._made(partial(store.wrapped, opener, new))
        with self.notes.desk.ledger.whole() as tx:
            tx.replace(key.changed(self.notes.desk.clock(), wrapped=wrapped, settled=False))
        self.notes.spread(self.person.id)

    def remove(self, present: str) -> None:
        """Write this person's notes so that everybody can read them who can read the ledger.

        Copies from before stay as they are: their key is in them.

        Raises:
            Problem: If the present passphrase is not right.
            LedgerError: If it could not be done. Everything is sealed as before then.
        """
        key, opener = self._proved(present)
        keys, desk = self.notes.keys, self.notes.desk

        def opened(_: Record, text: str) -> str:
            return str(keys.opened(opener, text))

        # Should this stop half way, `finish` seals again what is readable by then.
        key = key.changed(desk.clock(), settled=False)
        with desk.ledger.transaction() as tx:
            tx.replace(key)
        self.notes.drafts.write_anew(self.person.id, partial(keys.opened, opener))
        with desk.ledger.whole() as tx:
            store.reword(tx, key, desk.clock(), opened)
            tx.replace(desk.gone(tx, key, self.person.id))

    def unlock(self, present: str) -> None:
        """Read this person's notes from now on, until somebody else sits down.

        Raises:
            Problem: If that does not open them. Nothing is counted.
        """
        _, opener = self._proved(present)
        self.notes.keys.let_in(self.person.id, opener)

    def _proved(self, present: str) -> tuple[NoteKey, Sealed]:
        key = self.notes.keys.of(self.person.id)
        if key is None:
            raise Problem(_NONE, "present")
        try:
            return key, store.opener_of(key, present)
        except WrongPassphrase as problem:
            raise Problem(str(problem), "present") from problem

    @staticmethod
    def _made(make: Callable[[], T]) -> T:
        try:
            return make()
        except PassphraseProblem as problem:
            raise Problem(str(problem), "new") from problem
