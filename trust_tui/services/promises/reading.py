"""Everything that can be read of the promises, by one person on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Pause, Promise, Repair
from trust_tui.model.responses import Response
from trust_tui.model.versions import Version
from trust_tui.services.desk import Desk
from trust_tui.services.promises.book import Book, by_day
from trust_tui.services.promises.detail import PromiseDetail, YearDay, detail, year
from trust_tui.services.promises.due import DueDay, Listed, due_day, listed
from trust_tui.services.promises.ledger import PAGE, Filters, Page, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass
class PromiseReading:
    """What people can read of promises."""

    desk: Desk
    _kept: tuple[tuple[object, ...], Book] | None = field(default=None, init=False, repr=False, compare=False)
    _near: tuple[tuple[object, ...], PromiseDetail | None] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def due(self, reader: Person, today: date) -> DueDay:
        """Return what is due on this day, of both, and what the two weeks before it left blank."""
        return due_day(self._read(reader, today))

    def all(self, reader: Person, today: date) -> tuple[Listed, ...]:
        """Return all promises: what is due next first; what is over last."""
        return tuple(listed(self._read(reader, today)))

    def ledger(
        self,
        reader: Person,
        today: date,
        filters: Filters | None = None,
        *,
        first: date | None = None,
        last: date | None = None,
        count: int = PAGE,
    ) -> Page:
        """Return a page of the ledger, the newest day first.

        Args:
            reader: Who looks.
            today: The local day; blanks after it are not shown.
            filters: What to show; all of it where None.
            first: The earliest day.
            last: The latest day: for the next page, the `earlier` of the one before.
            count: How many rows there should be at least, where there are that many.
        """
        book = self._read(reader, today)
        return page(book, filters or Filters(), first, last, count)

    def detail(self, reader: Person, promise_id: str, today: date) -> PromiseDetail | None:
        """Return all there is about one promise, or None where it is not there any more."""
        from trust_tui.model.breach import Apology  # not before a promise is looked at from near

        kinds = (*Book.KEEPS, Apology, Person, Response, Version)
        now = (reader, today, promise_id, *self.desk.ledger.as_of(*kinds))
        # Each command that may be offered for a promise asks for it anew.
        near = self._near
        if near is None or near[0] != now:
            book = self._read(reader, today)
            promise = book.get(Promise, promise_id)
            self._near = near = now, detail(book, promise) if promise else None
        return near[1]

    def year(
        self, reader: Person, promise_id: str, today: date, last: date
    ) -> tuple[tuple[YearDay, ...], ...]:
        """Return the 53 weeks up to the one with the day `last`, or nothing where it is not there."""
        book = self._read(reader, today)
        promise = book.get(Promise, promise_id)
        if promise is None:
            return ()
        return year(book, promise, by_day(book.all(Outcome, of=promise.id)), last)

    def pauses(self, reader: Person) -> tuple[Pause, ...]:
        """Return all pauses, the one that begins last first."""
        return tuple(sorted(self._as_of_now(reader).pauses, key=lambda pause: pause.first, reverse=True))

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        book = self._as_of_now(reader)
        for promise in book.promises:
            yield promise.id, promise.day, "\n".join(filter(None, (promise.sentence, promise.fallback)))
        there = {promise.id for promise in book.promises}
        # Most answers have no words, and there may be tens of thousands of them.
        for text in filter(None, self.desk.ledger.values(Outcome, "text")):
            for outcome in book.all(Outcome, text=text):
                if outcome.of in there:
                    yield outcome.id, outcome.due, outcome.text
        for repair in book.all(Repair):
            yield (
                repair.id,
                repair.due or repair.day,
                "\n".join(filter(None, (repair.happened, repair.right))),
            )
        for response in book.all(Response, of_kind=Repair.kind):
            yield response.id, response.day, response.text
        for pause in book.pauses:
            if pause.why:
                yield pause.id, pause.first, pause.why

    def about(self, reader: Person, record_id: str) -> str:
        """Return the id of the promise that something a search found is about, or ""."""
        book = self._as_of_now(reader)
        response = book.get(Response, record_id)
        found = book.get(Repair, response.of if response else record_id) or book.get(Outcome, record_id)
        pause = book.get(Pause, record_id)
        promise = book.get(Promise, found.of if found else pause.of if pause else record_id)
        return promise.id if promise else ""

    def _as_of_now(self, reader: Person) -> Book:
        return self._read(reader, self.desk.clock().day)

    def _read(self, reader: Person, today: date) -> Book:
        """Return what `reader` may read: the same book as before, for as long as nothing in it changed."""
        now = (reader, today, *self.desk.ledger.as_of(*Book.KEEPS))
        kept = self._kept
        if kept is None or kept[0] != now:
            self._kept = kept = now, Book(self.desk.ledger, reader, today)
        return kept[1]
