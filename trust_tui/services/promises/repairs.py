"""Repair: what happened, how it landed, and what makes it right. Offered, never asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trust_tui.model.promises import Promise, Repair, Result
from trust_tui.model.records import Visibility
from trust_tui.model.responses import Response
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.promises.book import Book
from trust_tui.services.promises.detail import RepairView, repair_view, repairs_of
from trust_tui.services.promises.making import checked_now, checked_text, promised, said, there

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.services.promises.making import Intent


@dataclass
class Repairs:
    """What people can do about a promise not kept, or a boundary crossed."""

    desk: Desk

    def view(self, reader: Person, repair_id: str) -> RepairView | None:
        """Return one repair as `reader` may see it, or None."""
        book = self._book(reader)
        repair = book.get(Repair, repair_id)
        return repair_view(book, repair) if repair else None

    def of(self, reader: Person, record_id: str) -> tuple[RepairView, ...]:
        """Return the repairs that a promise, or a boundary, led to; the newest first."""
        return repairs_of(self._book(reader), record_id)

    def begin(
        self,
        person: Person,
        of: str,
        happened: str,
        right: str,
        *,
        due: date | None = None,
        not_kept: bool = False,
        text: str = "",
        renewed: Intent | None = None,
    ) -> Repair:
        """Write down a repair, with the answer that led to it and the promise that grows out of it.

        All of it is saved together, or nothing.

        Args:
            person: Who makes it right.
            of: The id of their promise, or of a boundary.
            happened: What happened.
            right: What they do to make it right. One of the two may be empty.
            due: The day of the promise's occurrence; None for a boundary.
            not_kept: Whether they say now that it was not kept; the other may have said so alone.
            text: Their words to that answer.
            renewed: What they promise anew.

        Raises:
            Problem: If it cannot be written so; its `field` says where to look.
        """
        words = _checked(happened, right)
        with self.desk.ledger.transaction() as tx:
            book = Book(tx, person, self.desk.clock().day)
            promise = book.get(Promise, of)
            if promise is None:
                _must_be_boundary(book, of)
            elif due is None:
                raise Problem("Which day is it about?", "due")
            else:
                _must_fit(book, promise, due)
            writes = []
            if promise and due and not_kept:
                answer = said(self.desk, book, promise, due, Result.NOT_KEPT, text)
                writes += [Write(None, answer)] if answer else []
            repair = self.desk.new(Repair, person.id, None, of=of, due=due, **words)
            if renewed is not None:
                old = promise if promise and _goes_on(book, promise) else None
                new, for_new = promised(self.desk, book, renewed, old, repair.id, due)
                repair = replace(repair, renewed=new.id)
                writes += for_new
            change = Change(person.id, "began a repair", (*writes, Write(None, repair)))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return repair

    def edit(self, person: Person, repair: Repair, happened: str, right: str) -> Repair:
        """Reword one's own repair; what it said before is kept, for both to read.

        Raises:
            Problem: If it is not theirs, was changed in the meantime, or has no words.
        """
        words = _checked(happened, right)
        with self.desk.ledger.transaction() as tx:
            now = checked_now(tx, repair, person)
            if all(getattr(now, field) == text for field, text in words.items()):
                return now
            after = now.changed(self.desk.clock(), **words)
            change = Change(person.id, "changed a repair", (Write(now, after, Visibility.SHARED),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return after

    def landed(self, person: Person, repair_id: str, text: str) -> Response:
        """Say how a repair landed. Said again, both can be read and the newer one counts.

        Raises:
            Problem: If there are no words or too many, it is not there, or is the person's own.
        """
        text = checked_text(text, "text")
        if not text:
            raise Problem("There are no words here yet. “Not yet” is an answer too.", "text")
        with self.desk.ledger.transaction() as tx:
            repair = Book(tx, person, self.desk.clock().day).get(Repair, repair_id)
            if repair is None:
                raise Problem("This repair is not there any more: it was taken back in another window.")
            if repair.author == person.id:
                raise Problem("How it landed is for the other one to say.", "text")
            response = self.desk.new(Response, person.id, of=repair.id, of_kind=repair.kind, text=text)
            change = Change(person.id, "said how a repair landed", (Write(None, response),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return response

    def _book(self, reader: Person) -> Book:
        return Book(self.desk.ledger, reader, self.desk.clock().day)


def _checked(happened: str, right: str) -> dict[str, str]:
    words = {"happened": checked_text(happened, "happened"), "right": checked_text(right, "right")}
    if not any(words.values()):
        raise Problem("A few words are enough: what happened, or what you do about it.", "happened")
    return words


def _must_fit(book: Book, promise: Promise, due: date) -> None:
    """Raise the problem that keeps the reader from repairing this occurrence, if there is one."""
    if promise.author != book.reader.id:
        raise Problem("Making it right is for the person who promised. You can say how you saw it.")
    if due > book.today:
        raise Problem("This day lies ahead. The promise can be renewed before it comes.")
    if not book.was_due(promise, due):
        raise Problem("This promise was not due on that day.")
    if any(repair.due == due for repair in book.all(Repair, of=promise.id)):
        raise Problem("There is a repair for this already. You can add to it.")


def _must_be_boundary(book: Book, record_id: str) -> None:
    from trust_tui.model.boundaries import Boundary  # only a crossing needs it

    if book.get(Boundary, record_id) is None:
        there(book, record_id)


def _goes_on(book: Book, promise: Promise) -> bool:
    return book.ending(promise) is None and not any(each.renews == promise.id for each in book.promises)
