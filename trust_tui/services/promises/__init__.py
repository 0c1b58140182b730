"""Promises: making them, saying how one saw them, renewing them, letting them rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from trust_tui.model.promises import Outcome, Pause, Promise, Repair
from trust_tui.model.records import Deletion, Record, Visibility
from trust_tui.services.desk import Change, Write
from trust_tui.services.problems import Problem
from trust_tui.services.promises.book import ONE_DAY, Book
from trust_tui.services.promises.making import (
    Intent,
    checked_now,
    checked_text,
    checked_words,
    ended,
    must_grow_out_of,
    promised,
    renewable,
    said,
    there,
)
from trust_tui.services.promises.reading import PromiseReading
from trust_tui.services.promises.repairs import Repairs

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.promises import Result
    from trust_tui.model.schedule import Schedule
    from trust_tui.store import Transaction

RecordT = TypeVar("RecordT", bound=Record)


@dataclass
class Promises(PromiseReading):
    """What people can do with promises."""

    @property
    def repairs(self) -> Repairs:
        """What people can do about a promise not kept."""
        return Repairs(self.desk)

    # Promising

    def make(
        self,
        person: Person,
        when: str,
        will: str,
        fallback: str,
        to: str,
        schedule: Schedule,
        *,
        renews: str = "",
        from_repair: str = "",
        from_apology: str = "",
    ) -> Promise:
        """Promise something.

        Args:
            person: Who promises.
            when: "When …"; may be empty.
            will: "I will …"
            fallback: "If that gets hard, I will …"; may be empty.
            to: The id of the person it is promised to; "" for both, or for oneself.
            schedule: When it is due.
            renews: The id of their promise that it takes the place of.
            from_repair: The id of their repair that it grows out of.
            from_apology: The id of their apology that it grows out of.

        Raises:
            Problem: If it cannot be promised so; its `field` says where to look.
        """
        intent = Intent(when, will, fallback, to, schedule)
        with self.desk.ledger.transaction() as tx:
            change = self._make(tx, person, intent, renews, from_repair, from_apology)
            self.desk.write(tx, change)
        return self._done(change, Promise)

    def renew(
        self,
        person: Person,
        promise: Promise,
        when: str,
        will: str,
        fallback: str,
        to: str,
        schedule: Schedule,
        *,
        from_repair: str = "",
    ) -> Promise:
        """Put a new promise in the place of one's own. Before it is due, that is no miss.

        Raises:
            Problem: If it was changed or ended in the meantime, or cannot be promised so.
        """
        intent = Intent(when, will, fallback, to, schedule)
        with self.desk.ledger.transaction() as tx:
            now = checked_now(tx, promise, person)
            change = self._make(tx, person, intent, now.id, from_repair)
            self.desk.write(tx, change)
        return self._done(change, Promise)

    def reword(self, person: Person, promise: Promise, when: str, will: str, fallback: str) -> Promise:
        """Say one's own promise in other words; what it said before is kept, for both to read.

        Raises:
            Problem: If it is not theirs, was changed in the meantime, or the words cannot be used.
        """
        words = checked_words(when, will, fallback)
        with self.desk.ledger.transaction() as tx:
            now = checked_now(tx, promise, person)
            if all(getattr(now, field) == text for field, text in words.items()):
                return now
            after = now.changed(self.desk.clock(), **words)
            change = Change(person.id, "reworded a promise", (Write(now, after, Visibility.SHARED),))
            self.desk.write(tx, change)
        return self._done(change, Promise)

    def withdraw(self, person: Person, promise: Promise, text: str = "") -> Outcome:
        """Take back one's own promise from today on. What was said about it stays.

        Raises:
            Problem: If it is not theirs, was changed or ended in the meantime, or nothing of it is left.
        """
        with self.desk.ledger.transaction() as tx:
            now = checked_now(tx, promise, person)
            outcome = ended(self.desk, self._book(tx, person), now, text)
            change = Change(person.id, "withdrew a promise", (Write(None, outcome),))
            self.desk.write(tx, change)
        return self._done(change, Outcome)

    def remove(self, person: Person, promise: Promise) -> None:
        """Take out one's own promise on the day it was made, as long as nobody said anything about it.

        Raises:
            Problem: If it is older, or something builds on it: then it can be withdrawn.
        """
        moment = self.desk.clock()
        with self.desk.ledger.transaction() as tx:
            now = checked_now(tx, promise, person)
            is_told_of = bool(tx.all(Outcome, of=now.id)) or bool(tx.all(Repair, of=now.id))
            is_linked = now.renews or now.from_repair or tx.all(Promise, renews=now.id)
            if is_told_of or is_linked or now.day != moment.day:
                raise Problem("This promise is part of your story by now. You can withdraw it.")
            after = now.changed(moment, deleted=Deletion(person.id, moment.at))
            change = Change(person.id, "removed a promise", (Write(now, after),))
            self.desk.write(tx, change)
        self.desk.remember(change)

    # Saying how one saw it

    def answer(
        self,
        person: Person,
        promise_id: str,
        due: date,
        result: Result,
        text: str = "",
        on: date | None = None,
    ) -> Outcome | None:
        """Say how one saw one occurrence. Said again, both can be read and the newer one counts.

        Args:
            person: Who saw it so; both may.
            promise_id: The promise.
            due: The day of the occurrence: today or earlier.
            result: Kept or not kept.
            text: Their words, if they want to.
            on: The day on which they say so, where midnight passed meanwhile.

        Returns:
            The answer, or None where they just said the same.

        Raises:
            Problem: If there is no such occurrence, or it lies ahead.
        """
        with self.desk.ledger.transaction() as tx:
            book = self._book(tx, person)
            outcome = said(self.desk, book, there(book, promise_id), due, result, text, on)
            if outcome is None:
                return None
            change = Change(person.id, "answered a promise", (Write(None, outcome),))
            self.desk.write(tx, change)
        return self._done(change, Outcome)

    # Resting

    def pause(self, person: Person, first: date, last: date, why: str = "", promise: str = "") -> Pause:
        """Let all of one's promises rest, or one of them: these days count neither way.

        Raises:
            Problem: If the last day lies before the first, or the one promise is not theirs.
        """
        if last < first:
            raise Problem("The last day lies before the first. Please swap them.", "last")
        why = checked_text(why, "why")
        with self.desk.ledger.transaction() as tx:
            if promise and there(self._book(tx, person), promise).author != person.id:
                raise Problem("You can let your own promises rest.")
            pause = self.desk.new(Pause, person.id, first=first, last=last, why=why, of=promise)
            words = "paused a promise" if promise else "paused your promises"
            change = Change(person.id, words, (Write(None, pause),))
            self.desk.write(tx, change)
        return self._done(change, Pause)

    def end_pause(self, person: Person, pause: Pause, last: date | None = None) -> None:
        """End one's own pause early. One that would have no day left is taken back.

        Args:
            person: Whose pause it is.
            pause: The pause.
            last: Its new last day; yesterday where None, so that today counts again.

        Raises:
            Problem: If it is not theirs, was changed in the meantime, or would not end earlier.
        """
        moment = self.desk.clock()
        last = last or moment.day - ONE_DAY
        with self.desk.ledger.transaction() as tx:
            now = checked_now(tx, pause, person)
            if last >= now.last:
                raise Problem("This pause has ended by then.", "last")
            gone = Deletion(person.id, moment.at) if last < now.first else None
            after = now.changed(moment, deleted=gone) if gone else now.changed(moment, last=last)
            write = Write(now, after, None if gone else Visibility.SHARED)
            change = Change(person.id, "ended a pause", (write,))
            self.desk.write(tx, change)
        self.desk.remember(change)

    def _book(self, tx: Transaction, person: Person) -> Book:
        return Book(tx, person, self.desk.clock().day)

    def _make(
        self,
        tx: Transaction,
        person: Person,
        intent: Intent,
        renews: str,
        from_repair: str,
        from_apology: str = "",
    ) -> Change:
        book = self._book(tx, person)
        old = renewable(book, renews) if renews else None
        new, writes = promised(self.desk, book, intent, old, from_repair, from_apology=from_apology)
        repair = book.get(Repair, from_repair)
        if from_repair:
            if repair is None or repair.author != person.id:
                raise Problem("This repair is not there any more: it was taken back in another window.")
            if not repair.renewed:
                writes += (Write(repair, repair.changed(self.desk.clock(), renewed=new.id)),)
        if from_apology:
            apology = must_grow_out_of(book, from_apology)
            writes += (Write(apology, apology.changed(self.desk.clock(), promise=new.id)),)
        return Change(person.id, "renewed a promise" if old else "made a promise", writes)

    def _done(self, change: Change, kind: type[RecordT]) -> RecordT:
        """Remember a change that was saved, and return what it is about."""
        self.desk.remember(change)
        return next(write.after for write in change.writes if isinstance(write.after, kind))
